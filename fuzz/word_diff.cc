// Fuzz: of any two texts
//   (a) the parts make up both, word by word, when nothing is left out;
//   (b) with limits no part is longer than they say, and the counts are the same.
// The input: the two texts, parted by the first 0xFF.

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "report/word_diff.h"

namespace {

using namespace tamis::report;

void Require(bool condition, const char* what) {
  if (condition) return;
  std::fprintf(stderr, "fuzz/word_diff: %s\n", what);
  std::abort();
}

std::string WithoutSpace(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c != ' ' && !(c >= '\t' && c <= '\r')) out += c;
  }
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::string_view kept = input.substr(0, input.find('\xFF'));
  const std::string_view gone = input.substr(std::min(kept.size() + 1, input.size()));

  constexpr size_t kAll = size_t{1} << 40;
  const WordDiff whole = DiffWords(kept, gone, {kAll, kAll, kAll, kAll, kAll});
  std::string a, b;
  for (const DiffPart& part : whole.parts) {
    Require(part.kind != DiffPart::Kind::kLeftOut, "words were left out");
    Require(part.kept_left_out == 0 && part.gone_left_out == 0, "changed words were left out");
    a += part.kept;
    b += part.kind == DiffPart::Kind::kSame ? part.kept : part.gone;
  }
  Require(WithoutSpace(a) == WithoutSpace(kept), "not the first text");
  Require(WithoutSpace(b) == WithoutSpace(gone), "not the second text");

  const WordDiff cut = DiffWords(kept, gone, {3, 2, 4, 8, 200});
  Require(cut.words_same == whole.words_same && cut.words_kept == whole.words_kept, "other counts");
  for (const DiffPart& part : cut.parts) {
    Require(part.kept.size() <= 5 * (8 + 4) && part.gone.size() <= 4 * (8 + 4), "a long part");
  }
  return 0;
}
