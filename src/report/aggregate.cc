#include "report/aggregate.h"

#include <algorithm>
#include <utility>

#include "report/sample_json.h"

namespace tamis::report {
namespace {

uint64_t CountCharacters(std::string_view utf8) {
  uint64_t characters = 0;
  for (const char c : utf8) characters += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return characters;
}

bool AreDigits(std::string_view text) {
  return text.find_first_not_of("0123456789") == std::string_view::npos;
}

// "2021-03" of "2021-03-04T10:15"; "2021" when there is no more; "" when it is no date.
std::string_view MonthOf(std::string_view date) {
  if (date.size() < 4 || !AreDigits(date.substr(0, 4))) return {};
  if (date.size() >= 7 && date[4] == '-' && AreDigits(date.substr(5, 2))) return date.substr(0, 7);
  return date.substr(0, 4);
}

// Names a row for sampling: its id, else what it is.
uint64_t HashOf(const RowFacts& row) {
  if (!row.id.empty()) return StableHash(row.id);
  return StableHash(row.text, StableHash(row.url));
}

}  // namespace

Aggregate::Aggregate(const ReportOptions& options)
    : options_(options),
      counts_(options.memory_bytes),
      page_samples_(options.samples),
      block_samples_(options.samples) {}

Status Aggregate::Count(Table table, std::string_view key, const Tally& tally) {
  return counts_.Add(static_cast<uint8_t>(table), key, tally);
}

Status Aggregate::Add(const RowFacts& row, std::string_view step) {
  const bool removed = !step.empty();
  const Tally tally = {.documents = removed ? 0u : 1u,
                       .removed = removed ? 1u : 0u,
                       .bytes = removed ? 0 : row.text.size()};
  const std::string fetch_status =
      row.fetch_status < 0 ? std::string() : std::to_string(row.fetch_status);
  const std::pair<Table, std::string_view> values[] = {
      {Table::kLanguages, row.language},
      {Table::kSites, HostOf(row, buffer_)},
      {Table::kPageTypes, row.page_type},
      {Table::kPageStates, row.page_state},
      {Table::kStatuses, row.status},
      {Table::kCharsets, row.charset},
      {Table::kMediaTypes, row.mime},
      {Table::kFetchStatuses, fetch_status},
      {Table::kMonths, MonthOf(row.date_published)},
  };
  for (const auto& [table, value] : values) {
    if (Status status = Count(table, value, tally); !status.ok()) return status;
  }
  if (Status status = AddBlocks(row, removed); !status.ok()) return status;
  if (!removed) {
    SamplePage(row, "/");
    return AddDocument(row);
  }
  ++removed_;
  const auto place = steps_.find(step);
  ++(place != steps_.end() ? place->second : steps_[std::string(step)]);
  const std::string group = std::string(step) + "/" + std::string(row.filter_reason);
  SamplePage(row, group);
  return Count(Table::kReasons, group, {.removed = 1, .bytes = row.text.size()});
}

Status Aggregate::AddDocument(const RowFacts& row) {
  const uint64_t characters = CountCharacters(row.text);
  ++documents_.rows;
  documents_.text_bytes += row.text.size();
  documents_.characters += characters;
  documents_.words += row.words;
  for (size_t i = 0; i < kCoverageFieldCount; ++i) documents_.filled[i] += row.filled >> i & 1;
  lengths_.Add(characters);
  if (row.confidence >= 0) {
    ++rows_with_confidence_;
    const auto step = static_cast<size_t>(row.confidence * kConfidenceSteps);
    ++confidence_[std::min(step, kConfidenceSteps - 1)];
  }
  return {};
}

// A page has hundreds of blocks and a dozen reasons, so they are added up before they are counted.
Status Aggregate::AddBlocks(const RowFacts& row, bool removed) {
  if (!row.has_blocks) return {};
  ++rows_with_blocks_;
  block_tallies_.clear();
  for (const BlockFacts& block : row.blocks) {
    auto found = std::find_if(block_tallies_.begin(), block_tallies_.end(), [&](const auto& known) {
      return known.keep == block.keep && known.reason == block.reason;
    });
    if (found == block_tallies_.end()) {
      if (block_tallies_.size() >= 256) break;  // no row of ours has so many reasons
      found = block_tallies_.insert(found, {block.reason, block.keep, {}});
    }
    ++(removed ? found->tally.removed : found->tally.documents);
    found->tally.bytes += block.html_end - block.html_start;
  }
  for (const BlockTally& known : block_tallies_) {
    const Table table = known.keep ? Table::kKeptBlocks : Table::kDroppedBlocks;
    if (Status status = Count(table, known.reason, known.tally); !status.ok()) return status;
  }
  SampleBlocks(row);
  return {};
}

void Aggregate::SamplePage(const RowFacts& row, std::string_view group) {
  const uint64_t hash = HashOf(row);
  if (!page_samples_.Wants(group, hash)) return;
  page_samples_.Add(group, {hash, PageSampleJson(row, options_.sample_bytes)});
}

void Aggregate::SampleBlocks(const RowFacts& row) {
  const uint64_t row_hash = HashOf(row);
  for (size_t i = 0; i < row.blocks.size(); ++i) {
    const BlockFacts& block = row.blocks[i];
    if (block.keep || (block.has_text && block.text.empty())) continue;
    const uint64_t hash = StableHash(std::to_string(i), row_hash);
    if (!block_samples_.Wants(block.reason, hash)) continue;
    Sample sample = {hash, BlockSampleJson(row, block, options_.sample_bytes)};
    if (!block.has_text && !row.warc_filename.empty() && row.warc_record_offset >= 0) {
      sample.place = {
          .warc_filename = std::string(row.warc_filename),
          .warc_record_offset = static_cast<uint64_t>(row.warc_record_offset),
          .warc_record_length = static_cast<uint64_t>(std::max<int64_t>(row.warc_record_length, 0)),
          .html_start = block.html_start,
          .html_end = block.html_end};
    }
    block_samples_.Add(block.reason, std::move(sample));
  }
}

void Aggregate::FindBlockTexts(const std::function<bool(const BlockPlace&, std::string&)>& find) {
  std::string text;
  block_samples_.ForEach([&](Sample& sample) {
    text.clear();
    if (!sample.place || !find(*sample.place, text)) return;
    AddBlockText(text, options_.sample_bytes, sample.json);
    sample.place.reset();
  });
}

}  // namespace tamis::report
