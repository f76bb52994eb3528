#include "pipeline/dedup/repeat_finder.h"

#include <algorithm>
#include <limits>
#include <random>
#include <utility>

#include "dedup/exact/content_hash.h"
#include "json/members.h"
#include "pipeline/dedup/row_files.h"
#include "pipeline/dedup/row_jobs.h"
#include "pipeline/site/site_key.h"

namespace tamis::pipeline {
namespace {

constexpr uint64_t kToldRows = 5;  // unreadable rows that are told one by one

struct HashedLine {
  uint64_t hash;
  uint32_t row;  // of the batch
  uint32_t begin;
};

void HashLines(std::string_view text, dedup::LineUnit unit, dedup::LineHasher& hasher, uint32_t row,
               std::vector<HashedLine>& lines) {
  dedup::LineSpan line;
  for (size_t at = 0; dedup::NextLine(text, unit, at, line); at = line.end) {
    if (line.begin > std::numeric_limits<uint32_t>::max()) return;  // a text of more than 4 GiB
    const uint64_t hash = hasher.Hash(text.substr(line.begin, line.end - line.begin));
    if (hash != 0) lines.push_back({hash, row, static_cast<uint32_t>(line.begin)});
  }
}

}  // namespace

struct RepeatFinder::Job {
  RowBatch batch;
  std::string texts;  // one behind the other
  std::vector<size_t> text_ends;
  std::vector<uint64_t> hashes;  // of the rows; 0: unreadable
  std::string ids;               // as JSON, one behind the other
  std::vector<size_t> id_ends;
  std::vector<uint64_t> sites;
  std::vector<HashedLine> lines, paragraphs;
  std::vector<std::pair<size_t, Status>> bad;
  uint64_t with_text = 0;
};

RepeatFinder::RepeatFinder(const std::vector<corpus::Shard>& files, const TextCutOptions& options,
                           const std::string& folder, Follower& follower)
    : files_(files), options_(options), folder_(folder), follower_(follower) {
  const dedup::LineRules rules{.keep = options.keep, .remove_above = options.remove_above};
  // Spans are sought when the lines are counted, but for the places of those to cut.
  const uint64_t memory = options.memory_bytes / 4;
  if (options.lines != RepeatScope::kNone) lines_.emplace(rules, folder, memory);
  if (options.paragraphs != RepeatScope::kNone) paragraphs_.emplace(rules, folder, memory);
}

void RepeatFinder::AppendId(const std::vector<json::Member>& members, const RowBatch& batch,
                            uint32_t row, std::string& out) const {
  const json::Member* id = json::FindMember(members, options_.id_field);
  if (id != nullptr && id->value != "null") {
    out += id->value;
  } else {
    out += PlaceName(files_[batch.file], batch.first_in_file + row + 1);
  }
}

void RepeatFinder::Work(Job& job) const {
  job.texts.clear();
  job.text_ends.clear();
  job.hashes.clear();
  job.ids.clear();
  job.id_ends.clear();
  job.sites.clear();
  job.lines.clear();
  job.paragraphs.clear();
  job.bad.clear();
  job.with_text = 0;
  dedup::LineHasher hasher(options_.min_words);
  SiteKeys sites;
  std::vector<json::Member> members;
  std::string value;
  for (uint32_t i = 0; i < job.batch.size(); ++i) {
    const std::string_view row = job.batch.row(i);
    Status status = json::ReadMembers(row, members);
    job.hashes.push_back(status.ok() ? std::max<uint64_t>(dedup::HashBytes(row).high, 1) : 0);
    if (!status.ok()) {
      members.clear();
      job.bad.emplace_back(i, std::move(status));
    }
    AppendId(members, job.batch, i, job.ids);
    job.id_ends.push_back(job.ids.size());
    const json::Member* url = json::FindMember(members, options_.url_field);
    job.sites.push_back(url != nullptr && json::ReadString(url->value, value) ? sites.Host(value)
                                                                              : 0);
    const json::Member* text = json::FindMember(members, options_.text_field);
    value.clear();
    if (text != nullptr && json::ReadString(text->value, value)) ++job.with_text;
    if (lines_) HashLines(value, dedup::LineUnit::kLines, hasher, i, job.lines);
    if (paragraphs_) HashLines(value, dedup::LineUnit::kParagraphs, hasher, i, job.paragraphs);
    if (options_.substrings) job.texts += value;
    job.text_ends.push_back(job.texts.size());
  }
}

Status RepeatFinder::Take(Job& job) {
  const auto add = [&job](LineCuts& to, RepeatScope scope, const std::vector<HashedLine>& lines) {
    for (const HashedLine& line : lines) {
      const uint64_t site = scope == RepeatScope::kSite ? job.sites[line.row] : 0;
      Status status = to.counter.Add(site, line.hash, {job.batch.first + line.row, line.begin});
      if (!status.ok()) return status;
    }
    return Status();
  };
  for (const auto& [row, status] : job.bad) {
    if (++unreadable_ > kToldRows) continue;
    follower_.Problem(files_[job.batch.file].path + ": row " +
                      std::to_string(job.batch.first_in_file + row + 1) + ": " + status.message());
  }
  if (lines_) {
    if (Status status = add(*lines_, options_.lines, job.lines); !status.ok()) return status;
  }
  if (paragraphs_) {
    Status status = add(*paragraphs_, options_.paragraphs, job.paragraphs);
    if (!status.ok()) return status;
  }
  if (texts_) {
    const uint64_t begin = texts_->size();
    for (const size_t end : job.text_ends) text_ends_.push_back(begin + end);
    if (Status status = texts_->Append(job.texts); !status.ok()) return status;
  }
  for (size_t i = 0, begin = 0; i < job.id_ends.size(); begin = job.id_ends[i++]) {
    const std::string_view id = std::string_view(job.ids).substr(begin, job.id_ends[i] - begin);
    if (Status status = ids_->Add(id); !status.ok()) return status;
  }
  row_hashes_.insert(row_hashes_.end(), job.hashes.begin(), job.hashes.end());
  with_text_ += job.with_text;
  follower_.AddRows(job.batch.size());
  return {};
}

Status RepeatFinder::Read() {
  Result<io::TempFile> ids = io::TempFile::Create(folder_);
  if (!ids.ok()) return ids.status();
  ids_.emplace(std::move(*ids));
  if (options_.substrings) {
    Result<io::TempFile> texts = io::TempFile::Create(folder_);
    if (!texts.ok()) return texts.status();
    texts_.emplace(std::move(*texts));
  }
  OrderedWork<Job> work(
      options_.threads, [this](Job& job, uint32_t) { Work(job); },
      [this](Job& job) { return Take(job); });
  if (Status read = WorkOnRows(files_, follower_, work); !read.ok()) return read;
  if (unreadable_ > kToldRows) {
    follower_.Problem(std::to_string(unreadable_) + " rows in all are no JSON objects");
  }
  follower_.Comparing();
  return Count();
}

Status RepeatFinder::Count() {
  if (Status status = ids_->Flush(); !status.ok()) return status;
  if (lines_) {
    if (Status status = lines_->Start(); !status.ok()) return status;
  }
  if (paragraphs_) {
    if (Status status = paragraphs_->Start(); !status.ok()) return status;
  }
  if (!texts_) return {};
  follower_.ComparingPass();
  if (Status status = texts_->Flush(); !status.ok()) return status;
  const Result<std::string_view> text = texts_->Map();
  if (!text.ok()) return text.status();
  using dedup::SubstringUnit;
  Result<std::vector<dedup::RepeatedSpan>> spans = dedup::FindRepeatedSpans(
      {*text, text_ends_},
      {.unit = options_.substring_bytes ? SubstringUnit::kBytes : SubstringUnit::kWords,
       .min_length = options_.substring_length,
       .memory_bytes = options_.memory_bytes / 2,
       .threads = options_.threads,
       .folder = folder_,
       .seed = std::random_device()()},
      [this](double share) { return follower_.ProgressOfPass(share); });
  if (!spans.ok()) return spans.status();
  spans_ = std::move(*spans);
  texts_.reset();
  std::vector<uint64_t>().swap(text_ends_);
  return {};
}

Status RepeatFinder::LineCuts::Start() {
  if (Status status = counter.Count(); !status.ok()) return status;
  return counter.Next(next, more);
}

Status RepeatFinder::LineCuts::Take(uint32_t row, std::vector<dedup::LineCut>& lines) {
  while (more && next.place.document == row) {
    lines.push_back(next);
    if (Status status = counter.Next(next, more); !status.ok()) return status;
  }
  return {};
}

Status RepeatFinder::NextCuts(RowCuts& cuts) {
  cuts.lines.clear();
  cuts.paragraphs.clear();
  cuts.spans.clear();
  const uint32_t row = row_++;
  for (; next_span_ < spans_.size() && spans_[next_span_].document == row; ++next_span_) {
    cuts.spans.push_back(spans_[next_span_]);
  }
  if (lines_) {
    if (Status status = lines_->Take(row, cuts.lines); !status.ok()) return status;
  }
  return paragraphs_ ? paragraphs_->Take(row, cuts.paragraphs) : Status();
}

}  // namespace tamis::pipeline
