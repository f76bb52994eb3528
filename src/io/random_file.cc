#include "io/random_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "io/file.h"

namespace tamis::io {

RandomFile::RandomFile(std::string path, int fd, uint64_t size)
    : path_(std::move(path)), fd_(fd), size_(size) {}

RandomFile::~RandomFile() {
  if (fd_ >= 0) ::close(fd_);
}

RandomFile::RandomFile(RandomFile&& other) noexcept
    : path_(std::move(other.path_)), fd_(std::exchange(other.fd_, -1)), size_(other.size_) {}

RandomFile& RandomFile::operator=(RandomFile&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(fd_, other.fd_);
  std::swap(size_, other.size_);
  return *this;
}

Result<RandomFile> RandomFile::Open(const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return ErrnoStatus("open", path, errno);
  RandomFile file(path, fd, 0);
  struct stat info{};
  if (::fstat(fd, &info) != 0) return ErrnoStatus("read", path, errno);
  file.size_ = static_cast<uint64_t>(info.st_size);
  return file;
}

Status RandomFile::Read(uint64_t offset, char* buffer, size_t size) const {
  while (size > 0) {
    const ssize_t got = ::pread(fd_, buffer, size, static_cast<off_t>(offset));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return ErrnoStatus("read", path_, errno);
    if (got == 0) return Status(StatusCode::kTruncated, offset, path_ + " ends early");
    buffer += got;
    offset += static_cast<uint64_t>(got);
    size -= static_cast<size_t>(got);
  }
  return {};
}

}  // namespace tamis::io
