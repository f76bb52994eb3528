#include "io/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include "io/byte_source.h"

namespace tamis::io {
namespace {

constexpr char kAside[] = ".tmp";

std::string_view Advice(int error) {
  switch (error) {
    case ENOSPC:
    case EDQUOT:
      return "free some space, then run the same command again";
    case EROFS:
      return "choose a folder on a file system that can be written";
    case EACCES:
    case EPERM:
      return "check the permissions of the file and its folder";
    case ENOENT:
      return "check the path";
    case EISDIR:
      return "name a file";
    case ENOTDIR:
      return "a part of the path is a file, not a folder";
    case EMFILE:
    case ENFILE:
      return "raise the limit of open files (ulimit -n)";
    case EIO:
      return "the disk or network failed; check the system log";
    case EFBIG:
      return "the file system or ulimit -f does not allow files of this size";
    default:
      return "";
  }
}

std::string FolderOf(const std::string& path) {
  const size_t slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

}  // namespace

// File systems without folder fsync say EINVAL: nothing more can be done.
Status SyncFolder(const std::string& folder) {
  const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return ErrnoStatus("open folder", folder, errno);
  const int error = ::fsync(fd) == 0 ? 0 : errno;
  ::close(fd);
  if (error != 0 && error != EINVAL && error != ENOTSUP) {
    return ErrnoStatus("sync folder", folder, error);
  }
  return {};
}

Status ErrnoStatus(std::string_view verb, const std::string& path, int error) {
  std::string message = "cannot " + std::string(verb) + " " + path + ": " +
                        std::error_code(error, std::generic_category()).message();
  const std::string_view advice = Advice(error);
  if (!advice.empty()) message.append("; ").append(advice);
  StatusCode code = StatusCode::kIo;
  if (error == ENOENT) code = StatusCode::kNotFound;
  if (error == EISDIR) code = StatusCode::kInvalidArgument;
  return Status(code, std::move(message));
}

Result<std::string> ReadSmallFile(const std::string& path, uint64_t max_bytes) {
  Result<std::unique_ptr<ByteSource>> source = OpenSource(path);
  if (!source.ok()) return source.status();
  std::string bytes;
  size_t have = 0;
  for (;;) {
    // One byte more than allowed, to tell a file that is full from one that is too large.
    const uint64_t room = max_bytes - have + (max_bytes != UINT64_MAX ? 1 : 0);
    bytes.resize(have + static_cast<size_t>(std::min<uint64_t>(room, 256u << 10)));
    const Result<size_t> got = (*source)->Read(bytes.data() + have, bytes.size() - have);
    if (!got.ok()) return got.status();
    have += *got;
    if (have > max_bytes) {
      return Status(StatusCode::kTooLarge, max_bytes,
                    path + " holds more than " + std::to_string(max_bytes) + " bytes");
    }
    if (*got == 0) break;
  }
  bytes.resize(have);
  return bytes;
}

Result<GrowingFile> GrowingFile::Open(const std::string& path, uint64_t keep) {
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
  if (fd < 0) return ErrnoStatus("create", path, errno);
  GrowingFile file(path, fd, keep);
  struct stat info{};
  if (::fstat(fd, &info) != 0) return ErrnoStatus("read", path, errno);
  const uint64_t size = static_cast<uint64_t>(info.st_size);
  if (size < keep) {
    return Status(StatusCode::kTruncated, size,
                  path + " has lost bytes: " + std::to_string(keep) + " were written");
  }
  if (size > keep && ::ftruncate(fd, static_cast<off_t>(keep)) != 0) {
    return ErrnoStatus("shorten", path, errno);
  }
  return file;
}

GrowingFile::GrowingFile(GrowingFile&& other) noexcept
    : path_(std::move(other.path_)), fd_(std::exchange(other.fd_, -1)), size_(other.size_) {}

GrowingFile& GrowingFile::operator=(GrowingFile&& other) noexcept {
  if (this != &other) {
    if (fd_ >= 0) ::close(fd_);
    path_ = std::move(other.path_);
    fd_ = std::exchange(other.fd_, -1);
    size_ = other.size_;
  }
  return *this;
}

GrowingFile::~GrowingFile() {
  if (fd_ >= 0) ::close(fd_);
}

Status GrowingFile::Append(std::string_view bytes) {
  if (fd_ < 0) return Status(StatusCode::kInvalidArgument, path_ + " is closed already");
  while (!bytes.empty()) {
    const ssize_t put = ::write(fd_, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return ErrnoStatus("write", path_, errno);
    size_ += static_cast<uint64_t>(put);
    bytes.remove_prefix(static_cast<size_t>(put));
  }
  return {};
}

Status GrowingFile::Sync() {
  if (fd_ < 0) return Status(StatusCode::kInvalidArgument, path_ + " is closed already");
  if (::fsync(fd_) != 0 && errno != EINVAL) return ErrnoStatus("sync", path_, errno);
  return {};
}

// Some file systems (NFS, quotas) tell of a full disk only here.
Status GrowingFile::Close() {
  if (::close(std::exchange(fd_, -1)) == 0 || errno == EINTR) return {};
  return ErrnoStatus("close", path_, errno);
}

Status GrowingFile::CommitAs(const std::string& path) {
  if (Status synced = Sync(); !synced.ok()) return synced;
  if (Status closed = Close(); !closed.ok()) return closed;
  if (::rename(path_.c_str(), path.c_str()) != 0) return ErrnoStatus("put in place", path, errno);
  return SyncFolder(FolderOf(path));
}

Result<AtomicFile> AtomicFile::Create(const std::string& path) {
  Result<GrowingFile> file = GrowingFile::Open(path + kAside, 0);
  if (!file.ok()) return file.status();
  return AtomicFile(path, std::move(*file));
}

AtomicFile::~AtomicFile() {
  if (file_) ::unlink((path_ + kAside).c_str());
}

Status AtomicFile::Append(std::string_view bytes) {
  if (!file_) return Status(StatusCode::kInvalidArgument, path_ + " is closed already");
  return file_->Append(bytes);
}

Status AtomicFile::Commit() {
  if (!file_) return Status(StatusCode::kInvalidArgument, path_ + " is closed already");
  const Status committed = file_->CommitAs(path_);
  if (committed.ok()) file_.reset();
  return committed;
}

}  // namespace tamis::io
