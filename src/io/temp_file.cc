#include "io/temp_file.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "io/file.h"

namespace tamis::io {
namespace {

// A descriptor, or -1 and errno.
int OpenNameless(const std::string& folder) {
#ifdef O_TMPFILE
  // Without a name from the start, so that no kill leaves one. Not every file system can.
  const int nameless = open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (nameless >= 0) return nameless;
#endif
  std::string path = folder + "/.tamis-XXXXXX";
  const int fd = mkostemp(path.data(), O_CLOEXEC);
  if (fd >= 0) unlink(path.c_str());
  return fd;
}

}  // namespace

Result<TempFile> TempFile::Create(const std::string& folder, size_t buffer_bytes) {
  const int fd = OpenNameless(folder);
  if (fd < 0) return ErrnoStatus("make a temporary file in", folder, errno);
  return TempFile(folder, fd, buffer_bytes);
}

TempFile::~TempFile() {
  if (mapped_ != nullptr) munmap(mapped_, written_);
  if (fd_ >= 0) close(fd_);
}

TempFile::TempFile(TempFile&& other) noexcept
    : folder_(std::move(other.folder_)),
      fd_(std::exchange(other.fd_, -1)),
      buffer_bytes_(other.buffer_bytes_),
      written_(other.written_),
      mapped_(std::exchange(other.mapped_, nullptr)),
      buffer_(std::move(other.buffer_)) {}

TempFile& TempFile::operator=(TempFile&& other) noexcept {
  std::swap(folder_, other.folder_);
  std::swap(fd_, other.fd_);
  std::swap(buffer_bytes_, other.buffer_bytes_);
  std::swap(written_, other.written_);
  std::swap(mapped_, other.mapped_);
  std::swap(buffer_, other.buffer_);
  return *this;
}

Status TempFile::Append(std::string_view bytes) {
  if (buffer_.size() + bytes.size() >= buffer_bytes_) {
    if (Status status = Flush(); !status.ok()) return status;
  }
  if (bytes.size() >= buffer_bytes_) return Write(bytes);
  buffer_.append(bytes);
  return {};
}

Status TempFile::Flush() {
  Status status = Write(buffer_);
  buffer_.clear();
  return status;
}

Status TempFile::Write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t done = write(fd_, bytes.data(), bytes.size());
    if (done < 0 && errno == EINTR) continue;
    if (done < 0) return ErrnoStatus("write a temporary file in", folder_, errno);
    bytes.remove_prefix(static_cast<size_t>(done));
    written_ += static_cast<uint64_t>(done);
  }
  return {};
}

Status TempFile::ReadAt(uint64_t offset, char* out, size_t size) const {
  while (size > 0) {
    const ssize_t done = pread(fd_, out, size, static_cast<off_t>(offset));
    if (done < 0 && errno == EINTR) continue;
    if (done < 0) return ErrnoStatus("read a temporary file in", folder_, errno);
    if (done == 0) return Status(StatusCode::kTruncated, "a temporary file ends early");
    out += done;
    offset += static_cast<uint64_t>(done);
    size -= static_cast<size_t>(done);
  }
  return {};
}

Result<std::string_view> TempFile::Map() {
  if (written_ == 0) return std::string_view();
  void* mapped = mmap(nullptr, written_, PROT_READ, MAP_SHARED, fd_, 0);
  if (mapped == MAP_FAILED) return ErrnoStatus("map a temporary file in", folder_, errno);
  mapped_ = mapped;
  return std::string_view(static_cast<const char*>(mapped), written_);
}

}  // namespace tamis::io
