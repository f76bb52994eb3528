// Fuzz: the values of an index, which a damaged disk or another program may have changed
//   (a) are read or refused with a typed error, in memory bounded by their size;
//   (b) what was read and is written again is read as the same.
// The first byte says which value the others are.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "dedup/index/history.h"
#include "dedup/index/records.h"

namespace {

using namespace tamis::dedup;

void Require(bool condition, const char* what) {
  if (condition) return;
  std::fprintf(stderr, "fuzz/index_records: %s\n", what);
  std::abort();
}

void TryShingles(std::string_view bytes) {
  std::vector<uint32_t> set, again;
  if (!DecodeShingles(bytes, set).ok()) return;
  Require(set.size() <= 8 * bytes.size(), "more shingles than bits");
  for (size_t i = 1; i < set.size(); ++i) Require(set[i - 1] < set[i], "shingles out of order");
  std::string out;
  EncodeShingles(set, out);
  Require(DecodeShingles(out, again).ok() && again == set, "shingles changed");
}

void TryCaptures(std::string_view bytes) {
  std::vector<Capture> captures, again;
  if (!DecodeCaptures(bytes, captures).ok()) return;
  std::string out;
  EncodeCaptures(captures, out);
  Require(DecodeCaptures(out, again).ok() && again == captures, "captures changed");
  const UrlHistory history = SummarizeCaptures(captures);
  Require(history.captures == captures.size(), "captures counted");
  Require(history.first_seen <= history.last_changed, "changed before it was seen");
  Require(!MergeCaptures(captures, again) && again == captures, "merging added captures");
}

void TryRest(uint8_t kind, std::string_view bytes) {
  std::string out;
  if (kind == 2) {
    const tamis::Result<StoredDocument> document = DecodeDocument(bytes);
    if (!document.ok()) return;
    EncodeDocument(*document, out);
    Require(*DecodeDocument(out) == *document, "a document changed");
  } else if (kind == 3) {
    const tamis::Result<IndexState> state = DecodeState(bytes);
    if (!state.ok()) return;
    EncodeState(*state, out);
    Require(*DecodeState(out) == *state, "a state changed");
  } else if (kind == 4) {
    const tamis::Result<IndexMethod> method = DecodeMethod(bytes);
    if (!method.ok()) return;
    Require(method->banding.functions() >= 1 && method->shingles.length >= 1, "an empty method");
    EncodeMethod(*method, out);
    Require(DecodeMethod(out).ok(), "a method changed");
  } else {
    const tamis::Result<IndexKey> key = DecodeKey(bytes);
    if (!key.ok()) return;
    EncodeKey(*key, out);
    Require(out == bytes, "a key changed");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 1) return 0;
  // An exact-size heap copy, so that AddressSanitizer sees a byte read too far.
  const auto copy = std::make_unique<char[]>(size - 1);
  if (size > 1) std::memcpy(copy.get(), data + 1, size - 1);
  const std::string_view bytes(copy.get(), size - 1);
  switch (data[0] % 6) {
    case 0:
      TryShingles(bytes);
      break;
    case 1:
      TryCaptures(bytes);
      break;
    default:
      TryRest(data[0] % 6, bytes);
  }
  return 0;
}
