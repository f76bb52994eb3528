#include "extract/features/page_form.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "base/ascii.h"
#include "base/simd/block16.h"
#include "extract/blocks/declared_types.h"

namespace tamis::extract {
namespace {

// Words of hosts and of path segments. One letter stands for a whole segment: "/t/", "/r/".
constexpr std::string_view kForumWords[] = {
    "answers",    "ask",     "bbs",          "board",       "boards",   "community",  "communities",
    "diskussion", "discuss", "discussion",   "discussions", "foren",    "foro",       "foros",
    "forum",      "forums",  "messageboard", "qa",          "question", "questions",  "showthread",
    "showtopic",  "thread",  "threads",      "topic",       "topics",   "viewthread", "viewtopic",
};
constexpr std::string_view kForumSegments[] = {"t", "r", "q", "talk"};
// A longer segment is a title, whose words say nothing ("ask-a-question-about-forums").
constexpr size_t kMaxSegment = 24;
constexpr size_t kMaxWord = 16;

bool IsForumWord(std::string_view word) {
  return std::find(std::begin(kForumWords), std::end(kForumWords), word) != std::end(kForumWords);
}

// Whether a word of `part` (a host or a path segment) names a forum.
bool HasForumWord(std::string_view part) {
  std::array<char, kMaxWord> word;
  size_t size = 0;
  for (size_t i = 0; i <= part.size(); ++i) {
    const char c = i < part.size() ? part[i] : '.';
    const char lower = ToAsciiLower(c);
    if (lower >= 'a' && lower <= 'z') {
      if (size < kMaxWord) word[size] = lower;
      ++size;
      continue;
    }
    if (size > 1 && size <= kMaxWord && IsForumWord({word.data(), size})) return true;
    size = 0;
  }
  return false;
}

}  // namespace

bool IsForumUrl(std::string_view url) {
  const size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return false;
  url.remove_prefix(scheme + 3);
  url = url.substr(0, simd::FindAny<'?', '#'>(url));
  const size_t slash = simd::FindAny<'/'>(url);
  const std::string_view host = url.substr(0, slash);
  if (HasForumWord(host)) return true;
  for (size_t begin = slash + 1; begin < url.size();) {
    const size_t end = simd::FindAny<'/'>(url, begin);
    const std::string_view segment = url.substr(begin, end - begin);
    for (const std::string_view name : kForumSegments) {
      if (segment == name && end < url.size()) return true;
    }
    if (segment.size() <= kMaxSegment && HasForumWord(segment)) return true;
    begin = end + 1;
  }
  return false;
}

PageForm FindPageForm(uint8_t declared, std::string_view og_type, std::string_view url) {
  PageForm form;
  form.forum = (declared & kDeclaresForum) != 0 || IsForumUrl(url);
  form.article = (declared & kDeclaresArticle) != 0 || og_type == "article";
  form.product = (declared & kDeclaresProduct) != 0 || og_type.starts_with("product");
  return form;
}

}  // namespace tamis::extract
