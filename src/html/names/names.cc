// Fixed names by a perfect hash, the names of a page by a chained one.
//
// The catch: a page may hold 10^5 unknown names chosen to collide. The hash of the page's table
// covers every byte and starts from a seed that differs between runs (the address of the table);
// ids are given in order of appearance, so nothing that leaves the table depends on the seed.

#include "html/names/names.h"

#include <algorithm>

#include "base/memory/load.h"

namespace tamis::html {
namespace {

constexpr size_t kFirstBuckets = 64;
// A page with more names must not make every later page clear as many buckets.
constexpr size_t kKeptBuckets = 4096;

uint64_t Mix(uint64_t a, uint64_t b) {
  // Both halves of a 128-bit product, without a type beyond the standard.
  const uint64_t low = (a & 0xFFFFFFFF) * (b & 0xFFFFFFFF);
  const uint64_t cross1 = (a >> 32) * (b & 0xFFFFFFFF) + (low >> 32);
  const uint64_t cross2 = (a & 0xFFFFFFFF) * (b >> 32) + (cross1 & 0xFFFFFFFF);
  const uint64_t high = (a >> 32) * (b >> 32) + (cross1 >> 32) + (cross2 >> 32);
  return high ^ (a * b);
}

// The id of the entry with these words; for names above sixteen bytes a candidate only.
NameId FindEntry(uint64_t first, uint64_t rest, uint32_t size) {
  const uint32_t id =
      names_table::kIds[names_table::Slot(names_table::HashName(first, rest, size))];
  const names_table::Entry& entry = names_table::kEntries[id];
  return entry.first == first && entry.rest == rest && entry.size == size ? id : 0;
}

}  // namespace

NameId FindKnownName(std::string_view name) {
  const auto size = static_cast<uint32_t>(name.size());
  const char* text = name.data();
  if (size == 0 || size > names_table::kMaxNameSize) return 0;
  if (size <= 8) return FindEntry(LoadPartial64(text, size), 0, size);
  if (size <= 16) return FindEntry(Load64(text), Load64(text + size - 8), size);
  const uint64_t rest = Load64(text + size - 8) + 31 * Load64(text + size / 2 - 4);
  const NameId id = FindEntry(Load64(text), rest, size);
  return KnownName(id) == name ? id : 0;
}

void NameTable::Reset() {
  if (buckets_.size() > kKeptBuckets) {
    buckets_.clear();
  } else if (!spans_.empty()) {
    std::fill(buckets_.begin(), buckets_.end(), 0);
  }
  spans_.clear();
  bytes_.clear();
  seed_ = reinterpret_cast<uintptr_t>(this) * 0x9E3779B97F4A7C15u;
}

uint32_t NameTable::Hash(std::string_view name) const {
  uint64_t h = seed_ ^ name.size();
  size_t i = 0;
  for (; i + 8 <= name.size(); i += 8) {
    h = Mix(h ^ Load64(name.data() + i), 0xA0761D6478BD642Fu);
  }
  h = Mix(h ^ LoadPartial64(name.data() + i, name.size() - i), 0xE7037ED1A0B428DBu);
  return static_cast<uint32_t>(h ^ (h >> 32));
}

NameId NameTable::FindUnknown(std::string_view name, uint32_t hash) const {
  if (buckets_.empty()) return 0;
  for (uint32_t i = buckets_[hash & (buckets_.size() - 1)]; i != 0; i = spans_[i - 1].next) {
    const Span& span = spans_[i - 1];
    if (span.hash == hash && std::string_view(bytes_.data() + span.begin, span.size) == name) {
      return names::kKnownCount + i - 1;
    }
  }
  return 0;
}

NameId NameTable::Find(std::string_view name) const {
  if (const NameId known = FindKnownName(name); known != 0) return known;
  return FindUnknown(name, Hash(name));
}

NameId NameTable::Intern(std::string_view name) {
  const NameId known = FindKnownName(name);
  return known != 0 ? known : InternUnknown(name);
}

NameId NameTable::InternUnknown(std::string_view name) {
  const uint32_t hash = Hash(name);
  if (const NameId found = FindUnknown(name, hash); found != 0) return found;
  if (spans_.size() >= buckets_.size()) Grow();
  uint32_t& bucket = buckets_[hash & (buckets_.size() - 1)];
  spans_.push_back(
      {static_cast<uint32_t>(bytes_.size()), static_cast<uint32_t>(name.size()), bucket, hash});
  bucket = static_cast<uint32_t>(spans_.size());
  bytes_.insert(bytes_.end(), name.begin(), name.end());
  return names::kKnownCount + bucket - 1;
}

void NameTable::Grow() {
  buckets_.assign(std::max(kFirstBuckets, buckets_.size() * 2), 0);
  for (uint32_t i = 0; i < spans_.size(); ++i) {
    uint32_t& bucket = buckets_[spans_[i].hash & (buckets_.size() - 1)];
    spans_[i].next = bucket;
    bucket = i + 1;
  }
}

}  // namespace tamis::html
