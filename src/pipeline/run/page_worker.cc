#include "pipeline/run/page_worker.h"

#include <exception>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "document/render/row.h"
#include "pipeline/run/filter_reason.h"
#include "pipeline/site/site_lookup.h"
#include "pipeline/stages/open.h"
#include "pipeline/writers/row_packer.h"
#include "tamis/extract.h"
#include "warc/digest.h"

namespace tamis::pipeline {
namespace {

// All but a few in ten thousand pages are smaller.
constexpr size_t kLargePageBytes = 4u << 20;

// Lengths of the rows of each series, to undo a row that was begun.
using RowSizes = std::vector<size_t>;

void SizesOf(const BatchResult& result, RowSizes& sizes) {
  sizes.assign(1, result.documents.rows.size());
  for (const auto* streams : {&result.sidecars, &result.removed}) {
    for (const RowStream& stream : *streams) sizes.push_back(stream.rows.size());
  }
}

void CutTo(const RowSizes& sizes, BatchResult& result) {
  size_t next = 0;
  result.documents.rows.resize(sizes[next++]);
  for (auto* streams : {&result.sidecars, &result.removed}) {
    for (RowStream& stream : *streams) stream.rows.resize(sizes[next++]);
  }
}

// What becomes of a page.
struct Decision {
  size_t step = 0;          // of BatchResult::removed
  std::string_view reason;  // in static storage; empty: the page is kept

  bool removed() const { return !reason.empty(); }
};

Decision RemovedFor(FilterReason reason) {
  return {.step = static_cast<size_t>(Info(reason).step), .reason = Info(reason).name};
}

}  // namespace

std::vector<std::string> StepNames(const Chain& chain) {
  std::vector<std::string> names(kOwnSteps.begin(), kOwnSteps.end());
  for (size_t i = 0; i < chain.size(); ++i) names.push_back(chain.name(i));
  return names;
}

struct PageWorker::Impl {
  Impl(const RunSetup& setup, const std::string& hash, const std::vector<InputFile>& list,
       const SiteTable* site_table)
      : options(setup.options),
        chain(setup.chain),
        options_hash(hash),
        files(list),
        extractor(options.extract),
        open(options.max_record_bytes),
        sites(site_table) {
    too_large.status = Status(StatusCode::kTooLarge, "the record is above --max-record-bytes");
  }

  void WorkOn(const Batch& batch, const Candidate& candidate);
  void WorkOnPage(const OpenedPage& page, const Candidate& candidate);
  void NameRow(const OpenedPage& page, const InputFile& file);
  void Keep(const Document& document);
  void AppendKept(const Document& document);
  void Compress(RowStream& stream);
  Decision DecideOnUrl() const;
  Decision Decide(const Document& document) const;
  void AskEachAlone(const Document& document, bool text);
  void RemoveUnread(FilterReason reason, const Document& document);
  void Remove(const Decision& decision, const Document& document);
  void ForgetLargePage();
  StageTimes TimesSinceLast();
  void RecoverFrom(const char* what, const InputFile& file);

  // Removed pages are for people and for tamis itself: their rows are native in every schema.
  document::RowOptions row_options(RowSchema schema) const {
    return {.schema = schema, .blocks = options.write_blocks, .markdown = options.write_markdown};
  }

  const RunOptions& options;
  const Chain& chain;
  const std::string options_hash;
  const std::vector<InputFile>& files;
  Extractor extractor;
  OpenStage open;
  SiteLookup sites;
  RowPacker packer;
  const Document no_document;
  Document too_large;  // of a record that is above the limit

  bool count_only = false;

  BatchResult* result = nullptr;  // of the batch at hand
  RowSizes sizes;                 // before the candidate at hand
  document::RowContext row;       // of the candidate at hand
  std::string id, digest;         // for `row`, when the input has none
  std::string scratch;
  bool large_page = false;  // the extractor has worked on one

  StageTimes times;       // of what is not the extractor's, and of earlier extractors
  StageTimes told_times;  // of batches before
  StageClock clock{times};
};

PageWorker::PageWorker(const RunSetup& setup, const std::string& options_hash,
                       const std::vector<InputFile>& files, const SiteTable* sites)
    : impl_(std::make_unique<Impl>(setup, options_hash, files, sites)) {}
PageWorker::~PageWorker() = default;

void PageWorker::CountOnly() { impl_->count_only = true; }

void PageWorker::Work(const Batch& batch, BatchResult& result) {
  result.Clear();
  result.removed.resize(kOwnSteps.size() + impl_->chain.size());
  if (impl_->count_only) result.tally.Clear(result.removed.size());
  result.sidecars.resize(document::SidecarNames(impl_->options.schema).size());
  impl_->result = &result;
  for (const Candidate& candidate : batch.candidates) {
    // Nothing below throws by design; but a page that finds a bug, or more memory than there is,
    // must not take the others with it.
    SizesOf(result, impl_->sizes);
    try {
      impl_->clock.Restart();
      impl_->WorkOn(batch, candidate);
      impl_->clock.Lap(RunStage::kRow);
      impl_->ForgetLargePage();
    } catch (const std::exception& error) {
      CutTo(impl_->sizes, result);
      impl_->RecoverFrom(error.what(), impl_->files[candidate.file]);
    }
  }
  result.failure = impl_->sites.status();
  impl_->clock.Restart();
  impl_->Compress(result.documents);
  for (RowStream& stream : result.sidecars) impl_->Compress(stream);
  for (RowStream& stream : result.removed) impl_->Compress(stream);
  impl_->clock.Lap(RunStage::kRow);
  result.times = impl_->TimesSinceLast();
}

StageTimes PageWorker::Impl::TimesSinceLast() {
  StageTimes all = times;
  all.Add(extractor.stage_times());
  const StageTimes since = all.Since(told_times);
  told_times = all;
  return since;
}

// Rows on their way to Parquet wait as zstd frames.
void PageWorker::Impl::Compress(RowStream& stream) {
  const bool parquet = options.format == ShardFormat::kParquet;
  const Compression compression = parquet ? Compression::kZstd : options.compression;
  if (compression == Compression::kNone) return;  // the rows are stored as they are
  const Status status = packer.Pack(compression, stream.rows, stream.member);
  if (!status.ok()) throw std::bad_alloc();  // there is no other reason
}

void PageWorker::Impl::WorkOn(const Batch& batch, const Candidate& candidate) {
  const InputFile& file = files[candidate.file];
  // What is known without a look into the record: a page that finds a bug is named by it.
  row = {};
  row.id = row.warc_record_id = batch.View(candidate.id);
  row.url = batch.View(candidate.url);
  row.warc_date = batch.View(candidate.date);
  row.warc_filename = file.path;
  row.content_digest = batch.View(candidate.digest);
  row.options_hash = options_hash;
  if (candidate.offset_kind == warc::OffsetKind::kFile) {
    row.warc_record_offset = candidate.offset;
    row.warc_record_length = candidate.length;
  }
  const OpenedPage& page = open.Open(batch, candidate);
  clock.Lap(RunStage::kOpen);
  if (page.http_status != 0) row.fetch_status = page.http_status;
  switch (page.outcome) {
    case OpenOutcome::kTooLarge:
      return RemoveUnread(FilterReason::kTooLarge, too_large);
    case OpenOutcome::kHttpStatus:
      return RemoveUnread(FilterReason::kHttpStatus, no_document);
    case OpenOutcome::kHttpCoding:
      return RemoveUnread(FilterReason::kHttpCoding, no_document);
    case OpenOutcome::kMalformedRow:
      ++result->damaged;
      result->Skip("malformed_row");
      result->problems.push_back(file.path +
                                 ": a line is no JSON object: " + page.status.message());
      return;
    case OpenOutcome::kRowWithoutPage:
      return result->Skip("row_without_page");
    case OpenOutcome::kOtherMedia:
      return result->Skip(page.media_type);
    case OpenOutcome::kPage:
      return WorkOnPage(page, candidate);
  }
}

void PageWorker::Impl::WorkOnPage(const OpenedPage& page, const Candidate& candidate) {
  row.id = page.id;
  row.url = page.url;
  row.warc_date = page.date;
  if (candidate.kind == CandidateKind::kRow && row.id.starts_with("<urn:")) {
    row.warc_record_id = row.id;
  }
  const Decision early = DecideOnUrl();
  if (early.removed() && !count_only) {
    result->page_bytes += page.bytes.size();
    NameRow(page, files[candidate.file]);
    return Remove(early, no_document);
  }
  PageContext context = page.context();
  context.site = sites.Find(page.url);
  large_page = page.bytes.size() > kLargePageBytes;
  const Document& document = extractor.Extract(
      page.bytes, context, {.markdown = options.write_markdown, .mask_pii = options.mask_pii});
  clock.Restart();
  const bool text = document.status.code() != StatusCode::kNotHtml;
  // XML that turned out to be a feed, a stream of bytes that is an image: nobody called it a page.
  if (!early.removed() && !text && page.media == MediaClass::kMaybe && !page.media_type.empty()) {
    return result->Skip(document.content_mime_detected);
  }
  result->page_bytes += page.bytes.size();
  NameRow(page, files[candidate.file]);
  if (count_only) AskEachAlone(document, text);
  if (early.removed()) return Remove(early, document);
  if (text) {
    const Decision decision = Decide(document);
    return decision.removed() ? Remove(decision, document) : Keep(document);
  }
  if (candidate.named) {
    ++result->inputs_failed;
    result->problems.push_back(files[candidate.file].path + ": " + document.status.message());
  }
  Remove(RemovedFor(FilterReason::kNotHtml), document);
}

// Gives the row what the input does not say.
void PageWorker::Impl::NameRow(const OpenedPage& page, const InputFile& file) {
  if (row.id.empty()) {
    scratch.assign(file.name).push_back('\0');
    scratch.append(page.stored);
    id = "sha256:" + warc::DigestHex(warc::DigestAlgorithm::kSha256, scratch);
    row.id = id;
  }
  if (row.content_digest.empty()) {
    digest = "sha1:" + warc::DigestBase32(warc::DigestAlgorithm::kSha1, page.stored);
    row.content_digest = digest;
  }
}

// Of the steps that need not wait for the page.
Decision PageWorker::Impl::DecideOnUrl() const {
  for (size_t i = 0; i < chain.url_steps(); ++i) {
    const std::string_view reason = chain.Verdict(i, no_document, row);
    if (!reason.empty()) return {.step = kOwnSteps.size() + i, .reason = reason};
  }
  return {};
}

// Of the other steps. A page without text gets as far as the first that looks at text.
Decision PageWorker::Impl::Decide(const Document& document) const {
  for (size_t i = chain.url_steps(); i < chain.size(); ++i) {
    if (document.text.empty() && chain.needs(i) == Needs::kText) break;
    const std::string_view reason = chain.Verdict(i, document, row);
    if (!reason.empty()) return {.step = kOwnSteps.size() + i, .reason = reason};
  }
  return document.text.empty() ? RemovedFor(FilterReason::kExtractEmpty) : Decision();
}

// For a dry run. `text`: the page is one.
void PageWorker::Impl::AskEachAlone(const Document& document, bool text) {
  for (size_t i = 0; i < chain.size(); ++i) {
    const Needs needs = chain.needs(i);
    const bool known =
        needs == Needs::kUrl || (text && (needs == Needs::kPage || !document.text.empty()));
    if (!known) continue;
    const std::string_view reason = chain.Verdict(i, document, row);
    if (!reason.empty()) result->tally.Alone(kOwnSteps.size() + i, reason);
  }
  if (!text || document.text.empty()) {
    const Decision own = RemovedFor(text ? FilterReason::kExtractEmpty : FilterReason::kNotHtml);
    result->tally.Alone(own.step, own.reason);
  }
}

void PageWorker::Impl::Keep(const Document& document) {
  if (!count_only) AppendKept(document);
  ++result->documents.count;
  result->text_bytes += document.text.size();
  if (!document.status.ok()) ++result->partial;
}

void PageWorker::Impl::AppendKept(const Document& document) {
  document::AppendRow(document, row, row_options(options.schema), result->documents.rows);
  result->documents.rows += '\n';
  for (size_t i = 0; i < result->sidecars.size(); ++i) {
    RowStream& sidecar = result->sidecars[i];
    document::AppendSidecarRow(document, row, i, sidecar.rows);
    sidecar.rows += '\n';
    ++sidecar.count;
  }
}

// A record in which no page was looked for: no other step has a say.
void PageWorker::Impl::RemoveUnread(FilterReason reason, const Document& document) {
  const Decision decision = RemovedFor(reason);
  if (count_only) result->tally.Alone(decision.step, decision.reason);
  Remove(decision, document);
}

void PageWorker::Impl::Remove(const Decision& decision, const Document& document) {
  RowStream& stream = result->removed[decision.step];
  if (count_only) {
    result->tally.Remove(decision.step, decision.reason, row.url, document.text.size());
  } else {
    row.filter_reason = decision.reason;
    document::AppendRow(document, row, row_options(RowSchema::kNative), stream.rows);
    stream.rows += '\n';
  }
  ++stream.count;
  ++result->removed_by_reason[decision.reason];
}

// A page of many megabytes must not leave every worker with the memory that it took.
void PageWorker::Impl::ForgetLargePage() {
  if (!std::exchange(large_page, false)) return;
  times.Add(extractor.stage_times());
  extractor = Extractor(options.extract);
}

// The extractor's memory is in no known state: a new one takes its place.
void PageWorker::Impl::RecoverFrom(const char* what, const InputFile& file) {
  result->problems.push_back(file.path + ": a page could not be worked on (" +
                             std::string(row.url) + "): " + what);
  times.Add(extractor.stage_times());
  extractor = Extractor(options.extract);
  RemoveUnread(FilterReason::kInternalError, no_document);
}

}  // namespace tamis::pipeline
