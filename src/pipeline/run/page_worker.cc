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
#include "json/row_reader.h"
#include "judge/rights/filter.h"
#include "pipeline/run/filter_reason.h"
#include "pipeline/run/media_type.h"
#include "tamis/extract.h"
#include "warc/digest.h"
#include "warc/http.h"

namespace tamis::pipeline {
namespace {

// On the rows of wcxb-a (62 MB): level 1 gives 11.5 MB in 0.17 s, level 6 10.0 MB in 0.41 s, which
// would be a fifth of the time of the whole run.
constexpr int kGzipLevel = 1;
// There, level 1 gives 11.1 MB in 0.10 s; the next that gives less, 5, 10.4 MB in 0.28 s.
constexpr int kZstdLevel = 1;

// JSON strings are Unicode, whatever the page inside once declared.
constexpr std::string_view kRowContentType = "text/html; charset=utf-8";

// A candidate with its codings undone: the bytes of a page and what is known about them.
struct Page {
  std::string_view bytes;
  std::string_view stored;  // the payload as stored: what content_digest is over
  std::string_view content_type;
  InputKind kind = InputKind::kAuto;
  bool cut_short = false;
  bool named = false;  // see Candidate
  int http_status = 0;
  std::span<const HttpField> http_fields = {};
};

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
  Impl(const RunOptions& run_options, const std::string& hash, const std::vector<InputFile>& list)
      : options(run_options),
        options_hash(hash),
        files(list),
        extractor(run_options.extract),
        http({.max_body_bytes = run_options.max_record_bytes}),
        json_rows(run_options.max_record_bytes) {
    too_large.status = Status(StatusCode::kTooLarge, "the record is above --max-record-bytes");
  }

  void WorkOn(const Batch& batch, const Candidate& candidate);
  void WorkOnRow(std::string_view line, const InputFile& file);
  void WorkOnHttp(std::string_view block, bool cut_short, const InputFile& file);
  void WorkOnPage(const Page& page, const InputFile& file);
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
  warc::HttpReader http;
  json::RowReader json_rows;
  io::GzipCompressor gzip{kGzipLevel};
  io::ZstdCompressor zstd{kZstdLevel};
  const Document no_document;
  Document too_large;  // of a record that is above the limit

  BatchResult* result = nullptr;  // of the batch at hand
  RowSizes sizes;                 // before the candidate at hand
  document::RowContext row;       // of the candidate at hand
  std::string id, digest;         // for `row`, when the input has none
  std::string scratch;
  std::vector<HttpField> http_fields;
};

PageWorker::PageWorker(const RunOptions& options, const std::string& options_hash,
                       const std::vector<InputFile>& files)
    : impl_(std::make_unique<Impl>(options, options_hash, files)) {}
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
  const std::string_view block = batch.View(candidate.block);
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
  switch (candidate.kind) {
    case CandidateKind::kTooLarge:
      return Remove(FilterReason::kTooLarge, too_large);
    case CandidateKind::kRow:
      return WorkOnRow(block, file);
    case CandidateKind::kHttp:
      return WorkOnHttp(block, candidate.partial, file);
    case CandidateKind::kText:
    case CandidateKind::kBytes:
      break;
  }
  WorkOnPage({.bytes = block,
              .stored = block,
              .content_type = batch.View(candidate.content_type),
              .kind = candidate.kind == CandidateKind::kText ? InputKind::kText : InputKind::kAuto,
              .cut_short = candidate.partial,
              .named = candidate.named},
             file);
}

void PageWorker::Impl::WorkOnRow(std::string_view line, const InputFile& file) {
  const Result<json::InputRow> read = json_rows.Read(line);
  if (!read.ok()) {
    ++result->damaged;
    result->Skip("malformed_row");
    result->problems.push_back(file.path +
                               ": a line is no JSON object: " + read.status().message());
    return;
  }
  if (!read->has_html && !read->has_text) return result->Skip("row_without_page");
  const bool html = read->has_html && !(read->html.empty() && read->has_text);
  row.id = read->id;
  row.url = read->url;
  row.warc_date = read->fetch_date;
  if (row.id.starts_with("<urn:")) row.warc_record_id = row.id;
  const std::string_view bytes = html ? read->html : read->text;
  WorkOnPage({.bytes = bytes,
              .stored = bytes,
              .content_type = kRowContentType,
              .kind = html ? InputKind::kHtml : InputKind::kText},
             file);
}

void PageWorker::Impl::WorkOnHttp(std::string_view block, bool cut_short, const InputFile& file) {
  const warc::HttpMessage& message = http.Parse(block);
  if (message.status != 0) row.fetch_status = message.status;
  if (message.status != 0 && message.status != 200) {
    return Remove(FilterReason::kHttpStatus, no_document);
  }
  const bool lost = message.has(warc::kCodingUnknown) ||
                    (message.has(warc::kCodingBroken) && message.body.empty());
  if (lost) return Remove(FilterReason::kHttpCoding, no_document);
  http_fields.clear();
  for (const warc::HeaderField& field : message.headers.fields()) {
    http_fields.push_back({field.name, field.value});
  }
  WorkOnPage({.bytes = message.body,
              .stored = message.stored_body,
              .content_type = message.content_type(),
              .cut_short = cut_short || message.has(warc::kBodyPartial),
              .http_status = message.status,
              .http_fields = http_fields},
             file);
}

void PageWorker::Impl::WorkOnPage(const Page& page, const InputFile& file) {
  const std::string type = MediaTypeEssence(page.content_type);
  const MediaClass media = ClassifyMediaType(type);
  if (media == MediaClass::kOther) return result->Skip(type);
  const Document& document =
      extractor.Extract(page.bytes,
                        {.url = row.url,
                         .content_type = page.content_type,
                         .fetch_date = row.warc_date,
                         .kind = page.kind,
                         .cut_short = page.cut_short,
                         .http_status = page.http_status,
                         .http_fields = page.http_fields},
                        {.markdown = options.write_markdown, .mask_pii = options.mask_pii});
  const bool text = document.status.code() != StatusCode::kNotHtml;
  // XML that turned out to be a feed, a stream of bytes that is an image: nobody called it a page.
  if (!text && media == MediaClass::kMaybe && !type.empty()) {
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
  if (page.named && !text) {
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
