#include "extract/posts/byline_marks.h"

#include <algorithm>
#include <array>
#include <bit>
#include <tuple>
#include <utility>

#include "base/ascii.h"
#include "base/memory/load.h"
#include "extract/blocks/ascii_masks.h"
#include "extract/blocks/byte_hash.h"
#include "metadata/facts.h"

namespace tamis::extract {
namespace {

namespace names = html::names;

constexpr size_t kMaxMarks = 16384;
constexpr size_t kMaxNameBytes = 64;
constexpr size_t kMaxDateBytes = 80;
constexpr size_t kMaxTextBytes = 2 * kMaxDateBytes;  // with white space
constexpr size_t kMaxClassBytes = 512;
constexpr size_t kMinDateDigits = 5;  // a day and a year at least

// Ranks. Authors: structured data, class, profile link. Dates: markup, attribute or class, text.
constexpr uint8_t kStated = 0;
constexpr uint8_t kNamed = 1;
constexpr uint8_t kRead = 2;

// Words of a class that name an author, then those that name a date.
constexpr std::string_view kWords[] = {
    "author",     "autor",        "auteur",    "commenter", "displayname", "fn",
    "handle",     "hnuser",       "nick",      "nickname",  "poster",      "postauthor",
    "screenname", "username",     "verfasser", "age",       "ago",         "date",
    "dateline",   "datetime",     "datum",     "fecha",     "posted",      "postdate",
    "published",  "relativetime", "time",      "timeago",   "timestamp",   "when",
};
constexpr size_t kAuthorWords = 15;

// A word is looked up by its first eight letters and its size.
constexpr size_t kSlotBits = 6;  // a line of the cache
constexpr size_t SlotOf(std::string_view word) {
  return ((HeadOf(word) | kSmallBits) + word.size()) * 0x87CB2D1123BB2E3Bu >> (64 - kSlotBits);
}
// By the low five bits of what a word begins with, a bit for each of the sizes that words have.
constexpr std::array<uint16_t, 32> kWordSizes = [] {
  std::array<uint16_t, 32> sizes{};
  for (const std::string_view word : kWords) {
    uint16_t& of_letter = sizes[static_cast<size_t>(word[0] & 31)];
    of_letter = static_cast<uint16_t>(of_letter | 1u << word.size());
  }
  return sizes;
}();
// The number of the word that may stand in a slot, or kNoWord. No two share a slot: the factor was
// tried for that.
constexpr size_t kNoWord = std::size(kWords);
constexpr std::array<uint8_t, 1 << kSlotBits> kWordSlots = [] {
  std::array<uint8_t, 1 << kSlotBits> slots{};
  slots.fill(kNoWord);
  for (size_t i = 0; i < kNoWord; ++i) {
    slots[SlotOf(kWords[i])] = static_cast<uint8_t>(i);
  }
  return slots;
}();
static_assert(std::count(kWordSlots.begin(), kWordSlots.end(), kNoWord) +
                  static_cast<ptrdiff_t>(kNoWord) ==
              std::ssize(kWordSlots));

constexpr std::string_view kProfileSegments[] = {
    "author",  "authors",  "benutzer", "member", "members", "membre", "people",
    "profile", "profiles", "profil",   "u",      "user",    "users",  "usuario",
};
constexpr std::string_view kProfileQueries[] = {
    "mode=viewprofile", "action=profile", "showuser=", "member.php",
    "profile.php",      "user.php",       "user?id=",
};
// Before the date when a writer joined; lower case, first letters.
constexpr std::string_view kJoined[] = {
    "join",   "regist", "member since", "beigetreten", "mitglied",  "dabei",    "anmeld",
    "inscri", "se uni", "alta",         "iscri",       "lid sinds", "dołączył",
};

template <size_t N>
bool Contains(const std::string_view (&list)[N], std::string_view word) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

// Each query of the list holds '=' or ".php", and "rof", "use" or "mem".
bool HoldsProfileQuery(std::string_view url, simd::Readable readable) {
  if (simd::FindAny<'='>(url, 0, readable) == url.size() &&
      !simd::MayHoldPairs<'.', 'h', '.', 'h'>(url, readable)) {
    return false;
  }
  if (!simd::MayHoldPairs<'r', 'f', 'u', 'e'>(url, readable) &&
      !simd::MayHoldPairs<'m', 'm', 'm', 'm'>(url, readable)) {
    return false;
  }
  return std::any_of(std::begin(kProfileQueries), std::end(kProfileQueries),
                     [&](std::string_view query) { return url.find(query) != url.npos; });
}

// A bit for the low five bits of what the segments begin with.
constexpr uint32_t kSegmentStarts = [] {
  uint32_t starts = 0;
  for (const std::string_view segment : kProfileSegments)
    starts |= uint32_t{1} << (segment[0] & 31);
  return starts;
}();

// The part behind the scheme, up to query or fragment.
std::string_view HostAndPath(std::string_view url, simd::Readable readable) {
  for (size_t colon = simd::FindAny<':'>(url, 0, readable); colon < url.size();
       colon = simd::FindAny<':'>(url, colon + 1, readable)) {
    if (url.substr(colon, 3) != "://") continue;
    url.remove_prefix(colon + 3);
    break;
  }
  return url.substr(0, simd::FindAny<'?', '#'>(url, 0, readable));
}

bool IsProfileUrl(std::string_view url, simd::Readable readable) {
  if (HoldsProfileQuery(url, readable)) return true;
  url = HostAndPath(url, readable);
  for (size_t slash = simd::FindAny<'/'>(url, 0, readable); slash + 1 < url.size();
       slash = simd::FindAny<'/'>(url, slash + 1, readable)) {
    const char first = url[slash + 1];
    if (first == '@' && slash + 2 < url.size()) return true;
    if ((kSegmentStarts >> (first & 31) & 1) == 0) continue;
    const std::string_view segment = url.substr(slash + 1);
    const size_t end = simd::FindAny<'/'>(segment, 0, readable);
    if (end + 1 >= segment.size()) continue;  // nobody is named behind it
    if (Contains(kProfileSegments, segment.substr(0, end))) return true;
  }
  return false;
}

// "Ann Lee says:" without what leads to the text: the colon and a last word in lower case.
std::string_view WithoutVerb(std::string_view name) {
  if (name.ends_with(':')) {
    name.remove_suffix(1);
    const size_t space = name.rfind(' ');
    if (space != name.npos && space + 1 < name.size() && ToAsciiLower(name[space + 1]) >= 'a' &&
        ToAsciiLower(name[space + 1]) == name[space + 1]) {
      name = name.substr(0, space);
    }
  }
  while (name.ends_with(' ') || name.ends_with(',')) name.remove_suffix(1);
  return name;
}

bool TellsOfJoining(std::string_view text) {
  return std::any_of(std::begin(kJoined), std::end(kJoined), [&](std::string_view word) {
    return EqualsIgnoringCase(text.substr(0, word.size()), word);
  });
}

// Whether a text has as many digits as a date.
bool HasDigitsOfDate(std::string_view text, simd::Readable readable) {
  size_t digits = 0;
  for (size_t at = 0; at < text.size(); at += 16) {
    const size_t size = std::min<size_t>(text.size() - at, 16);
    for (simd::Bits16 bits = readable.Load(text.data() + at, size).Digits() & simd::FirstBits(size);
         bits != 0; bits &= bits - 1) {
      if (++digits == kMinDateDigits) return true;
    }
  }
  return false;
}

bool IsProperty(std::string_view itemprop, std::string_view a, std::string_view b) {
  return !itemprop.empty() && (itemprop == a || itemprop == b);
}

bool IsLower(char c) { return c >= 'a' && c <= 'z'; }

// Calls `use` with each word of `text`: what stands between characters that are no letters, and
// between camelCase humps.
template <typename F>
void ForEachWord(std::string_view text, simd::Readable readable, F use) {
  uint64_t letter_before = 0, lower_before = 0;
  for (size_t at = 0; at < text.size(); at += 64) {
    const AsciiMasks masks =
        AsciiMasksOf(text, at, std::min<size_t>(text.size() - at, 64), readable);
    const uint64_t lower = masks.letters & ~masks.upper;
    const uint64_t begins = masks.letters & (~(masks.letters << 1 | letter_before) |
                                             (masks.upper & (lower << 1 | lower_before)));
    const uint64_t borders = begins | ~masks.letters;
    for (uint64_t left = begins; left != 0; left &= left - 1) {
      const auto begin = static_cast<size_t>(std::countr_zero(left));
      const uint64_t behind = borders >> begin & ~uint64_t{1};
      size_t size = behind != 0 ? static_cast<size_t>(std::countr_zero(behind)) : 64 - begin;
      if (behind == 0) {  // it goes on in the next 64, or ends with these
        for (size_t i = at + 64; i < text.size() && IsAsciiAlpha(text[i]); ++i, ++size) {
          if (IsLower(text[i - 1]) && IsAsciiUpper(text[i])) break;
        }
      }
      use(text.substr(at + begin, size));
    }
    letter_before = masks.letters >> 63;
    lower_before = lower >> 63;
  }
}

// Of an element that has none of these only class and address are asked for, and data-author.
constexpr uint16_t kTelling = html::kNodeHasItem | html::kNodeHasRel | html::kNodeHasTitle;
constexpr uint16_t kClassOrAddress = html::kNodeHasClass | html::kNodeHasHref;

}  // namespace

BylineMarks::ClassWords BylineMarks::ReadClass(std::string_view value) const {
  ClassWords found{.read = true};
  ForEachWord(value.substr(0, kMaxClassBytes), readable_, [&](std::string_view word) {
    if ((kWordSizes[static_cast<size_t>(word[0] & 31)] >> std::min<size_t>(word.size(), 15) & 1) ==
        0) {
      return;
    }
    const size_t i = kWordSlots[SlotOf(word)];
    if (i == kNoWord || !EqualsIgnoringCase(word, kWords[i])) return;
    (i < kAuthorWords ? found.author : found.date) = true;
  });
  return found;
}

const std::vector<BylineMark>& BylineMarks::Find(const html::Dom& dom, const ClassList& classes) {
  dom_ = &dom;
  classes_ = &classes;
  words_.assign(classes.values.size(), ClassWords{});
  readable_ = simd::Readable(dom.store().page());
  marks_.clear();
  data_author_ = dom.names().Find("data-author");
  data_username_ = dom.names().Find("data-username");
  const html::NodeId root = dom.FindFirst(names::kHtml);
  order_ = metadata::DayOrderOf(root == html::kNoNode ? std::string_view()
                                                      : dom.attribute(root, names::kLang));
  has_data_ = data_author_ != 0 || data_username_ != 0;
  ReadNodes();
  std::sort(marks_.begin(), marks_.end(), [](const BylineMark& a, const BylineMark& b) {
    return std::tie(a.html_begin, a.is_date, a.rank, a.html_end, a.value) <
           std::tie(b.html_begin, b.is_date, b.rank, b.html_end, b.value);
  });
  return marks_;
}

// The nodes as they lie in memory: which of them stand in the page is asked of the few that tell.
void BylineMarks::ReadNodes() {
  const uint32_t count = dom_->node_count();
  for (html::NodeId id = 0; id < count && marks_.size() < kMaxMarks; ++id) {
    const html::Node& node = dom_->node(id);
    if (node.type == html::NodeType::kText) {
      const bool short_text = node.data_size - kMinDateDigits <= kMaxTextBytes - kMinDateDigits;
      if (short_text && (node.flags & html::kNodeBlank) == 0) ReadText(id);
    } else if (node.type == html::NodeType::kElement) {
      if ((node.flags & kTelling) != 0 || node.name == names::kTime) {
        ReadElement(id);
      } else if ((node.flags & kClassOrAddress) != 0 || has_data_) {
        ReadClassAndAddress(id);
      }
    }
  }
}

// Whether the node stands in the page, and in nothing that is no text or that readers fill in.
bool BylineMarks::IsInPage(html::NodeId id) const {
  for (; id != html::kDocumentNode; id = dom_->node(id).parent) {
    if (id == html::kNoNode) return false;
    const html::Node& node = dom_->node(id);
    if (node.type == html::NodeType::kElement &&
        (node.name == names::kScript || node.name == names::kStyle ||
         node.name == names::kTemplate || node.name == names::kForm)) {
      return false;
    }
  }
  return true;
}

// The text below an element, cleaned; empty when it is longer than a name or a date.
std::string_view BylineMarks::ShortText(html::NodeId id) {
  raw_.clear();
  text_.clear();
  metadata::AppendSubtreeText(*dom_, id, kMaxTextBytes + 1, raw_);
  if (raw_.size() > kMaxTextBytes) return {};
  metadata::AppendClean(raw_, text_);
  return text_;
}

void BylineMarks::AddAuthor(html::NodeId id, uint8_t rank, std::string_view attribute) {
  std::string_view name = attribute.empty() ? ShortText(id) : attribute;
  if (name.starts_with('@')) name.remove_prefix(1);
  name = WithoutVerb(name);
  // A single letter stands in place of a picture; tags come from an attribute escaped twice.
  if (name.size() < 2 || name.size() > kMaxNameBytes || name.find('<') != name.npos) return;
  if (metadata::ParseDate(name, order_)) return;  // "2 March 2020" is nobody
  if (!IsInPage(id)) return;
  const html::Node& node = dom_->node(id);
  const uint32_t end = attribute.empty() ? node.source_end : node.source_begin;
  marks_.push_back({.is_date = false,
                    .rank = rank,
                    .html_begin = node.source_begin,
                    .html_end = end,
                    .value = std::string(name)});
}

bool BylineMarks::AddDate(html::NodeId id, uint8_t rank, std::string_view text) {
  if (text.size() > kMaxDateBytes || !HasDigitsOfDate(text, readable_)) return false;
  const auto date = metadata::ParseDate(text, order_);
  if (!date || TellsOfJoining(text) || !IsInPage(id)) return false;
  const html::Node& node = dom_->node(id);
  marks_.push_back({.is_date = true,
                    .rank = rank,
                    .html_begin = node.source_begin,
                    .html_end = node.source_end,
                    .value = date->ToString()});
  return true;
}

BylineMarks::ClassWords BylineMarks::WordsOf(const html::Attribute& attribute) {
  const uint32_t number = classes_->NumberOf(*dom_, attribute);
  ClassWords& words = words_[number];
  if (!words.read) words = ReadClass(classes_->values[number].value);
  return words;
}

void BylineMarks::ReadClassAndAddress(html::NodeId id) {
  ClassWords words;
  const html::Attribute* address = nullptr;
  for (const html::Attribute& attribute : dom_->attributes(id)) {
    if (attribute.name == names::kClass) words = WordsOf(attribute);
    if (attribute.name == names::kHref) address = &attribute;
    if (has_data_ && IsDataAuthor(attribute)) return ReadElement(id);
  }
  if (words.author) {
    AddAuthor(id, kNamed, {});
  } else if (address != nullptr && dom_->node(id).name == names::kA &&
             IsProfileUrl(dom_->value(*address), readable_)) {
    AddAuthor(id, kRead, {});
  }
  if (words.date) AddDate(id, kNamed, ShortText(id));
}

void BylineMarks::ReadElement(html::NodeId id) {
  const html::Node& node = dom_->node(id);
  std::string_view itemprop, href, title, content, datetime, rel, data_author;
  ClassWords words;
  for (const html::Attribute& attribute : dom_->attributes(id)) {
    const auto value = [&] { return dom_->value(attribute); };
    switch (attribute.name) {
      case names::kClass:
        words = WordsOf(attribute);
        break;
      case names::kItemprop:
        itemprop = value();
        break;
      case names::kHref:
        href = value();
        break;
      case names::kTitle:
        title = value();
        break;
      case names::kContent:
        content = value();
        break;
      case names::kDatetime:
        datetime = value();
        break;
      case names::kRel:
        rel = value();
        break;
      default:
        if (IsDataAuthor(attribute)) data_author = value();
        break;
    }
  }
  if (!data_author.empty()) AddAuthor(id, kStated, data_author);
  if (IsProperty(itemprop, "author", "creator")) {
    if (!dom_->HasAttribute(id, names::kItemscope)) AddAuthor(id, kStated, content);
  } else if (rel == "author" || words.author) {
    AddAuthor(id, kNamed, {});
  } else if (node.name == names::kA && IsProfileUrl(href, readable_)) {
    AddAuthor(id, kRead, {});
  }
  if (node.name == names::kTime || IsProperty(itemprop, "datePublished", "dateCreated")) {
    for (const std::string_view stated : {datetime, content}) {
      if (!stated.empty() && AddDate(id, kStated, stated)) return;
    }
    if (AddDate(id, kStated, title)) return;
    AddDate(id, kStated, ShortText(id));
  } else if (!title.empty() && AddDate(id, kNamed, title)) {
    return;
  } else if (words.date) {
    AddDate(id, kNamed, ShortText(id));
  }
}

void BylineMarks::ReadText(html::NodeId id) {
  const std::string_view raw = dom_->text(id);
  if (!HasDigitsOfDate(raw, readable_)) return;
  text_.clear();
  metadata::AppendClean(raw, text_);
  AddDate(id, kRead, text_);
}

}  // namespace tamis::extract
