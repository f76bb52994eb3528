// Fuzz: any bytes, read as "base NUL reference",
//   (a) give no URL, or one whose serialised form parses to itself, part by part;
//   (b) grow at most threefold;
//   (c) normalise to a form that normalises to itself;
//   (d) have a key of printable ASCII for indexes of archives, which is not much longer.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>

#include "url/surt.h"
#include "url/url.h"

namespace {

using tamis::url::Url;

void Require(bool condition, const char* what) {
  if (condition) return;
  std::fprintf(stderr, "fuzz/url: %s\n", what);
  std::abort();
}

void Check(const Url& url, size_t input_size) {
  Require(!url.scheme().empty(), "no scheme");
  Require(url.href().size() <= 3 * input_size + 16, "grew too much");
  Url again;
  if (url.href().size() <= tamis::url::kMaxUrlBytes) {
    Require(again.Parse(url.href()), "the serialised form does not parse");
    Require(again.href() == url.href(), "parsing twice changes the URL");
    Require(again.host() == url.host() && again.port() == url.port() &&
                again.path() == url.path() && again.query() == url.query() &&
                again.fragment() == url.fragment(),
            "the parts moved");
  }
  std::string once, twice;
  AppendNormalized(url, once);
  if (url.is_web() && once.size() <= tamis::url::kMaxUrlBytes) {
    Require(again.Parse(once), "the normalised form does not parse");
    AppendNormalized(again, twice);
    Require(once == twice, "normalising twice changes the form");
  }
}

void CheckKey(std::string_view text) {
  std::string key;
  tamis::url::AppendSurt(text, key);
  Require(key.size() <= 5 * text.size() + 16, "the key grew too much");
  for (const char c : key) Require(c > ' ' && c < '\x7f', "a key that is not printable");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto copy = std::make_unique<char[]>(size);
  if (size != 0) std::memcpy(copy.get(), data, size);
  const std::string_view text(copy.get(), size);
  const size_t nul = text.find('\0');
  CheckKey(text);
  Url base, url;
  if (base.Parse(text.substr(0, nul))) Check(base, size);
  if (nul == std::string_view::npos) return 0;
  if (url.Resolve(text.substr(nul + 1), base)) Check(url, size);
  return 0;
}
