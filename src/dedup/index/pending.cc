#include "dedup/index/pending.h"

#include <charconv>
#include <utility>

#include "io/file.h"

namespace tamis::dedup {
namespace {

constexpr char kMarkName[] = "/complete";
constexpr uint64_t kMaxMarkBytes = 64u << 10;

}  // namespace

Result<PendingMark> ReadPendingMark(const std::string& folder) {
  Result<std::string> bytes = io::ReadSmallFile(folder + kMarkName, kMaxMarkBytes);
  if (!bytes.ok()) return bytes.status();
  PendingMark mark;
  const char* const end = bytes->data() + bytes->size();
  const auto [rest, error] = std::from_chars(bytes->data(), end, mark.generation);
  if (error != std::errc() || rest == end || *rest != '\n') {
    return Status(StatusCode::kMalformed, folder + kMarkName +
                                              " is damaged; delete the folder pending to drop "
                                              "what an interrupted run was about to add");
  }
  mark.note.assign(rest + 1, end);
  return mark;
}

Status WritePendingMark(const std::string& folder, const PendingMark& mark) {
  Result<io::AtomicFile> file = io::AtomicFile::Create(folder + kMarkName);
  if (!file.ok()) return file.status();
  if (Status status = file->Append(std::to_string(mark.generation) + "\n" + mark.note);
      !status.ok()) {
    return status;
  }
  return file->Commit();
}

}  // namespace tamis::dedup
