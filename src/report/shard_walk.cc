#include "report/shard_walk.h"

#include "corpus/shard_reader.h"

namespace tamis::report {
namespace {

// Rows that are no rows are told one by one up to this many in a shard.
constexpr uint64_t kToldRows = 3;

}  // namespace

void ShardWalk::Problem(std::string sentence) {
  if (hooks_.problem) hooks_.problem(sentence);
  ++facts_.problem_count;
  if (facts_.problems.size() < ReadFacts::kMaxProblems) {
    facts_.problems.push_back(std::move(sentence));
  }
}

void ShardWalk::Compare(const char* what, uint64_t told, uint64_t found) {
  if (told == found) return;
  Problem("the run counted " + std::to_string(told) + " " + what + ", the shards hold " +
          std::to_string(found));
}

void ShardWalk::ShowProgress(uint64_t bytes) {
  if (!hooks_.progress) return;
  const double seconds = std::chrono::duration<double>(Clock::now() - start_).count();
  if (seconds - shown_ < 0.1) return;
  shown_ = seconds;
  hooks_.progress({.bytes_done = done_bytes_ + bytes,
                   .bytes_total = files_.bytes,
                   .rows = rows_,
                   .documents = documents_,
                   .seconds = seconds});
}

Status ShardWalk::ReadRow(const corpus::Shard& shard, std::string_view line,
                          const RowVisitor& visitor) {
  if (hooks_.stop != nullptr && hooks_.stop->load()) {
    return Status(StatusCode::kCancelled, "interrupted; no report was written");
  }
  ++line_;
  const Status read = visitor.read(line);
  if (read.ok()) {
    ++rows_;
    documents_ += shard.step.empty();
    return visitor.take();
  }
  ++facts_.bad_rows;
  if (++bad_rows_ <= kToldRows) {
    Problem(shard.path + ": row " + std::to_string(line_) + ": " + read.message());
  }
  return {};
}

// Only what is wrong with the counting itself, or the user, ends the whole.
Status ShardWalk::Read(const corpus::Shard& shard, const RowVisitor& visitor) {
  bad_rows_ = line_ = 0;
  Status fatal;
  const Status status = corpus::ReadShard(
      shard, columns_,
      {.row =
           [&](std::string_view line) {
             fatal = ReadRow(shard, line, visitor);
             return fatal;
           },
       .damage = [&](const Status& damage) { Problem(shard.path + ": " + damage.ToString()); },
       .progress = [&](uint64_t bytes) { ShowProgress(bytes); }});
  if (!fatal.ok()) return fatal;
  if (!status.ok()) Problem(shard.path + ": " + status.message());
  if (bad_rows_ > kToldRows) {
    Problem(shard.path + ": " + std::to_string(bad_rows_) + " rows in all are none");
  }
  if (status.ok() || line_ > 0) ++facts_.shards;
  done_bytes_ += shard.bytes;
  return {};
}

}  // namespace tamis::report
