// Conformance: https://html.spec.whatwg.org/#prescan-a-byte-stream-to-determine-its-encoding
// Rows for the rules that html5lib-tests (tests/conformance/encoding_suite.cc) does not reach.

#include "encoding/prescan.h"

#include <gtest/gtest.h>

#include <string>

namespace tamis::encoding {
namespace {

using std::string_view_literals::operator""sv;
constexpr std::optional<Encoding> kNone = std::nullopt;

struct Case {
  const char* rule;
  std::string_view bytes;
  std::optional<Encoding> encoding;
};

constexpr Case kMeta[] = {
    {"empty", "", kNone},
    {"charset", "<meta charset=gbk>", Encoding::kGbk},
    {"slash after the name", "<meta/charset=gbk>", Encoding::kGbk},
    {"any case", "<MeTa ChArSeT=\"KOI8-r\">", Encoding::kKoi8R},
    {"equals sign begins a name", "<meta =charset=gbk>", kNone},
    {"the first of two attributes counts", "<meta charset=x charset=gbk>", kNone},
    {"unknown charset beats content",
     "<meta charset=x http-equiv=content-type content='charset=gbk'>", kNone},
    {"charset after content beats it",
     "<meta http-equiv=content-type content='charset=gbk' charset=big5>", Encoding::kBig5},
    {"content without pragma", "<meta content='charset=gbk'>", kNone},
    {"pragma after content", "<meta content='charset=gbk' http-equiv=Content-Type>",
     Encoding::kGbk},
    {"charset twice in content",
     "<meta http-equiv=content-type content='charset charset = \"gbk\"'>", Encoding::kGbk},
    {"open quote in content", "<meta http-equiv=content-type content='charset=\"gbk'>", kNone},
    {"UTF-16 means UTF-8", "<meta charset=utf-16be>", Encoding::kUtf8},
    {"x-user-defined means windows-1252", "<meta charset=x-user-defined>", Encoding::kWindows1252},
    {"comment skipped", "<!-- <meta charset=gbk> --><meta charset=big5>", Encoding::kBig5},
    {"comment of two dashes", "<!--><meta charset=big5>", Encoding::kBig5},
    {"open comment", "<!-- <meta charset=gbk>", kNone},
    {"inside an attribute", "<a title='<meta charset=gbk>'><meta charset=big5>", Encoding::kBig5},
    {"end tag", "</p title='>'><meta charset=big5>", Encoding::kBig5},
    {"bogus comment", "<?x <meta charset=gbk><meta charset=big5>", Encoding::kBig5},
    {"within a script, as the standard has it", "<script>'<meta charset=gbk>'", Encoding::kGbk},
    {"metacharset is another tag", "<metacharset=gbk>", kNone},
    {"cut off in a value", "<meta charset='gbk", kNone},
    {"cut off before the end", "<meta charset='gbk'", kNone},
    {"UTF-16LE XML", "<\0?\0x\0"sv, Encoding::kUtf16le},
    {"UTF-16BE XML", "\0<\0?\0x"sv, Encoding::kUtf16be},
};

TEST(PrescanMeta, MatchesSpec) {
  for (const Case& c : kMeta) EXPECT_EQ(PrescanMeta(c.bytes), c.encoding) << c.rule;
}

constexpr Case kHead[] = {
    {"meta", "<head><meta charset=gbk>", Encoding::kGbk},
    {"not within a script", "<script>'<meta charset=gbk>'</script><meta charset=big5>",
     Encoding::kBig5},
    {"not within a title", "<title><meta charset=gbk></TITLE><meta charset=big5>", Encoding::kBig5},
    {"script that nobody closes", "<script><meta charset=gbk>", kNone},
    {"not past <body>", "<head></head><body class=x><meta charset=gbk>", kNone},
    {"a tag that begins like body", "<bodyguard><meta charset=gbk>", Encoding::kGbk},
};

TEST(PrescanHead, Cases) {
  for (const Case& c : kHead) EXPECT_EQ(PrescanHead(c.bytes), c.encoding) << c.rule;
}

TEST(PrescanHead, StopsAtItsBound) {
  const std::string meta = "<meta charset=gbk>";
  const std::string before =
      "<style>" + std::string(kLatePrescanBytes - 15 - meta.size(), 'x') + "</style>";
  EXPECT_EQ(PrescanHead(before + meta), Encoding::kGbk);
  EXPECT_EQ(PrescanHead(before + " " + meta), kNone);
}

constexpr Case kXml[] = {
    {"plain", "<?xml version='1.0' encoding='koi8-r'?>", Encoding::kKoi8R},
    {"spaces and controls", "<?xml encoding\x01 =\n\"gbk\"?>", Encoding::kGbk},
    {"not at the start", " <?xml encoding='gbk'?>", kNone},
    {"no end", "<?xml encoding='gbk'", kNone},
    {"encoding after the end", "<?xml?><a encoding='gbk'>", kNone},
    {"no quote", "<?xml encoding=gbk?>", kNone},
    {"space in the name", "<?xml encoding='gb k'?>", kNone},
    {"open quote", "<?xml encoding='gbk?>", kNone},
    {"UTF-16 means UTF-8", "<?xml encoding='utf-16'?>", Encoding::kUtf8},
    {"unknown", "<?xml encoding='x'?>", kNone},
};

TEST(PrescanXml, MatchesSpec) {
  for (const Case& c : kXml) EXPECT_EQ(PrescanXml(c.bytes), c.encoding) << c.rule;
}

constexpr Case kHeader[] = {
    {"none", "text/html", kNone},
    {"plain", "text/html; charset=utf-8", Encoding::kUtf8},
    {"no space, quotes, case", "text/html;CHARSET=\"Windows-1251\"", Encoding::kWindows1251},
    {"single quotes", "text/html; charset='gbk'", Encoding::kGbk},
    {"spaces around the sign", "text/html; charset = gbk ;x=y", Encoding::kGbk},
    {"other parameters first", "text/html; boundary=x; charset=gbk", Encoding::kGbk},
    {"the first that is known", "text/html; charset=x; charset=gbk", Encoding::kGbk},
    {"lines joined", "text/html, text/html; charset=gbk", Encoding::kGbk},
    {"no type", "charset=gbk", Encoding::kGbk},
    {"a name that ends alike", "text/html; xcharset=gbk", kNone},
    {"empty value", "text/html; charset=", kNone},
    {"empty", "", kNone},
};

TEST(ContentType, Charset) {
  for (const Case& c : kHeader) EXPECT_EQ(EncodingFromContentType(c.bytes), c.encoding) << c.rule;
}

}  // namespace
}  // namespace tamis::encoding
