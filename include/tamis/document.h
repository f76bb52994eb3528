// What leaves the engine for one page: the document, its blocks, and why each was kept or
// dropped. Plain structs; every string is UTF-8, every offset a UTF-8 byte.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tamis/page_state.h"
#include "tamis/quality.h"
#include "tamis/rights.h"
#include "tamis/status.h"

namespace tamis {

enum class BlockKind : uint8_t {
  kParagraph = 0,
  kHeading = 1,    // level 1..6
  kListItem = 2,   // level = nesting depth, 1..
  kTableCell = 3,  // th and td
  kCode = 4,       // pre: white space kept
  kQuote = 5,      // text inside blockquote
  kCaption = 6,    // figcaption, caption
  kForm = 7,       // labels, options, inputs
  kButton = 8,
  kLine = 9,  // a line of flattened text
};
std::string_view BlockKindName(BlockKind kind);

// Where a block's text stands in the page.
enum class BlockSource : uint8_t {
  kMarkup = 0,
  kNoscript = 1,
  kJsonLd = 2,    // <script type="application/ld+json">; the byte range is the script's
  kAppState = 3,  // JSON that a script hands to its program; likewise
};
std::string_view BlockSourceName(BlockSource source);

// Why a block was kept or dropped. One enum for the rules, the rows, the statistics and the
// tests; numbers are stable, names (ReasonName) are what rows hold.
enum class Reason : uint8_t {
  // kept
  kMainText = 0,  // text of the main content
  kTitle = 1,     // the heading that gave the title
  kHeading = 2,   // heads a kept section
  kContext = 3,   // short, but between kept blocks
  kNoscript = 4,  // stands in <noscript>; the page has no other text
  kFallback = 5,  // nothing better found on the page
  kJsonLd = 6,    // from JSON-LD; the page's markup has no text
  kAppState = 7,  // from application state (JSON in a script); likewise
  // dropped
  kNavigation = 32,   // menus, breadcrumbs, pagination, tags
  kLinkDensity = 33,  // mostly links
  kPageHeader = 34,
  kPageFooter = 35,
  kSidebar = 36,  // aside, complementary
  kRelated = 37,  // teasers of other pages
  kForm = 38,     // controls and their labels
  kShare = 39,    // share and follow widgets
  kAdvert = 40,
  kCookieNotice = 41,   // consent dialogs
  kCommentWidget = 42,  // comment forms, counters, empty widgets
  kComment = 43,        // readers' comments: in Document::comments
  kRepeat = 44,         // the same text stands earlier in the page
  kHidden = 45,         // not shown to readers
  kErrorBanner = 46,    // an error message that is not the page's content
  kCrawlResidue = 47,   // dates, status lines and the like that a crawler left
  kLegalDisclaimer = 48,
  kByline = 49,      // author, date, reading time: metadata, not text
  kTooShort = 50,    // little text, no kept neighbour
  kLowScore = 51,    // the scores say no; nothing more specific applies
  kSiteRepeat = 52,  // repeats across the pages of the site
  kNoContent = 53,   // the page as a whole has no main content
  kExcludedByOption = 54,
};
std::string_view ReasonName(Reason reason);

// What kind of page it is; numbers are stable, names (PageTypeName) are what rows hold.
enum class PageType : uint8_t {
  kArticle = 0,
  kDocumentation = 1,
  kService = 2,     // what an organisation is or offers
  kForum = 3,       // a thread, a question and its answers
  kListing = 4,     // links to texts of one kind: a blog's front, search results
  kCollection = 5,  // goods or works of one kind
  kProduct = 6,
};
inline constexpr size_t kPageTypeCount = 7;
std::string_view PageTypeName(PageType type);

// A block of the page, kept or dropped, in document order.
struct Block {
  BlockKind kind = BlockKind::kParagraph;
  uint8_t level = 0;
  BlockSource source = BlockSource::kMarkup;
  bool keep = false;
  Reason reason = Reason::kLowScore;
  float score = 0;          // 0..1, the higher the more it looks like main content
  float site_share = 0;     // share of the site's pages that hold it, 0..1; 0: few, or not counted
  uint32_t text_begin = 0;  // kept: [begin, end) in Document::text; dropped: both 0
  uint32_t text_end = 0;
  uint32_t html_begin = 0;  // [begin, end) in the page's bytes as decoded to UTF-8
  uint32_t html_end = 0;
  std::string text;  // the block's own text; filled only when explaining
};

// A metadata value with where it came from ("json-ld", "meta:og:title", "h1", ...).
struct SourcedValue {
  std::string value;
  std::string source;
  float confidence = 0;  // 0..1: how likely the value is right
};

// The same page in another language, as the page says.
struct Translation {
  std::string language;  // as written, "de-AT"; "x-default" is the page that asks for one
  std::string url;       // absolute
};

// A post of a thread, in Document::text.
struct Post {
  std::string author = {};  // as written; empty when the page does not give it
  std::string date = {};    // ISO 8601; likewise
  uint32_t text_begin = 0;  // [begin, end) in Document::text
  uint32_t text_end = 0;
};

// A reader's comment below an article.
struct Comment {
  std::string author = {};
  std::string date = {};
  std::string text = {};     // blocks parted by a blank line
  uint32_t block_begin = 0;  // [begin, end) in Document::blocks
  uint32_t block_end = 0;
};

// What may name a person, in Document::text.
enum class PiiKind : uint8_t { kEmail = 0, kPhone = 1, kIp = 2, kIban = 3, kCard = 4 };
std::string_view PiiKindName(PiiKind kind);

struct PiiSpan {
  PiiKind kind = PiiKind::kEmail;
  uint32_t begin = 0;  // [begin, end) in Document::text
  uint32_t end = 0;
};

// How much of the text is in a language.
struct LanguageShare {
  std::string language;  // as Document::language
  float share = 0;       // 0..1, of the bytes that were looked at
};

struct Document {
  // kOk, or what made the document partial (kTooLarge, kNodeLimit, kDepthLimit, kTimeout) or
  // empty (kNotHtml). Never silent.
  Status status;

  std::string text;               // main text: blank line between blocks, no trailing white space
  std::string markdown;           // CommonMark with GFM tables; filled when asked for
  std::vector<Comment> comments;  // readers' comments, in order; not part of `text`
  std::vector<Post> posts;        // of a thread, in order, as far as the page tells them apart
  std::vector<Block> blocks;

  SourcedValue title;
  SourcedValue date_published;  // ISO 8601 as far as known: YYYY-MM-DD or with time and zone
  SourcedValue date_modified;
  std::vector<std::string> authors;
  std::string authors_source;
  float authors_confidence = 0;  // 0..1
  SourcedValue canonical_url;
  SourcedValue sitename;
  std::string hostname;
  SourcedValue description;
  SourcedValue image;
  std::string license;
  std::vector<std::string> categories;
  std::vector<std::string> tags;
  std::vector<Translation> translations;  // in page order

  std::string language;                  // ISO 639-1 or -3 of the text; empty when unknown
  float language_score = 0;              // 0..1
  std::string language_script;           // ISO 15924, "Latn"
  std::vector<LanguageShare> languages;  // more than one on pages of mixed languages; by share
  std::string html_lang;                 // what the page declares

  QualitySignals quality;    // of `text`; all zero when that is empty
  std::vector<PiiSpan> pii;  // in order, never overlapping

  std::string charset;         // WHATWG name, "windows-1252"
  std::string charset_source;  // "bom", "http", "meta", "meta-late", "xml", "statistics", "default"
  std::string content_mime_detected;  // "text/html", "text/plain", ...
  float confidence = 0;               // expected quality of the choice, 0..1
  PageType page_type = PageType::kArticle;
  float page_type_score = 0;  // its probability, 0..1; 0: nothing is known
  std::string model;          // the model that chose the text; empty: none did

  PageStateVerdict page_state;
  Rights rights;
};

}  // namespace tamis
