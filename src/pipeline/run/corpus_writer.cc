#include "pipeline/run/corpus_writer.h"

#include <utility>

#include "pipeline/run/counts.h"

namespace tamis::pipeline {
namespace {

ShardOptions OfRemoved(ShardOptions options) {
  options.columns = options.removed_columns;
  return options;
}

}  // namespace

CorpusWriter::CorpusWriter(const std::string& corpus, const std::vector<std::string>& steps,
                           std::span<const std::string_view> sidecars, ShardOptions options)
    : options_(std::move(options)),
      removed_options_(OfRemoved(options_)),
      sidecars_(sidecars.size()) {
  writers_.reserve(1 + sidecars.size() + steps.size());
  writers_.emplace_back(corpus, "documents", options_, &converter_);
  for (const std::string_view sidecar : sidecars) {
    writers_.emplace_back(corpus, "attributes/" + std::string(sidecar), options_, &converter_);
  }
  for (const std::string& step : steps) {
    writers_.emplace_back(corpus, "removed/" + step, removed_options_, &converter_);
  }
}

Status CorpusWriter::Restore(const Checkpoint* checkpoint) {
  if (checkpoint != nullptr) counts_ = checkpoint->counts;
  const auto state_of = [checkpoint](const ShardWriter& writer) {
    SeriesState state = writer.state();
    if (checkpoint == nullptr) return state;
    for (const SeriesState& series : checkpoint->series) {
      if (series.folder == state.folder) return series;
    }
    return state;
  };
  const bool done = checkpoint != nullptr && checkpoint->done;
  const auto full = [&](size_t index) {
    return state_of(writers_[LeaderOf(index)]).row_bytes >= options_.shard_bytes;
  };
  std::vector<bool> complete;
  for (size_t i = 0; i < writers_.size(); ++i) complete.push_back(done || full(i));
  for (size_t i = writers_.size(); i-- > 0;) {
    const SeriesState state = state_of(writers_[i]);
    if (Status status = writers_[i].Restore(state, complete[i]); !status.ok()) return status;
  }
  return converter_.Wait();
}

Status CorpusWriter::Write(const Batch& batch, const BatchResult& result) {
  size_t next = 0;
  const auto append = [this, &next](const RowStream& rows) {
    return writers_[next++].Append(rows.stored(), rows.rows.size());
  };
  if (Status status = append(result.documents); !status.ok()) return status;
  for (const std::vector<RowStream>* streams : {&result.sidecars, &result.removed}) {
    for (const RowStream& rows : *streams) {
      if (Status status = append(rows); !status.ok()) return status;
    }
  }
  AddCounts(batch, result, counts_);
  return {};
}

bool CorpusWriter::AnyFull() const {
  for (size_t i = 0; i < writers_.size(); ++i) {
    if (writers_[LeaderOf(i)].full()) return true;
  }
  return false;
}

Status CorpusWriter::Sync() {
  for (ShardWriter& writer : writers_) {
    if (Status status = writer.Sync(); !status.ok()) return status;
  }
  return {};
}

// From the last to the first: the documents, which lead the sidecars, after these.
Status CorpusWriter::Complete(bool all) {
  for (size_t i = writers_.size(); i-- > 0;) {
    if (!all && !writers_[LeaderOf(i)].full()) continue;
    if (Status status = writers_[i].Complete(); !status.ok()) return status;
  }
  return all ? converter_.Wait() : Status();
}

std::vector<SeriesState> CorpusWriter::series() const {
  std::vector<SeriesState> states;
  for (const ShardWriter& writer : writers_) {
    SeriesState state = writer.state();
    if (state.shards != 0 || state.stored != 0) states.push_back(std::move(state));
  }
  return states;
}

}  // namespace tamis::pipeline
