// Sort-friendly keys of URLs, as indexes of web archives have them: the host from its end, then the
// path, without what differs between two addresses of one page.
//
//   https://www.Example.com:443/A/../B/?z=1&a=2#top   ->   com,example)/b?a=2&z=1
//
// Source:  http://crawler.archive.org/articles/user_manual/glossary.html#surt, and what the index
//          tools do on top of it (pywb, cdxj-indexer, the Wayback Machine), observed from outside:
//          in docs/warc-tools.md, "Keys".
// Tested:  surt_test.cc (keys that the Python package `surt` 0.3.1 gives); fuzzed by fuzz/url.cc.

#pragma once

#include <string>
#include <string_view>

namespace tamis::url {

// Appends the key of `url`, whose bytes are printable ASCII; "-" for an empty one.
void AppendSurt(std::string_view url, std::string& out);

// The name of a host outside ASCII as DNS has it: "bücher.example" gives "xn--bcher-kva.example".
// Labels that are ASCII, or no UTF-8, stay. https://www.rfc-editor.org/rfc/rfc3492
std::string ToAsciiHost(std::string_view host);

}  // namespace tamis::url
