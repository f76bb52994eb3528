#include "extract/second_source/json_text.h"

#include <algorithm>

#include "base/memory/load.h"
#include "base/simd/block16.h"
#include "extract/blocks/text_measure.h"

namespace tamis::extract {
namespace {

using json::Kind;

constexpr uint32_t kNone = 0;  // the root is nobody's member

// A string of fewer words is no sentence.
constexpr uint32_t kMinSentenceWords = 6;
// Longer strings are measured by their beginning.
constexpr size_t kMaxMeasuredBytes = 1u << 16;
// The descent goes on while one member holds this share of the words.
constexpr double kCoreShare = 0.7;
// An object with the page's title is where the descent starts, if it holds this share of all
// words and so many.
constexpr double kTitledShare = 0.25;
constexpr uint64_t kMinTitledWords = 20;
constexpr size_t kMinTitleBytes = 8;
// A key carries text if it holds this share of the core's words.
constexpr double kCarrierShare = 0.2;
// What is found must be sentences by this share of its words; else it is labels.
constexpr double kMinSentenceShare = 0.5;
constexpr size_t kMaxKeys = 64;
constexpr size_t kMaxPieces = 4096;
constexpr size_t kMaxTag = 4096;

constexpr HintSet kForeignHints =
    Bit(Hint::kNav) | Bit(Hint::kFooter) | Bit(Hint::kSidebar) | Bit(Hint::kRelated) |
    Bit(Hint::kComment) | Bit(Hint::kCookie) | Bit(Hint::kShare) | Bit(Hint::kBreadcrumb) |
    Bit(Hint::kAdvert) | Bit(Hint::kForm) | Bit(Hint::kModal) | Bit(Hint::kPromo) |
    Bit(Hint::kReview) | Bit(Hint::kUser) | Bit(Hint::kLegal) | Bit(Hint::kByline);

// Keys under which programs keep their messages and settings.
constexpr std::string_view kProgramKeys[] = {
    "config",  "dictionary", "i18n",    "intl",  "labels",      "locale",
    "locales", "settings",   "strings", "theme", "translation", "translations",
};
constexpr std::string_view kDescribed[] = {
    "Book",        "Course",       "Event",  "JobPosting",          "Movie",
    "Product",     "ProductGroup", "Recipe", "SoftwareApplication", "HowTo",
    "VideoObject", "CreativeWork",
};
constexpr std::string_view kPostings[] = {
    "DiscussionForumPosting", "SocialMediaPosting", "Question", "Answer", "Comment",
};
// Members that speak of other things than the page's.
constexpr std::string_view kOthers[] = {
    "author",    "publisher", "creator",    "itemListElement", "isRelatedTo", "isSimilarTo",
    "review",    "reviews",   "breadcrumb", "citation",        "mentions",    "isPartOf",
    "offers",    "brand",     "about",      "provider",        "organizer",   "hiringOrganization",
    "performer", "location",  "image",      "video",           "sponsor",
};

template <size_t N>
bool Contains(const std::string_view (&list)[N], std::string_view word) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// One past the tag at raw[at], or 0 when what stands there is none. Tags are not longer than
// kMaxTag, which keeps the search linear.
size_t EndOfTag(std::string_view raw, size_t at) {
  const size_t name = at + 1 < raw.size() && raw[at + 1] == '/' ? at + 2 : at + 1;
  if (name >= raw.size() || !IsLetter(raw[name])) return 0;
  const size_t end = raw.substr(name, kMaxTag).find('>');
  return end == raw.npos ? 0 : name + end + 1;
}

void AppendWithoutTags(std::string_view raw, std::string& out) {
  for (size_t at = 0; at < raw.size();) {
    const size_t tag = std::min(raw.find('<', at), raw.size());
    out.append(raw.substr(at, tag - at));
    if (tag == raw.size()) return;
    const size_t end = EndOfTag(raw, tag);
    out.push_back(end == 0 ? '<' : ' ');
    at = end == 0 ? tag + 1 : end;
  }
}

// Code, style sheets and data have many of these; prose has few.
bool LooksLikeCode(std::string_view text) {
  size_t marks = 0;
  for (const char c : text) marks += c == '{' || c == '}' || c == ';' || c == '=' || c == '\\';
  return marks * 25 > text.size();
}

// Whether a short string under a key that carries text may be a part of it: a word or more, no
// address, number or name of a thing in the program.
bool MayBeText(std::string_view raw) {
  if (raw.find("://") != raw.npos || raw.starts_with('/') || raw.starts_with('#')) return false;
  const TextMeasure m = MeasureText(raw.substr(0, kMaxMeasuredBytes));
  if (m.words == 0 || m.letters * 2 < m.characters || LooksLikeCode(raw)) return false;
  return raw.find(' ') != raw.npos || m.letters == m.characters;
}

// The local name of a schema.org type: "http://schema.org/Article" gives "Article".
std::string_view LocalName(std::string_view type) {
  const size_t cut = type.find_last_of("/:#");
  return cut == type.npos ? type : type.substr(cut + 1);
}

bool IsArticle(std::string_view type) {
  return type.ends_with("Article") || type.ends_with("BlogPosting") || type == "Report" ||
         type == "Review" || type == "CreativeWork";
}

// Whether `raw` has a full stop or its like, or anything beyond ASCII: labels and names have not.
bool MayEndSentence(std::string_view raw) {
  size_t at = 0;
  for (; at + 16 <= raw.size(); at += 16) {
    const simd::Block16 block(raw.data() + at);
    if ((block.AnyOf('.', '!', '?') | block.Beyond()) != 0) return true;
  }
  const simd::Block16 rest(raw.data() + at, raw.size() - at);
  return (rest.AnyOf('.', '!', '?') | rest.Beyond()) != 0;
}

std::string_view Trim(std::string_view s) {
  while (!s.empty() && static_cast<unsigned char>(s.front()) <= ' ') s.remove_prefix(1);
  while (!s.empty() && static_cast<unsigned char>(s.back()) <= ' ') s.remove_suffix(1);
  return s;
}

void AddPiece(TextPiece piece, JsonText& out) {
  if (Trim(piece.text).empty() || out.pieces.size() >= kMaxPieces) return;
  std::string plain;
  AppendWithoutTags(std::string_view(piece.text), plain);
  out.words += MeasureText(plain).words;
  out.pieces.push_back(std::move(piece));
}

}  // namespace

bool HoldsTags(std::string_view raw) {
  for (size_t at = raw.find('<'); at != raw.npos; at = raw.find('<', at + 1)) {
    if (EndOfTag(raw, at) != 0) return true;
  }
  return false;
}

uint32_t SentenceWords(std::string_view raw) {
  raw = Trim(raw);
  if (raw.size() < kMinSentenceWords * 3 || raw.front() == '{' || raw.front() == '[') return 0;
  if (!MayEndSentence(raw.substr(0, kMaxMeasuredBytes))) return 0;
  std::string plain;
  AppendWithoutTags(raw.substr(0, kMaxMeasuredBytes), plain);
  const TextMeasure m = MeasureText(plain);
  if (m.words < kMinSentenceWords || m.sentences == 0) return 0;
  // Two thirds letters: prose of any script has more. A sentence a line is long for prose.
  if (m.letters * 3 < m.characters * 2 || LooksLikeCode(plain)) return 0;
  const double share =
      raw.size() <= kMaxMeasuredBytes ? 1.0 : static_cast<double>(raw.size()) / kMaxMeasuredBytes;
  return static_cast<uint32_t>(m.words * share);
}

// The member's index, or kNone.
uint32_t JsonTextFinder::Member(uint32_t node, std::string_view key) const {
  if (nodes_[node].kind != Kind::kObject) return kNone;
  for (uint32_t i = node + 1; i < nodes_[node].end; i = nodes_[i].end) {
    if (nodes_[i].key == key) return i;
  }
  return kNone;
}

// The text of a member: a string, an object with a name, or a list of these, the first counts.
std::string_view JsonTextFinder::StringOf(uint32_t node, std::string_view key) const {
  uint32_t member = Member(node, key);
  if (member == kNone) return {};
  if (nodes_[member].kind == Kind::kArray && nodes_[member].end > member + 1) ++member;
  if (nodes_[member].kind == Kind::kString) return nodes_[member].text;
  const uint32_t name = Member(member, "name");
  return name != kNone && nodes_[name].kind == Kind::kString ? nodes_[name].text
                                                             : std::string_view();
}

void JsonTextFinder::FindTyped(std::span<const json::Node> nodes, JsonText& out) {
  out = {};
  nodes_ = nodes;
  if (nodes.empty()) return;
  JsonText found;
  for (uint32_t i = 0; i < nodes.size();) {
    if (Contains(kOthers, nodes[i].key)) {
      i = nodes[i].end;
      continue;
    }
    if (nodes[i].kind == Kind::kObject) {
      found = {};
      ReadObject(i, found);
      const bool better = out.is_summary == found.is_summary ? found.words > out.words
                                                             : out.is_summary && found.words > 0;
      if (better || out.words == 0) out = std::move(found);
      // What a thread or an article holds is its own.
      if (!found.pieces.empty() || (better && !out.is_summary)) {
        i = nodes[i].end;
        continue;
      }
    }
    ++i;
  }
}

void JsonTextFinder::ReadObject(uint32_t node, JsonText& out) const {
  const uint32_t member = Member(node, "@type");
  if (member == kNone) return;
  for (uint32_t i = member; i < nodes_[member].end && out.pieces.empty(); ++i) {
    if (nodes_[i].kind != Kind::kString) continue;
    const std::string_view type = LocalName(nodes_[i].text);
    if (Contains(kPostings, type)) AddPosts(node, out);
    if (IsArticle(type) && out.pieces.empty()) {
      AddPiece({.text = std::string(StringOf(node, "articleBody"))}, out);
      if (out.pieces.empty()) AddPiece({.text = std::string(StringOf(node, "text"))}, out);
    }
    if (type == "Recipe" || type == "HowTo") AddRecipe(node, out);
    const bool described = Contains(kDescribed, type) || IsArticle(type);
    if (!described || !out.pieces.empty()) continue;
    AddPiece({.text = std::string(StringOf(node, "description"))}, out);
    out.is_summary = !out.pieces.empty();
  }
}

// Strings below a node, those of steps by their text.
void JsonTextFinder::AddStrings(uint32_t node, BlockKind kind, JsonText& out) const {
  if (node == kNone) return;
  for (uint32_t i = node; i < nodes_[node].end; ++i) {
    if (nodes_[i].kind != Kind::kString) continue;
    const std::string_view key = nodes_[i].key;
    if (i == node || key.empty() || key == "text") {
      AddPiece({.text = std::string(nodes_[i].text), .kind = kind}, out);
    }
  }
}

void JsonTextFinder::AddRecipe(uint32_t node, JsonText& out) const {
  JsonText steps;
  AddStrings(Member(node, "recipeInstructions"), BlockKind::kListItem, steps);
  if (steps.pieces.empty()) AddStrings(Member(node, "step"), BlockKind::kListItem, steps);
  if (steps.pieces.empty()) return;
  AddPiece({.text = std::string(StringOf(node, "description"))}, out);
  AddStrings(Member(node, "recipeIngredient"), BlockKind::kListItem, out);
  for (TextPiece& piece : steps.pieces) AddPiece(std::move(piece), out);
}

// A posting with the answers and comments in it, in the order of the JSON.
void JsonTextFinder::AddPosts(uint32_t node, JsonText& out) const {
  for (uint32_t i = node; i < nodes_[node].end;) {
    if (Contains(kOthers, nodes_[i].key)) {
      i = nodes_[i].end;
      continue;
    }
    if (const uint32_t type = nodes_[i].kind == Kind::kObject ? Member(i, "@type") : kNone) {
      std::string_view text;
      if (Contains(kPostings, LocalName(nodes_[type].text))) text = StringOf(i, "text");
      if (text.empty() && i == node) text = StringOf(i, "articleBody");
      std::string_view date = StringOf(i, "datePublished");
      if (date.empty()) date = StringOf(i, "dateCreated");
      AddPiece({.text = std::string(text),
                .is_post = true,
                .author = std::string(StringOf(i, "author")),
                .date = std::string(date)},
               out);
    }
    ++i;
  }
}

// Whether the key names a part of the page that is not its text.
bool JsonTextFinder::IsForeign(std::string_view key) {
  if (key.empty() || key.size() > 64) return false;
  KnownKey& known =
      known_keys_[(HeadOf(key) + key.size()) * 0x9E3779B97F4A7C15u >> (64 - kKnownKeyBits)];
  if (known.key != key) {
    known.key = key;
    known.foreign = Contains(kProgramKeys, key) || (HintsOfNames(key).hints & kForeignHints) != 0;
  }
  return known.foreign;
}

// Fills words_ and adds them up.
uint64_t JsonTextFinder::CountSentenceWords() {
  words_.resize(nodes_.size());
  uint64_t sum = 0;
  for (size_t i = 0; i < nodes_.size(); ++i) {
    words_[i] = nodes_[i].kind == Kind::kString ? SentenceWords(nodes_[i].text) : 0;
    sum += words_[i];
  }
  return sum;
}

void JsonTextFinder::Weigh() {
  known_keys_.fill({});
  const size_t count = nodes_.size();
  sums_.assign(count + 1, 0);
  parent_.assign(count, 0);
  foreign_.assign(count, 0);
  uint32_t foreign_end = 0;
  for (uint32_t i = 0; i < count; ++i) {
    const json::Node& node = nodes_[i];
    if (i >= foreign_end && IsForeign(node.key)) foreign_end = node.end;
    foreign_[i] = i < foreign_end;
    sums_[i + 1] = sums_[i] + (foreign_[i] == 0 ? words_[i] : 0);
    for (uint32_t child = i + 1; child < node.end; child = nodes_[child].end) parent_[child] = i;
  }
}

// The smallest object that holds the page's title and enough words, else the root.
uint32_t JsonTextFinder::FindStart(std::span<const std::string_view> titles) const {
  uint32_t best = 0;
  const auto enough = std::max(
      kMinTitledWords, static_cast<uint64_t>(kTitledShare * static_cast<double>(WordsOf(0))));
  for (uint32_t i = 1; i < nodes_.size(); ++i) {
    if (nodes_[i].kind != Kind::kString || foreign_[i] != 0) continue;
    const std::string_view text = Trim(nodes_[i].text);
    // A title may have the site's name behind it.
    if (text.size() < kMinTitleBytes ||
        std::none_of(titles.begin(), titles.end(),
                     [text](std::string_view title) { return title.starts_with(text); })) {
      continue;
    }
    const uint32_t holder = parent_[i];
    const bool smaller = nodes_[holder].end - holder < nodes_[best].end - best;
    if (smaller && WordsOf(holder) >= enough) best = holder;
  }
  return best;
}

uint32_t JsonTextFinder::FindCore(uint32_t core) const {
  uint32_t list = kNone;  // the outermost one on the way
  while (nodes_[core].end > core + 1) {
    const auto enough = kCoreShare * static_cast<double>(WordsOf(core));
    uint32_t richest = core;
    for (uint32_t i = core + 1; i < nodes_[core].end; i = nodes_[i].end) {
      if (static_cast<double>(WordsOf(i)) >= enough) richest = i;
    }
    if (richest == core) break;
    core = richest;
    if (list == kNone && nodes_[core].kind == Kind::kArray) list = core;
  }
  // A single plain string of a list is a paragraph of it; one with tags is a text.
  const bool plain = nodes_[core].kind == Kind::kString && !HoldsTags(nodes_[core].text);
  return plain && list != kNone ? list : core;
}

void JsonTextFinder::FindCarriers(uint32_t core) {
  keys_.clear();
  for (uint32_t i = core; i < nodes_[core].end; ++i) {
    const uint64_t words = sums_[i + 1] - sums_[i];
    if (words == 0) continue;
    const std::string_view name = nodes_[i].key.empty() ? nodes_[parent_[i]].key : nodes_[i].key;
    auto key =
        std::find_if(keys_.begin(), keys_.end(), [&](const Key& k) { return k.name == name; });
    if (key == keys_.end()) {
      if (keys_.size() >= kMaxKeys) continue;
      key = keys_.insert(keys_.end(), Key{.name = name});
    }
    key->words += words;
  }
  const auto enough = kCarrierShare * static_cast<double>(WordsOf(core));
  std::erase_if(keys_, [&](const Key& k) { return static_cast<double>(k.words) < enough; });
}

void JsonTextFinder::Collect(uint32_t core, JsonText& out) {
  std::vector<std::string_view> seen;
  uint32_t last_row = kNone;  // the array of the last piece, as far as it was a span of one
  for (uint32_t i = core; i < nodes_[core].end; ++i) {
    const json::Node& node = nodes_[i];
    if (node.kind != Kind::kString || foreign_[i] != 0) continue;
    const std::string_view name = node.key.empty() ? nodes_[parent_[i]].key : node.key;
    const bool carries =
        std::any_of(keys_.begin(), keys_.end(), [&](const Key& k) { return k.name == name; });
    const bool sentence = sums_[i + 1] > sums_[i];
    const uint32_t row = node.key.empty() ? kNone : parent_[parent_[i]];
    const bool glued = carries && row != kNone && row == last_row && !out.pieces.empty() &&
                       !node.text.empty() &&
                       (out.pieces.back().text.ends_with(' ') || node.text.starts_with(' '));
    if (!carries || (!sentence && !glued && !MayBeText(node.text))) continue;
    if (glued) {
      out.pieces.back().text.append(node.text);
      continue;
    }
    if (sentence && std::find(seen.begin(), seen.end(), node.text) != seen.end()) continue;
    if (sentence && seen.size() < kMaxKeys) seen.push_back(node.text);
    last_row = row;
    if (out.pieces.size() < kMaxPieces) out.pieces.push_back({.text = std::string(node.text)});
  }
  std::string plain;
  for (const TextPiece& piece : out.pieces) {
    plain.clear();
    AppendWithoutTags(piece.text, plain);
    out.words += MeasureText(plain).words;
  }
}

void JsonTextFinder::FindInState(std::span<const json::Node> nodes,
                                 std::span<const std::string_view> titles, uint32_t min_words,
                                 JsonText& out) {
  out = {};
  nodes_ = nodes;
  // Of what is found so many words will be in sentences.
  const double enough = std::max(1.0, kMinSentenceShare * min_words);
  if (nodes.empty() || static_cast<double>(CountSentenceWords()) < enough) return;
  Weigh();
  if (static_cast<double>(WordsOf(0)) < enough) return;
  const uint32_t core = FindCore(FindStart(titles));
  FindCarriers(core);
  Collect(core, out);
  const auto sentences = static_cast<double>(WordsOf(core));
  const bool labels = sentences < kMinSentenceShare * static_cast<double>(out.words);
  if (labels || out.words < min_words) out = {};
}

}  // namespace tamis::extract
