// The front door of cutting repeated text: finds what repeats, then writes every row without it.
//
//   rows -> [RepeatFinder] -> cuts -> rows again -> [CutText] -> OUT/documents, removed/text_repeat
//
// Tested: tests/cli/test_dedup_text.py.

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <tuple>
#include <utility>

#include "dedup/exact/content_hash.h"
#include "io/file.h"
#include "json/members.h"
#include "json/writer.h"
#include "pipeline/dedup/output.h"
#include "pipeline/dedup/repeat_finder.h"
#include "pipeline/dedup/row_files.h"
#include "pipeline/dedup/row_jobs.h"
#include "pipeline/dedup/text_cuts.h"
#include "pipeline/writers/row_packer.h"
#include "pipeline/writers/shard_writer.h"
#include "pipeline/writers/summary_file.h"
#include "tamis/text_cuts.h"
#include "tamis/version.h"

namespace tamis {
namespace {

using namespace pipeline;  // NOLINT(google-build-using-namespace): this file is its front door

constexpr std::string_view kReason = "text_repeat";
constexpr std::array<std::string_view, 2> kFolders = {"documents", "removed/text_repeat"};

// Where the text of a line that repeats is first met.
using TopPlaces = std::map<dedup::LinePlace, size_t>;  // to its index in top()

struct Piece {
  std::string rows;
  std::string stored;  // the same, compressed
};

struct Job {
  RowBatch batch;
  std::vector<RowCuts> cuts;  // of the rows
  std::array<Piece, kFolders.size()> pieces;
  std::vector<std::pair<size_t, std::string>> top_lines, top_paragraphs;  // texts
  TextCutSummary counts;
  Status status;
};

// What a thread works with.
struct Tools {
  std::vector<json::Member> members;
  std::string text;
  std::vector<TextCut> cuts;
  CutText cut;
  RowPacker packer;
};

void AppendString(std::string_view value, std::string& out) {
  out += '"';
  json::AppendEscaped(value, out);
  out += '"';
}

class CutRun {
 public:
  CutRun(const std::vector<corpus::Shard>& files, const std::string& output,
         const TextCutOptions& options, const DedupHooks& hooks)
      : files_(files),
        output_(output),
        options_(options),
        follower_(hooks, TotalBytes(files), options.substrings ? 3 : 2),
        finder_(files, options, output, follower_),
        shards_({.compression = options.compression, .shard_bytes = options.shard_bytes}) {
    for (const std::string_view folder : kFolders) {
      writers_.emplace_back(output, std::string(folder), shards_);
    }
    for (uint32_t i = 0; i < options.threads; ++i) tools_.push_back(std::make_unique<Tools>());
  }

  Result<TextCutSummary> Run();

 private:
  Status WriteRows();
  Status Prepare(RowBatch& batch, Job& job);
  Status Work(Job& job, Tools& tools) const;
  Status AppendRow(size_t row, Tools& tools, Job& job) const;
  void CutLines(dedup::LineUnit unit, const std::vector<dedup::LineCut>& lines, CutReason reason,
                Tools& tools) const;
  void FindTop(dedup::LineUnit unit, uint32_t row, std::string_view text,
               std::vector<std::pair<size_t, std::string>>& found) const;
  Result<std::string> CutsJson(const std::vector<TextCut>& cuts) const;
  Status AppendCut(std::string_view row, Tools& tools, Job& job) const;
  Status Take(Job& job);
  Status WriteRepeats() const;
  std::string SummaryJson() const;

  const std::vector<corpus::Shard>& files_;
  const std::string& output_;
  const TextCutOptions& options_;
  Follower follower_;
  RepeatFinder finder_;
  const ShardOptions shards_;
  std::vector<ShardWriter> writers_;           // by kFolders
  std::vector<std::unique_ptr<Tools>> tools_;  // one a thread
  TopPlaces line_places_, paragraph_places_;
  std::vector<std::string> line_texts_, paragraph_texts_;  // of those that stand most often
  TextCutSummary summary_;
};

// The cuts of the batch's rows, which come in order.
Status CutRun::Prepare(RowBatch& batch, Job& job) {
  std::swap(job.batch, batch);
  if (job.cuts.size() < job.batch.size()) job.cuts.resize(job.batch.size());
  for (size_t i = 0; i < job.batch.size(); ++i) {
    if (Status status = finder_.NextCuts(job.cuts[i]); !status.ok()) return status;
  }
  return {};
}

void CutRun::CutLines(dedup::LineUnit unit, const std::vector<dedup::LineCut>& lines,
                      CutReason reason, Tools& tools) const {
  dedup::LineSpan line;
  auto next = lines.begin();
  for (size_t at = 0; next != lines.end() && dedup::NextLine(tools.text, unit, at, line);
       at = line.end) {
    if (line.begin != next->place.begin) continue;
    tools.cuts.push_back({line.begin, line.end, reason, next->first.document, next->first.begin});
    ++next;
  }
}

// The texts of those that stand most often and first stand in this row.
void CutRun::FindTop(dedup::LineUnit unit, uint32_t row, std::string_view text,
                     std::vector<std::pair<size_t, std::string>>& found) const {
  const TopPlaces& places = unit == dedup::LineUnit::kLines ? line_places_ : paragraph_places_;
  auto place = places.lower_bound({row, 0});
  dedup::LineSpan line;
  for (size_t at = 0; place != places.end() && place->first.document == row &&
                      dedup::NextLine(text, unit, at, line);
       at = line.end) {
    if (line.begin != place->first.begin) continue;
    found.emplace_back(place->second, text.substr(line.begin, line.end - line.begin));
    ++place;
  }
}

Result<std::string> CutRun::CutsJson(const std::vector<TextCut>& cuts) const {
  std::string out;
  json::Writer writer;
  writer.Reset(&out);
  writer.BeginArray();
  for (const TextCut& cut : cuts) {
    const Result<std::string> first = finder_.IdOf(cut.first_row);
    if (!first.ok()) return first.status();
    writer.BeginObject();
    writer.Key("reason");
    writer.String(CutReasonName(cut.reason));
    writer.Key("start");
    writer.Uint(cut.begin);
    writer.Key("end");
    writer.Uint(cut.end);
    writer.Key("first_id");
    writer.Raw(*first);
    writer.Key("first_start");
    writer.Uint(cut.first_begin);
    writer.EndObject();
  }
  writer.EndArray();
  return out;
}

// The row without what tools.cuts say of tools.text.
Status CutRun::AppendCut(std::string_view row, Tools& tools, Job& job) const {
  const CutText& cut = tools.cut;
  std::string text;
  AppendString(cut.text(), text);
  const Result<std::string> cuts = CutsJson(tools.cuts);
  if (!cuts.ok()) return cuts.status();
  std::vector<json::Change> changes = {{options_.text_field, text}};
  std::array<std::string, 3> moved;
  constexpr std::array<std::string_view, 3> kWithRanges = {"posts", "pii", "blocks"};
  for (size_t i = 0; i < kWithRanges.size(); ++i) {
    const json::Member* member = json::FindMember(tools.members, kWithRanges[i]);
    if (member == nullptr) continue;
    AppendMoved(member->value, cut, moved[i]);
    changes.push_back({kWithRanges[i], moved[i]});
  }
  if (json::FindMember(tools.members, "markdown") != nullptr) {
    changes.push_back({"markdown", "null"});
  }
  changes.push_back({"text_cuts", *cuts});
  std::string reason;
  AppendString(kReason, reason);
  const bool empty = cut.text().empty();
  if (empty) changes.push_back({"filter_reason", reason});
  std::string& out = job.pieces[empty].rows;
  json::AppendChanged(row, tools.members, changes, out);
  out += '\n';
  job.counts.cut_bytes += tools.text.size() - cut.text().size();
  ++job.counts.cut;
  job.counts.emptied += empty;
  return {};
}

Status CutRun::AppendRow(size_t i, Tools& tools, Job& job) const {
  const std::string_view row = job.batch.row(i);
  const auto number = static_cast<uint32_t>(job.batch.first + i);
  const std::vector<uint64_t>& hashes = finder_.row_hashes();
  if (number < hashes.size() && hashes[number] == 0) {
    ++job.counts.unreadable;
    return {};
  }
  if (number >= hashes.size() ||
      std::max<uint64_t>(dedup::HashBytes(row).high, 1) != hashes[number]) {
    return Status(StatusCode::kInvalidArgument,
                  files_[job.batch.file].path + " changed while it was read; run again");
  }
  if (Status status = json::ReadMembers(row, tools.members); !status.ok()) return status;
  const json::Member* text = json::FindMember(tools.members, options_.text_field);
  tools.text.clear();
  if (text != nullptr && !json::ReadString(text->value, tools.text)) tools.text.clear();
  ++job.counts.rows;
  job.counts.without_text += tools.text.empty();
  job.counts.text_bytes += tools.text.size();

  FindTop(dedup::LineUnit::kLines, number, tools.text, job.top_lines);
  FindTop(dedup::LineUnit::kParagraphs, number, tools.text, job.top_paragraphs);
  const RowCuts& cuts = job.cuts[i];
  tools.cuts.clear();
  CutLines(dedup::LineUnit::kLines, cuts.lines, CutReason::kLine, tools);
  CutLines(dedup::LineUnit::kParagraphs, cuts.paragraphs, CutReason::kParagraph, tools);
  for (const dedup::RepeatedSpan& span : cuts.spans) {
    tools.cuts.push_back({span.begin, span.end, CutReason::kSubstring,
                          static_cast<uint32_t>(span.first_document), span.first_begin});
  }
  job.counts.lines += cuts.lines.size();
  job.counts.paragraphs += cuts.paragraphs.size();
  job.counts.spans += cuts.spans.size();
  if (tools.cuts.empty()) {
    job.pieces[0].rows.append(row) += '\n';
    return {};
  }
  std::sort(tools.cuts.begin(), tools.cuts.end(), [](const TextCut& a, const TextCut& b) {
    return std::tie(a.begin, a.reason, a.end) < std::tie(b.begin, b.reason, b.end);
  });
  tools.cut.Cut(tools.text, tools.cuts);
  return AppendCut(row, tools, job);
}

Status CutRun::Work(Job& job, Tools& tools) const {
  for (Piece& piece : job.pieces) piece.rows.clear();
  job.top_lines.clear();
  job.top_paragraphs.clear();
  job.counts = {};
  for (size_t i = 0; i < job.batch.size(); ++i) {
    if (Status status = AppendRow(i, tools, job); !status.ok()) return status;
  }
  for (Piece& piece : job.pieces) {
    const Status status = tools.packer.Pack(options_.compression, piece.rows, piece.stored);
    if (!status.ok()) return status;
  }
  return {};
}

Status CutRun::Take(Job& job) {
  if (!job.status.ok()) return job.status;
  for (size_t i = 0; i < kFolders.size(); ++i) {
    const Piece& piece = job.pieces[i];
    Status status = writers_[i].Append(piece.stored, piece.rows.size());
    if (status.ok() && writers_[i].full()) status = writers_[i].Complete();
    if (!status.ok()) return status;
  }
  for (auto& [index, text] : job.top_lines) line_texts_[index] = std::move(text);
  for (auto& [index, text] : job.top_paragraphs) paragraph_texts_[index] = std::move(text);
  for (uint64_t TextCutSummary::* const count :
       {&TextCutSummary::rows, &TextCutSummary::without_text, &TextCutSummary::cut,
        &TextCutSummary::emptied, &TextCutSummary::text_bytes, &TextCutSummary::cut_bytes,
        &TextCutSummary::lines, &TextCutSummary::paragraphs, &TextCutSummary::spans,
        &TextCutSummary::unreadable}) {
    summary_.*count += job.counts.*count;
  }
  follower_.AddRows(job.batch.size());
  return {};
}

Status CutRun::WriteRows() {
  OrderedWork<Job> work(
      options_.threads,
      [this](Job& job, uint32_t thread) { job.status = Work(job, *tools_[thread]); },
      [this](Job& job) { return Take(job); });
  const auto prepare = [this](RowBatch& batch, Job& job) { return Prepare(batch, job); };
  if (Status read = WorkOnRows(files_, follower_, work, prepare); !read.ok()) return read;
  if (summary_.rows + summary_.unreadable != finder_.row_hashes().size()) {
    return Status(StatusCode::kInvalidArgument, "the input changed while it was read; run again");
  }
  for (ShardWriter& writer : writers_) {
    if (Status status = writer.Complete(); !status.ok()) return status;
  }
  return {};
}

// The lines and paragraphs that stand most often.
Status CutRun::WriteRepeats() const {
  Result<io::AtomicFile> file = io::AtomicFile::Create(output_ + "/repeats.jsonl");
  if (!file.ok()) return file.status();
  const auto append = [&](std::string_view unit, const dedup::RepeatedLines* lines,
                          const std::vector<std::string>& texts) {
    for (size_t i = 0; lines != nullptr && i < texts.size(); ++i) {
      const dedup::LineCount& count = lines->top()[i];
      const Result<std::string> first = finder_.IdOf(count.first.document);
      if (!first.ok()) return first.status();
      std::string out;
      json::Writer writer;
      writer.Reset(&out);
      writer.BeginObject();
      writer.Key("unit");
      writer.String(unit);
      writer.Key("count");
      writer.Uint(count.count);
      writer.Key("first_id");
      writer.Raw(*first);
      writer.Key("first_start");
      writer.Uint(count.first.begin);
      writer.Key("text");
      writer.String(texts[i]);
      writer.EndObject();
      out += '\n';
      if (Status status = file->Append(out); !status.ok()) return status;
    }
    return Status();
  };
  Status status = append("line", finder_.lines(), line_texts_);
  if (status.ok()) status = append("paragraph", finder_.paragraphs(), paragraph_texts_);
  return status.ok() ? file->Commit() : status;
}

std::string ScopeName(RepeatScope scope) {
  switch (scope) {
    case RepeatScope::kNone:
      break;
    case RepeatScope::kSite:
      return "site";
    case RepeatScope::kCorpus:
      return "corpus";
  }
  return "none";
}

std::string CutRun::SummaryJson() const {
  std::string out;
  json::Writer writer;
  writer.Reset(&out);
  writer.BeginObject();
  writer.Key("engine");
  writer.BeginObject();
  writer.Key("version");
  writer.String(kVersion);
  writer.EndObject();
  writer.Key("method");
  writer.BeginObject();
  writer.Key("lines");
  writer.String(ScopeName(options_.lines));
  writer.Key("paragraphs");
  writer.String(ScopeName(options_.paragraphs));
  writer.Key("substrings");
  writer.Bool(options_.substrings);
  const std::pair<const char*, uint64_t> settings[] = {
      {"min_words", options_.min_words},
      {"keep", options_.keep},
      {"remove_above", options_.remove_above},
      {options_.substring_bytes ? "substring_bytes" : "substring_words", options_.substring_length},
  };
  for (const auto& [name, value] : settings) {
    writer.Key(name);
    writer.Uint(value);
  }
  writer.EndObject();
  const std::pair<const char*, uint64_t> counts[] = {
      {"rows", summary_.rows},
      {"documents", summary_.rows - summary_.emptied},
      {"removed", summary_.emptied},
      {"without_text", summary_.without_text},
      {"cut", summary_.cut},
      {"text_bytes", summary_.text_bytes},
      {"cut_bytes", summary_.cut_bytes},
      {"lines", summary_.lines},
      {"paragraphs", summary_.paragraphs},
      {"spans", summary_.spans},
      {"unreadable", summary_.unreadable},
      {"problems", summary_.problems},
  };
  for (const auto& [name, count] : counts) {
    writer.Key(name);
    writer.Uint(count);
  }
  writer.EndObject();
  out += '\n';
  return out;
}

TopPlaces PlacesOf(const dedup::RepeatedLines* lines, std::vector<std::string>& texts) {
  TopPlaces places;
  if (lines == nullptr) return places;
  texts.resize(lines->top().size());
  for (size_t i = 0; i < texts.size(); ++i) places.emplace(lines->top()[i].first, i);
  return places;
}

Result<TextCutSummary> CutRun::Run() {
  if (Status status = finder_.Read(); !status.ok()) return status;
  if (finder_.with_text() == 0 && !finder_.row_hashes().empty()) {
    return Status(
        StatusCode::kInvalidArgument,
        "no row has a string named '" + options_.text_field + "'; name the text with --text-field");
  }
  line_places_ = PlacesOf(finder_.lines(), line_texts_);
  paragraph_places_ = PlacesOf(finder_.paragraphs(), paragraph_texts_);
  follower_.Writing();
  if (Status status = WriteRows(); !status.ok()) return status;
  if (Status status = WriteRepeats(); !status.ok()) return status;
  summary_.problems = follower_.problems();
  const Status told = WriteSummary(output_ + "/summary.json", SummaryJson());
  if (!told.ok()) return told;
  return summary_;
}

Status Check(const TextCutOptions& options) {
  const char* wrong = nullptr;
  if (options.lines == RepeatScope::kNone && options.paragraphs == RepeatScope::kNone &&
      !options.substrings) {
    wrong = "nothing to cut: lines, paragraphs or substrings";
  }
  if (options.substring_length == 0) wrong = "a repeated span has at least one word";
  if (options.keep == 0) wrong = "of equal lines at least one stays; remove_above takes all";
  if (options.threads < 1 || options.threads > 1024) wrong = "there are 1 to 1024 threads";
  return wrong == nullptr ? Status() : Status(StatusCode::kInvalidArgument, wrong);
}

}  // namespace

Result<TextCutSummary> CutRepeatedText(const std::vector<std::string>& inputs,
                                       const std::string& output, const TextCutOptions& options,
                                       const DedupHooks& hooks) {
  if (Status wrong = Check(options); !wrong.ok()) return wrong;
  const Result<std::vector<corpus::Shard>> files = FindRowFiles(inputs);
  if (!files.ok()) return files.status();
  const Result<OutputFolder> folder = OpenDedupOutput(*files, output, options.overwrite);
  if (!folder.ok()) return folder.status();
  return CutRun(*files, output, options, hooks).Run();
}

}  // namespace tamis
