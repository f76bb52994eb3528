// One 32-bit address space for all the text of a page: the page itself, followed by a side
// buffer for text that does not stand in the page as such (decoded character references,
// joined runs). Most text stays a view of the page and is never copied.
//
//   address   0 ........ page.size()  page.size() ...
//             |   page, not owned   |  side buffer, owned   |

#pragma once

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <string>
#include <string_view>

namespace tamis {

// A piece of text in a TextStore; bytes.
struct TextSpan {
  uint32_t begin = 0;
  uint32_t size = 0;
  uint32_t end() const { return begin + size; }
  bool empty() const { return size == 0; }
};

// Lifetime: the page given to Reset() must outlive every View() of it. A view into the side
//           buffer is valid until the next Append(); spans stay valid until Reset().
// Limits:   page and side buffer together stay below 4 GiB: callers bound the page, Append()
//           cuts what no longer fits.
class TextStore {
 public:
  // One above the highest address that a byte may have.
  static constexpr uint64_t kAddressLimit = 0xFFFFFFFF;

  void Reset(std::string_view page) {
    assert(page.size() < kAddressLimit);
    page_ = page;
    side_.clear();
  }

  std::string_view page() const { return page_; }
  uint32_t page_size() const { return static_cast<uint32_t>(page_.size()); }
  bool in_page(TextSpan span) const { return span.begin < page_.size(); }
  // The address that the next Append() will give.
  uint32_t next_address() const { return static_cast<uint32_t>(page_.size() + side_.size()); }
  // Bytes that Append() still takes.
  size_t room() const { return kAddressLimit - page_.size() - side_.size(); }

  // REQUIRES: span lies wholly in the page or wholly in the side buffer.
  std::string_view View(TextSpan span) const {
    if (span.begin < page_.size()) return page_.substr(span.begin, span.size);
    return std::string_view(side_).substr(span.begin - page_.size(), span.size);
  }

  TextSpan Append(std::string_view text) {
    text = text.substr(0, std::min(text.size(), room()));
    const TextSpan span{next_address(), static_cast<uint32_t>(text.size())};
    side_.append(text);
    return span;
  }
  void AppendByte(char c) {
    if (room() != 0) side_.push_back(c);
  }

  // The side buffer, for writers that build text in place.
  std::string& side() { return side_; }

 private:
  std::string_view page_;
  std::string side_;
};

}  // namespace tamis
