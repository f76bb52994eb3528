#include "pipeline/dedup/first_pass.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

#include "pipeline/dedup/facts_pass.h"

namespace tamis::pipeline {
namespace {

class SignaturePass {
 public:
  SignaturePass(const std::vector<corpus::Shard>& files, const DedupOptions& options,
                const WantedRow& wanted, dedup::Deduper& deduper, RowTable& table)
      : files_(files), options_(options), wanted_(wanted), deduper_(deduper), table_(table) {}

  Status Run(Follower& follower);

 private:
  void MakeFinders();
  Status Look(RowFacts& facts, uint32_t thread);
  Status Take(const RowFacts& facts, const RowBatch& batch, size_t row);

  const std::vector<corpus::Shard>& files_;
  const DedupOptions& options_;
  const WantedRow& wanted_;
  dedup::Deduper& deduper_;
  RowTable& table_;
  std::vector<dedup::IndexFinder> finders_;  // one a thread; none without an index
};

void SignaturePass::MakeFinders() {
  if (table_.index == nullptr) return;
  const DedupMethod& method = options_.method;
  for (uint32_t i = 0; i < options_.threads; ++i) {
    finders_.emplace_back(*table_.index, dedup::FinderOptions{.threshold = method.threshold,
                                                              .verify = method.verify,
                                                              .same_url = options_.same_url});
  }
}

Status SignaturePass::Look(RowFacts& facts, uint32_t thread) {
  Result<std::optional<dedup::IndexMatch>> old = finders_[thread].Find(facts.signature);
  if (!old.ok()) return old.status();
  facts.old = *old;
  return {};
}

Status SignaturePass::Take(const RowFacts& facts, const RowBatch& batch, size_t row) {
  ++table_.rows_read;
  table_.with_text += facts.has_text;
  if (wanted_ && !wanted_(batch.first + static_cast<uint32_t>(row), facts)) return {};
  const auto number = static_cast<uint32_t>(table_.rows.size());
  if (Status status = table_.ids.Add(IdOrPlace(facts, files_, batch, row)); !status.ok()) {
    return status;
  }
  const Result<uint32_t> host = table_.hosts.Number(facts.host);
  if (!host.ok()) return host.status();
  if (facts.old) table_.old.push_back({number, *facts.old});
  if (table_.histories && facts.readable) {
    if (Status status = table_.histories->Add(number, facts); !status.ok()) return status;
  }
  table_.rows.push_back({.rank = facts.rank,
                         .hash = facts.readable ? std::max<uint64_t>(facts.row_hash, 1) : 0,
                         .text_bytes = facts.text_bytes,
                         .host = *host});
  ++table_.file_rows[batch.file];
  return deduper_.Add(facts.signature);
}

Status SignaturePass::Run(Follower& follower) {
  table_.file_rows.assign(files_.size(), 0);
  MakeFinders();
  FactsVisitor visitor{.take = [this](const RowFacts& facts, const RowBatch& batch, size_t row) {
    return Take(facts, batch, row);
  }};
  if (!finders_.empty()) {
    visitor.look = [this](RowFacts& facts, const RowBatch&, size_t, uint32_t thread) {
      return Look(facts, thread);
    };
  }
  const Result<uint64_t> unreadable = ReadFacts(files_, options_, follower, visitor);
  if (!unreadable.ok()) return unreadable.status();
  table_.unreadable = *unreadable;
  for (const dedup::IndexFinder& finder : finders_) {
    table_.old_verified += finder.verified();
    table_.old_full_buckets += finder.full_buckets();
  }
  if (Status status = table_.hosts.Flush(); !status.ok()) return status;
  return table_.ids.Flush();
}

}  // namespace

Result<std::string> RowTable::IdOfOld(const dedup::IndexMatch& match) const {
  dedup::StoredDocument document;
  const Result<bool> there = index->Load(match.number, document);
  if (!there.ok()) return there.status();
  if (*there) return std::move(document.id);
  return Status(StatusCode::kInternal, "a document of the index is gone");
}

const dedup::IndexMatch* RowTable::OldOf(uint32_t row) const {
  const auto found = std::lower_bound(
      old.begin(), old.end(), row, [](const OldMatch& match, uint32_t r) { return match.row < r; });
  return found != old.end() && found->row == row ? &found->match : nullptr;
}

Status ReadSignatures(const std::vector<corpus::Shard>& files, const DedupOptions& options,
                      Follower& follower, const WantedRow& wanted, dedup::Deduper& deduper,
                      RowTable& table) {
  return SignaturePass(files, options, wanted, deduper, table).Run(follower);
}

std::vector<uint32_t> RankRows(const RowTable& table, const dedup::Deduper& deduper) {
  std::vector<uint32_t> ranked(table.rows.size());
  std::iota(ranked.begin(), ranked.end(), 0u);
  std::sort(ranked.begin(), ranked.end(), [&](uint32_t a, uint32_t b) {
    const RowTable::Row &x = table.rows[a], &y = table.rows[b];
    return std::tie(y.rank, y.text_bytes, deduper.content(a), x.hash, a) <
           std::tie(x.rank, x.text_bytes, deduper.content(b), y.hash, b);
  });
  return ranked;
}

}  // namespace tamis::pipeline
