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

// Makes a rename durable. File systems without folder fsync say EINVAL: nothing more can be done.
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

}  // namespace

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

Result<AtomicFile> AtomicFile::Create(const std::string& path) {
  const std::string aside = path + kAside;
  const int fd = ::open(aside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (fd < 0) return ErrnoStatus("create", aside, errno);
  return AtomicFile(path, fd);
}

AtomicFile::AtomicFile(AtomicFile&& other) noexcept
    : path_(std::move(other.path_)), fd_(std::exchange(other.fd_, -1)), size_(other.size_) {}

AtomicFile& AtomicFile::operator=(AtomicFile&& other) noexcept {
  if (this != &other) {
    Discard();
    path_ = std::move(other.path_);
    fd_ = std::exchange(other.fd_, -1);
    size_ = other.size_;
  }
  return *this;
}

AtomicFile::~AtomicFile() { Discard(); }

void AtomicFile::Discard() {
  if (fd_ < 0) return;
  ::close(std::exchange(fd_, -1));
  ::unlink((path_ + kAside).c_str());
}

Status AtomicFile::Append(std::string_view bytes) {
  if (fd_ < 0) return Status(StatusCode::kInvalidArgument, path_ + " is closed already");
  while (!bytes.empty()) {
    const ssize_t put = ::write(fd_, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return ErrnoStatus("write", path_ + kAside, errno);
    size_ += static_cast<uint64_t>(put);
    bytes.remove_prefix(static_cast<size_t>(put));
  }
  return {};
}

Status AtomicFile::Commit() {
  if (fd_ < 0) return Status(StatusCode::kInvalidArgument, path_ + " is closed already");
  const std::string aside = path_ + kAside;
  if (::fsync(fd_) != 0 && errno != EINVAL) return ErrnoStatus("sync", aside, errno);
  // Some file systems (NFS, quotas) tell of a full disk only here.
  if (::close(std::exchange(fd_, -1)) != 0 && errno != EINTR) {
    const int error = errno;
    ::unlink(aside.c_str());
    return ErrnoStatus("close", aside, error);
  }
  if (::rename(aside.c_str(), path_.c_str()) != 0) {
    const int error = errno;
    ::unlink(aside.c_str());
    return ErrnoStatus("put in place", path_, error);
  }
  return SyncFolder(FolderOf(path_));
}

}  // namespace tamis::io
