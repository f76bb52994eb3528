// What an element's tag, role, class and id say about its part in the page: a small vocabulary
// of structural words (menu, footer, comment, article, ...) as bits.
//
// Class names are English on sites of any language, so nothing here depends on the language of
// the text. A name is split where letters meet other characters and at camelCase humps:
// "relatedPosts_2" says "related" and "posts".

#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/simd/block16.h"

namespace tamis::extract {

using HintSet = uint64_t;

enum class Hint : uint8_t {
  // Semantic tags and their roles.
  kTagNav,
  kTagHeader,
  kTagFooter,
  kTagAside,
  kTagMain,
  kTagArticle,
  kTagSection,
  kTagForm,
  kTagDialog,
  kTagFigure,
  kTagTable,
  kTagList,
  kTagQuote,
  kTagButton,
  kTagSummary,  // <details>: closed text that is content
  // Words of class, id, role, itemprop, itemtype that speak against main content.
  kNav,
  kHeader,
  kFooter,
  kSidebar,
  kRelated,
  kComment,
  kCookie,
  kShare,
  kBreadcrumb,
  kAdvert,
  kForm,
  kByline,
  kTags,
  kPagination,
  kModal,
  kOffScreen,
  kLegal,
  kAction,  // buttons, tools, filters
  kWidget,
  kPromo,  // calls to action, banners, newsletters
  kUser,   // profiles, avatars, logins
  // Words that speak for it.
  kContent,
  kArticle,
  kMain,
  kText,
  kPost,  // of a forum or a question site
  kProduct,
  kCard,  // repeated items
  kReview,
  kCaption,
  kTitle,
  kCode,
  kFaq,
  kHero,
  kIntro,
  kPrice,
  kCount,
};
static_assert(static_cast<int>(Hint::kCount) <= 64);

constexpr HintSet Bit(Hint hint) { return HintSet{1} << static_cast<int>(hint); }
constexpr bool Has(HintSet set, Hint hint) { return (set & Bit(hint)) != 0; }

// What the names in the value of an attribute say.
struct NameHints {
  HintSet hints = 0;
  // Hash of the names without those that hold digits ("post-123"), in any order: the same for all
  // items of a list. 0 when there are none. For the value of a class attribute: others do not tell
  // a kind of element.
  uint32_t signature = 0;
};

// Of a class, id, role, itemprop or itemtype value. `readable`: memory around it, if any is known;
// it makes short values cheaper. `hashes`, if given, gets HashOfName() of each name (name_table.h).
NameHints HintsOfNames(std::string_view value, simd::Readable readable = {},
                       std::vector<uint32_t>* hashes = nullptr);

// "tag_nav", "sidebar", ...: the spelling used by training.
std::string_view HintName(Hint hint);

}  // namespace tamis::extract
