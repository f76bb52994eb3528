// What the data of every report has in common.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/corpus_files.h"
#include "json/writer.h"
#include "report/shard_walk.h"

namespace tamis::report {

class DataWriter {
 public:
  DataWriter() { w_.Reset(&out_); }

  void Uint(const char* key, uint64_t value) {
    w_.Key(key);
    w_.Uint(value);
  }
  void Text(const char* key, std::string_view value) {
    w_.Key(key);
    w_.String(value);
  }
  void Strings(const char* key, const std::vector<std::string>& values) {
    w_.Key(key);
    w_.BeginArray();
    for (const std::string& value : values) w_.String(value);
    w_.EndArray();
  }
  // [["name",value],...]
  template <typename Pairs>
  void Counts(const char* key, const Pairs& pairs) {
    w_.Key(key);
    w_.BeginArray();
    for (const auto& [name, count] : pairs) {
      w_.BeginArray();
      Value(name);
      Value(count);
      w_.EndArray();
    }
    w_.EndArray();
  }

  void Corpus(const corpus::CorpusFiles& files) {
    w_.Key("corpus");
    w_.BeginObject();
    Text("name", files.name);
    Uint("shards", files.shards.size());
    Uint("shard_bytes", files.bytes);
    Uint("unfinished_shards", files.unfinished);
    w_.EndObject();
  }
  // Members of "read": how reading went, and how many rows there were.
  void Reading(const corpus::CorpusFiles& files, const ReadFacts& read, uint64_t documents,
               uint64_t removed) {
    Uint("shards", read.shards);
    Uint("shards_not_read", files.shards.size() - read.shards);
    Uint("documents", documents);
    Uint("removed", removed);
    Uint("bad_rows", read.bad_rows);
    Uint("problem_count", read.problem_count);
    Strings("problems", read.problems);
  }

  json::Writer& raw() { return w_; }
  // The data, with a LF at its end.
  std::string Finish() {
    out_ += '\n';
    return std::move(out_);
  }

 protected:
  void Value(uint64_t value) { w_.Uint(value); }
  void Value(std::string_view value) { w_.String(value); }

  std::string out_;
  json::Writer w_;
};

}  // namespace tamis::report
