// Status and Result<T>: how every part of tamis reports failure. No exceptions cross the
// library; an error is a code, a byte position and one sentence that says what to do.

#pragma once

#include <cassert>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace tamis {

// Numbers are stable: rows, logs and bindings may store them.
enum class StatusCode : uint8_t {
  kOk = 0,
  kEndOfStream = 1,       // a clean end; not a failure
  kInvalidArgument = 2,   // the caller's options or arguments
  kNotFound = 3,          // no such file, folder or record
  kIo = 4,                // the system refused to read or write
  kTruncated = 5,         // the input stops inside a record, member or frame
  kMalformed = 6,         // the input breaks its format
  kUnsupported = 7,       // a format or coding that tamis does not read
  kTooLarge = 8,          // a byte limit of the options was reached
  kNodeLimit = 9,         // max_nodes reached: the result is partial
  kDepthLimit = 10,       // max_depth reached: deeper elements became siblings
  kTimeout = 11,          // the time limit of the options was reached: partial
  kNotHtml = 12,          // the bytes are not text (image, archive, executable, ...)
  kCancelled = 13,        // the user stopped the run
  kInternal = 14,         // a bug in tamis
};

// "ok", "end_of_stream", ...: the spelling used in rows and logs.
std::string_view StatusCodeName(StatusCode code);

class [[nodiscard]] Status {
 public:
  Status() = default;
  Status(StatusCode code, uint64_t offset, std::string message)
      : code_(code), offset_(offset), message_(std::move(message)) {}
  Status(StatusCode code, std::string message) : Status(code, 0, std::move(message)) {}

  bool ok() const { return code_ == StatusCode::kOk; }
  StatusCode code() const { return code_; }
  // Bytes from the start of the stream the message speaks of; 0 where position has no meaning.
  uint64_t offset() const { return offset_; }
  const std::string& message() const { return message_; }
  // "truncated at byte 123: the gzip member ends early"
  std::string ToString() const;

 private:
  StatusCode code_ = StatusCode::kOk;
  uint64_t offset_ = 0;
  std::string message_;
};

// A value or the reason why there is none.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : value_(std::move(value)) {}
  Result(Status status) : status_(std::move(status)) { assert(!status_.ok()); }

  bool ok() const { return value_.has_value(); }
  const Status& status() const { return status_; }
  // REQUIRES: ok()
  const T& value() const& { assert(value_.has_value()); return *value_; }
  T& value() & { assert(value_.has_value()); return *value_; }
  T&& value() && { assert(value_.has_value()); return *std::move(value_); }
  const T* operator->() const { return &value(); }
  T* operator->() { return &value(); }
  const T& operator*() const& { return value(); }
  T& operator*() & { return value(); }

 private:
  std::optional<T> value_;
  Status status_;
};

}  // namespace tamis
