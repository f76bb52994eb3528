// The form of a page as its address and its declarations tell it.

#pragma once

#include <cstdint>
#include <string_view>

namespace tamis::extract {

struct PageForm {
  bool forum = false;    // a thread: what readers write is the content
  bool article = false;  // declared to be one
  bool product = false;
};

// `declared`: PageBlocks::declared. `og_type` and `url` may be empty.
PageForm FindPageForm(uint8_t declared, std::string_view og_type, std::string_view url);

// Whether the address names a forum, a thread or a question: a word of the host or of the path.
bool IsForumUrl(std::string_view url);

}  // namespace tamis::extract
