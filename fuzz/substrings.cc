// Fuzz: of texts of any bytes what repeats is cut
//   (a) as by comparing all windows with all before them;
//   (b) whatever the memory, the threads and how often hashes collide;
//   (c) and what is named as the first place stands before.
// The first byte chooses words or bytes and how many, the second how many bits hashes have; zero
// bytes part the documents.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "dedup/substring/brute_force.h"
#include "dedup/substring/substring.h"

namespace {

using namespace tamis::dedup;

constexpr size_t kMaxBytes = 600;  // all are compared with all

void Require(bool condition, const char* what) {
  if (condition) return;
  std::fprintf(stderr, "fuzz/substrings: %s\n", what);
  std::abort();
}

std::vector<RepeatedSpan> Find(const std::vector<std::string>& documents,
                               const SubstringOptions& options) {
  std::string text;
  std::vector<uint64_t> ends;
  for (const std::string& document : documents) {
    text += document;
    ends.push_back(text.size());
  }
  const auto spans = FindRepeatedSpans({text, ends}, options);
  Require(spans.ok(), "no answer");
  return *spans;
}

void CheckSpans(const std::vector<std::string>& documents, const std::vector<RepeatedSpan>& spans) {
  uint64_t document = 0, end = 0;
  for (const RepeatedSpan& span : spans) {
    Require(span.document >= document, "spans out of order");
    if (span.document != document) end = 0;
    document = span.document;
    Require(span.begin >= end && span.begin < span.end, "spans that overlap");
    Require(span.end <= documents[document].size(), "a span's place");
    end = span.end;
    Require(std::tie(span.first_document, span.first_begin) < std::tie(span.document, span.end),
            "a first place that is not before");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 2 || size > kMaxBytes) return 0;
  SubstringOptions options;
  options.unit = data[0] % 2 == 0 ? SubstringUnit::kWords : SubstringUnit::kBytes;
  options.min_length = 1 + data[0] / 2 % 12;
  std::vector<std::string> documents = {{}};
  for (size_t i = 2; i < size; ++i) {
    if (data[i] == 0) {
      documents.emplace_back();
    } else {
      documents.back() += static_cast<char>(data[i]);
    }
  }
  const std::vector<RepeatedSpan> spans = Find(documents, options);
  CheckSpans(documents, spans);
  SubstringOptions other = options;
  other.hash_bits = 1 + data[1] % 61;
  other.memory_bytes = 1;
  other.threads = 2;
  other.seed = data[1];
  Require(Find(documents, other) == spans, "memory and hashes change the answer");

  const BruteForce brute(documents, options);
  std::vector<std::string> left = documents;
  for (size_t i = spans.size(); i-- > 0;) {
    left[spans[i].document].erase(spans[i].begin, spans[i].end - spans[i].begin);
  }
  for (size_t d = 0; d < documents.size(); ++d) {
    Require(Join(left[d]) == brute.Left(d), "not what brute force cuts");
  }
  return 0;
}
