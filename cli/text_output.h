// Where `extract` writes: stdout or a file, opened with the first bytes.

#pragma once

#include <cstdio>
#include <string>
#include <string_view>

namespace tamis::cli {

class TextOutput {
 public:
  // "" is stdout.
  explicit TextOutput(std::string path) : path_(std::move(path)) {}
  ~TextOutput();
  TextOutput(const TextOutput&) = delete;
  TextOutput& operator=(const TextOutput&) = delete;

  // False when the bytes could not be written; the user has been told.
  bool Write(std::string_view bytes);
  // Makes the file when nothing was written to it, and sees that all is written.
  bool Close();
  bool empty() const { return size_ == 0; }

 private:
  bool Open();
  bool Failed();

  const std::string path_;
  std::FILE* file_ = nullptr;
  size_t size_ = 0;
};

}  // namespace tamis::cli
