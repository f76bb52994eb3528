// Conformance: HTML, character references.
// https://html.spec.whatwg.org/#character-reference-state
// Numbers: one row per rule of the "end state" plus both edges of every range.

#include "html/tokenizer/char_ref.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "html/tokenizer/entities_table.h"

namespace tamis::html {
namespace {

struct NumberCase {
  const char* rule;  // printed on failure
  uint32_t input;
  char32_t code_point;
  ParseError error;
};

constexpr NumberCase kNumberCases[] = {
    {"null", 0x00, 0xFFFD, ParseError::kNullCharacterReference},
    {"first control", 0x01, 0x01, ParseError::kControlCharacterReference},
    {"tab is whitespace", 0x09, 0x09, ParseError::kNone},
    {"line feed is whitespace", 0x0A, 0x0A, ParseError::kNone},
    {"vertical tab", 0x0B, 0x0B, ParseError::kControlCharacterReference},
    {"form feed is whitespace", 0x0C, 0x0C, ParseError::kNone},
    {"carriage return kept", 0x0D, 0x0D, ParseError::kControlCharacterReference},
    {"last C0", 0x1F, 0x1F, ParseError::kControlCharacterReference},
    {"after C0", 0x20, 0x20, ParseError::kNone},
    {"before delete", 0x7E, 0x7E, ParseError::kNone},
    {"delete", 0x7F, 0x7F, ParseError::kControlCharacterReference},
    {"C1 mapped: euro", 0x80, 0x20AC, ParseError::kControlCharacterReference},
    {"C1 unmapped, kept", 0x81, 0x81, ParseError::kControlCharacterReference},
    {"C1 mapped: last", 0x9F, 0x0178, ParseError::kControlCharacterReference},
    {"after C1", 0xA0, 0xA0, ParseError::kNone},
    {"before surrogates", 0xD7FF, 0xD7FF, ParseError::kNone},
    {"first surrogate", 0xD800, 0xFFFD, ParseError::kSurrogateCharacterReference},
    {"last surrogate", 0xDFFF, 0xFFFD, ParseError::kSurrogateCharacterReference},
    {"after surrogates", 0xE000, 0xE000, ParseError::kNone},
    {"before noncharacters", 0xFDCF, 0xFDCF, ParseError::kNone},
    {"noncharacter kept", 0xFDD0, 0xFDD0, ParseError::kNoncharacterCharacterReference},
    {"last of that block", 0xFDEF, 0xFDEF, ParseError::kNoncharacterCharacterReference},
    {"after that block", 0xFDF0, 0xFDF0, ParseError::kNone},
    {"noncharacter, plane 0", 0xFFFE, 0xFFFE, ParseError::kNoncharacterCharacterReference},
    {"last in range", 0x10FFFD, 0x10FFFD, ParseError::kNone},
    {"noncharacter, plane 16", 0x10FFFF, 0x10FFFF, ParseError::kNoncharacterCharacterReference},
    {"first outside", 0x110000, 0xFFFD, ParseError::kCharacterReferenceOutsideUnicodeRange},
    {"uint32 max", 0xFFFFFFFF, 0xFFFD, ParseError::kCharacterReferenceOutsideUnicodeRange},
};

TEST(NumericRefTest, EndState) {
  for (const NumberCase& c : kNumberCases) {
    SCOPED_TRACE(c.rule);
    const NumericRef got = ResolveNumericRef(c.input);
    EXPECT_EQ(static_cast<uint32_t>(got.code_point), static_cast<uint32_t>(c.code_point));
    EXPECT_EQ(got.error, c.error);
  }
}

struct RefCase {
  std::string_view input;
  std::string_view text;  // empty: the bytes stand for themselves
  size_t consumed;
  std::string_view errors;  // "code@offset ..."
  bool in_attribute = false;
};

constexpr RefCase kRefCases[] = {
    {"&", "", 1, ""},
    {"& ", "", 1, ""},
    {"&&amp;", "", 1, ""},
    {"&amp;", "&", 5, ""},
    {"&amp", "&", 4, "missing-semicolon-after-character-reference@4"},
    {"&ampx", "&", 4, "missing-semicolon-after-character-reference@4"},
    {"&am", "", 3, ""},
    {"&am;", "", 3, "unknown-named-character-reference@3"},
    {"&unknownname;", "", 12, "unknown-named-character-reference@12"},
    {"&unknown name;", "", 8, ""},
    {"&AMP;", "&", 5, ""},
    {"&Amp;", "", 4, "unknown-named-character-reference@4"},
    {"&notit;", "\xC2\xAC", 4, "missing-semicolon-after-character-reference@4"},
    {"&notin;", "\xE2\x88\x89", 7, ""},
    {"&notin", "\xC2\xAC", 4, "missing-semicolon-after-character-reference@4"},
    {"&nGt;", "\xE2\x89\xAB\xE2\x83\x92", 5, ""},
    {"&nGtx", "", 5, ""},
    {"&CounterClockwiseContourIntegral;", "\xE2\x88\xB3", 33, ""},
    {"&CounterClockwiseContourIntegral", "", 32, ""},
    {"&nbsp;", "\xC2\xA0", 6, ""},
    {"&nbsp;text behind", "\xC2\xA0", 6, ""},
    {"&Afr;", "\xF0\x9D\x94\x84", 5, ""},
    {"&amp;", "&", 5, "", true},
    {"&amp=", "", 4, "", true},
    {"&ampx", "", 4, "", true},
    {"&amp9", "", 4, "", true},
    {"&amp-", "&", 4, "missing-semicolon-after-character-reference@4", true},
    {"&amp", "&", 4, "missing-semicolon-after-character-reference@4", true},
    {"&notit;", "", 4, "", true},
    {"&notin;", "\xE2\x88\x89", 7, "", true},
    {"&notin=", "", 4, "", true},
    {"&#", "", 2, "absence-of-digits-in-numeric-character-reference@2"},
    {"&#;", "", 2, "absence-of-digits-in-numeric-character-reference@2"},
    {"&#x", "", 3, "absence-of-digits-in-numeric-character-reference@3"},
    {"&#Xg", "", 3, "absence-of-digits-in-numeric-character-reference@3"},
    {"&#65;", "A", 5, ""},
    {"&#x41;", "A", 6, ""},
    {"&#X4a;", "J", 6, ""},
    {"&#65", "A", 4, "missing-semicolon-after-character-reference@4"},
    {"&#65b", "A", 4, "missing-semicolon-after-character-reference@4"},
    {"&#x41g", "A", 5, "missing-semicolon-after-character-reference@5"},
    {"&#65=", "A", 4, "missing-semicolon-after-character-reference@4", true},
    {"&#0;", "\xEF\xBF\xBD", 4, "null-character-reference@4"},
    {"&#0", "\xEF\xBF\xBD", 3,
     "missing-semicolon-after-character-reference@3 null-character-reference@3"},
    {"&#x110000;", "\xEF\xBF\xBD", 10, "character-reference-outside-unicode-range@10"},
    {"&#4294967361;", "\xEF\xBF\xBD", 13, "character-reference-outside-unicode-range@13"},
    {"&#99999999999999999999999;", "\xEF\xBF\xBD", 26,
     "character-reference-outside-unicode-range@26"},
    {"&#x1F600;", "\xF0\x9F\x98\x80", 9, ""},
    {"&#233;", "\xC3\xA9", 6, ""},
    {"&#x92;", "\xE2\x80\x99", 6, "control-character-reference@6"},
};

TEST(CharRefTest, Table) {
  for (const RefCase& c : kRefCases) {
    SCOPED_TRACE(c.input);
    const auto copy = std::make_unique<char[]>(c.input.size());
    std::copy(c.input.begin(), c.input.end(), copy.get());
    CharRef ref;
    ResolveCharRef(copy.get(), copy.get() + c.input.size(), c.in_attribute, ref);
    EXPECT_EQ(ref.text, c.text);
    EXPECT_EQ(static_cast<size_t>(ref.end - copy.get()), c.consumed);
    std::string errors;
    for (const CharRef::Error& e : ref.errors) {
      if (e.code == ParseError::kNone) continue;
      if (!errors.empty()) errors += ' ';
      errors += std::string(ParseErrorName(e.code)) + "@" + std::to_string(e.at - copy.get());
    }
    EXPECT_EQ(errors, c.errors);
  }
}

// All names of the table, by a walk over its tree.
std::vector<std::string> AllNames() {
  std::vector<std::string> names;
  std::vector<std::pair<uint32_t, std::string>> todo = {{0, ""}};
  while (!todo.empty()) {
    const auto [index, name] = todo.back();
    todo.pop_back();
    const entities_table::Node& node = entities_table::kNodes[index];
    if (node.text_size != 0) names.push_back(name);
    for (uint32_t i = 0; i < node.child_count; ++i) {
      const entities_table::Node& child = entities_table::kNodes[node.first_child + i];
      todo.emplace_back(node.first_child + i,
                        name + child.first +
                            std::string(entities_table::kLabels + child.label, child.label_size));
    }
  }
  return names;
}

TEST(NamedRefTest, EveryNameWhateverStandsBehindIt) {
  const std::vector<std::string> names = AllNames();
  EXPECT_EQ(names.size(), entities_table::kNameCount);
  EXPECT_EQ(std::set<std::string>(names.begin(), names.end()).size(), names.size());
  const std::set<std::string> known(names.begin(), names.end());
  for (const std::string& name : names) {
    SCOPED_TRACE(name);
    const NamedRef alone = MatchNamedRef(name.data(), name.data() + name.size());
    EXPECT_EQ(alone.size, name.size());
    // Behind the page's end, the scan for frequent names is off; before it, it is on.
    for (const char* tail : {"........", ";.......", "z;......"}) {
      const std::string page = name + tail;
      const NamedRef ref = MatchNamedRef(page.data(), page.data() + page.size());
      const bool longer = name.back() != ';' && *tail == ';' && known.contains(name + ";");
      EXPECT_EQ(ref.size, name.size() + (longer ? 1 : 0)) << page;
      if (!longer) {
        EXPECT_EQ(ref.text, alone.text);
      }
    }
  }
}

TEST(NamedRefTest, FrequentNamesAreThoseOfTheTree) {
  size_t count = 0;
  for (const entities_table::Frequent& entry : entities_table::kFrequent) {
    if (entry.name_size == 0) continue;
    ++count;
    std::string name;
    for (uint32_t i = 0; i < entry.name_size; ++i) {
      name += static_cast<char>(entry.name >> (8 * i));
    }
    // Seven bytes behind '&' are too few for the quick look: this is the tree's answer.
    const NamedRef ref = MatchNamedRef(name.data(), name.data() + name.size());
    EXPECT_EQ(ref.size, name.size()) << name;
    EXPECT_EQ(ref.text, std::string_view(entities_table::kTexts + entry.text, entry.text_size));
  }
  EXPECT_GT(count, 50u);
}

}  // namespace
}  // namespace tamis::html
