#include "pipeline/dedup/judgement.h"

namespace tamis::pipeline {

Result<Judgement> Judgement::Create(const std::string& folder, const DedupOptions& options,
                                    const Follower& follower, PairSink pair) {
  Result<io::TempFile> ids = io::TempFile::Create(folder);
  if (!ids.ok()) return ids.status();
  Result<io::TempFile> hosts = io::TempFile::Create(folder);
  if (!hosts.ok()) return hosts.status();
  Result<dedup::Deduper> deduper =
      dedup::Deduper::Create({.folder = folder,
                              .bands = options.method.bands,
                              .threads = options.threads,
                              .clusters = {.threshold = options.method.threshold,
                                           .verify = options.method.verify,
                                           .pair = std::move(pair),
                                           .stopped = [&follower] { return follower.Stopped(); }}});
  if (!deduper.ok()) return deduper.status();
  return Judgement{.table = RowTable(std::move(*ids), std::move(*hosts)),
                   .deduper = std::move(*deduper)};
}

Status Judgement::Judge(const std::vector<corpus::Shard>& files, const DedupOptions& options,
                        Follower& follower, const WantedRow& wanted) {
  if (Status read = ReadSignatures(files, options, follower, wanted, deduper, table); !read.ok()) {
    return read;
  }
  if (table.with_text == 0 && table.rows_read > 0) {
    return Status(StatusCode::kInvalidArgument, "no row has a string named '" + options.text_field +
                                                    "'; name the text with --text-field");
  }
  follower.Comparing();
  const std::vector<uint32_t> ranked = RankRows(table, deduper);
  Result<std::vector<dedup::Verdict>> verdicts = deduper.Find(ranked);
  if (!verdicts.ok()) return verdicts.status();
  clusters = CountClusters(std::move(*verdicts), ranked);
  return {};
}

}  // namespace tamis::pipeline
