#include "dedup/minhash/band_index.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <utility>

namespace tamis::dedup {

Result<BandIndex> BandIndex::Create(const std::string& folder, uint32_t bands) {
  BandIndex index;
  for (uint32_t band = 0; band < bands; ++band) {
    Result<io::TempFile> file = io::TempFile::Create(folder, 64u << 10);
    if (!file.ok()) return file.status();
    index.files_.push_back(std::move(*file));
  }
  return index;
}

Status BandIndex::Add(std::span<const uint64_t> keys) {
  for (size_t band = 0; band < files_.size(); ++band) {
    const std::string_view bytes(reinterpret_cast<const char*>(&keys[band]), sizeof keys[band]);
    if (Status status = files_[band].Append(bytes); !status.ok()) return status;
  }
  return {};
}

Status BandIndex::FindInBand(size_t band, const std::vector<bool>& active, BandBuckets& out) const {
  constexpr size_t kStep = 64u << 10;  // keys read at a time
  std::vector<std::pair<uint64_t, uint32_t>> keys;
  keys.reserve(static_cast<size_t>(std::count(active.begin(), active.end(), true)));
  std::vector<uint64_t> piece(kStep);
  for (size_t begin = 0; begin < active.size(); begin += kStep) {
    const size_t count = std::min(kStep, active.size() - begin);
    const Status status =
        files_[band].ReadAt(begin * 8, reinterpret_cast<char*>(piece.data()), count * 8);
    if (!status.ok()) return status;
    for (size_t i = 0; i < count; ++i) {
      if (active[begin + i]) keys.emplace_back(piece[i], static_cast<uint32_t>(begin + i));
    }
  }
  std::sort(keys.begin(), keys.end());
  for (size_t begin = 0, end = 0; begin < keys.size(); begin = end) {
    while (end < keys.size() && keys[end].first == keys[begin].first) ++end;
    if (end - begin < 2) continue;
    for (size_t i = begin; i < end; ++i) out.members.push_back({keys[i].second, out.count});
    ++out.count;
  }
  return {};
}

Result<Buckets> BandIndex::Find(const std::vector<bool>& active, uint32_t threads) {
  for (io::TempFile& file : files_) {
    if (Status status = file.Flush(); !status.ok()) return status;
  }
  std::vector<BandBuckets> found(files_.size());
  std::vector<Status> statuses(files_.size());
  std::atomic<size_t> next{0};
  const auto work = [&] {
    for (size_t band = next++; band < files_.size(); band = next++) {
      statuses[band] = FindInBand(band, active, found[band]);
    }
  };
  {
    std::vector<std::jthread> helpers;
    for (uint32_t i = 1; i < std::min<size_t>(threads, files_.size()); ++i) {
      helpers.emplace_back(work);
    }
    work();
  }

  Buckets buckets;
  buckets.first.assign(active.size() + 1, 0);
  for (size_t band = 0; band < files_.size(); ++band) {
    if (!statuses[band].ok()) return statuses[band];
    for (const Membership& member : found[band].members) ++buckets.first[member.document + 1];
  }
  for (size_t i = 1; i < buckets.first.size(); ++i) buckets.first[i] += buckets.first[i - 1];
  buckets.ids.resize(buckets.first.back());
  for (BandBuckets& band : found) {
    // first[d] moves to the end of d's ids and is moved back below.
    for (const Membership& member : band.members) {
      buckets.ids[buckets.first[member.document]++] = buckets.count + member.bucket;
    }
    buckets.count += band.count;
    band = {};
  }
  for (size_t i = buckets.first.size() - 1; i > 0; --i) buckets.first[i] = buckets.first[i - 1];
  buckets.first[0] = 0;
  return buckets;
}

}  // namespace tamis::dedup
