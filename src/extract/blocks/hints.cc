// The vocabulary, and the splitter that feeds it.
//
// A name is split by bit masks, and the hash of a word takes its letters eight at a time. Lookup is
// one probe of a table that is hashed at compile time. Words that mean one thing on one
// site and another elsewhere ("box", "wrapper", "inner", "item") are left out on purpose.

#include "extract/blocks/hints.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <iterator>

#include "base/memory/load.h"
#include "extract/blocks/ascii_masks.h"
#include "extract/blocks/each_name.h"
#include "extract/blocks/name_table.h"

namespace tamis::extract {
namespace {

struct WordList {
  Hint hint;
  std::string_view words;  // each ends with a space
};

// clang-format off
constexpr WordList kVocabulary[] = {
    {Hint::kNav, "nav navbar navigation menu menus submenu megamenu mainmenu topnav "
                 "mainnav subnav sidenav navi menubar topmenu dropdown hamburger "
                 "offcanvas drawer sitemap toc skip skiplink flyout menuitem jump "
                 "directory tabs sitenavigationelement quicklinks links languages "
                 "language locale "},
    {Hint::kHeader, "header masthead topbar head branding logo brand wpheader announcement "},
    {Hint::kPromo, "banner promo promos promotion cta newsletter subscribe subscription "
                   "signup donate offer upgrade optin mailchimp mc leadgen contact "},
    {Hint::kFooter, "footer foot colophon contentinfo wpfooter bottom footnav prefooter "
                    "subfooter "},
    {Hint::kSidebar, "sidebar aside rail complementary side secondary tertiary sidebox "
                     "wpsidebar rightcol leftcol rightbar "},
    {Hint::kRelated, "related recommended recommendations recommendation similar recent "
                     "popular trending latest teaser teasers more upsell upsells crosssell "
                     "suggested suggestions readmore further viewed also recirc mostread "
                     "outbrain taboola headlines news ticker next prev previous "},
    {Hint::kComment, "comment comments commentlist disqus respond reply replies discussion "
                     "trackback pingback commenttext usercomments kommentare kommentar "
                     "commentarea "},
    {Hint::kCookie, "cookie cookies consent gdpr onetrust cookiebot cmp ccpa dsgvo cmplz "
                    "borlabs usercentrics didomi ot cky osano "},
    {Hint::kShare, "share sharing social addthis sharedaddy shariff follow facebook "
                   "twitter addtoany socials bookmark whatsapp linkedin pinterest "},
    {Hint::kBreadcrumb, "breadcrumb breadcrumbs crumb crumbs breadcrumblist "},
    {Hint::kAdvert, "ad ads advert adsense advertisement advertising sponsor sponsored "
                    "sponsors adslot dfp anzeige affiliate partner partners "},
    {Hint::kForm, "form search searchform searchbox input field fields captcha checkbox "
                  "checkout cart basket minicart wishlist login signin register password "
                  "wpforms gform wpcf select survey poll country "},
    {Hint::kByline, "byline author authors date time meta published timestamp dateline "
                    "postmeta metadata datepublished bio readtime writer datum autor "},
    {Hint::kTags, "tags tag taxonomy category categories topics keywords tagcloud "
                  "catlinks labels cat "},
    {Hint::kPagination, "pagination pager paging pagenav pages pagenumbers loadmore paginator "},
    {Hint::kModal, "modal popup overlay dialog lightbox toast tooltip popover alert "
                   "notification notifications notice interstitial alertdialog paywall "
                   "preloader loader loading adblock error warning "},
    {Hint::kOffScreen, "hidden hide invisible offscreen screenreader noscreen noprint "
                       "noexcerpt "},
    {Hint::kLegal, "copyright disclaimer legal privacy impressum terms disclosure license "
                   "policy "},
    {Hint::kAction, "button buttons btn btns toolbar tools actions action controls filter "
                    "filters facet facets sort sorting toggle print edit editsection "
                    "refine swatch swatches quantity vote like likes download "},
    {Hint::kWidget, "widget widgets module portlet weather calendar map player video "
                    "carousel slider slideshow gallery swiper slick marquee stats utility "
                    "iframe embed thumbnail "},
    {Hint::kReview, "testimonial testimonials review reviews rating ratings stars "},
    {Hint::kUser, "user profile avatar account member username userinfo poster signature "
                  "rank badge badges seller vendor "},
    {Hint::kContent, "content contents inhalt contenido contenu "},
    {Hint::kArticle, "article entry story blog articlebody hentry blogposting newsarticle "
                     "artikel articulo recipe longform blogpost single "},
    {Hint::kMain, "main maincontent primary maincontentofpage page "},
    {Hint::kText, "text body copy prose richtext paragraph markdown rte wysiwyg txt rich "
                  "editor textblock desc description details detail texte typography "},
    {Hint::kPost, "post posts message thread topic postbody answer question answers "
                  "messages bbwrapper discussionforumposting forum "},
    {Hint::kProduct, "product products spec specs specification specifications pdp features "
                     "feature attributes woocommerce collection "},
    {Hint::kCard, "card cards tile tiles listing listings result results grid items "
                  "archive "},
    {Hint::kCaption, "caption figcaption credit credits legend "},
    {Hint::kTitle, "title headline heading subtitle subheading name "},
    {Hint::kCode, "code highlight snippet syntax "},
    {Hint::kFaq, "faq faqs accordion faqpage collapse tab tabpanel "},
    {Hint::kHero, "hero jumbotron "},
    {Hint::kIntro, "intro introduction lead lede summary excerpt abstract standfirst "
                   "teasertext "},
    {Hint::kPrice, "price prices pricing stock sku shipping "},
};
// clang-format on

// The first sixteen letters of a word, and its last eight when it has more. Letters are made small
// by a bit; it is set behind a shorter word, too.
struct Word {
  uint64_t begin[2];
  uint64_t end = 0;
  uint64_t size = 0;
};
constexpr uint64_t kSmall = 0x2020202020202020u;
constexpr size_t kBegin = 16;

constexpr uint64_t HashOf(const Word& word) {
  constexpr uint64_t kOdd = 0x9FB21C651E98DF25u;
  uint64_t hash = ((word.begin[0] | kSmall) ^ word.size) * kOdd;
  hash = ((hash ^ hash >> 32) ^ (word.begin[1] | kSmall)) * kOdd;
  if (word.size > kBegin) hash = ((hash ^ hash >> 32) ^ (word.end | kSmall)) * kOdd;
  return hash ^ hash >> 29;
}

constexpr uint64_t Pack(std::string_view bytes) {
  uint64_t word = 0;
  for (size_t i = 0; i < bytes.size(); ++i) {
    word |= uint64_t{static_cast<unsigned char>(bytes[i])} << 8 * i;
  }
  return word;
}

constexpr Word WordOf(std::string_view w) {
  Word word{{Pack(w.substr(0, 8)), Pack(w.size() > 8 ? w.substr(8, 8) : "")}, 0, w.size()};
  if (w.size() > kBegin) word.end = Pack(w.substr(w.size() - 8));
  return word;
}

// A word of the vocabulary is known by the 40 bits of its hash that are its bucket and its tag: of
// other words one in two billion is taken for one. Which entry of a bucket has the tag, if any,
// nobody can guess: all are compared.
struct alignas(32) Bucket {
  std::array<uint32_t, 6> tags{};
  std::array<uint8_t, 6> hints{};
};
constexpr uint8_t kFree = static_cast<uint8_t>(Hint::kCount);

constexpr size_t kBuckets = 256;  // a power of two
constexpr size_t BucketOf(uint64_t hash) { return hash & (kBuckets - 1); }
constexpr uint32_t TagOf(uint64_t hash) { return static_cast<uint32_t>(hash >> 32); }

constexpr std::array<Bucket, kBuckets> MakeTable() {
  std::array<Bucket, kBuckets> table{};
  for (Bucket& bucket : table) bucket.hints.fill(kFree);
  for (const WordList& list : kVocabulary) {
    for (std::string_view left = list.words; !left.empty();) {
      const size_t end = left.find(' ');
      const uint64_t hash = HashOf(WordOf(left.substr(0, end)));
      Bucket& bucket = table[BucketOf(hash)];
      size_t entry = 0;
      while (bucket.hints.at(entry) != kFree) ++entry;  // too full: no constant, no program
      bucket.tags[entry] = TagOf(hash);
      bucket.hints[entry] = static_cast<uint8_t>(list.hint);
      left.remove_prefix(end + 1);
    }
  }
  return table;
}
constexpr std::array<Bucket, kBuckets> kTable = MakeTable();

// REQUIRES: letters only
[[gnu::always_inline]] inline HintSet HintOfLetters(std::string_view letters,
                                                    simd::Readable readable) {
  const size_t first = std::min(letters.size(), kBegin);
  const simd::Halves begin = readable.LoadFilled(letters.data(), first);
  Word word{{begin.low, begin.high}, 0, letters.size()};
  if (letters.size() > kBegin) word.end = Load64(letters.data() + letters.size() - 8);
  const uint64_t hash = HashOf(word);
  const Bucket& bucket = kTable[BucketOf(hash)];
  HintSet hints = 0;
  for (size_t i = 0; i < bucket.tags.size(); ++i) {
    hints |= HintSet{bucket.tags[i] == TagOf(hash)} << bucket.hints[i];
  }
  return hints & (Bit(Hint::kCount) - 1);
}

// Of a whole name, small letters or not: the bit that tells them apart is set in all its bytes.
uint32_t SignatureOf(std::string_view name, simd::Readable readable) {
  constexpr uint64_t kOdd = 0x9FB21C651E98DF25u;
  uint64_t hash = name.size();
  for (size_t i = 0; i < name.size(); i += 16) {
    const simd::Halves bytes =
        readable.LoadFilled(name.data() + i, std::min<size_t>(name.size() - i, 16));
    hash = (hash ^ (bytes.low | kSmall)) * kOdd;
    hash = ((hash ^ hash >> 32) ^ (bytes.high | kSmall)) * kOdd;
    hash ^= hash >> 32;
  }
  return static_cast<uint32_t>(hash) | 1;
}

// Calls `use` with the place and the size of each word among up to 64 characters.
template <typename F>
void ForEachWord(const AsciiMasks& masks, F use) {
  const uint64_t letters = masks.letters;
  const uint64_t humps = masks.upper & (letters & ~masks.upper) << 1;
  const uint64_t ends = ~letters | humps;  // where no word goes on
  for (uint64_t left = letters & (~letters << 1 | humps | 1); left != 0; left &= left - 1) {
    const auto begin = static_cast<size_t>(std::countr_zero(left));
    const auto more = static_cast<size_t>(std::countr_zero(ends >> begin >> 1));
    use(begin, std::min(1 + more, 64 - begin));
  }
}

constexpr size_t kStep = 64;

// Adds the hints of the words of a name of any size. Returns whether there is a digit among them.
bool AddWords(std::string_view name, simd::Readable readable, HintSet& hints) {
  bool has_digit = false;
  for (size_t at = 0, next = 0; at < name.size(); at = next) {
    const size_t size = std::min(kStep, name.size() - at);
    next = at + size;
    const AsciiMasks masks = AsciiMasksOf(name, at, size, readable);
    has_digit |= masks.digits != 0;
    ForEachWord(masks, [&](size_t begin, size_t letters) {
      const bool may_go_on = begin + letters == size && at + size < name.size();
      if (may_go_on && begin != 0) {
        next = at + begin;  // read whole in the next step
      } else {
        hints |= HintOfLetters(name.substr(at + begin, letters), readable);
      }
    });
  }
  return has_digit;
}

}  // namespace

std::string_view HintName(Hint hint) {
  static constexpr std::string_view kNames[] = {
      "tag_nav",     "tag_header", "tag_footer",  "tag_aside",  "tag_main",   "tag_article",
      "tag_section", "tag_form",   "tag_dialog",  "tag_figure", "tag_table",  "tag_list",
      "tag_quote",   "tag_button", "tag_summary", "nav",        "header",     "footer",
      "sidebar",     "related",    "comment",     "cookie",     "share",      "breadcrumb",
      "advert",      "form",       "byline",      "tags",       "pagination", "modal",
      "off_screen",  "legal",      "action",      "widget",     "promo",      "user",
      "content",     "article",    "main",        "text",       "post",       "product",
      "card",        "review",     "caption",     "title",      "code",       "faq",
      "hero",        "intro",      "price",
  };
  static_assert(std::size(kNames) == static_cast<size_t>(Hint::kCount));
  return kNames[static_cast<size_t>(hint)];
}

NameHints HintsOfNames(std::string_view value, simd::Readable readable,
                       std::vector<uint32_t>* hashes) {
  NameHints hints;
  const auto add_name = [&](std::string_view name, bool has_digit) {
    // A sum: the order of class names does not matter.
    if (!has_digit) hints.signature += SignatureOf(name, readable);
    if (hashes != nullptr) hashes->push_back(HashOfName(name));
  };
  if (value.size() > kStep) {
    ForEachName(value, readable, [&](std::string_view name) {
      add_name(name, AddWords(name, readable, hints.hints));
    });
    return hints;
  }
  if (value.empty()) return hints;
  const AsciiMasks masks = AsciiMasksOf(value, 0, value.size(), readable);
  ForEachWord(masks, [&](size_t begin, size_t size) {
    hints.hints |= HintOfLetters(value.substr(begin, size), readable);
  });
  const uint64_t ends = masks.spaces | ~(~uint64_t{0} >> (kStep - value.size()));
  for (uint64_t left = ~ends; left != 0;) {
    const auto begin = static_cast<size_t>(std::countr_zero(left));
    const size_t size =
        std::min(static_cast<size_t>(std::countr_zero(ends >> begin)), kStep - begin);
    const uint64_t name = ~uint64_t{0} >> (kStep - size) << begin;
    add_name(value.substr(begin, size), (masks.digits & name) != 0);
    left &= ~name;
  }
  return hints;
}

}  // namespace tamis::extract
