#include "dedup/minhash/shingle_store.h"

#include <algorithm>

namespace tamis::dedup {

double Jaccard(std::span<const uint32_t> a, std::span<const uint32_t> b) {
  size_t common = 0;
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const uint32_t x = a[i], y = b[j];
    common += x == y;
    i += x <= y;
    j += y <= x;
  }
  const size_t all = a.size() + b.size() - common;
  return all == 0 ? 0 : static_cast<double>(common) / static_cast<double>(all);
}

Result<ShingleStore> ShingleStore::Create(const std::string& folder) {
  Result<io::TempFile> file = io::TempFile::Create(folder, 1u << 20);
  if (!file.ok()) return file.status();
  return ShingleStore(std::move(*file));
}

Status ShingleStore::Add(std::span<const uint32_t> shingles) {
  ends_.push_back((ends_.empty() ? 0 : ends_.back()) + shingles.size_bytes());
  return file_.Append({reinterpret_cast<const char*>(shingles.data()), shingles.size_bytes()});
}

Status ShingleStore::Load(uint32_t document, std::vector<uint32_t>& set) const {
  set.resize(CountOf(document));
  const uint64_t offset = document == 0 ? 0 : ends_[document - 1];
  const Status status =
      file_.ReadAt(offset, reinterpret_cast<char*>(set.data()), set.size() * sizeof(uint32_t));
  if (!status.ok()) return status;
  std::sort(set.begin(), set.end());
  set.erase(std::unique(set.begin(), set.end()), set.end());
  return {};
}

Result<const std::vector<uint32_t>*> ShingleCache::Load(uint32_t document) {
  if (const auto found = sets_.find(document); found != sets_.end()) return &found->second;
  if (held_ > bytes_) {
    // Which sets are asked again is not known; those in use come back at once.
    sets_.clear();
    held_ = 0;
  }
  std::vector<uint32_t>& set = sets_[document];
  if (Status status = store_.Load(document, set); !status.ok()) return status;
  held_ += set.capacity() * sizeof(uint32_t) + 100;
  return &set;
}

}  // namespace tamis::dedup
