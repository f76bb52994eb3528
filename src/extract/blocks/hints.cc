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
#include "base/simd/kernels.h"
#include "base/simd/sse2.h"
#include "extract/blocks/ascii_masks.h"
#include "extract/blocks/byte_hash.h"
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
constexpr size_t kBegin = 16;

constexpr uint64_t HashOf(const Word& word) {
  ByteHash hash;
  hash.Add(word.begin[0] | kSmallBits, word.begin[1] | kSmallBits);
  if (word.size > kBegin) hash.Add(word.end | kSmallBits, 0);
  return hash.Finish(word.size);
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
// nobody can guess: all are compared at once.
struct alignas(32) Bucket {
  std::array<uint32_t, 6> tags{};
  std::array<uint8_t, 8> hints{};  // of the tags, and two that mean none
};
static_assert(sizeof(Bucket) == 32);
constexpr uint8_t kFree = static_cast<uint8_t>(Hint::kCount);

constexpr size_t kBuckets = 256;  // a power of two
// By these bits no bucket of the vocabulary is full.
constexpr size_t BucketOf(uint64_t hash) { return hash >> 15 & (kBuckets - 1); }
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
      while (bucket.hints[entry] != kFree) ++entry;
      bucket.tags.at(entry) = TagOf(hash);  // too full: no constant, no program
      bucket.hints[entry] = static_cast<uint8_t>(list.hint);
      left.remove_prefix(end + 1);
    }
  }
  return table;
}
constexpr std::array<Bucket, kBuckets> kTable = MakeTable();

// The bit of the hint of a tag, or that of kCount.
[[gnu::always_inline]] inline HintSet HintOf(const Bucket& bucket, uint32_t tag) {
  const __m128i wanted = _mm_set1_epi32(static_cast<int>(tag));
  const auto* halves = reinterpret_cast<const __m128i*>(&bucket);
  const auto equal = [&](size_t half) {
    const __m128i same = _mm_cmpeq_epi32(_mm_load_si128(halves + half), wanted);
    return static_cast<uint32_t>(_mm_movemask_ps(_mm_castsi128_ps(same)));
  };
  // The last two of the eight are hints, not tags.
  const uint32_t found = equal(0) | (equal(1) & 3) << 4 | 1u << bucket.tags.size();
  return HintSet{1} << bucket.hints[static_cast<size_t>(std::countr_zero(found))];
}

// Of the `size` letters there. REQUIRES: sixteen readable bytes
[[gnu::always_inline]] inline HintSet HintOfLetters(const char* letters, size_t size) {
  const simd::Halves begin =
      simd::KeepFirst(simd::LoadHalves(letters, kBegin), std::min(size, kBegin));
  Word word{{begin.low, begin.high}, 0, size};
  if (size > kBegin) word.end = Load64(letters + size - 8);
  const uint64_t hash = HashOf(word);
  return HintOf(kTable[BucketOf(hash)], TagOf(hash));
}

constexpr bool IsDigit(char c) { return c >= '0' && c <= '9'; }
constexpr bool IsSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// Reads a value in pieces of whole names, as many as stand in 63 bytes. Of a piece the caller finds
// the masks, by the instructions that his machine has: all else is inlined into him.
class ValueReader {
 public:
  ValueReader(std::string_view value, simd::Readable readable, std::vector<uint32_t>* hashes)
      : left_(value), readable_(readable), hashes_(hashes) {}

  // Whether more is to be read: size() bytes at bytes(), with kRoom bytes that may be read.
  [[gnu::always_inline]] inline bool Next() {
    if (left_.empty()) return false;
    size_ = std::min(left_.size(), kStep);
    Place(left_.data());
    return true;
  }
  const char* bytes() const { return bytes_; }
  size_t size() const { return size_; }

  // The masks of these bytes.
  [[gnu::always_inline]] inline void Take(const AsciiMasks& masks) {
    if (size_ < left_.size()) {  // the last name may go on
      if (masks.spaces == 0) return TakeLongName();
      size_ = 64 - static_cast<size_t>(std::countl_zero(masks.spaces));
    }
    const uint64_t all = ~uint64_t{0} >> (64 - size_);
    ForEachWord(masks, all, [&](size_t begin, size_t size) {
      hints_.hints |= HintOfLetters(bytes_ + begin, size);
    });
    const uint64_t ends = masks.spaces | ~all;
    for (uint64_t left = ~ends; left != 0;) {
      const auto begin = static_cast<size_t>(std::countr_zero(left));
      const auto size = static_cast<size_t>(std::countr_zero(ends >> begin));
      const uint64_t name = ~(~uint64_t{0} << size) << begin;
      const bool has_digit = (masks.digits & name) != 0;
      const uint32_t hash =
          has_digit ? HashOfName({bytes_ + begin, size}) : HashOfPlainName(bytes_ + begin, size);
      AddName(hash, has_digit);
      left &= ~name;
    }
    left_.remove_prefix(size_);
  }

  NameHints Finish() const { return {hints_.hints & (Bit(Hint::kCount) - 1), hints_.signature}; }

 private:
  static constexpr size_t kStep = 63;       // a bit is free behind the last byte
  static constexpr size_t kRoom = 64 + 16;  // masks load 64 bytes, words sixteen

  // Sets bytes_, size_ of which stand at `bytes`.
  [[gnu::always_inline]] inline void Place(const char* bytes) {
    bytes_ = bytes;
    if (readable_.Holds(bytes, kRoom)) return;
    buffer_.fill(0);
    std::copy_n(bytes, size_, buffer_.begin());
    bytes_ = buffer_.data();
  }

  // Calls `use` with the place and the size of each word among the bytes that `all` has.
  template <typename F>
  [[gnu::always_inline]] static inline void ForEachWord(const AsciiMasks& masks, uint64_t all,
                                                        F use) {
    const uint64_t letters = masks.letters & all;
    const uint64_t humps = masks.upper & (letters & ~masks.upper) << 1;
    const uint64_t ends = ~letters | humps;  // where no word goes on
    for (uint64_t left = letters & (~letters << 1 | humps | 1); left != 0; left &= left - 1) {
      const auto begin = static_cast<size_t>(std::countr_zero(left));
      use(begin, 1 + static_cast<size_t>(std::countr_zero(ends >> begin >> 1)));
    }
  }

  void AddName(uint32_t hash, bool has_digit) {
    // A sum: the order of class names does not matter.
    if (!has_digit) hints_.signature += hash | 1;
    if (hashes_ != nullptr) hashes_->push_back(hash);
  }

  // A name that fills more than one step. A word that may go on is read whole in the next one.
  void TakeLongName() {
    const auto end = std::find_if(left_.begin(), left_.end(), IsSpace);
    const std::string_view name(left_.begin(), end);
    AddName(HashOfName(name), std::any_of(name.begin(), name.end(), IsDigit));
    for (size_t at = 0, next = 0; at < name.size(); at = next) {
      size_ = std::min(kStep, name.size() - at);
      next = at + size_;
      Place(name.data() + at);
      const AsciiMasks masks = AsciiMasksOf({bytes_, size_}, 0, size_);
      ForEachWord(masks, ~uint64_t{0} >> (64 - size_), [&](size_t begin, size_t size) {
        if (begin != 0 && begin + size == size_ && next < name.size()) {
          next = at + begin;
        } else {
          hints_.hints |= HintOfLetters(bytes_ + begin, size);
        }
      });
    }
    left_.remove_prefix(name.size());
  }

  NameHints hints_;
  std::string_view left_;
  const char* bytes_ = nullptr;
  size_t size_ = 0;
  simd::Readable readable_;
  std::vector<uint32_t>* hashes_;
  std::array<char, kRoom> buffer_;  // for bytes around which nothing may be read
};

NameHints ReadBySse2(std::string_view value, simd::Readable readable,
                     std::vector<uint32_t>* hashes) {
  ValueReader reader(value, readable, hashes);
  while (reader.Next()) {
    reader.Take(AsciiMasksOf({reader.bytes(), reader.size()}, 0, reader.size()));
  }
  return reader.Finish();
}

#if defined(__x86_64__)
[[gnu::target("avx2,popcnt,bmi,lzcnt")]] NameHints ReadByAvx2(std::string_view value,
                                                              simd::Readable readable,
                                                              std::vector<uint32_t>* hashes) {
  ValueReader reader(value, readable, hashes);
  while (reader.Next()) reader.Take(AsciiMasksByAvx2(reader.bytes(), reader.size()));
  return reader.Finish();
}

[[gnu::target("avx512f,avx512bw,avx2,popcnt,bmi,lzcnt")]] NameHints ReadByAvx512(
    std::string_view value, simd::Readable readable, std::vector<uint32_t>* hashes) {
  ValueReader reader(value, readable, hashes);
  while (reader.Next()) reader.Take(AsciiMasksByAvx512(reader.bytes(), reader.size()));
  return reader.Finish();
}
#endif

using Reader = NameHints (*)(std::string_view value, simd::Readable readable,
                             std::vector<uint32_t>* hashes);

Reader BestReader() {
#if defined(__x86_64__)
  if (simd::ActiveKernels().vector_bytes >= 64) return ReadByAvx512;
  if (simd::ActiveKernels().vector_bytes >= 32) return ReadByAvx2;
#endif
  return ReadBySse2;
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
  static const auto read = BestReader();
  return read(value, readable, hashes);
}

}  // namespace tamis::extract
