// Phrases of the furniture around an article, in the languages of most of the web: error
// banners, disclaimers, comment and share widgets, cookie notices, bylines, "read more".
//
// Phrases never decide alone: a rule asks how much of a line they cover, how long the line is
// and where it stands. An article about cookies or about error 404 is an article.

#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/simd/block16.h"
#include "extract/features/folding.h"

namespace tamis::extract {

enum class PhraseKind : uint8_t {
  kError,      // "page not found", "access denied"
  kLegal,      // headings and openings of disclaimers
  kCopyright,  // "all rights reserved"
  kComment,    // "no comments", "leave a reply"
  kCookie,     // "we use cookies"
  kShare,      // "share on", "follow us"
  kByline,     // "written by", "published on", "min read"
  kMore,       // "read more", "next article", "back to top"
  kRelated,    // "related articles", "you may also like"
  kAdvert,     // "advertisement"
  kSignup,     // "subscribe to our newsletter", "log in"
  kCount,
};

// How much of a line each kind covers.
struct PhraseHits {
  std::array<uint16_t, static_cast<size_t>(PhraseKind::kCount)> bytes{};  // matched, per kind
  uint32_t total = 0;  // bytes of the line that are neither space nor punctuation
  PhraseKind first = PhraseKind::kCount;  // the kind that the line begins with, if any

  // 0..1
  float Share(PhraseKind kind) const {
    const float hit = bytes[static_cast<size_t>(kind)];
    return total == 0                        ? 0.0f
           : hit < static_cast<float>(total) ? hit / static_cast<float>(total)
                                             : 1.0f;
  }
  bool Any(PhraseKind kind) const { return bytes[static_cast<size_t>(kind)] != 0; }
};

// Finds phrases in lines; keeps the buffer of the folded line.
class PhraseFinder {
 public:
  // Looks at the first kMaxBytes of `line` only.
  static constexpr size_t kMaxBytes = 600;
  // `readable`: memory around the line, if any is known; it makes short lines cheaper.
  PhraseHits Find(std::string_view line, simd::Readable readable = {});
  // The line as it was compared: lower case, one space or nothing between words, no punctuation.
  // Valid until the next Find().
  std::string_view folded() const { return {room_.data() + 1, size_}; }

 private:
  // Fills candidates_ and returns how many there are. Counts spaces, one before the text among
  // them.
  size_t FindCandidates(uint32_t& spaces);
  char* text() { return room_.data() + 1; }

  // A space, the folded line, and room for steps that pass its end.
  std::array<char, 1 + kMaxBytes + Folding::kRoom + 64> room_ = {' '};
  size_t size_ = 0;
  std::array<uint16_t, kMaxBytes + Folding::kRoom> candidates_{};  // where a phrase may begin
};

}  // namespace tamis::extract
