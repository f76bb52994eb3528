// Lookup: at each word start (in scripts without spaces at each character) the entries that begin
// with the same three bytes lie together in the sorted list, where a table says; the longest that
// ends at a word end wins.

#include "judge/state/phrases.h"

#include <algorithm>
#include <bit>

#include "base/memory/load.h"
#include "base/unicode/unicode.h"
#include "base/unicode/utf8.h"
#include "judge/state/phrase_table.h"

namespace tamis::judge {
namespace {

constexpr size_t kPrefix = 3;  // bytes; every phrase has at least as many

bool IsUnspacedAt(std::string_view text, size_t i) {
  if (i >= text.size() || static_cast<unsigned char>(text[i]) < 0x80) return false;
  return unicode::IsUnspacedScript(DecodeUtf8(text, i));
}

// The next place behind text[i] where a phrase may begin: behind a space, or at a character of
// three bytes and more, as all of scripts without spaces are.
size_t NextStart(std::string_view text, size_t i) {
  while (++i < text.size()) {
    if (text[i] == ' ') return i + 1;
    if (static_cast<unsigned char>(text[i]) >= 0xE0) return i;
  }
  return i;
}

uint32_t SolidBytes(std::string_view text) {
  return static_cast<uint32_t>(text.size()) -
         static_cast<uint32_t>(std::count(text.begin(), text.end(), ' '));
}

// Status codes that stand on error pages, as words.
uint32_t StatusCodeAt(std::string_view text, size_t at) {
  static constexpr uint32_t kCodes[] = {400, 401, 403, 404, 405, 408, 410, 422, 429,
                                        451, 500, 502, 503, 504, 520, 521, 522};
  const std::string_view word = text.substr(at, 3);
  const bool whole = word.size() == 3 && (at + 3 == text.size() || text[at + 3] == ' ' ||
                                          static_cast<unsigned char>(text[at + 3]) >= 0x80);
  if (!whole || word[0] < '4' || word[0] > '5') return 0;
  uint32_t value = 0;
  for (const char c : word) {
    if (c < '0' || c > '9') return 0;
    value = value * 10 + static_cast<uint32_t>(c - '0');
  }
  const bool known = std::find(std::begin(kCodes), std::end(kCodes), value) != std::end(kCodes);
  return known ? value : 0;
}

}  // namespace

StatePhraseFinder::StatePhraseFinder() {
  for (const StatePhraseList& list : kStatePhrases) {
    std::string_view rest = list.phrases;
    while (!rest.empty()) {
      const size_t end = rest.find('|');
      const std::string_view phrase = rest.substr(0, end);
      entries_.push_back({phrase, list.kind, HeadOf(phrase)});
      rest.remove_prefix(end + 1);
    }
  }
  std::sort(entries_.begin(), entries_.end(),
            [](const Entry& a, const Entry& b) { return a.text < b.text; });
  starts_.resize(std::bit_ceil(2 * entries_.size()));
  for (size_t i = 0; i < entries_.size(); ++i) {
    const uint32_t prefix = PrefixOf(entries_[i].text);
    Start& start = starts_[SlotOf(prefix)];
    if (start.prefix == 0) start = {prefix, static_cast<uint16_t>(i), 0};
    start.end = static_cast<uint16_t>(i + 1);
    const uint32_t bit = HashOf(prefix) >> (32 - kFilterBits);
    filter_[bit / 64] |= uint64_t{1} << bit % 64;
  }
}

// The first kPrefix bytes.
uint32_t StatePhraseFinder::PrefixOf(std::string_view text) {
  const auto byte = [text](size_t i) { return uint32_t{static_cast<unsigned char>(text[i])}; };
  return byte(0) << 16 | byte(1) << 8 | byte(2);
}

// Where the entries with a prefix, not 0, are told, or a free place.
size_t StatePhraseFinder::SlotOf(uint32_t prefix) const {
  size_t slot = HashOf(prefix) >> 12;
  while (starts_[slot & (starts_.size() - 1)].prefix != 0 &&
         starts_[slot & (starts_.size() - 1)].prefix != prefix) {
    ++slot;
  }
  return slot & (starts_.size() - 1);
}

const StatePhraseFinder::Entry* StatePhraseFinder::Match(std::string_view text, size_t at) const {
  if (at + kPrefix > text.size()) return nullptr;
  const std::string_view rest = text.substr(at);
  const uint32_t prefix = PrefixOf(rest);
  const uint32_t bit = HashOf(prefix) >> (32 - kFilterBits);
  if ((filter_[bit / 64] >> bit % 64 & 1) == 0) return nullptr;
  const Start& start = starts_[SlotOf(prefix)];
  const uint64_t head = HeadOf(rest);
  const Entry* best = nullptr;
  for (size_t i = start.begin; i < start.end; ++i) {
    const Entry& entry = entries_[i];
    const uint64_t differs = head ^ entry.head;
    if (entry.text.size() >= 8 ? differs != 0 || !rest.starts_with(entry.text)
                               : differs << (64 - 8 * entry.text.size()) != 0) {
      continue;
    }
    const size_t end = at + entry.text.size();
    if (end == text.size() || text[end] == ' ' || IsUnspacedAt(text, end)) best = &entry;
  }
  return best;  // the list rises, so the last that fits is the longest
}

StatePhraseHits StatePhraseFinder::Find(std::string_view line) {
  StatePhraseHits hits;
  hits.total = fold_.Find(line).total;
  const std::string_view text = fold_.folded();
  for (size_t i = 0; i < text.size();) {
    const Entry* entry = nullptr;
    if (i == 0 || text[i - 1] == ' ' || IsUnspacedAt(text, i)) {
      if (hits.status_code == 0) hits.status_code = StatusCodeAt(text, i);
      entry = Match(text, i);
    }
    if (entry == nullptr) {
      i = NextStart(text, i);
      continue;
    }
    uint16_t& bytes = hits.bytes[static_cast<size_t>(entry->kind)];
    bytes = static_cast<uint16_t>(bytes + SolidBytes(entry->text));
    i += entry->text.size();
    if (i < text.size() && text[i] == ' ') ++i;
  }
  return hits;
}

}  // namespace tamis::judge
