// The vocabulary, and the splitter that feeds it.
//
// Lookup is one probe of a table that is hashed at compile time. Words that mean one thing on one
// site and another elsewhere ("box", "wrapper", "inner", "item") are left out on purpose.

#include "extract/blocks/hints.h"

#include <array>
#include <cstddef>
#include <iterator>

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

constexpr uint64_t kHashSeed = 0xCBF29CE484222325u;

constexpr uint64_t HashStep(uint64_t hash, char c) {
  return (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;  // FNV-1a
}

// A word of the vocabulary is known by the 44 bits of its hash that are its slot and its tag: of
// other words one in thirty billion is taken for one.
struct Entry {
  uint32_t tag = 0;
  Hint hint = Hint::kCount;  // a free slot
};

constexpr size_t kSlots = 4096;  // a power of two, several times the vocabulary
constexpr size_t SlotOf(uint64_t hash) { return (hash ^ hash >> 17) & (kSlots - 1); }
constexpr uint32_t TagOf(uint64_t hash) { return static_cast<uint32_t>(hash >> 32); }

constexpr std::array<Entry, kSlots> MakeTable() {
  std::array<Entry, kSlots> table{};
  for (const WordList& list : kVocabulary) {
    uint64_t hash = kHashSeed;
    for (const char c : list.words) {
      if (c != ' ') {
        hash = HashStep(hash, c);
        continue;
      }
      size_t slot = SlotOf(hash);
      while (table[slot].hint != Hint::kCount) slot = (slot + 1) & (kSlots - 1);
      table[slot] = {TagOf(hash), list.hint};
      hash = kHashSeed;
    }
  }
  return table;
}
constexpr std::array<Entry, kSlots> kTable = MakeTable();

HintSet Lookup(uint64_t hash) {
  for (size_t slot = SlotOf(hash); kTable[slot].hint != Hint::kCount;
       slot = (slot + 1) & (kSlots - 1)) {
    if (kTable[slot].tag == TagOf(hash)) return Bit(kTable[slot].hint);
  }
  return 0;
}

// Of whole names, for signatures.
constexpr uint32_t kNameSeed = 2166136261u;
constexpr uint32_t NameStep(uint32_t hash, char c) {
  return (hash ^ static_cast<unsigned char>(c)) * 16777619u;
}

struct NameChar {
  enum Kind : uint8_t { kLower, kUpper, kDigit, kSpace, kOther };
  Kind kind = kOther;
  char lower = 0;  // of a letter
};

constexpr std::array<NameChar, 256> MakeNameChars() {
  std::array<NameChar, 256> table{};
  for (size_t c = 'a'; c <= 'z'; ++c) table[c] = {NameChar::kLower, static_cast<char>(c)};
  for (size_t c = 'A'; c <= 'Z'; ++c) table[c] = {NameChar::kUpper, static_cast<char>(c + 32)};
  for (size_t c = '0'; c <= '9'; ++c) table[c].kind = NameChar::kDigit;
  for (size_t c = '\t'; c <= '\r'; ++c) table[c].kind = NameChar::kSpace;
  table[' '].kind = NameChar::kSpace;
  return table;
}
constexpr std::array<NameChar, 256> kNameChars = MakeNameChars();

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

HintSet HintOfWord(std::string_view word) {
  uint64_t hash = kHashSeed;
  for (const char c : word) hash = HashStep(hash, c);
  return Lookup(hash);
}

NameHints HintsOfNames(std::string_view value) {
  NameHints out;
  uint64_t word_hash = kHashSeed;
  uint32_t name_hash = kNameSeed;
  bool name_has_digit = false;
  bool after_lower = false;
  const auto end_word = [&] {
    if (word_hash != kHashSeed) out.hints |= Lookup(word_hash);
    word_hash = kHashSeed;
  };
  const auto end_name = [&] {
    end_word();
    // A sum: the order of class names does not matter.
    if (!name_has_digit && name_hash != kNameSeed) out.signature += name_hash | 1;
    name_hash = kNameSeed;
    name_has_digit = false;
  };
  for (const char c : value) {
    const NameChar at = kNameChars[static_cast<unsigned char>(c)];
    if (at.kind <= NameChar::kUpper) {
      if (at.kind == NameChar::kUpper && after_lower) end_word();
      after_lower = at.kind == NameChar::kLower;
      word_hash = HashStep(word_hash, at.lower);
      name_hash = NameStep(name_hash, at.lower);
      continue;
    }
    after_lower = false;
    if (at.kind == NameChar::kSpace) {
      end_name();
    } else {
      end_word();
      name_has_digit |= at.kind == NameChar::kDigit;
      name_hash = NameStep(name_hash, c);
    }
  }
  end_name();
  return out;
}

}  // namespace tamis::extract
