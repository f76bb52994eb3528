// What deduplication takes from a row besides the signature of its text.
//
// Tested:  row_facts_test.cc, tests/cli/test_dedup.py.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dedup/deduper.h"
#include "dedup/index/finder.h"
#include "json/members.h"
#include "tamis/dedup.h"
#include "tamis/status.h"

namespace tamis::pipeline {

struct RowFacts {
  bool readable = false;  // a JSON object
  bool has_text = false;  // the text field is there, and a string
  uint64_t rank = 0;      // by the policy: more is better; 0: the row does not say
  uint32_t text_bytes = 0;
  uint64_t row_hash = 0;
  std::string id = {};  // as JSON; empty: none
  std::string url = {};
  std::string host = {};
  uint64_t date = 0;  // with `history`, its first 14 digits: 20261123055100; 0: none
  dedup::Signature signature = {};
  // Of an index, set by who looks into one: the document for which the row goes; whether it is
  // there itself.
  std::optional<dedup::IndexMatch> old = {};
  bool indexed = false;
};

// The first 14 digits of a date, year first, with zeros for those it does not have. 0: no date.
uint64_t DateDigits(std::string_view date);
// The rank of a row by its date: what its first 14 digits say, year first. 0: no date.
uint64_t DateRank(std::string_view date, bool oldest);
// By a number, as JSON. 0: none.
uint64_t NumberRank(std::string_view number);
// By its host.
uint64_t HostRank(std::string_view host, const std::vector<std::string>& preferred);

// A hash that URLs share when they name the same page: their form for comparing
// (url::AppendNormalized), http and https taken for the same; 0 when it is no absolute URL.
uint64_t UrlKey(std::string_view url);

// Threads: one a thread.
class RowFactsReader {
 public:
  // `options` must outlive the reader.
  explicit RowFactsReader(const DedupOptions& options);

  // Replaces `facts`. Errors: the row is no JSON object; `facts` then say so.
  Status Read(std::string_view row, RowFacts& facts);

 private:
  std::string_view StringOf(const std::string& field);
  void ReadRank(RowFacts& facts);

  const DedupOptions& options_;
  dedup::TextSigner signer_;
  std::vector<json::Member> members_;
  std::string text_;
};

}  // namespace tamis::pipeline
