#include "pipeline/stages/open.h"

namespace tamis::pipeline {
namespace {

// JSON strings are Unicode, whatever the page inside once declared.
constexpr std::string_view kRowContentType = "text/html; charset=utf-8";

}  // namespace

const OpenedPage& OpenStage::Open(const Batch& batch, const Candidate& candidate) {
  std::vector<HttpField> fields = std::move(page_.http_fields);
  fields.clear();
  page_ = {};
  page_.http_fields = std::move(fields);
  page_.url = batch.View(candidate.url);
  page_.id = batch.View(candidate.id);
  page_.date = batch.View(candidate.date);
  page_.digest = batch.View(candidate.digest);
  page_.cut_short = candidate.partial;
  const std::string_view block = candidate.block;
  switch (candidate.kind) {
    case CandidateKind::kTooLarge:
      page_.outcome = OpenOutcome::kTooLarge;
      break;
    case CandidateKind::kRow:
      page_.outcome = OpenRow(block);
      break;
    case CandidateKind::kHttp:
      page_.outcome = OpenHttp(block);
      break;
    case CandidateKind::kText:
      page_.kind = InputKind::kText;
      [[fallthrough]];
    case CandidateKind::kBytes:
      page_.bytes = page_.stored = block;
      page_.content_type = batch.View(candidate.content_type);
      break;
  }
  if (page_.outcome != OpenOutcome::kPage) return page_;
  page_.media_type = MediaTypeEssence(page_.content_type);
  page_.media = ClassifyMediaType(page_.media_type);
  if (page_.media == MediaClass::kOther) page_.outcome = OpenOutcome::kOtherMedia;
  return page_;
}

OpenOutcome OpenStage::OpenRow(std::string_view line) {
  const Result<json::InputRow> row = rows_.Read(line);
  if (!row.ok()) {
    page_.status = row.status();
    return OpenOutcome::kMalformedRow;
  }
  if (!row->has_html && !row->has_text) return OpenOutcome::kRowWithoutPage;
  const bool html = row->has_html && !(row->html.empty() && row->has_text);
  page_.url = row->url;
  page_.id = row->id;
  page_.date = row->fetch_date;
  page_.bytes = page_.stored = html ? row->html : row->text;
  page_.content_type = kRowContentType;
  page_.kind = html ? InputKind::kHtml : InputKind::kText;
  return OpenOutcome::kPage;
}

OpenOutcome OpenStage::OpenHttp(std::string_view block) {
  const warc::HttpMessage& message = http_.Parse(block);
  page_.http_status = message.status;
  if (message.status != 0 && message.status != 200) return OpenOutcome::kHttpStatus;
  const bool lost = message.has(warc::kCodingUnknown) ||
                    (message.has(warc::kCodingBroken) && message.body.empty());
  if (lost) return OpenOutcome::kHttpCoding;
  for (const warc::HeaderField& field : message.headers.fields()) {
    page_.http_fields.push_back({field.name, field.value});
  }
  page_.bytes = message.body;
  page_.stored = message.stored_body;
  page_.content_type = message.content_type();
  page_.cut_short |= message.has(warc::kBodyPartial);
  return OpenOutcome::kPage;
}

}  // namespace tamis::pipeline
