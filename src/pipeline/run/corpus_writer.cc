#include "pipeline/run/corpus_writer.h"

#include <utility>

namespace tamis::pipeline {
namespace {

template <size_t... kStep>
std::array<ShardWriter, sizeof...(kStep)> RemovedWriters(const std::string& folder,
                                                         Compression compression,
                                                         uint64_t shard_bytes,
                                                         std::index_sequence<kStep...>) {
  return {ShardWriter(folder + "/removed/" + std::string(kFilterSteps[kStep]), compression,
                      shard_bytes)...};
}

}  // namespace

CorpusWriter::CorpusWriter(const std::string& folder, Compression compression, uint64_t shard_bytes)
    : documents_(folder + "/documents", compression, shard_bytes),
      removed_(RemovedWriters(folder, compression, shard_bytes,
                              std::make_index_sequence<kFilterSteps.size()>())) {}

Status CorpusWriter::Write(const Batch& batch, const BatchResult& result) {
  if (Status status = documents_.Append(result.documents.stored(), result.documents.rows.size());
      !status.ok()) {
    return status;
  }
  for (size_t step = 0; step < removed_.size(); ++step) {
    const RowStream& rows = result.removed[step];
    if (Status status = removed_[step].Append(rows.stored(), rows.rows.size()); !status.ok()) {
      return status;
    }
  }
  Count(batch, result);
  return {};
}

void CorpusWriter::Count(const Batch& batch, const BatchResult& result) {
  RunSummary& c = counts_;
  c.records += batch.records;
  c.documents += result.documents.count;
  c.removed += result.removed_count();
  c.partial += result.partial;
  c.damaged += batch.damaged + result.damaged;
  c.inputs_failed += batch.inputs_failed + result.inputs_failed;
  c.page_bytes += result.page_bytes;
  c.text_bytes += result.text_bytes;
  c.bytes_read = batch.bytes_done;
  for (const auto& [reason, count] : result.removed_by_reason) {
    c.removed_by_reason[std::string(reason)] += count;
  }
  for (const auto* kinds : {&batch.skipped_by_kind, &result.skipped_by_kind}) {
    for (const auto& [kind, count] : *kinds) {
      c.skipped_by_kind[kind] += count;
      c.skipped += count;
    }
  }
}

Status CorpusWriter::Finish() {
  Status status = documents_.Finish();
  for (ShardWriter& writer : removed_) {
    if (status.ok()) status = writer.Finish();
  }
  return status;
}

}  // namespace tamis::pipeline
