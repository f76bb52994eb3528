#include "pipeline/run/page_worker.h"

#include <exception>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "document/render/row.h"
#include "io/gzip_writer.h"
#include "io/zstd_writer.h"
#include "judge/rights/filter.h"
#include "pipeline/run/filter_reason.h"
#include "pipeline/site/site_lookup.h"
#include "pipeline/stages/open.h"
#include "tamis/extract.h"
#include "warc/digest.h"

namespace tamis::pipeline {
namespace {

// On the rows of wcxb-a (62 MB): level 1 gives 11.5 MB in 0.17 s, level 6 10.0 MB in 0.41 s, which
// would be a fifth of the time of the whole run.
constexpr int kGzipLevel = 1;
// There, level 1 gives 11.1 MB in 0.10 s; the next that gives less, 5, 10.4 MB in 0.28 s.
constexpr int kZstdLevel = 1;

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

}  // namespace

struct PageWorker::Impl {
  Impl(const RunOptions& run_options, const std::string& hash, const std::vector<InputFile>& list,
       const SiteTable* site_table)
      : options(run_options),
        options_hash(hash),
        files(list),
        extractor(run_options.extract),
        open(run_options.max_record_bytes),
        sites(site_table) {
    too_large.status = Status(StatusCode::kTooLarge, "the record is above --max-record-bytes");
  }

  void WorkOn(const Batch& batch, const Candidate& candidate);
  void WorkOnPage(const OpenedPage& page, const Candidate& candidate);
  void Keep(const Document& document);
  void Compress(RowStream& stream);
  bool RemoveByRights(const Document& document);
  bool RemoveByState(const Document& document);
  bool RemoveByQuality(const Document& document);
  void Remove(FilterReason reason, const Document& document);
  void Remove(FilterStep step, std::string_view reason, const Document& document);
  void RecoverFrom(const char* what, const InputFile& file);

  // Removed pages are for people and for tamis itself: their rows are native in every schema.
  document::RowOptions row_options(RowSchema schema) const {
    return {.schema = schema,
            .blocks = options.write_blocks,
            .markdown = options.write_markdown};
  }

  const RunOptions& options;
  const std::string options_hash;
  const std::vector<InputFile>& files;
  Extractor extractor;
  OpenStage open;
  SiteLookup sites;
  io::GzipCompressor gzip{kGzipLevel};
  io::ZstdCompressor zstd{kZstdLevel};
  const Document no_document;
  Document too_large;  // of a record that is above the limit

  BatchResult* result = nullptr;  // of the batch at hand
  RowSizes sizes;                 // before the candidate at hand
  document::RowContext row;       // of the candidate at hand
  std::string id, digest;         // for `row`, when the input has none
  std::string scratch;
};

PageWorker::PageWorker(const RunOptions& options, const std::string& options_hash,
                       const std::vector<InputFile>& files, const SiteTable* sites)
    : impl_(std::make_unique<Impl>(options, options_hash, files, sites)) {}
PageWorker::~PageWorker() = default;

void PageWorker::Work(const Batch& batch, BatchResult& result) {
  result.Clear();
  result.removed.resize(kFilterSteps.size());
  result.sidecars.resize(document::SidecarNames(impl_->options.schema).size());
  impl_->result = &result;
  for (const Candidate& candidate : batch.candidates) {
    // Nothing below throws by design; but a page that finds a bug, or more memory than there is,
    // must not take the others with it.
    SizesOf(result, impl_->sizes);
    try {
      impl_->WorkOn(batch, candidate);
    } catch (const std::exception& error) {
      CutTo(impl_->sizes, result);
      impl_->RecoverFrom(error.what(), impl_->files[candidate.file]);
    }
  }
  result.failure = impl_->sites.status();
  impl_->Compress(result.documents);
  for (RowStream& stream : result.sidecars) impl_->Compress(stream);
  for (RowStream& stream : result.removed) impl_->Compress(stream);
}

// Rows on their way to Parquet wait as zstd frames.
void PageWorker::Impl::Compress(RowStream& stream) {
  if (stream.rows.empty()) return;
  const bool parquet = options.format == ShardFormat::kParquet;
  if (parquet || options.compression == Compression::kZstd) {
    const Status status = zstd.AppendFrame(stream.rows, stream.member);
    if (!status.ok()) throw std::bad_alloc();  // there is no other reason
  } else if (options.compression == Compression::kGzip) {
    gzip.AppendMember(stream.rows, stream.member);
  }
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
  if (page.http_status != 0) row.fetch_status = page.http_status;
  switch (page.outcome) {
    case OpenOutcome::kTooLarge:
      return Remove(FilterReason::kTooLarge, too_large);
    case OpenOutcome::kHttpStatus:
      return Remove(FilterReason::kHttpStatus, no_document);
    case OpenOutcome::kHttpCoding:
      return Remove(FilterReason::kHttpCoding, no_document);
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
  const InputFile& file = files[candidate.file];
  row.id = page.id;
  row.url = page.url;
  row.warc_date = page.date;
  if (candidate.kind == CandidateKind::kRow && row.id.starts_with("<urn:")) {
    row.warc_record_id = row.id;
  }
  PageContext context = page.context();
  context.site = sites.Find(page.url);
  const Document& document = extractor.Extract(
      page.bytes, context, {.markdown = options.write_markdown, .mask_pii = options.mask_pii});
  const bool text = document.status.code() != StatusCode::kNotHtml;
  // XML that turned out to be a feed, a stream of bytes that is an image: nobody called it a page.
  if (!text && page.media == MediaClass::kMaybe && !page.media_type.empty()) {
    return result->Skip(document.content_mime_detected);
  }
  result->page_bytes += page.bytes.size();
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
  // Before anything else is asked: pages without text count as well.
  if (text && (RemoveByRights(document) || RemoveByState(document))) return;
  if (text && !document.text.empty()) {
    if (!RemoveByQuality(document)) Keep(document);
    return;
  }
  if (candidate.named && !text) {
    ++result->inputs_failed;
    result->problems.push_back(file.path + ": " + document.status.message());
  }
  Remove(text ? FilterReason::kExtractEmpty : FilterReason::kNotHtml, document);
}

void PageWorker::Impl::Keep(const Document& document) {
  document::AppendRow(document, row, row_options(options.schema), result->documents.rows);
  result->documents.rows += '\n';
  for (size_t i = 0; i < result->sidecars.size(); ++i) {
    RowStream& sidecar = result->sidecars[i];
    document::AppendSidecarRow(document, row, i, sidecar.rows);
    sidecar.rows += '\n';
    ++sidecar.count;
  }
  ++result->documents.count;
  result->text_bytes += document.text.size();
  if (!document.status.ok()) ++result->partial;
}

bool PageWorker::Impl::RemoveByRights(const Document& document) {
  const char* reason = judge::BrokenRule(document.rights, options.respect);
  if (reason == nullptr) return false;
  Remove(FilterStep::kRights, reason, document);
  return true;
}

bool PageWorker::Impl::RemoveByState(const Document& document) {
  const PageState state = document.page_state.state;
  const uint32_t bit = 1u << static_cast<unsigned>(state);
  if (state == PageState::kOk || (options.drop_states & bit) == 0) return false;
  Remove(FilterStep::kPageState, PageStateName(state), document);
  return true;
}

// The first rule of the chosen filters that the page breaks removes it.
bool PageWorker::Impl::RemoveByQuality(const Document& document) {
  const QualitySignals& quality = document.quality;
  const QualityFilters& filters = options.filters;
  const std::tuple<bool, FilterStep, std::string_view> steps[] = {
      {filters.gopher, FilterStep::kGopherRepetition, quality.gopher_repetition.reason},
      {filters.gopher, FilterStep::kGopherQuality, quality.gopher_quality.reason},
      {filters.c4, FilterStep::kC4, quality.c4.reason},
      {filters.fineweb, FilterStep::kFineWeb, quality.fineweb.reason},
  };
  for (const auto& [chosen, step, reason] : steps) {
    if (!chosen || reason.empty()) continue;
    Remove(step, reason, document);
    return true;
  }
  return false;
}

void PageWorker::Impl::Remove(FilterReason reason, const Document& document) {
  Remove(Info(reason).step, Info(reason).name, document);
}

// `reason` must stay valid as long as the result does.
void PageWorker::Impl::Remove(FilterStep step, std::string_view reason, const Document& document) {
  row.filter_reason = reason;
  RowStream& stream = result->removed[static_cast<size_t>(step)];
  document::AppendRow(document, row, row_options(RowSchema::kNative), stream.rows);
  stream.rows += '\n';
  ++stream.count;
  ++result->removed_by_reason[reason];
}

// The extractor's memory is in no known state: a new one takes its place.
void PageWorker::Impl::RecoverFrom(const char* what, const InputFile& file) {
  result->problems.push_back(file.path + ": a page could not be worked on (" +
                             std::string(row.url) + "): " + what);
  extractor = Extractor(options.extract);
  Remove(FilterReason::kInternalError, no_document);
}

}  // namespace tamis::pipeline
