#include "text_output.h"

#include <cerrno>
#include <cstring>

#include "messages.h"

namespace tamis::cli {

TextOutput::~TextOutput() {
  if (file_ != nullptr && file_ != stdout) std::fclose(file_);
}

bool TextOutput::Failed() {
  if (errno == EPIPE) return false;  // the reader has enough
  const char* why = std::strerror(errno);
  PrintError("cannot write " + (path_.empty() ? "to stdout" : path_) + ": " + why);
  return false;
}

bool TextOutput::Open() {
  if (file_ == nullptr) file_ = path_.empty() ? stdout : std::fopen(path_.c_str(), "wb");
  return file_ != nullptr || Failed();
}

bool TextOutput::Write(std::string_view bytes) {
  if (bytes.empty()) return true;
  if (!Open()) return false;
  size_ += bytes.size();
  const bool written = std::fwrite(bytes.data(), 1, bytes.size(), file_) == bytes.size();
  return (written && std::fflush(file_) == 0) || Failed();
}

bool TextOutput::Close() {
  if (!Open()) return false;
  std::FILE* file = file_;
  file_ = nullptr;
  return (file == stdout ? std::fflush(file) : std::fclose(file)) == 0 || Failed();
}

}  // namespace tamis::cli
