// The vocabulary, and the splitter that feeds it.
//
// Lookup is one probe of a table that is hashed at compile time; names cost about a nanosecond
// a byte. Words that mean one thing on one site and another elsewhere ("box", "wrapper", "inner",
// "item") are left out on purpose.

#include "extract/blocks/hints.h"

#include <array>
#include <cstddef>
#include <iterator>

namespace tamis::extract {
namespace {

struct Entry {
  std::string_view word;
  Hint hint = Hint::kCount;
};

constexpr Entry kVocabulary[] = {
    {"nav", Hint::kNav},
    {"navbar", Hint::kNav},
    {"navigation", Hint::kNav},
    {"menu", Hint::kNav},
    {"menus", Hint::kNav},
    {"submenu", Hint::kNav},
    {"megamenu", Hint::kNav},
    {"mainmenu", Hint::kNav},
    {"topnav", Hint::kNav},
    {"mainnav", Hint::kNav},
    {"subnav", Hint::kNav},
    {"sidenav", Hint::kNav},
    {"navi", Hint::kNav},
    {"menubar", Hint::kNav},
    {"topmenu", Hint::kNav},
    {"dropdown", Hint::kNav},
    {"hamburger", Hint::kNav},
    {"offcanvas", Hint::kNav},
    {"drawer", Hint::kNav},
    {"sitemap", Hint::kNav},
    {"toc", Hint::kNav},
    {"skip", Hint::kNav},
    {"skiplink", Hint::kNav},
    {"flyout", Hint::kNav},
    {"menuitem", Hint::kNav},
    {"jump", Hint::kNav},
    {"directory", Hint::kNav},
    {"tabs", Hint::kNav},
    {"sitenavigationelement", Hint::kNav},
    {"quicklinks", Hint::kNav},
    {"links", Hint::kNav},
    {"languages", Hint::kNav},
    {"language", Hint::kNav},
    {"locale", Hint::kNav},

    {"header", Hint::kHeader},
    {"masthead", Hint::kHeader},
    {"topbar", Hint::kHeader},
    {"banner", Hint::kPromo},
    {"head", Hint::kHeader},
    {"branding", Hint::kHeader},
    {"logo", Hint::kHeader},
    {"brand", Hint::kHeader},
    {"wpheader", Hint::kHeader},
    {"announcement", Hint::kHeader},

    {"footer", Hint::kFooter},
    {"foot", Hint::kFooter},
    {"colophon", Hint::kFooter},
    {"contentinfo", Hint::kFooter},
    {"wpfooter", Hint::kFooter},
    {"bottom", Hint::kFooter},
    {"footnav", Hint::kFooter},
    {"prefooter", Hint::kFooter},
    {"subfooter", Hint::kFooter},

    {"sidebar", Hint::kSidebar},
    {"aside", Hint::kSidebar},
    {"rail", Hint::kSidebar},
    {"complementary", Hint::kSidebar},
    {"side", Hint::kSidebar},
    {"secondary", Hint::kSidebar},
    {"tertiary", Hint::kSidebar},
    {"sidebox", Hint::kSidebar},
    {"wpsidebar", Hint::kSidebar},
    {"rightcol", Hint::kSidebar},
    {"leftcol", Hint::kSidebar},
    {"rightbar", Hint::kSidebar},

    {"related", Hint::kRelated},
    {"recommended", Hint::kRelated},
    {"recommendations", Hint::kRelated},
    {"recommendation", Hint::kRelated},
    {"similar", Hint::kRelated},
    {"recent", Hint::kRelated},
    {"popular", Hint::kRelated},
    {"trending", Hint::kRelated},
    {"latest", Hint::kRelated},
    {"teaser", Hint::kRelated},
    {"teasers", Hint::kRelated},
    {"more", Hint::kRelated},
    {"upsell", Hint::kRelated},
    {"upsells", Hint::kRelated},
    {"crosssell", Hint::kRelated},
    {"suggested", Hint::kRelated},
    {"suggestions", Hint::kRelated},
    {"readmore", Hint::kRelated},
    {"further", Hint::kRelated},
    {"viewed", Hint::kRelated},
    {"also", Hint::kRelated},
    {"recirc", Hint::kRelated},
    {"mostread", Hint::kRelated},
    {"outbrain", Hint::kRelated},
    {"taboola", Hint::kRelated},
    {"headlines", Hint::kRelated},
    {"news", Hint::kRelated},
    {"ticker", Hint::kRelated},
    {"next", Hint::kRelated},
    {"prev", Hint::kRelated},
    {"previous", Hint::kRelated},

    {"comment", Hint::kComment},
    {"comments", Hint::kComment},
    {"commentlist", Hint::kComment},
    {"disqus", Hint::kComment},
    {"respond", Hint::kComment},
    {"reply", Hint::kComment},
    {"replies", Hint::kComment},
    {"discussion", Hint::kComment},
    {"trackback", Hint::kComment},
    {"pingback", Hint::kComment},
    {"commenttext", Hint::kComment},
    {"usercomments", Hint::kComment},
    {"kommentare", Hint::kComment},
    {"kommentar", Hint::kComment},
    {"commentarea", Hint::kComment},

    {"cookie", Hint::kCookie},
    {"cookies", Hint::kCookie},
    {"consent", Hint::kCookie},
    {"gdpr", Hint::kCookie},
    {"onetrust", Hint::kCookie},
    {"cookiebot", Hint::kCookie},
    {"cmp", Hint::kCookie},
    {"ccpa", Hint::kCookie},
    {"dsgvo", Hint::kCookie},
    {"cmplz", Hint::kCookie},
    {"borlabs", Hint::kCookie},
    {"usercentrics", Hint::kCookie},
    {"didomi", Hint::kCookie},
    {"ot", Hint::kCookie},
    {"cky", Hint::kCookie},
    {"osano", Hint::kCookie},

    {"share", Hint::kShare},
    {"sharing", Hint::kShare},
    {"social", Hint::kShare},
    {"addthis", Hint::kShare},
    {"sharedaddy", Hint::kShare},
    {"shariff", Hint::kShare},
    {"follow", Hint::kShare},
    {"facebook", Hint::kShare},
    {"twitter", Hint::kShare},
    {"addtoany", Hint::kShare},
    {"socials", Hint::kShare},
    {"bookmark", Hint::kShare},
    {"whatsapp", Hint::kShare},
    {"linkedin", Hint::kShare},
    {"pinterest", Hint::kShare},

    {"breadcrumb", Hint::kBreadcrumb},
    {"breadcrumbs", Hint::kBreadcrumb},
    {"crumb", Hint::kBreadcrumb},
    {"crumbs", Hint::kBreadcrumb},
    {"breadcrumblist", Hint::kBreadcrumb},

    {"ad", Hint::kAdvert},
    {"ads", Hint::kAdvert},
    {"advert", Hint::kAdvert},
    {"adsense", Hint::kAdvert},
    {"advertisement", Hint::kAdvert},
    {"advertising", Hint::kAdvert},
    {"sponsor", Hint::kAdvert},
    {"sponsored", Hint::kAdvert},
    {"sponsors", Hint::kAdvert},
    {"adslot", Hint::kAdvert},
    {"dfp", Hint::kAdvert},
    {"anzeige", Hint::kAdvert},
    {"affiliate", Hint::kAdvert},
    {"partner", Hint::kAdvert},
    {"partners", Hint::kAdvert},

    {"form", Hint::kForm},
    {"search", Hint::kForm},
    {"searchform", Hint::kForm},
    {"searchbox", Hint::kForm},
    {"input", Hint::kForm},
    {"field", Hint::kForm},
    {"fields", Hint::kForm},
    {"captcha", Hint::kForm},
    {"checkbox", Hint::kForm},
    {"checkout", Hint::kForm},
    {"cart", Hint::kForm},
    {"basket", Hint::kForm},
    {"minicart", Hint::kForm},
    {"wishlist", Hint::kForm},
    {"login", Hint::kForm},
    {"signin", Hint::kForm},
    {"register", Hint::kForm},
    {"password", Hint::kForm},
    {"wpforms", Hint::kForm},
    {"gform", Hint::kForm},
    {"wpcf", Hint::kForm},
    {"select", Hint::kForm},
    {"survey", Hint::kForm},
    {"poll", Hint::kForm},
    {"country", Hint::kForm},

    {"byline", Hint::kByline},
    {"author", Hint::kByline},
    {"authors", Hint::kByline},
    {"date", Hint::kByline},
    {"time", Hint::kByline},
    {"meta", Hint::kByline},
    {"published", Hint::kByline},
    {"timestamp", Hint::kByline},
    {"dateline", Hint::kByline},
    {"postmeta", Hint::kByline},
    {"metadata", Hint::kByline},
    {"datepublished", Hint::kByline},
    {"bio", Hint::kByline},
    {"readtime", Hint::kByline},
    {"writer", Hint::kByline},
    {"datum", Hint::kByline},
    {"autor", Hint::kByline},

    {"tags", Hint::kTags},
    {"tag", Hint::kTags},
    {"taxonomy", Hint::kTags},
    {"category", Hint::kTags},
    {"categories", Hint::kTags},
    {"topics", Hint::kTags},
    {"keywords", Hint::kTags},
    {"tagcloud", Hint::kTags},
    {"catlinks", Hint::kTags},
    {"labels", Hint::kTags},
    {"cat", Hint::kTags},

    {"pagination", Hint::kPagination},
    {"pager", Hint::kPagination},
    {"paging", Hint::kPagination},
    {"pagenav", Hint::kPagination},
    {"pages", Hint::kPagination},
    {"pagenumbers", Hint::kPagination},
    {"loadmore", Hint::kPagination},
    {"paginator", Hint::kPagination},

    {"modal", Hint::kModal},
    {"popup", Hint::kModal},
    {"overlay", Hint::kModal},
    {"dialog", Hint::kModal},
    {"lightbox", Hint::kModal},
    {"toast", Hint::kModal},
    {"tooltip", Hint::kModal},
    {"popover", Hint::kModal},
    {"alert", Hint::kModal},
    {"notification", Hint::kModal},
    {"notifications", Hint::kModal},
    {"notice", Hint::kModal},
    {"interstitial", Hint::kModal},
    {"alertdialog", Hint::kModal},
    {"paywall", Hint::kModal},
    {"preloader", Hint::kModal},
    {"loader", Hint::kModal},
    {"loading", Hint::kModal},
    {"adblock", Hint::kModal},
    {"error", Hint::kModal},
    {"warning", Hint::kModal},

    {"hidden", Hint::kOffScreen},
    {"hide", Hint::kOffScreen},
    {"invisible", Hint::kOffScreen},
    {"offscreen", Hint::kOffScreen},
    {"screenreader", Hint::kOffScreen},
    {"noscreen", Hint::kOffScreen},
    {"noprint", Hint::kOffScreen},
    {"noexcerpt", Hint::kOffScreen},

    {"copyright", Hint::kLegal},
    {"disclaimer", Hint::kLegal},
    {"legal", Hint::kLegal},
    {"privacy", Hint::kLegal},
    {"impressum", Hint::kLegal},
    {"terms", Hint::kLegal},
    {"disclosure", Hint::kLegal},
    {"license", Hint::kLegal},
    {"policy", Hint::kLegal},

    {"button", Hint::kAction},
    {"buttons", Hint::kAction},
    {"btn", Hint::kAction},
    {"btns", Hint::kAction},
    {"toolbar", Hint::kAction},
    {"tools", Hint::kAction},
    {"actions", Hint::kAction},
    {"action", Hint::kAction},
    {"controls", Hint::kAction},
    {"filter", Hint::kAction},
    {"filters", Hint::kAction},
    {"facet", Hint::kAction},
    {"facets", Hint::kAction},
    {"sort", Hint::kAction},
    {"sorting", Hint::kAction},
    {"toggle", Hint::kAction},
    {"print", Hint::kAction},
    {"edit", Hint::kAction},
    {"editsection", Hint::kAction},
    {"refine", Hint::kAction},
    {"swatch", Hint::kAction},
    {"swatches", Hint::kAction},
    {"quantity", Hint::kAction},
    {"vote", Hint::kAction},
    {"like", Hint::kAction},
    {"likes", Hint::kAction},
    {"download", Hint::kAction},

    {"widget", Hint::kWidget},
    {"widgets", Hint::kWidget},
    {"module", Hint::kWidget},
    {"portlet", Hint::kWidget},
    {"weather", Hint::kWidget},
    {"calendar", Hint::kWidget},
    {"map", Hint::kWidget},
    {"player", Hint::kWidget},
    {"video", Hint::kWidget},
    {"carousel", Hint::kWidget},
    {"slider", Hint::kWidget},
    {"slideshow", Hint::kWidget},
    {"gallery", Hint::kWidget},
    {"swiper", Hint::kWidget},
    {"slick", Hint::kWidget},
    {"marquee", Hint::kWidget},
    {"stats", Hint::kWidget},
    {"utility", Hint::kWidget},
    {"iframe", Hint::kWidget},
    {"embed", Hint::kWidget},
    {"thumbnail", Hint::kWidget},

    {"promo", Hint::kPromo},
    {"promos", Hint::kPromo},
    {"promotion", Hint::kPromo},
    {"cta", Hint::kPromo},
    {"newsletter", Hint::kPromo},
    {"subscribe", Hint::kPromo},
    {"subscription", Hint::kPromo},
    {"signup", Hint::kPromo},
    {"donate", Hint::kPromo},
    {"offer", Hint::kPromo},
    {"upgrade", Hint::kPromo},
    {"optin", Hint::kPromo},
    {"mailchimp", Hint::kPromo},
    {"mc", Hint::kPromo},
    {"leadgen", Hint::kPromo},
    {"contact", Hint::kPromo},
    {"testimonial", Hint::kReview},
    {"testimonials", Hint::kReview},

    {"user", Hint::kUser},
    {"profile", Hint::kUser},
    {"avatar", Hint::kUser},
    {"account", Hint::kUser},
    {"member", Hint::kUser},
    {"username", Hint::kUser},
    {"userinfo", Hint::kUser},
    {"poster", Hint::kUser},
    {"signature", Hint::kUser},
    {"rank", Hint::kUser},
    {"badge", Hint::kUser},
    {"badges", Hint::kUser},
    {"seller", Hint::kUser},
    {"vendor", Hint::kUser},

    {"content", Hint::kContent},
    {"contents", Hint::kContent},
    {"inhalt", Hint::kContent},
    {"contenido", Hint::kContent},
    {"contenu", Hint::kContent},
    {"article", Hint::kArticle},
    {"entry", Hint::kArticle},
    {"story", Hint::kArticle},
    {"blog", Hint::kArticle},
    {"articlebody", Hint::kArticle},
    {"hentry", Hint::kArticle},
    {"blogposting", Hint::kArticle},
    {"newsarticle", Hint::kArticle},
    {"artikel", Hint::kArticle},
    {"articulo", Hint::kArticle},
    {"recipe", Hint::kArticle},
    {"longform", Hint::kArticle},
    {"blogpost", Hint::kArticle},
    {"single", Hint::kArticle},
    {"main", Hint::kMain},
    {"maincontent", Hint::kMain},
    {"primary", Hint::kMain},
    {"maincontentofpage", Hint::kMain},
    {"page", Hint::kMain},
    {"text", Hint::kText},
    {"body", Hint::kText},
    {"copy", Hint::kText},
    {"prose", Hint::kText},
    {"richtext", Hint::kText},
    {"paragraph", Hint::kText},
    {"markdown", Hint::kText},
    {"rte", Hint::kText},
    {"wysiwyg", Hint::kText},
    {"txt", Hint::kText},
    {"rich", Hint::kText},
    {"editor", Hint::kText},
    {"textblock", Hint::kText},
    {"desc", Hint::kText},
    {"description", Hint::kText},
    {"details", Hint::kText},
    {"detail", Hint::kText},
    {"wysiwyg", Hint::kText},
    {"texte", Hint::kText},
    {"typography", Hint::kText},
    {"post", Hint::kPost},
    {"posts", Hint::kPost},
    {"message", Hint::kPost},
    {"thread", Hint::kPost},
    {"topic", Hint::kPost},
    {"postbody", Hint::kPost},
    {"answer", Hint::kPost},
    {"question", Hint::kPost},
    {"answers", Hint::kPost},
    {"messages", Hint::kPost},
    {"bbwrapper", Hint::kPost},
    {"discussionforumposting", Hint::kPost},
    {"forum", Hint::kPost},
    {"product", Hint::kProduct},
    {"products", Hint::kProduct},
    {"spec", Hint::kProduct},
    {"specs", Hint::kProduct},
    {"specification", Hint::kProduct},
    {"specifications", Hint::kProduct},
    {"pdp", Hint::kProduct},
    {"features", Hint::kProduct},
    {"feature", Hint::kProduct},
    {"attributes", Hint::kProduct},
    {"woocommerce", Hint::kProduct},
    {"collection", Hint::kProduct},
    {"card", Hint::kCard},
    {"cards", Hint::kCard},
    {"tile", Hint::kCard},
    {"tiles", Hint::kCard},
    {"listing", Hint::kCard},
    {"listings", Hint::kCard},
    {"result", Hint::kCard},
    {"results", Hint::kCard},
    {"grid", Hint::kCard},
    {"items", Hint::kCard},
    {"archive", Hint::kCard},
    {"review", Hint::kReview},
    {"reviews", Hint::kReview},
    {"rating", Hint::kReview},
    {"ratings", Hint::kReview},
    {"stars", Hint::kReview},
    {"caption", Hint::kCaption},
    {"figcaption", Hint::kCaption},
    {"credit", Hint::kCaption},
    {"credits", Hint::kCaption},
    {"legend", Hint::kCaption},
    {"title", Hint::kTitle},
    {"headline", Hint::kTitle},
    {"heading", Hint::kTitle},
    {"subtitle", Hint::kTitle},
    {"subheading", Hint::kTitle},
    {"name", Hint::kTitle},
    {"code", Hint::kCode},
    {"highlight", Hint::kCode},
    {"snippet", Hint::kCode},
    {"syntax", Hint::kCode},
    {"faq", Hint::kFaq},
    {"faqs", Hint::kFaq},
    {"accordion", Hint::kFaq},
    {"faqpage", Hint::kFaq},
    {"collapse", Hint::kFaq},
    {"tab", Hint::kFaq},
    {"tabpanel", Hint::kFaq},
    {"hero", Hint::kHero},
    {"jumbotron", Hint::kHero},
    {"intro", Hint::kIntro},
    {"introduction", Hint::kIntro},
    {"lead", Hint::kIntro},
    {"lede", Hint::kIntro},
    {"summary", Hint::kIntro},
    {"excerpt", Hint::kIntro},
    {"abstract", Hint::kIntro},
    {"standfirst", Hint::kIntro},
    {"teasertext", Hint::kIntro},
    {"price", Hint::kPrice},
    {"prices", Hint::kPrice},
    {"pricing", Hint::kPrice},
    {"stock", Hint::kPrice},
    {"sku", Hint::kPrice},
    {"shipping", Hint::kPrice},
};

constexpr size_t kMaxWord = 24;  // longer words are no words of the vocabulary
constexpr uint32_t kHashSeed = 2166136261u;

constexpr uint32_t HashStep(uint32_t hash, char c) {
  return (hash ^ static_cast<unsigned char>(c)) * 16777619u;  // FNV-1a
}

constexpr uint32_t HashOf(std::string_view word) {
  uint32_t hash = kHashSeed;
  for (const char c : word) hash = HashStep(hash, c);
  return hash;
}

constexpr size_t kSlots = 2048;  // a power of two, several times the vocabulary
constexpr size_t SlotOf(uint32_t hash) { return (hash ^ (hash >> 15)) & (kSlots - 1); }

using Table = std::array<uint16_t, kSlots>;  // index of an entry plus one; linear probing

constexpr Table MakeTable() {
  Table table{};
  uint16_t number = 0;
  for (const Entry& entry : kVocabulary) {
    ++number;
    size_t slot = SlotOf(HashOf(entry.word));
    while (table[slot] != 0) slot = (slot + 1) & (kSlots - 1);
    table[slot] = number;
  }
  return table;
}
constexpr Table kTable = MakeTable();

HintSet Lookup(std::string_view word, uint32_t hash) {
  for (size_t slot = SlotOf(hash); kTable[slot] != 0; slot = (slot + 1) & (kSlots - 1)) {
    const Entry& entry = kVocabulary[kTable[slot] - 1];
    if (entry.word == word) return Bit(entry.hint);
  }
  return 0;
}

constexpr bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool IsSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

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

HintSet HintOfWord(std::string_view word) { return Lookup(word, HashOf(word)); }

void HintReader::Add(std::string_view value, bool identifies) {
  char word[kMaxWord];
  size_t size = 0;
  uint32_t word_hash = kHashSeed;
  uint32_t name_hash = kHashSeed;
  bool name_has_digit = false;
  bool after_lower = false;
  const auto end_word = [&] {
    if (size > 1 && size <= kMaxWord) hints_ |= Lookup({word, size}, word_hash);
    size = 0;
    word_hash = kHashSeed;
  };
  const auto end_name = [&] {
    end_word();
    // A sum: the order of class names does not matter.
    if (identifies && !name_has_digit && name_hash != kHashSeed) signature_ += name_hash | 1;
    name_hash = kHashSeed;
    name_has_digit = false;
  };
  for (const char c : value) {
    const bool upper = IsUpper(c);
    if (upper && after_lower) end_word();
    after_lower = IsLower(c);
    if (upper || after_lower) {
      const char lower = upper ? static_cast<char>(c + ('a' - 'A')) : c;
      if (size < kMaxWord) word[size] = lower;
      ++size;
      word_hash = HashStep(word_hash, lower);
      name_hash = HashStep(name_hash, lower);
    } else if (IsSpace(c)) {
      end_name();
    } else {
      end_word();
      name_has_digit |= c >= '0' && c <= '9';
      name_hash = HashStep(name_hash, c);
    }
  }
  end_name();
}

}  // namespace tamis::extract
