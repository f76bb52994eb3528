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
  Judgement judgement{.table = RowTable(std::move(*ids), std::move(*hosts)),
                      .deduper = std::move(*deduper)};
  if (options.history) {
    Result<UrlHistories> histories = UrlHistories::Create(folder);
    if (!histories.ok()) return histories.status();
    judgement.table.histories.emplace(std::move(*histories));
  }
  return judgement;
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
  if (table.histories) {
    const auto rows = static_cast<uint32_t>(table.rows.size());
    if (Status status = table.histories->Finish(rows, table.index); !status.ok()) return status;
  }
  std::vector<uint32_t> ranked = RankRows(table, deduper);
  std::erase_if(ranked, [this](uint32_t row) { return table.OldOf(row) != nullptr; });
  Result<std::vector<dedup::Verdict>> verdicts = deduper.Find(ranked);
  if (!verdicts.ok()) return verdicts.status();
  for (const RowTable::OldMatch& old : table.old) {
    (*verdicts)[old.row] = {old.match.kind, old.row, old.match.similarity};
  }
  clusters = CountClusters(std::move(*verdicts), ranked);
  return {};
}

}  // namespace tamis::pipeline
