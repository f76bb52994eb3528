#include "extract/features/column_names.h"

#include <iterator>
#include <vector>

namespace tamis::extract {
namespace {

constexpr std::string_view kPageNames[] = {
    "page_long_share", "page_long_blocks", "page_headings",   "page_controls",
    "page_repeated",   "page_mean_words",  "page_containers",
};

constexpr std::string_view kContainerNames[] = {
    "depth",
    "tag",
    // The container and the four around it.
    "a0_words",
    "a0_link_share",
    "a0_page_share",
    "a0_blocks",
    "a0_twins",
    "a0_mean_words",
    "a0_long_share",
    "a0_sentence",
    "a0_kin",
    "a0_kin_words",
    "a0_name",
    "a1_words",
    "a1_link_share",
    "a1_page_share",
    "a1_blocks",
    "a1_twins",
    "a1_mean_words",
    "a1_long_share",
    "a1_sentence",
    "a1_kin",
    "a1_kin_words",
    "a1_name",
    "a2_words",
    "a2_link_share",
    "a2_page_share",
    "a2_blocks",
    "a2_twins",
    "a2_mean_words",
    "a2_long_share",
    "a2_sentence",
    "a2_kin",
    "a2_kin_words",
    "a2_name",
    "a3_words",
    "a3_link_share",
    "a3_page_share",
    "a3_blocks",
    "a3_twins",
    "a3_mean_words",
    "a3_long_share",
    "a3_sentence",
    "a3_kin",
    "a3_kin_words",
    "a3_name",
    "a4_words",
    "a4_link_share",
    "a4_page_share",
    "a4_blocks",
    "a4_twins",
    "a4_mean_words",
    "a4_long_share",
    "a4_sentence",
    "a4_kin",
    "a4_kin_words",
    "a4_name",
    // The card: of the container and those around it the one with the most twins.
    "card_twins",
    "card_level",
    "card_words",
    "card_blocks",
    "card_link_share",
    "card_long_share",
    "card_price_share",
    "card_page_share",
    // Class and id names on the path from the root.
    "name_near",
    "name_low",
    "name_high",
    "name_mean",
    "name_sum",
    // Levels up to the nearest container with a hint, in the order of kPathHints.
    "up_tag_nav",
    "up_tag_header",
    "up_tag_footer",
    "up_tag_aside",
    "up_tag_main",
    "up_tag_article",
    "up_tag_section",
    "up_tag_form",
    "up_tag_dialog",
    "up_tag_figure",
    "up_tag_table",
    "up_tag_list",
    "up_tag_quote",
    "up_tag_button",
    "up_nav",
    "up_header",
    "up_footer",
    "up_sidebar",
    "up_related",
    "up_comment",
    "up_cookie",
    "up_share",
    "up_breadcrumb",
    "up_advert",
    "up_form",
    "up_byline",
    "up_tags",
    "up_pagination",
    "up_modal",
    "up_action",
    "up_widget",
    "up_promo",
    "up_user",
    "up_content",
    "up_article",
    "up_main",
    "up_text",
    "up_post",
    "up_product",
    "up_card",
    "up_review",
    "up_title",
    "up_faq",
    "up_hero",
    "up_intro",
    "up_price",
};

// Before these stand the measures of measures.h.
constexpr std::string_view kBlockNames[] = {
    "kind",
    "level",
    "characters",
    "word_length",
    "upper_share",
    "mark_share",
    "noscript",
    "list_marker",
    "same_text",
    "words_before",
    "words_after",
    "since_heading",
    "heading_level",
    "since_title",
    "since_long",
    "until_long",
    "in_container",
    "in_container_share",
    "previous_link_share",
    "previous_kind",
    "previous_beside",
    "second_previous_words",
    "next_link_share",
    "next_kind",
    "next_beside",
    "second_next_words",
    "near_words",
    "near_link_share",
    "near_sentences",
};

static_assert(std::size(kPageNames) == kDepthColumn);
static_assert(std::size(kContainerNames) == kMeasuresBegin - kDepthColumn);
static_assert(std::size(kBlockNames) == static_cast<size_t>(BlockColumn::kCount));

std::vector<std::string_view> MakeNames() {
  std::vector<std::string_view> all(std::begin(kPageNames), std::end(kPageNames));
  all.insert(all.end(), std::begin(kContainerNames), std::end(kContainerNames));
  for (size_t m = 0; m < kMeasureCount; ++m) all.push_back(MeasureName(static_cast<Measure>(m)));
  all.insert(all.end(), std::begin(kBlockNames), std::end(kBlockNames));
  return all;
}

}  // namespace

std::span<const std::string_view> ColumnNames() {
  static const std::vector<std::string_view> kAll = MakeNames();
  return kAll;
}

}  // namespace tamis::extract
