#include "pipeline/run/counts.h"

#include <string>

namespace tamis::pipeline {

void AddCounts(const Batch& batch, const BatchResult& result, RunSummary& sum) {
  sum.records += batch.records;
  sum.documents += result.documents.count;
  sum.removed += result.removed_count();
  sum.partial += result.partial;
  sum.damaged += batch.damaged + result.damaged;
  sum.inputs_failed += batch.inputs_failed + result.inputs_failed;
  sum.page_bytes += result.page_bytes;
  sum.text_bytes += result.text_bytes;
  sum.bytes_read = batch.bytes_done;
  for (const auto& [reason, count] : result.removed_by_reason) {
    sum.removed_by_reason[std::string(reason)] += count;
  }
  for (const auto* kinds : {&batch.skipped_by_kind, &result.skipped_by_kind}) {
    for (const auto& [kind, count] : *kinds) {
      sum.skipped_by_kind[kind] += count;
      sum.skipped += count;
    }
  }
}

}  // namespace tamis::pipeline
