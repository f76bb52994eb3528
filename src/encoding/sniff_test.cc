// The policy of docs/formats/encoding.md, a row a rule.

#include "encoding/sniff.h"

#include <gtest/gtest.h>

#include <string>

namespace tamis::encoding {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::string_view kUtf8Header = "text/html; charset=utf-8";
constexpr std::string_view kLatin1Header = "text/html; charset=iso-8859-1";

struct Case {
  const char* rule;
  std::string page;
  std::string_view content_type;
  Encoding encoding;
  Source source;
  bool declared_was_wrong;
};

std::string Repeat(std::string_view text, size_t times) {
  std::string out;
  for (size_t n = 0; n < times; ++n) out += text;
  return out;
}

std::string Utf16(std::string_view ascii, bool big_endian) {
  std::string out;
  for (char c : ascii) {
    if (big_endian) out += '\0';
    out += c;
    if (!big_endian) out += '\0';
  }
  return out;
}

// "Привет, мир! Это обычный текст." and so on, in the encodings that the rows name.
const std::string kRussian1251 =
    "\xCF\xF0\xE8\xE2\xE5\xF2, \xEC\xE8\xF0! \xDD\xF2\xEE "
    "\xEE\xE1\xFB\xF7\xED\xFB\xE9 \xF2\xE5\xEA\xF1\xF2.";
const std::string kRussianKoi8 =
    "\xF0\xD2\xC9\xD7\xC5\xD4, \xCD\xC9\xD2! \xFC\xD4\xCF "
    "\xCF\xC2\xD9\xDE\xCE\xD9\xCA \xD4\xC5\xCB\xD3\xD4.";
const std::string kChineseGbk = "\xD6\xD0\xCE\xC4\xCD\xF8\xD2\xB3\xB5\xC4\xC4\xDA\xC8\xDD";
const std::string kGerman1252 =
    "F\xFCr die sch\xF6nen Gr\xFC\xDF"
    "e aus M\xFCnchen";
const std::string kGermanUtf8 = "Für die schönen Grüße aus München";
const std::string kJapaneseShiftJis =
    "\x93\xFA\x96{\x8C\xEA\x82\xCC\x83y\x81[\x83W\x82\xC5\x82\xB7";

const Case kCases[] = {
    // The order of the standard.
    {"nothing, ASCII", "<p>hello", "", Encoding::kUtf8, Source::kDefault, false},
    {"empty", "", "", Encoding::kUtf8, Source::kDefault, false},
    {"mark beats header",
     "\xEF\xBB\xBF"
     "a",
     kLatin1Header, Encoding::kUtf8, Source::kBom, false},
    {"UTF-16LE mark", "\xFF\xFE" + Utf16("<p>hello", false), kUtf8Header, Encoding::kUtf16le,
     Source::kBom, false},
    {"UTF-16BE mark", "\xFE\xFF" + Utf16("<p>hello", true), "", Encoding::kUtf16be, Source::kBom,
     false},
    {"header, ASCII", "<p>hello", "text/html; charset=windows-1251", Encoding::kWindows1251,
     Source::kHttp, false},
    {"header beats meta", "<meta charset=koi8-r>" + kRussian1251, "text/html; charset=windows-1251",
     Encoding::kWindows1251, Source::kHttp, false},
    {"unknown header is none", "<meta charset=koi8-r>" + kRussianKoi8, "text/html; charset=none",
     Encoding::kKoi8R, Source::kMeta, false},
    {"meta", "<meta charset=gb2312>" + kChineseGbk, "", Encoding::kGbk, Source::kMeta, false},
    {"meta beyond 1024 bytes",
     "<head><!--" + Repeat("x", 2000) + "--><meta charset=gb2312>" + kChineseGbk, "",
     Encoding::kGbk, Source::kMetaLate, false},
    {"XML declaration", "<?xml version='1.0' encoding='koi8-r'?><p>" + kRussianKoi8, "",
     Encoding::kKoi8R, Source::kXml, false},
    {"UTF-16 XML without mark", Utf16("<?xml version='1.0'?><p>x</p>", false), "",
     Encoding::kUtf16le, Source::kXml, false},
    {"declared ISO-2022-JP", "\x1B$B$\"\x1B(B", "text/html; charset=iso-2022-jp",
     Encoding::kIso2022Jp, Source::kHttp, false},

    // Reported cases.
    {"meta iso-8859-1 and F6", "<meta charset=\"iso-8859-1\"><p>sch\xF6n", "",
     Encoding::kWindows1252, Source::kMeta, false},
    {"gb2312, ASCII for 15 kB",
     "<meta charset=gb2312>" + Repeat("<script>var a;</script>\n", 700) + kChineseGbk, "",
     Encoding::kGbk, Source::kMeta, false},
    {"the same, undeclared", Repeat("<script>var a;</script>\n", 700) + kChineseGbk, "",
     Encoding::kGbk, Source::kStatistics, false},
    {"header UTF-8, meta windows-1252, mostly UTF-8",
     "<meta charset=windows-1252>" + kGermanUtf8 + " caf\xE9", kUtf8Header, Encoding::kUtf8,
     Source::kHttp, false},
    {"header UTF-8, meta windows-1252, mostly windows-1252",
     "<meta charset=windows-1252>" + kGerman1252 + " café", kUtf8Header, Encoding::kWindows1252,
     Source::kMeta, true},

    // Plain lies.
    {"header windows-1252, bytes UTF-8", kGermanUtf8, kLatin1Header, Encoding::kUtf8,
     Source::kStatistics, true},
    {"header windows-1252, meta and bytes UTF-8", "<meta charset=utf-8>" + kGermanUtf8,
     kLatin1Header, Encoding::kUtf8, Source::kMeta, true},
    {"meta windows-1252, one character of UTF-8", "<meta charset=iso-8859-1>café", "",
     Encoding::kUtf8, Source::kStatistics, true},
    {"meta gb2312, bytes UTF-8", "<meta charset=gb2312>中文网页", "", Encoding::kUtf8,
     Source::kStatistics, true},
    {"two pairs of GBK that could be UTF-8 are believed", "<meta charset=gbk>\xD2\xBB\xCA\xB1", "",
     Encoding::kGbk, Source::kMeta, false},
    {"meta gb2312, UTF-8 with a few bad bytes",
     "<meta charset=gb2312>" + Repeat("中文网页", 20) + "\xFF", "", Encoding::kUtf8,
     Source::kStatistics, true},
    {"header UTF-8, no UTF-8 at all", kGerman1252, kUtf8Header, Encoding::kWindows1252,
     Source::kStatistics, true},
    {"meta UTF-8, bytes Russian", "<meta charset=utf-8>" + kRussian1251, "", Encoding::kWindows1251,
     Source::kStatistics, true},
    {"UTF-8 with few bad bytes", kGermanUtf8 + "\xFF", kUtf8Header, Encoding::kUtf8, Source::kHttp,
     false},
    {"UTF-8 cut off", kGermanUtf8 + "\xC3", kUtf8Header, Encoding::kUtf8, Source::kHttp, false},
    {"mark of UTF-8 on a page that is not", "\xEF\xBB\xBF" + kRussian1251, "",
     Encoding::kWindows1251, Source::kStatistics, true},
    {"header UTF-16, bytes ASCII", "<p>hello", "text/html; charset=utf-16", Encoding::kUtf8,
     Source::kDefault, true},
    {"header UTF-16LE, bytes big endian", Utf16("<p>hello</p>", true), "text/html; charset=utf-16",
     Encoding::kUtf16be, Source::kStatistics, true},
    {"header Latin-1, bytes Russian", Repeat(kRussian1251, 3), kLatin1Header,
     Encoding::kWindows1251, Source::kStatistics, true},
    {"header Latin-1, meta Russian and right", "<meta charset=windows-1251>" + kRussian1251,
     kLatin1Header, Encoding::kWindows1251, Source::kMeta, true},
    {"header ISO-8859-2, Windows quotes and letters",
     "P\xF8\xEDli\x9A \x9Elu\x9Dou\xE8k\xFD k\xF9\xF2 \x84\xFAp\xECl\x93 \x8Ail\xEDn\xEC",
     "text/html; charset=iso-8859-2", Encoding::kWindows1250, Source::kStatistics, true},
    {"declared Shift_JIS, bytes EUC-JP",
     "<meta charset=shift_jis>" + Repeat("\xC6\xFC\xCB\xDC\xB8\xEC\xA4\xCE\xA5\xDA\xA1\xBC\xA5\xB8"
                                         "\xA4\xC7\xA4\xB9",
                                         3),
     "", Encoding::kEucJp, Source::kStatistics, true},
    {"declared replacement, readable", "<meta charset=iso-2022-kr><p>hello", "", Encoding::kUtf8,
     Source::kDefault, true},
    {"declared replacement, shift codes", "<meta charset=hz-gb-2312>~{VPND~}", "",
     Encoding::kReplacement, Source::kMeta, false},

    // Statistics.
    {"UTF-8", kGermanUtf8, "", Encoding::kUtf8, Source::kStatistics, false},
    {"German", kGerman1252, "", Encoding::kWindows1252, Source::kStatistics, false},
    {"Russian", kRussian1251, "", Encoding::kWindows1251, Source::kStatistics, false},
    {"Russian, KOI8-R", kRussianKoi8, "", Encoding::kKoi8R, Source::kStatistics, false},
    {"Chinese", kChineseGbk, "", Encoding::kGbk, Source::kStatistics, false},
    {"Japanese", kJapaneseShiftJis, "", Encoding::kShiftJis, Source::kStatistics, false},
    {"ISO-2022-JP", "\x1B$B$\"\x1B(B", "", Encoding::kIso2022Jp, Source::kStatistics, false},
    {"UTF-16LE without mark", Utf16("<p>hello</p>", false), "", Encoding::kUtf16le,
     Source::kStatistics, false},
    {"UTF-16BE without mark", Utf16("<p>hello</p>", true), "", Encoding::kUtf16be,
     Source::kStatistics, false},
    {"a lone byte at the end", "caf\xE9", "", Encoding::kWindows1252, Source::kStatistics, false},
    {"only in an attribute", "<img alt='caf\xE9'>", "", Encoding::kWindows1252, Source::kStatistics,
     false},
};

TEST(Decide, Policy) {
  for (const Case& c : kCases) {
    const EncodingDecision got = Decide(c.page, c.content_type);
    EXPECT_EQ(EncodingName(got.encoding), EncodingName(c.encoding)) << c.rule;
    EXPECT_EQ(SourceName(got.source), SourceName(c.source)) << c.rule;
    EXPECT_EQ(got.declared_was_wrong, c.declared_was_wrong) << c.rule;
  }
}

TEST(DecodePage, CountsReplacements) {
  std::string buffer;
  const std::string page = "\xEF\xBB\xBF" + kGermanUtf8 + "\xFF\xFE";
  const DecodedPage decoded = DecodePage(page, "", buffer);
  EXPECT_EQ(decoded.utf8, kGermanUtf8 + "\uFFFD\uFFFD");
  EXPECT_EQ(decoded.replacements, 2u);
  EXPECT_FALSE(decoded.decision.valid_utf8);
}

TEST(DecodePage, ValidUtf8IsNotCopied) {
  std::string buffer;
  const std::string page = "\xEF\xBB\xBF" + kGermanUtf8;
  const DecodedPage decoded = DecodePage(page, kUtf8Header, buffer);
  EXPECT_EQ(decoded.utf8.data(), page.data() + 3);
  EXPECT_EQ(decoded.utf8.size(), kGermanUtf8.size());
  EXPECT_TRUE(decoded.decision.valid_utf8);
}

TEST(SourceName, AllAreNamed) {
  EXPECT_EQ(SourceName(Source::kBom), "bom");
  EXPECT_EQ(SourceName(Source::kHttp), "http");
  EXPECT_EQ(SourceName(Source::kMeta), "meta");
  EXPECT_EQ(SourceName(Source::kMetaLate), "meta-late");
  EXPECT_EQ(SourceName(Source::kXml), "xml");
  EXPECT_EQ(SourceName(Source::kStatistics), "statistics");
  EXPECT_EQ(SourceName(Source::kDefault), "default");
}

}  // namespace
}  // namespace tamis::encoding
