#include "tamis/status.h"

namespace tamis {

std::string_view StatusCodeName(StatusCode code) {
  switch (code) {
    case StatusCode::kOk: return "ok";
    case StatusCode::kEndOfStream: return "end_of_stream";
    case StatusCode::kInvalidArgument: return "invalid_argument";
    case StatusCode::kNotFound: return "not_found";
    case StatusCode::kIo: return "io";
    case StatusCode::kTruncated: return "truncated";
    case StatusCode::kMalformed: return "malformed";
    case StatusCode::kUnsupported: return "unsupported";
    case StatusCode::kTooLarge: return "too_large";
    case StatusCode::kNodeLimit: return "node_limit";
    case StatusCode::kDepthLimit: return "depth_limit";
    case StatusCode::kTimeout: return "timeout";
    case StatusCode::kNotHtml: return "not_html";
    case StatusCode::kCancelled: return "cancelled";
    case StatusCode::kInternal: return "internal";
  }
  return "unknown";
}

std::string Status::ToString() const {
  std::string out(StatusCodeName(code_));
  if (offset_ != 0) out += " at byte " + std::to_string(offset_);
  if (!message_.empty()) out += ": " + message_;
  return out;
}

}  // namespace tamis
