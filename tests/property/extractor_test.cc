// What must hold for the document of any page.

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "base/unicode/utf8.h"
#include "tamis/extract.h"
#include "tests/property/pages.h"

namespace tamis {
namespace {

constexpr uint64_t kDamagedCopies = 60;  // of each page

std::string Json(Extractor& extractor, const std::string& page) {
  const PageContext context{.url = "https://page.example/a/b"};
  const Document& document =
      extractor.Extract(page, context, {.markdown = true, .block_text = true});
  std::string out;
  AppendJson(document, context, out);
  AppendExplanation(document, out);
  return out;
}

template <typename Check>
void ForEachPage(Check check) {
  size_t number = 0;
  for (const std::string& page : property::ExamplePages()) {
    check(page, number++);
    for (uint64_t seed = 0; seed < kDamagedCopies; ++seed) {
      check(property::Damage(page, seed), number++);
    }
  }
  ASSERT_GT(number, 400u);
}

// Nothing of an earlier page is left in the memory that is used again.
TEST(ExtractorProperty, AUsedExtractorGivesWhatAFreshOneGives) {
  Extractor used;
  ForEachPage([&used](const std::string& page, size_t number) {
    Extractor fresh;
    ASSERT_EQ(Json(used, page), Json(fresh, page)) << "page " << number;
  });
}

TEST(ExtractorProperty, BlocksPointWhereTheySay) {
  Extractor extractor;
  ForEachPage([&extractor](const std::string& page, size_t number) {
    SCOPED_TRACE(number);
    const Document& document = extractor.Extract(page, {}, {.block_text = true});
    uint32_t text_end = 0;
    for (const Block& block : document.blocks) {
      ASSERT_LE(block.html_begin, block.html_end);
      ASSERT_GE(block.score, 0);
      ASSERT_LE(block.score, 1);
      ASSERT_FALSE(ReasonName(block.reason).empty());
      if (!block.keep) {
        ASSERT_EQ(block.text_begin + block.text_end, 0u);
        continue;
      }
      ASSERT_LT(block.text_begin, block.text_end);
      ASSERT_GE(block.text_begin, text_end) << "in order, without overlap";
      ASSERT_LE(block.text_end, document.text.size());
      text_end = block.text_end;
    }
  });
}

TEST(ExtractorProperty, StringsAreUtf8) {
  Extractor extractor;
  ForEachPage([&extractor](const std::string& page, size_t number) {
    SCOPED_TRACE(number);
    const Document& d = extractor.Extract(page, {}, {.markdown = true, .block_text = true});
    for (const std::string_view text :
         {std::string_view(d.text), std::string_view(d.markdown),
          std::string_view(d.comments.empty() ? d.text : d.comments[0].text),
          std::string_view(d.title.value), std::string_view(d.description.value)}) {
      ASSERT_EQ(ValidUtf8Prefix(text), text.size());
    }
    for (const Block& block : d.blocks) ASSERT_EQ(ValidUtf8Prefix(block.text), block.text.size());
  });
}

TEST(ExtractorProperty, TextHasNoTrailingSpaceAndNoTripleBreak) {
  Extractor extractor;
  for (const std::string& page : property::ExamplePages()) {
    const Document& d = extractor.Extract(page);
    EXPECT_EQ(d.text.find("\n\n\n"), std::string::npos);
    EXPECT_EQ(d.text.find(" \n"), std::string::npos);
    if (!d.text.empty()) {
      EXPECT_GT(static_cast<unsigned char>(d.text.back()), ' ');
    }
  }
}

TEST(ExtractorProperty, LimitsHold) {
  ExtractOptions options;
  options.max_page_bytes = 3000;
  options.max_nodes = 100;
  options.max_depth = 8;
  Extractor extractor(options);
  ForEachPage([&extractor](const std::string& page, size_t number) {
    SCOPED_TRACE(number);
    const Document& document = extractor.Extract(page);
    ASSERT_LE(document.text.size(), 2u * 3000);
    for (const Block& block : document.blocks) ASSERT_LE(block.html_end, 3000u);
    if (page.size() > 10'000) {
      ASSERT_FALSE(document.status.ok());
    }
  });
}

}  // namespace
}  // namespace tamis
