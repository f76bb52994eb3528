#include "metadata/facts.h"

#include <algorithm>

#include "base/simd/block16.h"
#include "base/unicode/utf8.h"
#include "html/tokenizer/char_ref.h"

namespace tamis::metadata {
namespace {

namespace names = html::names;

constexpr uint32_t kMaxFacts = 4096;
constexpr size_t kMaxValueBytes = 4096;

bool IsAsciiSpace(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

// The bytes of a character at text[i] that shows nothing: 3 for zero-width ones, 2 for a soft
// hyphen, else 0. Joiners (U+200C, U+200D) change shapes and stay.
size_t InvisibleBytes(std::string_view text, size_t i) {
  const std::string_view three = text.substr(i, 3);
  if (three == "\u200B" || three == "\uFEFF" || three == "\u200E" || three == "\u200F") return 3;
  return text.substr(i, 2) == "\u00AD" ? 2 : 0;
}

// The end of what AppendClean() copies as it is from `at` on: ordinary bytes, with single spaces
// between them. May be too early.
size_t EndOfPlain(std::string_view text, size_t at) {
  // Of sixteen bytes the last is looked at again, with what follows it. Behind the text stand
  // zeros.
  for (constexpr size_t kStep = 15; at < text.size(); at += kStep) {
    const size_t left = std::min<size_t>(text.size() - at, 16);
    const simd::Block16 block(text.data() + at, left);
    const simd::Bits16 spaces = block.AnyOf(' ');
    simd::Bits16 special = block.UpTo('\x1F') | block.AnyOf('&');
    if (block.Beyond() != 0) special |= block.AnyOf('\xC2', '\xE2', '\xEF');
    const simd::Bits16 ends =
        (special | (spaces & (special | spaces) >> 1)) & simd::FirstBits(std::min(left, kStep));
    if (ends != 0) return at + simd::FirstBit(ends);
  }
  return text.size();
}

// Whether the formatting of these elements leaves words together.
bool JoinsText(html::NameId name) {
  switch (name) {
    case names::kA:
    case names::kAbbr:
    case names::kB:
    case names::kBdi:
    case names::kBdo:
    case names::kCite:
    case names::kCode:
    case names::kEm:
    case names::kFont:
    case names::kI:
    case names::kMark:
    case names::kQ:
    case names::kS:
    case names::kSmall:
    case names::kSpan:
    case names::kStrong:
    case names::kSub:
    case names::kSup:
    case names::kU:
    case names::kWbr:
      return true;
    default:
      return false;
  }
}

}  // namespace

void Assign(std::string_view value, std::string_view source, float confidence, SourcedValue& out) {
  out.value = value;
  out.source = source;
  out.confidence = confidence;
}

void AppendClean(std::string_view raw, std::string& out) {
  while (!raw.empty() && IsAsciiSpace(raw.front())) raw.remove_prefix(1);
  while (!raw.empty() && IsAsciiSpace(raw.back())) raw.remove_suffix(1);
  if (EndOfPlain(raw, 0) == raw.size()) {
    out.append(raw);
    return;
  }
  const size_t begin = out.size();
  bool space = false;
  const auto put = [&](std::string_view text) {
    for (size_t i = 0; i < text.size();) {
      const size_t plain = text[i] == ' ' ? i : EndOfPlain(text, i);
      if (plain != i) {
        if (space && out.size() > begin) out.push_back(' ');
        space = false;
        out.append(text, i, plain - i);
        i = plain;
      } else if (IsAsciiSpace(text[i])) {
        space = true;
        ++i;
      } else if (text.substr(i, 2) == "\u00A0") {
        space = true;
        i += 2;
      } else if (const size_t invisible = InvisibleBytes(text, i); invisible != 0) {
        i += invisible;
      } else {
        if (space && out.size() > begin) out.push_back(' ');
        space = false;
        out.push_back(text[i++]);
      }
    }
  };
  while (!raw.empty()) {
    const size_t ampersand = raw.find('&');
    put(raw.substr(0, ampersand));
    if (ampersand == std::string_view::npos) break;
    raw.remove_prefix(ampersand);
    html::CharRef reference;
    html::ResolveCharRef(raw.data(), raw.data() + raw.size(), true, reference);
    const auto size = static_cast<size_t>(reference.end - raw.data());
    put(reference.text.empty() ? raw.substr(0, size) : reference.text);
    raw.remove_prefix(size);
  }
}

void AppendSubtreeText(const html::Dom& dom, html::NodeId root, size_t max_bytes,
                       std::string& out) {
  const size_t end = out.size() + max_bytes;
  html::NodeId id = root;
  while (id != html::kNoNode && out.size() < end) {
    const html::Node& node = dom.node(id);
    if (node.type == html::NodeType::kText) {
      out.append(dom.text(id));
    } else if (node.type == html::NodeType::kElement) {
      if (node.name == names::kScript || node.name == names::kStyle ||
          node.name == names::kTemplate) {
        id = dom.NextSkippingChildren(id, root);
        continue;
      }
      if (!JoinsText(node.name)) out.push_back(' ');
    }
    const html::NodeId next = dom.Next(id, root);
    // Leaving a block, too, parts words.
    for (html::NodeId up = id; next != html::kNoNode && up != root && dom.node(next).parent != up;
         up = dom.node(up).parent) {
      const html::Node& left = dom.node(up);
      if (left.parent == dom.node(next).parent) {
        if (left.type == html::NodeType::kElement && !JoinsText(left.name)) out.push_back(' ');
        break;
      }
      if (left.type == html::NodeType::kElement && !JoinsText(left.name)) out.push_back(' ');
    }
    id = next;
  }
  if (out.size() > end) {
    size_t cut = end;
    while (cut > 0 && (out[cut] & 0xC0) == 0x80) --cut;
    out.resize(cut);
  }
}

void Facts::Reset() {
  facts_.clear();
  text_.clear();
  is_sorted_ = false;
}

void Facts::Add(Field field, Rank rank, std::string_view source, std::string_view raw,
                html::NodeId node) {
  if (facts_.size() >= kMaxFacts) return;
  if (raw.size() > kMaxValueBytes) {
    size_t cut = kMaxValueBytes;
    while (cut > 0 && (raw[cut] & 0xC0) == 0x80) --cut;
    raw = raw.substr(0, cut);
  }
  const auto begin = static_cast<uint32_t>(text_.size());
  AppendClean(raw, text_);
  const auto size = static_cast<uint32_t>(text_.size()) - begin;
  if (size == 0) return;
  facts_.push_back({field, rank, source, begin, size, node});
  is_sorted_ = false;
}

void Facts::Remove(uint32_t begin, uint32_t end) {
  facts_.erase(facts_.begin() + begin, facts_.begin() + end);
  is_sorted_ = false;
}

void Facts::SetRank(uint32_t begin, uint32_t end, Rank rank) {
  for (uint32_t i = begin; i < end; ++i) facts_[i].rank = rank;
  is_sorted_ = false;
}

// By counting the facts of each field; those of one are few.
void Facts::Sort() {
  begin_.fill(0);
  for (const Fact& fact : facts_) ++begin_[static_cast<size_t>(fact.field) + 1];
  for (size_t field = 0; field < kFields; ++field) begin_[field + 1] += begin_[field];
  sorted_.resize(facts_.size());
  std::array<uint32_t, kFields + 1> next = begin_;
  for (const Fact& fact : facts_) sorted_[next[static_cast<size_t>(fact.field)]++] = fact;
  for (size_t field = 0; field < kFields; ++field) {
    std::sort(sorted_.begin() + begin_[field], sorted_.begin() + begin_[field + 1],
              [](const Fact& a, const Fact& b) {
                return a.rank != b.rank ? a.rank < b.rank : a.begin < b.begin;
              });
  }
  is_sorted_ = true;
}

}  // namespace tamis::metadata
