// The columns of the model: what it sees of a block, by name and by place.
//
// The list is part of the model: it is hashed into it, and a build whose list differs fails
// (model_test.cc).

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "extract/features/measures.h"

namespace tamis::extract {

// The names of all columns: the page's, then those of its containers, then the block's.
std::span<const std::string_view> ColumnNames();

inline constexpr size_t kLevels = 5;         // the container and four around it
inline constexpr size_t kLevelColumns = 11;  // of each
inline constexpr size_t kCardColumns = 8;
inline constexpr size_t kNameColumns = 5;
inline constexpr size_t kHintColumns = 46;

// Where each part begins.
inline constexpr size_t kDepthColumn = 7;
inline constexpr size_t kTagColumn = 8;
inline constexpr size_t kLevelsBegin = 9;
inline constexpr size_t kCardBegin = kLevelsBegin + kLevels * kLevelColumns;
inline constexpr size_t kNamesBegin = kCardBegin + kCardColumns;
inline constexpr size_t kHintsBegin = kNamesBegin + kNameColumns;
inline constexpr size_t kMeasuresBegin = kHintsBegin + kHintColumns;

// Those of the block that are no measures (measures.h), behind these.
enum class BlockColumn : uint8_t {
  kKind,
  kLevel,
  kCharacters,
  kWordLength,
  kUpperShare,
  kMarkShare,
  kNoscript,
  kListMarker,
  kSameText,
  kWordsBefore,
  kWordsAfter,
  kSinceHeading,
  kHeadingLevel,
  kSinceTitle,
  kSinceLong,
  kUntilLong,
  kInContainer,
  kInContainerShare,
  kPreviousLinkShare,
  kPreviousKind,
  kPreviousBeside,
  kSecondPreviousWords,
  kNextLinkShare,
  kNextKind,
  kNextBeside,
  kSecondNextWords,
  kNearWords,
  kNearLinkShare,
  kNearSentences,
  kCount,
};
inline constexpr size_t kColumnCount =
    kMeasuresBegin + kMeasureCount + static_cast<size_t>(BlockColumn::kCount);

constexpr size_t ColumnOf(Measure m) { return kMeasuresBegin + static_cast<size_t>(m); }
constexpr size_t ColumnOf(BlockColumn c) {
  return kMeasuresBegin + kMeasureCount + static_cast<size_t>(c);
}

}  // namespace tamis::extract
