#include "pipeline/writers/output_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "io/file.h"
#include "pipeline/writers/shard_writer.h"

namespace tamis::pipeline {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kLockName = ".tamis.lock";

std::string LockPath(const std::string& folder) { return folder + "/" + std::string(kLockName); }

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

// Shards of tasks with this prefix, "*" for all; then the folder, when nothing else is in it.
void DeleteShards(const fs::path& folder, std::string_view prefix) {
  std::error_code ignored;
  if (!fs::is_directory(folder, ignored)) return;
  for (const fs::path& entry : Entries(folder)) {
    if (IsShardName(entry.filename().string(), prefix)) fs::remove(entry, ignored);
  }
  fs::remove(folder, ignored);
}

bool HasShards(const fs::path& folder, std::string_view prefix) {
  for (const fs::path& entry : Entries(folder)) {
    if (IsShardName(entry.filename().string(), prefix)) return true;
  }
  return false;
}

std::string TaskName(uint32_t rank) {
  char name[16];
  std::snprintf(name, sizeof name, "%05u", rank);
  return name;
}

}  // namespace

OutputFolder::OutputFolder(const std::string& path, uint32_t tasks, uint32_t rank)
    : path_(path), own_(path) {
  if (tasks <= 1) return;
  own_ = path + "/tasks/" + TaskName(rank);
  prefix_ = TaskName(rank) + "_";
}

bool OutputFolder::has_manifest() const { return fs::exists(manifest_path()); }

bool OutputFolder::has_shards() const {
  const fs::path folder(path_);
  if (HasShards(folder / "documents", prefix_)) return true;
  for (const char* parent : {"removed", "attributes"}) {
    for (const fs::path& below : Entries(folder / parent)) {
      if (HasShards(below, prefix_)) return true;
    }
  }
  return false;
}

// Without a manifest nothing may be there that this run could mix with or be taken for.
Status OutputFolder::CheckEmpty() const {
  const bool one_task = prefix_.empty();
  const fs::path folder(path_);
  const std::string advice = "; name another folder, or replace what is there with --overwrite";
  if (one_task && !Entries(folder).empty()) {
    const bool finished = fs::exists(folder / "summary.json");
    return Status(StatusCode::kInvalidArgument,
                  path_ + (finished ? " already holds a finished run" : " is not empty") + advice);
  }
  if (!one_task && (fs::exists(folder / "manifest.jsonl") || HasShards(folder / "documents", "") ||
                    HasShards(folder / "documents", prefix_))) {
    return Status(StatusCode::kInvalidArgument, path_ + " holds another run" + advice);
  }
  return {};
}

// First the manifest, so that no run goes on with what is left, then the summary, so that nobody
// takes it for a finished run.
void OutputFolder::DeleteEarlierRun() const {
  std::error_code ignored;
  const fs::path folder(path_);
  const bool one_task = prefix_.empty();
  const std::string prefix = one_task ? "*" : prefix_;
  fs::remove(manifest_path(), ignored);
  fs::remove(summary_path(), ignored);
  fs::remove(site_table_path(), ignored);
  fs::remove_all(site_counting_path(), ignored);
  if (one_task) {
    fs::remove_all(folder / "tasks", ignored);
    fs::remove_all(folder / "completions", ignored);
  } else {
    fs::remove(folder / "completions" / prefix_.substr(0, prefix_.size() - 1), ignored);
  }
  DeleteShards(folder / "documents", prefix);
  for (const char* parent : {"removed", "attributes"}) {
    for (const fs::path& below : Entries(folder / parent)) DeleteShards(below, prefix);
    fs::remove(folder / parent, ignored);
  }
}

Result<OutputFolder> OutputFolder::Open(const std::string& path, uint32_t tasks, uint32_t rank,
                                        bool overwrite) {
  OutputFolder folder(path, tasks, rank);
  for (const std::string& each : {folder.path_, folder.own_}) {
    if (Status made = MakeFolder(each); !made.ok()) return made;
  }
  Result<int> lock = Lock(folder.own_);
  if (!lock.ok()) return lock.status();
  folder.lock_ = *lock;
  if (overwrite) {
    folder.DeleteEarlierRun();
  } else if (!folder.has_manifest()) {
    if (Status empty = folder.CheckEmpty(); !empty.ok()) return empty;
  }
  return folder;
}

Status OutputFolder::MarkComplete() const {
  if (prefix_.empty()) return {};
  const std::string folder = path_ + "/completions";
  if (Status made = MakeFolder(folder); !made.ok()) return made;
  Result<io::AtomicFile> file =
      io::AtomicFile::Create(folder + "/" + prefix_.substr(0, prefix_.size() - 1));
  return file.ok() ? file->Commit() : file.status();
}

OutputFolder::~OutputFolder() { Unlock(); }

OutputFolder::OutputFolder(OutputFolder&& other) noexcept
    : path_(std::move(other.path_)),
      own_(std::move(other.own_)),
      prefix_(std::move(other.prefix_)),
      lock_(std::exchange(other.lock_, -1)) {}

OutputFolder& OutputFolder::operator=(OutputFolder&& other) noexcept {
  if (this == &other) return *this;
  Unlock();
  path_ = std::move(other.path_);
  own_ = std::move(other.own_);
  prefix_ = std::move(other.prefix_);
  lock_ = std::exchange(other.lock_, -1);
  return *this;
}

void OutputFolder::Unlock() {
  if (lock_ < 0) return;
  unlink(LockPath(own_).c_str());
  close(lock_);
  lock_ = -1;
}

}  // namespace tamis::pipeline
