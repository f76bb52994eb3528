#include "pipeline/dedup/preview_sample.h"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <utility>

#include "dedup/signature/hash.h"
#include "pipeline/dedup/row_files.h"

namespace tamis::pipeline {
namespace {

// Two bands can have the same key.
uint64_t KeyOfBand(size_t band, uint64_t key) {
  return dedup::MixBits(key + (band + 1) * dedup::kHashSeed1);
}

uint64_t KeyOfUrl(uint64_t url) { return dedup::MixBits(url ^ dedup::kHashSeed2); }

// The rows with the smallest hashes among those seen so far.
class Drawing {
 public:
  explicit Drawing(const DedupOptions& options) : options_(options), reader_(options) {}

  void Take(uint32_t number, std::string_view row);
  PreviewSample Finish(uint64_t rows);

 private:
  struct Drawn {
    uint64_t hash;
    uint32_t number;
    dedup::Signature signature;  // without shingles
    bool operator<(const Drawn& other) const { return hash < other.hash; }
  };

  const DedupOptions& options_;
  RowFactsReader reader_;
  RowFacts facts_;
  std::vector<Drawn> drawn_;  // a heap with the largest hash in front
};

void Drawing::Take(uint32_t number, std::string_view row) {
  const uint64_t hash = dedup::MixBits(number + dedup::MixBits(options_.seed + 1));
  const bool full = drawn_.size() == options_.preview_sample;
  if (full && hash >= drawn_.front().hash) return;
  if (full) {
    std::pop_heap(drawn_.begin(), drawn_.end());
    drawn_.pop_back();
  }
  (void)reader_.Read(row, facts_);  // the second reading tells what is unreadable
  const dedup::Signature& signature = facts_.signature;
  Drawn drawn{.hash = hash, .number = number, .signature = {}};
  drawn.signature.url = signature.url;
  if (!signature.shingles.empty()) drawn.signature.keys = signature.keys;
  drawn_.push_back(std::move(drawn));
  std::push_heap(drawn_.begin(), drawn_.end());
}

PreviewSample Drawing::Finish(uint64_t rows) {
  PreviewSample sample{.rows = rows};
  for (const Drawn& drawn : drawn_) {
    sample.numbers.push_back(drawn.number);
    sample.keys.Add(drawn.signature);
  }
  std::sort(sample.numbers.begin(), sample.numbers.end());
  return sample;
}

}  // namespace

void SharedKeys::Add(const dedup::Signature& signature) {
  const auto add = [&](uint64_t key) {
    filter_[key % kFilterBits] = true;
    keys_.insert(key);
  };
  for (size_t band = 0; band < signature.keys.size(); ++band) {
    add(KeyOfBand(band, signature.keys[band]));
  }
  if (signature.url != 0) add(KeyOfUrl(signature.url));
}

bool SharedKeys::Has(const dedup::Signature& signature) const {
  if (signature.url != 0 && HasKey(KeyOfUrl(signature.url))) return true;
  if (signature.shingles.empty()) return false;
  for (size_t band = 0; band < signature.keys.size(); ++band) {
    if (HasKey(KeyOfBand(band, signature.keys[band]))) return true;
  }
  return false;
}

Result<PreviewSample> DrawSample(const std::vector<corpus::Shard>& files,
                                 const DedupOptions& options, Follower& follower) {
  Drawing drawing(options);
  uint64_t rows = 0;
  const Status read = ReadRowFiles(
      files, {.batch =
                  [&](RowBatch& batch) {
                    for (size_t i = 0; i < batch.size(); ++i) {
                      drawing.Take(batch.first + static_cast<uint32_t>(i), batch.row(i));
                    }
                    rows += batch.size();
                    follower.AddRows(batch.size());
                    return Status();
                  },
              .problem = [](const std::string&) {},  // the second reading tells
              .progress = [&](uint64_t bytes) { return follower.Progress(bytes); }});
  if (!read.ok()) return read;
  return drawing.Finish(rows);
}

// Of rows of the same text only the best so far is needed, besides those of the sample: the others
// are no more than copies of it. With URLs a copy can stand for other rows as well.
bool PreviewFilter::Wants(uint32_t number, const RowFacts& facts) {
  const bool sampled = next_ < sample_.numbers.size() && sample_.numbers[next_] == number;
  next_ += sampled;
  if (!sampled && (!facts.readable || !sample_.keys.Has(facts.signature))) return false;
  if (!same_url_) {
    const Rank rank{facts.rank, facts.text_bytes, ~facts.row_hash};
    const auto [best, fresh] = best_.try_emplace(facts.signature.content.high, rank);
    if (!sampled && !fresh && rank <= best->second) return false;
    best->second = std::max(best->second, rank);
  }
  sampled_.push_back(sampled);
  return true;
}

}  // namespace tamis::pipeline
