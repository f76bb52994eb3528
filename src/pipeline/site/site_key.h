// Which site a page belongs to, and which of its pages it is.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "url/url.h"

namespace tamis::pipeline {

// Reused from page to page.
class SiteKeys {
 public:
  // A name of the host of an http or https address, "www." left out; 0 when there is none.
  uint64_t Host(std::string_view page_url);
  // A name of the page: of its canonical address when it declares one, else of its own; whatever
  // the scheme and "www.". `canonical` may be relative or broken.
  uint32_t Page(std::string_view page_url, std::string_view canonical);

 private:
  url::Url base_, url_;
  std::string normal_;
};

}  // namespace tamis::pipeline
