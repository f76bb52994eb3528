// What the sources of a page say, before anyone chooses: a flat list of (field, source, value).

#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "html/dom/dom.h"
#include "tamis/document.h"

namespace tamis::metadata {

enum class Field : uint8_t {
  kTitle,
  kAuthor,
  kPublished,
  kModified,
  kSite,
  kDescription,
  kImage,
  kCanonical,
  kLicense,
  kCategory,
  kTag,
  kType,
  kTranslation,  // language, space, URL
};
inline constexpr size_t kFields = static_cast<size_t>(Field::kTranslation) + 1;

// How well a source knows, best first. Within a rank the order of the page decides.
using Rank = uint8_t;
inline constexpr Rank kBest = 0;

struct Fact {
  Field field = Field::kTitle;
  Rank rank = kBest;
  std::string_view source;  // as rows name it, "meta:og:title"; static storage
  uint32_t begin = 0;       // [begin, begin + size) in the text of Facts
  uint32_t size = 0;
  html::NodeId node = html::kNoNode;  // elements only
};

// Collects facts of one page, reusing its memory from page to page.
//
// Limits: 4,096 facts; a value beyond 4 KiB is cut off between characters.
class Facts {
 public:
  void Reset();

  // Adds `raw` with white space collapsed and character references resolved; nothing when that
  // is empty or the limit is reached. `source` must have static storage.
  void Add(Field field, Rank rank, std::string_view source, std::string_view raw,
           html::NodeId node = html::kNoNode);

  uint32_t size() const { return static_cast<uint32_t>(facts_.size()); }
  // Takes back facts [begin, end).
  void Remove(uint32_t begin, uint32_t end);
  // Changes the rank of facts [begin, end).
  void SetRank(uint32_t begin, uint32_t end, Rank rank);

  std::span<const Fact> all() const { return facts_; }
  std::string_view Value(const Fact& fact) const {
    return std::string_view(text_).substr(fact.begin, fact.size);
  }

  // The facts of a field, best rank first, page order within a rank. Valid until facts change.
  std::span<const Fact> Of(Field field) {
    if (!is_sorted_) Sort();
    const auto at = static_cast<size_t>(field);
    return {sorted_.data() + begin_[at], sorted_.data() + begin_[at + 1]};
  }

 private:
  void Sort();

  std::vector<Fact> facts_;
  std::vector<Fact> sorted_;  // by field
  std::array<uint32_t, kFields + 1> begin_{};
  bool is_sorted_ = false;
  std::string text_;
};

// Fills `out`, whose memory is used again.
void Assign(std::string_view value, std::string_view source, float confidence, SourcedValue& out);

// Appends `raw` with white space (no-break spaces too) collapsed and trimmed, zero-width
// characters gone, and character references, which many sites escape twice, resolved.
void AppendClean(std::string_view raw, std::string& out);

// Appends the text of a subtree, a space where an element other than inline text formatting
// begins or ends, without script and style; stops after `max_bytes`.
void AppendSubtreeText(const html::Dom& dom, html::NodeId root, size_t max_bytes, std::string& out);

}  // namespace tamis::metadata
