// Conformance: https://encoding.spec.whatwg.org/#names-and-labels

#include "encoding/labels.h"

#include <gtest/gtest.h>

#include <cctype>
#include <iterator>
#include <string>

#include "encoding/labels_table.h"

namespace tamis::encoding {
namespace {

TEST(Labels, EveryNameIsALabelOfItsEncoding) {
  for (size_t n = 0; n < kEncodingCount; ++n) {
    const auto encoding = static_cast<Encoding>(n);
    if (encoding == Encoding::kUtf16be || encoding == Encoding::kUtf16le) continue;
    EXPECT_EQ(EncodingFromLabel(EncodingName(encoding)), encoding) << EncodingName(encoding);
  }
}

TEST(Labels, EveryRowIsFoundInAnyCase) {
  for (const LabelRow& row : kLabels) {
    std::string upper = "\t\n\f\r " + std::string(row.label) + " ";
    for (char& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    EXPECT_EQ(EncodingFromLabel(row.label), row.encoding) << row.label;
    EXPECT_EQ(EncodingFromLabel(upper), row.encoding) << upper;
  }
}

struct Case {
  const char* rule;
  std::string_view label;
  std::optional<Encoding> encoding;
};

constexpr Case kCases[] = {
    {"Latin-1 means windows-1252", "iso-8859-1", Encoding::kWindows1252},
    {"ASCII means windows-1252", "us-ascii", Encoding::kWindows1252},
    {"gb2312 means GBK", "gb2312", Encoding::kGbk},
    {"Shift_JIS", "x-sjis", Encoding::kShiftJis},
    {"EUC-KR", "ks_c_5601-1987", Encoding::kEucKr},
    {"ISO-8859-9 means windows-1254", "latin5", Encoding::kWindows1254},
    {"utf-16 is little endian", "utf-16", Encoding::kUtf16le},
    {"what the standard will not decode", "hz-gb-2312", Encoding::kReplacement},
    {"empty", "", std::nullopt},
    {"white space only", " \n", std::nullopt},
    {"unknown", "utf-7", std::nullopt},
    {"longer than any label", "windows-1252windows-1252windows-1252", std::nullopt},
    {"vertical tab is no white space of labels", "\vutf-8", std::nullopt},
    {"inner white space", "utf 8", std::nullopt},
    {"prefix of a label", "utf-", std::nullopt},
    {"NUL", std::string_view("utf-8\0", 6), std::nullopt},
};

TEST(Labels, Cases) {
  for (const Case& c : kCases) EXPECT_EQ(EncodingFromLabel(c.label), c.encoding) << c.rule;
}

TEST(Labels, EnumMatchesNames) {
  EXPECT_EQ(std::size(kNames), kEncodingCount);
  EXPECT_EQ(EncodingName(Encoding::kUtf8), "UTF-8");
  EXPECT_EQ(EncodingName(Encoding::kIso8859_8_I), "ISO-8859-8-I");
  EXPECT_EQ(EncodingName(Encoding::kXMacCyrillic), "x-mac-cyrillic");
  EXPECT_EQ(EncodingName(Encoding::kXUserDefined), "x-user-defined");
}

}  // namespace
}  // namespace tamis::encoding
