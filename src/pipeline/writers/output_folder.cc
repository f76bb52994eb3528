#include "pipeline/writers/output_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "io/file.h"

namespace tamis::pipeline {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kLockName = ".tamis.lock";

std::string LockPath(const std::string& folder) { return folder + "/" + std::string(kLockName); }

// "00000.jsonl.gz" or "00000.jsonl", or that with ".tmp" behind it.
bool IsShardName(std::string_view name) {
  if (name.ends_with(".tmp")) name.remove_suffix(4);
  if (name.ends_with(".gz")) name.remove_suffix(3);
  constexpr std::string_view kSuffix = ".jsonl";
  if (!name.ends_with(kSuffix)) return false;
  name.remove_suffix(kSuffix.size());
  return name.size() >= 5 && name.find_first_not_of("0123456789") == std::string_view::npos;
}

Status MakeFolder(const std::string& path) {
  std::error_code error;
  fs::create_directories(path, error);
  if (fs::is_directory(path)) return {};
  if (fs::exists(path)) {
    return Status(StatusCode::kInvalidArgument, path + " is a file; name a folder");
  }
  return Status(StatusCode::kIo, "cannot make the folder " + path + ": " + error.message());
}

// Opens and locks the lock file. Whoever unlinks it holds the lock, so after locking, the name
// must still lead to the file that was locked.
Result<int> Lock(const std::string& folder) {
  const std::string path = LockPath(folder);
  for (;;) {
    const int fd = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (fd < 0) return io::ErrnoStatus("write", path, errno);
    if (flock(fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
      close(fd);
      return Status(StatusCode::kInvalidArgument,
                    folder + " is in use by another run; wait for it, or name another folder");
    }
    struct stat locked{};
    struct stat named{};
    if (fstat(fd, &locked) == 0 && stat(path.c_str(), &named) == 0 &&
        locked.st_ino == named.st_ino) {
      return fd;
    }
    close(fd);
  }
}

std::vector<fs::path> Entries(const fs::path& folder) {
  std::vector<fs::path> entries;
  std::error_code error;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    if (it->path().filename() != kLockName) entries.push_back(it->path());
  }
  return entries;
}

void DeleteShards(const fs::path& folder) {
  std::error_code ignored;
  if (!fs::is_directory(folder, ignored)) return;
  for (const fs::path& entry : Entries(folder)) {
    if (IsShardName(entry.filename().string())) fs::remove(entry, ignored);
  }
  fs::remove(folder, ignored);  // when nothing else is in it
}

// The summary goes first: without it nobody takes what is left for a finished run.
void DeleteEarlierRun(const fs::path& folder) {
  std::error_code ignored;
  fs::remove(folder / "summary.json", ignored);
  DeleteShards(folder / "documents");
  for (const fs::path& step : Entries(folder / "removed")) DeleteShards(step);
  fs::remove(folder / "removed", ignored);
}

}  // namespace

Result<OutputFolder> OutputFolder::Open(const std::string& path, bool overwrite) {
  if (Status made = MakeFolder(path); !made.ok()) return made;
  Result<int> lock = Lock(path);
  if (!lock.ok()) return lock.status();
  OutputFolder folder(path, *lock);
  if (!Entries(path).empty() && !overwrite) {
    const bool finished = fs::exists(fs::path(path) / "summary.json");
    return Status(StatusCode::kInvalidArgument,
                  path + (finished ? " already holds a finished run" : " is not empty") +
                      "; name another folder, or replace what is there with --overwrite");
  }
  if (overwrite) DeleteEarlierRun(path);
  return folder;
}

OutputFolder::~OutputFolder() { Unlock(); }

OutputFolder::OutputFolder(OutputFolder&& other) noexcept
    : path_(std::move(other.path_)), lock_(std::exchange(other.lock_, -1)) {}

OutputFolder& OutputFolder::operator=(OutputFolder&& other) noexcept {
  if (this == &other) return *this;
  Unlock();
  path_ = std::move(other.path_);
  lock_ = std::exchange(other.lock_, -1);
  return *this;
}

void OutputFolder::Unlock() {
  if (lock_ < 0) return;
  unlink(LockPath(path_).c_str());
  close(lock_);
  lock_ = -1;
}

}  // namespace tamis::pipeline
