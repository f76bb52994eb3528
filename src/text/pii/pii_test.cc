#include "text/pii/pii.h"

#include <gtest/gtest.h>

#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "text/pii/matchers.h"

namespace tamis::text {
namespace {

struct Case {
  const char* rule;
  std::string_view text;
  std::string_view found;  // "kind:text", one after another with '|' between
};

std::string Found(std::string_view text) {
  static constexpr std::string_view kNames[] = {"email", "phone", "ip", "iban", "card"};
  std::vector<PiiSpan> spans;
  FindPii(text, spans);
  std::string found;
  for (const PiiSpan& span : spans) {
    if (!found.empty()) found += '|';
    found.append(kNames[static_cast<size_t>(span.kind)]).append(":");
    found.append(text.substr(span.begin, span.end - span.begin));
  }
  return found;
}

class PiiTest : public testing::TestWithParam<Case> {};
TEST_P(PiiTest, Finds) {
  SCOPED_TRACE(GetParam().rule);
  EXPECT_EQ(Found(GetParam().text), GetParam().found) << GetParam().text;
}

constexpr Case kEmails[] = {
    {"plain", "Write to ann.lee@example.com.", "email:ann.lee@example.com"},
    {"tag and underscore", "<a_b+c@mail.example.co.uk>", "email:a_b+c@mail.example.co.uk"},
    {"after a label", "Email:ann@example.org", "email:ann@example.org"},
    {"mailto", "mailto:ann@example.org?x=1", "email:ann@example.org"},
    {"digits in the host", "x1@163.com", "email:x1@163.com"},
    {"in Chinese", "邮箱ann@example.cn。", "email:ann@example.cn"},
    {"in quotes", "„ann@example.de“", "email:ann@example.de"},
    {"two", "a@b.de, c@d.fr", "email:a@b.de|email:c@d.fr"},
    {"internationalised host", "ann@xn--bcher-kva.example", "email:ann@xn--bcher-kva.example"},
    {"no host", "ann@example", ""},
    {"handle", "@ann@example.social", ""},
    {"at the start of a line", "@ann said", ""},
    {"image", "logo@2x.png and icon@3x.webp", ""},
    {"package version", "react@18.2.0-rc.beta", ""},
    {"credentials in a URL", "https://ann@example.com/ ftp://ann:secret@example.com", ""},
    {"scp", "git@github.com:tamis/tamis.git", ""},
    {"two dots", "ann..lee@example.com", ""},
    {"price", "5 kg @ 3.50", ""},
    {"cut out of a word", "joséann@example.com", ""},
};
INSTANTIATE_TEST_SUITE_P(Emails, PiiTest, testing::ValuesIn(kEmails));

constexpr Case kPhones[] = {
    {"E.164", "+14155550132", "phone:+14155550132"},
    {"United States", "Call (212) 555-0100 today", "phone:(212) 555-0100"},
    {"United States, hyphens", "212-555-0100", "phone:212-555-0100"},
    {"United States, points", "212.555.0100.", "phone:212.555.0100"},
    {"United States, with country", "+1 (212) 555-0100", "phone:+1 (212) 555-0100"},
    {"Germany", "+49 30 12345678", "phone:+49 30 12345678"},
    {"Germany, trunk zero", "+49 (0)30 12345-678", "phone:+49 (0)30 12345-678"},
    {"Germany, national", "Büro 030 12345678", "phone:030 12345678"},
    {"Germany, slash", "0211/1234567", "phone:0211/1234567"},
    {"France", "01 42 68 53 00", "phone:01 42 68 53 00"},
    {"France, points", "01.42.68.53.00", "phone:01.42.68.53.00"},
    {"United Kingdom", "020 7946 0958", "phone:020 7946 0958"},
    {"United Kingdom, international", "+44 20 7946 0958", "phone:+44 20 7946 0958"},
    {"Japan", "03-1234-5678", "phone:03-1234-5678"},
    {"Brazil", "(11) 91234-5678", "phone:(11) 91234-5678"},
    {"Spain, labelled", "Teléfono: 912 345 678", "phone:912 345 678"},
    {"Russia", "+7 495 123-45-67", "phone:+7 495 123-45-67"},
    {"Russia, labelled", "тел. 123-45-67", "phone:123-45-67"},
    {"China, labelled", "电话：010-12345678", "phone:010-12345678"},
    {"India", "+91 98765 43210", "phone:+91 98765 43210"},
    {"Estonia, short", "+372 512 3456", "phone:+372 512 3456"},
    {"labelled", "Fax 5550100", ""},
    {"labelled, eight digits", "Tel 22334455", "phone:22334455"},
    {"date", "Tel. 12.05.2021", ""},
    {"ISO date and time", "2021-03-04 10:15", ""},
    {"date of ten digits", "Tuesday 01-02-2003 10", ""},
    {"ISBN-10", "ISBN 0-306-40615-2", ""},
    {"ISBN-13", "978-3-16-148410-0", ""},
    {"price", "1 250 000,00 € and $1,250,000.00", ""},
    {"thousands", "12 500 000 people", ""},
    {"plus thousands", "+100 000 000 000", ""},
    {"no such country", "+999 123 456 789", ""},
    {"score", "3-2 6-4 7-6", ""},
    {"range of years", "1914-1918, 2019-2021", ""},
    {"id", "Order 4155550132", ""},
    {"decimal", "3.141592653589", ""},
    {"coordinates", "40.7127837, -74.0059413", ""},
    {"version", "v2.125.5550.100", ""},
    {"area code of a one", "112-555-0100", ""},
    {"part number", "AB-212-555-0100-X", ""},
    {"arithmetic", "2+2=4 and 10+12345678901", ""},
};
INSTANTIATE_TEST_SUITE_P(Phones, PiiTest, testing::ValuesIn(kPhones));

constexpr Case kIps[] = {
    {"public", "from 203.0.114.77 at noon", "ip:203.0.114.77"},
    {"in a URL", "http://93.184.216.34/", "ip:93.184.216.34"},
    {"with a port", "93.184.216.34:8080", "ip:93.184.216.34"},
    {"small numbers, labelled", "IP address: 8.8.8.8", "ip:8.8.8.8"},
    {"small numbers", "see 2.1.3.4", ""},
    {"version", "version 1.2.3.142", ""},
    {"version letter", "v1.2.3.142", ""},
    {"user agent", "Chrome/98.0.4758.102 Opera/9.80.2.133", ""},
    {"five parts", "1.2.3.142.5", ""},
    {"too large", "1.2.3.256", ""},
    {"leading zero", "193.184.016.34", ""},
    {"private", "192.168.0.142 10.1.2.142 127.0.0.1 172.16.9.142", ""},
    {"documentation", "203.0.113.7 192.0.2.142", ""},
    {"IPv6", "from 2a00:1450:4001:81b::200e now", "ip:2a00:1450:4001:81b::200e"},
    {"IPv6, whole", "2001:4860:4860:0:0:0:0:8888", "ip:2001:4860:4860:0:0:0:0:8888"},
    {"IPv6, documentation", "2001:db8::1", ""},
    {"time", "2021:03:04 and 23:59:59:12", ""},
    {"MAC address", "20:30:40:50:60:70", ""},
};
INSTANTIATE_TEST_SUITE_P(Ips, PiiTest, testing::ValuesIn(kIps));

// Account and card numbers of documentations and test systems.
constexpr Case kMoney[] = {
    {"Germany", "IBAN DE89 3704 0044 0532 0130 00.", "iban:DE89 3704 0044 0532 0130 00"},
    {"United Kingdom", "GB29NWBK60161331926819", "iban:GB29NWBK60161331926819"},
    {"Norway", "NO93 8601 1117 947", "iban:NO93 8601 1117 947"},
    {"Malta", "MT84MALT011000012345MTLCAST001S", "iban:MT84MALT011000012345MTLCAST001S"},
    {"wrong check digits", "DE88 3704 0044 0532 0130 00", ""},
    {"no such country", "ZZ89 3704 0044 0532 0130 00", ""},
    {"too long", "NO938601111794712", ""},
    {"part of a word", "XDE89370400440532013000", ""},
    {"Visa", "4111 1111 1111 1111", "card:4111 1111 1111 1111"},
    {"Visa, one run", "card 4012888888881881,", "card:4012888888881881"},
    {"Mastercard", "5555-5555-5555-4444", "card:5555-5555-5555-4444"},
    {"American Express", "3782 822463 10005", "card:3782 822463 10005"},
    {"wrong check digit", "4111 1111 1111 1112", ""},
    {"no issuer", "9111 1111 1111 1111", ""},
    {"id in a path", "/status/4012888888881881", ""},
    {"decimal", "0.4012888888881881", ""},
    {"nothing but zeros", "0000 0000 0000 0000", ""},
    {"mixed marks", "4111 1111-1111 1111", ""},
};
INSTANTIATE_TEST_SUITE_P(Money, PiiTest, testing::ValuesIn(kMoney));

TEST(Pii, MaskKeepsLengthAndMarks) {
  std::string text = "Ann: ann.lee@example.com, +49 30 12345678 ü";
  std::vector<PiiSpan> spans;
  FindPii(text, spans);
  MaskSpans(spans, text);
  EXPECT_EQ(text, "Ann: xxx.xxx@xxxxxxx.xxx, +00 00 00000000 ü");
}

TEST(Pii, LongRunsTakeLinearTime) {
  for (const std::string_view unit :
       {"1", "1 ", "@", "a@", "+1", "1.", "2001:", "a.b@c.", "DE89 3"}) {
    std::string text;
    while (text.size() < 1 << 20) text.append(unit);
    std::vector<PiiSpan> spans;
    FindPii(text, spans);
    EXPECT_LE(spans.size(), text.size() / 6);
  }
}

// Numbers that are told by what follows to be nothing are nothing to the matchers either.
TEST(Pii, NothingIsPassedOverThatAMatcherFinds) {
  constexpr std::string_view kParts[] = {"1", "23", "456", "2001", "0",  " ", "-", ".",
                                         "/", "(",  ")",   ":",    "DE", "a", ",", "::"};
  std::mt19937 random(3);
  size_t found = 0;
  for (int round = 0; round < 100'000; ++round) {
    std::string text = "Tel. ";
    for (size_t i = 1 + random() % 12; i > 0; --i) text += kParts[random() % std::size(kParts)];
    std::vector<PiiSpan> spans;
    FindPii(text, spans);
    const size_t first = spans.empty() ? text.size() : spans[0].begin;
    found += !spans.empty();
    for (size_t at = 0; at < first; ++at) {
      if (!pii::IsDigit(text[at]) || pii::IsDigit(text[at - 1])) continue;
      for (const auto match : {pii::MatchIban, pii::MatchIp, pii::MatchCard, pii::MatchPhone}) {
        const pii::Range range = match(text, at);
        ASSERT_TRUE(range.end - range.begin < 6 || range.begin >= first) << text << " at " << at;
      }
    }
  }
  EXPECT_GT(found, 1'000u);
}

}  // namespace
}  // namespace tamis::text
