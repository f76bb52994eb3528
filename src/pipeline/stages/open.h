// A candidate -> the bytes of a page, with its codings undone, and what is known about them.
//
//   Batch -> [open] -> decode -> parse -> extract

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "json/row_reader.h"
#include "pipeline/readers/batch.h"
#include "pipeline/run/media_type.h"
#include "tamis/attributes.h"
#include "tamis/extract.h"
#include "tamis/status.h"
#include "warc/http.h"

namespace tamis::pipeline {

enum class OpenOutcome : uint8_t {
  kPage,            // there may be a page in `bytes`
  kTooLarge,        // the record is above the limit
  kHttpStatus,      // the server's answer was not 200
  kHttpCoding,      // a content coding that cannot be undone
  kMalformedRow,    // no JSON object; see OpenedPage::status
  kRowWithoutPage,  // neither `html` nor `text`
  kOtherMedia,      // an image, a script, ...; see OpenedPage::media_type
};

struct OpenedPage {
  OpenOutcome outcome = OpenOutcome::kPage;
  Status status = {};  // of kMalformedRow

  std::string_view url, id, date, digest;  // empty when unknown
  int http_status = 0;                     // 0: unknown

  // The rest is of kPage and, the media type, of kOtherMedia.
  std::string_view bytes;
  std::string_view stored;        // the payload as stored: what content_digest is over
  std::string_view content_type;  // as sent
  std::string media_type;         // without parameters; empty when unknown
  MediaClass media = MediaClass::kPage;
  InputKind kind = InputKind::kAuto;
  bool cut_short = false;
  std::vector<HttpField> http_fields;

  PageContext context() const {
    return {.url = url,
            .content_type = content_type,
            .fetch_date = date,
            .kind = kind,
            .cut_short = cut_short,
            .http_status = http_status,
            .http_fields = http_fields};
  }
};

// Lifetime: a result is valid until the next call, and while the batch lives.
// Threads:  one stage per thread.
class OpenStage {
 public:
  explicit OpenStage(uint64_t max_record_bytes)
      : http_({.max_body_bytes = max_record_bytes}), rows_(max_record_bytes) {}

  const OpenedPage& Open(const Batch& batch, const Candidate& candidate) TAMIS_LIFETIME_BOUND;

 private:
  OpenOutcome OpenRow(std::string_view line);
  OpenOutcome OpenHttp(std::string_view block);

  warc::HttpReader http_;
  json::RowReader rows_;
  OpenedPage page_;
};

}  // namespace tamis::pipeline
