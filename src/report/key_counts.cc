// Idea:   external sorting. When the map is full, its keys are written in order as a run; at the
//         end all runs are read side by side, and equal keys meet.
// Catch:  a structure that only keeps "the most frequent so far" would depend on the order of the
//         rows, and be wrong about the tail; this costs disk in proportion to the distinct keys.
//
// A run is a sequence of entries, numbers as the machine has them (the file lives and dies with
// this process):
//
//   | size of key: 2 | key | documents: 8 | removed: 8 | bytes: 8 |

#include "report/key_counts.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "io/file.h"

namespace tamis::report {
namespace {

// What the map needs for an entry besides the key: node, string, bucket, as measured on glibc.
constexpr uint64_t kEntryBytes = 112;
constexpr size_t kBufferBytes = 32u << 10;

Status TemporaryError(std::string_view verb) {
  return Status(StatusCode::kIo, "cannot " + std::string(verb) +
                                     " a temporary file for counting: " + std::strerror(errno) +
                                     "; free space in the folder for temporary files");
}

bool WriteEntry(std::FILE* file, std::string_view key, const Tally& tally) {
  const auto size = static_cast<uint16_t>(key.size());
  char entry[sizeof size + KeyCounts::kMaxKeyBytes + 1 + sizeof tally];
  std::memcpy(entry, &size, sizeof size);
  std::memcpy(entry + sizeof size, key.data(), key.size());
  std::memcpy(entry + sizeof size + key.size(), &tally, sizeof tally);
  const size_t bytes = sizeof size + key.size() + sizeof tally;
  return std::fwrite(entry, 1, bytes, file) == bytes;
}

}  // namespace

std::string_view CutUtf8(std::string_view text, size_t size) {
  if (text.size() <= size) return text;
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
  return text.substr(0, size);
}

// Entries of one run, in order, through a buffer of its own: runs share the file's position.
class KeyCounts::RunReader {
 public:
  RunReader(std::FILE* file, Run run) : file_(file), run_(run) {}

  // Moves to the next entry. False at the end of the run and on failure.
  bool Next() {
    uint16_t size = 0;
    if (!Take(&size, sizeof size)) return false;
    key_.resize(size);
    return Take(key_.data(), size) && Take(&tally_, sizeof tally_);
  }
  std::string_view key() const { return key_; }
  const Tally& tally() const { return tally_; }
  bool failed() const { return failed_; }

 private:
  bool Take(void* to, size_t size) {
    if (buffer_.size() - position_ < size && !Fill(size)) return false;
    std::memcpy(to, buffer_.data() + position_, size);
    position_ += size;
    return true;
  }

  bool Fill(size_t size) {
    buffer_.erase(0, position_);
    position_ = 0;
    const size_t have = buffer_.size();
    const size_t want = std::min<uint64_t>(kBufferBytes, run_.end - run_.begin);
    if (have + want < size) return false;
    buffer_.resize(have + want);
    failed_ = std::fseek(file_, static_cast<long>(run_.begin), SEEK_SET) != 0 ||
              std::fread(buffer_.data() + have, 1, want, file_) != want;
    run_.begin += want;
    return !failed_;
  }

  std::FILE* file_;
  Run run_;  // what is not in the buffer yet
  std::string buffer_;
  size_t position_ = 0;
  std::string key_;
  Tally tally_;
  bool failed_ = false;
};

Status KeyCounts::OpenTemporary(TemporaryFile& file) {
  file.reset(std::tmpfile());
  return file ? Status() : TemporaryError("make");
}

Status KeyCounts::Add(uint8_t table, std::string_view key, const Tally& tally) {
  key_.assign(1, static_cast<char>(table));
  key_ += CutUtf8(key, kMaxKeyBytes);
  const auto found = counts_.find(std::string_view(key_));
  if (found != counts_.end()) {
    found->second += tally;
    return {};
  }
  counts_.emplace(key_, tally);
  used_bytes_ += kEntryBytes + key_.size();
  return used_bytes_ > memory_bytes_ ? Spill() : Status();
}

Status KeyCounts::Spill() {
  if (runs_.size() == kMaxRuns) {
    if (Status status = MergeIntoOne(); !status.ok()) return status;
  }
  if (!file_) {
    if (Status status = OpenTemporary(file_); !status.ok()) return status;
  }
  std::vector<const std::pair<const std::string, Tally>*> sorted;
  sorted.reserve(counts_.size());
  for (const auto& entry : counts_) sorted.push_back(&entry);
  std::sort(sorted.begin(), sorted.end(), [](auto* a, auto* b) { return a->first < b->first; });

  Run run;
  if (std::fseek(file_.get(), 0, SEEK_END) != 0) return TemporaryError("write");
  run.begin = static_cast<uint64_t>(std::ftell(file_.get()));
  for (const auto* entry : sorted) {
    if (!WriteEntry(file_.get(), entry->first, entry->second)) return TemporaryError("write");
  }
  if (std::fflush(file_.get()) != 0) return TemporaryError("write");
  run.end = static_cast<uint64_t>(std::ftell(file_.get()));
  runs_.push_back(run);
  counts_.clear();
  used_bytes_ = 0;
  return {};
}

Status KeyCounts::MergeRuns(const Visit& visit) {
  std::vector<RunReader> readers;
  std::vector<RunReader*> heap;
  readers.reserve(runs_.size());
  for (const Run run : runs_) readers.emplace_back(file_.get(), run);
  const auto later = [](const RunReader* a, const RunReader* b) { return a->key() > b->key(); };
  for (RunReader& reader : readers) {
    if (reader.Next()) heap.push_back(&reader);
  }
  std::make_heap(heap.begin(), heap.end(), later);
  std::string key;
  while (!heap.empty()) {
    key.assign(heap.front()->key());
    Tally tally;
    while (!heap.empty() && heap.front()->key() == key) {
      std::pop_heap(heap.begin(), heap.end(), later);
      tally += heap.back()->tally();
      heap.back()->Next() ? std::push_heap(heap.begin(), heap.end(), later) : heap.pop_back();
    }
    visit(static_cast<uint8_t>(key[0]), std::string_view(key).substr(1), tally);
  }
  const bool failed = std::any_of(readers.begin(), readers.end(),
                                  [](const RunReader& reader) { return reader.failed(); });
  return failed ? TemporaryError("read") : Status();
}

Status KeyCounts::MergeIntoOne() {
  TemporaryFile merged;
  if (Status status = OpenTemporary(merged); !status.ok()) return status;
  bool written = true;
  std::string whole;
  Status status = MergeRuns([&](uint8_t table, std::string_view key, const Tally& tally) {
    whole.assign(1, static_cast<char>(table)).append(key);
    written = written && WriteEntry(merged.get(), whole, tally);
  });
  if (!status.ok()) return status;
  if (!written || std::fflush(merged.get()) != 0) return TemporaryError("write");
  runs_ = {{0, static_cast<uint64_t>(std::ftell(merged.get()))}};
  file_ = std::move(merged);
  return {};
}

Status KeyCounts::ForEach(const Visit& visit) {
  if (spilled()) {
    if (!counts_.empty()) {
      if (Status status = Spill(); !status.ok()) return status;
    }
    return MergeRuns(visit);
  }
  std::vector<const std::pair<const std::string, Tally>*> sorted;
  for (const auto& entry : counts_) sorted.push_back(&entry);
  std::sort(sorted.begin(), sorted.end(), [](auto* a, auto* b) { return a->first < b->first; });
  for (const auto* entry : sorted) {
    visit(static_cast<uint8_t>(entry->first[0]), std::string_view(entry->first).substr(1),
          entry->second);
  }
  return {};
}

}  // namespace tamis::report
