// Catch:  a hyphen may be part of the title: a part goes only on evidence.

#include "metadata/fields/site_names.h"

#include <algorithm>

#include "base/find_any.h"
#include "metadata/fields/compare.h"

namespace tamis::metadata {
namespace {

constexpr size_t kMinPartBytes = 4;  // of a name that stands for a longer one
constexpr size_t kMinHostLetters = 3;
constexpr size_t kMinInitials = 3;
constexpr int kMaxParts = 3;

// Marks between a title and a site's name; each with the space that sets it off.
constexpr std::string_view kColon = ": ";
constexpr std::string_view kSeparators[] = {" | ", " - ",  " – ", " — ", " · ", " • ", " » ",
                                            " « ", " :: ", " : ", " ~ ", " / ", " ‹ ", kColon};

bool IsFiller(std::string_view word) {
  return word == "the" || word == "of" || word == "and" || word == "for";
}

}  // namespace

// Whether a part of the host's name between its dots is `text`, or begins with it.
bool SiteNames::HasLabel(std::string_view text, bool whole) const {
  for (std::string_view rest = hostname_; !rest.empty();) {
    const size_t dot = std::min(rest.find('.'), rest.size());
    if (rest.starts_with(text) && (!whole || dot == text.size())) return true;
    rest.remove_prefix(std::min(dot + 1, rest.size()));
  }
  return false;
}

void SiteNames::Read(std::span<const std::string_view> sites, std::string_view hostname,
                     std::span<const std::string> titles) {
  hostname_ = hostname;
  Fold(hostname, host_);
  sites_.Clear();
  for (const std::string_view site : sites) Fold(site, sites_.Add());
  titles_ = titles;
}

bool SiteNames::Include(std::string_view part) {
  Fold(part, folded_);
  return Include(part, folded_);
}

bool SiteNames::Include(std::string_view part, std::string_view folded) {
  return IsNamed(folded) || IsHost(part);
}

bool SiteNames::IsNamed(std::string_view folded) const {
  if (folded.empty()) return false;
  return std::any_of(sites_.begin(), sites_.end(), [&](std::string_view name) {
    if (name == folded) return true;
    const std::string_view shorter = name.size() < folded.size() ? name : folded;
    const std::string_view longer = name.size() < folded.size() ? folded : name;
    return shorter.size() >= kMinPartBytes && shorter.size() * 2 >= longer.size() &&
           longer.find(shorter) != longer.npos;
  });
}

// By its words, without "and", "the" and the like: each stands in the host's name, or their
// initials are a part of it.
bool SiteNames::IsHost(std::string_view part) {
  size_t letters = 0;
  bool all = true;
  initials_.clear();
  while (!part.empty()) {
    const size_t end = std::min(FindAnyOf<' '>(part), part.size());
    Fold(part.substr(0, end), word_);
    part.remove_prefix(std::min(end + 1, part.size()));
    if (word_.empty() || IsFiller(word_)) continue;
    letters += word_.size();
    initials_ += word_[0];
    all = all && host_.find(word_) != std::string::npos;
    if (!all && !HasLabel(initials_, false)) return false;
  }
  if (all && letters >= kMinHostLetters) return true;
  return initials_.size() >= kMinInitials && HasLabel(initials_, true);
}

bool SiteNames::IsOtherTitle(std::string_view part) const {
  return std::any_of(titles_.begin(), titles_.end(), [part](std::string_view title) {
    return !title.empty() && FoldsTo(part, title);
  });
}

// What is left of `title` when a part at one end goes; empty when none does.
std::string_view SiteNames::ShorterBy(std::string_view separator, std::string_view title) {
  const size_t last = FindLastMark(title, separator);
  if (last == title.npos || last == 0) return {};
  const bool colon = separator == kColon;  // it sets off what follows
  const std::string_view head = title.substr(0, last);
  const std::string_view tail = title.substr(last + separator.size());
  if (!colon && (Include(tail) || IsOtherTitle(head)) && !Include(head)) return head;
  const size_t first = FindMark(title, separator);
  const std::string_view front = title.substr(0, first);
  const std::string_view rest = title.substr(first + separator.size());
  if ((Include(front) || (!colon && IsOtherTitle(rest))) && !Include(rest)) return rest;
  return {};
}

std::string_view SiteNames::Without(std::string_view title) {
  for (int round = 0; round < kMaxParts; ++round) {
    std::string_view shorter;
    const MarkHints hints(title);
    for (const std::string_view separator : kSeparators) {
      if (hints.MayHold(separator)) shorter = ShorterBy(separator, title);
      if (!shorter.empty()) break;
    }
    if (shorter.empty()) break;
    title = shorter;
  }
  return title;
}

}  // namespace tamis::metadata
