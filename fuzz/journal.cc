// Fuzz: any bytes as a manifest
//   (a) are read or give a typed error;
//   (b) cut to what was read, tell the same;
//   (c) whatever stands behind that.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "pipeline/writers/journal.h"

namespace {

void Require(bool condition, const char* what) {
  if (condition) return;
  std::fprintf(stderr, "fuzz/journal: %s\n", what);
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace tamis;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const Result<pipeline::Manifest> manifest = pipeline::ReadManifest(bytes);
  if (!manifest.ok()) {
    Require(manifest.status().code() == StatusCode::kTruncated ||
                manifest.status().code() == StatusCode::kUnsupported,
            "an error of another kind");
    return 0;
  }
  Require(manifest->bytes <= size, "more was read than there is");
  const std::string kept(bytes.substr(0, manifest->bytes));
  for (const std::string& same : {kept, kept + "{\"event\":\"none\"}\n", kept + "torn"}) {
    const Result<pipeline::Manifest> again = pipeline::ReadManifest(same);
    Require(again.ok() && again->bytes == manifest->bytes, "cut off, it tells something else");
    Require(again->problems == manifest->problems, "other problems");
    Require(again->checkpoint.has_value() == manifest->checkpoint.has_value(), "other state");
    Require(Difference(again->identity, manifest->identity).empty(), "another run");
  }
  return 0;
}
