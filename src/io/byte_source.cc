#include "io/byte_source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "io/file.h"

namespace tamis::io {
namespace {

class FileSource final : public ByteSource {
 public:
  FileSource(std::string path, int fd, uint64_t size, bool seekable)
      : path_(std::move(path)), fd_(fd), size_(size), seekable_(seekable) {}
  ~FileSource() override {
    if (fd_ != STDIN_FILENO) ::close(fd_);
  }
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;

  Result<size_t> Read(char* buffer, size_t size) override {
    if (!failure_.ok()) return failure_;
    for (;;) {
      const ssize_t got = ::read(fd_, buffer, size);
      if (got >= 0) return static_cast<size_t>(got);
      if (errno == EINTR) continue;
      failure_ = ErrnoStatus("read", path_, errno);
      return failure_;
    }
  }

  uint64_t size() const override { return size_; }

  size_t PeekAt(uint64_t offset, char* buffer, size_t size) override {
    if (!seekable_ || offset >= size_) return 0;
    const ssize_t got = ::pread(fd_, buffer, size, static_cast<off_t>(offset));
    return got > 0 ? static_cast<size_t>(got) : 0;
  }

  Status SeekTo(uint64_t offset) override {
    if (!seekable_) return Status(StatusCode::kUnsupported, path_ + " can only be read on");
    if (::lseek(fd_, static_cast<off_t>(offset), SEEK_SET) >= 0) return {};
    return ErrnoStatus("seek in", path_, errno);
  }

 private:
  std::string path_;
  int fd_;
  uint64_t size_;
  bool seekable_;
  Status failure_;
};

}  // namespace

Result<size_t> MemorySource::Read(char* buffer, size_t size) {
  const size_t count = std::min(size, bytes_.size() - position_);
  if (count != 0) std::memcpy(buffer, bytes_.data() + position_, count);
  position_ += count;
  return count;
}

size_t MemorySource::PeekAt(uint64_t offset, char* buffer, size_t size) {
  if (offset >= bytes_.size()) return 0;
  const std::string_view at = bytes_.substr(offset, size);
  std::memcpy(buffer, at.data(), at.size());
  return at.size();
}

Status MemorySource::SeekTo(uint64_t offset) {
  position_ = static_cast<size_t>(std::min<uint64_t>(offset, bytes_.size()));
  return {};
}

Result<std::unique_ptr<ByteSource>> OpenSource(const std::string& path) {
  const bool is_stdin = path == "-";
  const std::string name = is_stdin ? "standard input" : path;
  const int fd = is_stdin ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return ErrnoStatus("open", name, errno);
  struct stat info = {};
  if (::fstat(fd, &info) != 0 || S_ISDIR(info.st_mode)) {
    const int error = S_ISDIR(info.st_mode) ? EISDIR : errno;
    if (!is_stdin) ::close(fd);
    return ErrnoStatus("open", name, error);
  }
  // Standard input may be a file that was read in part already: its size says nothing then.
  const bool seekable = S_ISREG(info.st_mode) && !is_stdin;
#if defined(POSIX_FADV_SEQUENTIAL)
  if (seekable) ::posix_fadvise(fd, 0, 0, POSIX_FADV_SEQUENTIAL);
#endif
  const uint64_t size = seekable ? static_cast<uint64_t>(info.st_size) : 0;
  return std::unique_ptr<ByteSource>(new FileSource(name, fd, size, seekable));
}

}  // namespace tamis::io
