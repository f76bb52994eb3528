#include "dedup/index/check.h"

#include <memory>
#include <vector>

#include "dedup/index/finder.h"
#include "dedup/signature/hash.h"

namespace tamis::dedup {
namespace {

constexpr uint64_t kToldProblems = 100;

// What is left to be found of a document.
struct Expected {
  uint32_t bands = 0;
  bool there = false;
  bool shingles = false;
  uint64_t sum = 0;  // of the hashes of its content, id and URL, each mixed with its kind
};

uint64_t Mixed(KeyKind kind, uint64_t hash) {
  return MixBits(hash + static_cast<uint64_t>(kind) * kHashSeed1);
}

class Checker {
 public:
  Checker(const Index& index, const std::function<void(const std::string& sentence)>& problem)
      : index_(index), problem_(problem) {}

  Result<IndexCheck> Run();

 private:
  void Problem(const std::string& sentence) {
    if (++check_.problems <= kToldProblems) problem_(sentence);
  }
  // Calls `row(key, value)` for all rows of a table.
  template <typename Row>
  Status ReadTable(IndexTable table, Row&& row) const;
  Status ReadDocuments();
  Status ReadShingles();
  Status ReadKeys();
  Status ReadHistories();

  const Index& index_;
  const std::function<void(const std::string& sentence)>& problem_;
  std::vector<Expected> expected_;  // by number
  IndexCheck check_;
};

template <typename Row>
Status Checker::ReadTable(IndexTable table, Row&& row) const {
  const std::unique_ptr<store::Cursor> cursor = index_.store().Scan(table);
  for (cursor->Seek({}); cursor->Valid(); cursor->Next()) row(cursor->key(), cursor->value());
  return cursor->status();
}

Status Checker::ReadDocuments() {
  return ReadTable(kDocumentTable, [this](std::string_view key, std::string_view value) {
    const Result<uint64_t> number = DecodeNumber(key);
    const Result<StoredDocument> document = DecodeDocument(value);
    if (!number.ok() || !document.ok() || *number >= expected_.size()) {
      return Problem("a document cannot be read");
    }
    Expected& expected = expected_[*number];
    expected.there = true;
    expected.sum = Mixed(KeyKind::kContent, document->content.high) +
                   Mixed(KeyKind::kId, IdHash(document->id));
    if (document->url_key != 0) expected.sum += Mixed(KeyKind::kUrl, document->url_key);
    ++check_.documents;
  });
}

Status Checker::ReadShingles() {
  std::vector<uint32_t> set;
  return ReadTable(kShingleTable, [&](std::string_view key, std::string_view value) {
    const Result<uint64_t> number = DecodeNumber(key);
    if (!number.ok() || !DecodeShingles(value, set).ok() || *number >= expected_.size()) {
      return Problem("a set of shingles cannot be read");
    }
    if (!expected_[*number].there) {
      return Problem("a set of shingles has no document " + std::to_string(*number));
    }
    expected_[*number].shingles = true;
  });
}

Status Checker::ReadKeys() {
  const uint32_t bands = index_.method().banding.bands;
  return ReadTable(kKeyTable, [this, bands](std::string_view bytes, std::string_view) {
    const Result<IndexKey> key = DecodeKey(bytes);
    if (!key.ok() || key->number >= expected_.size()) return Problem("a key cannot be read");
    ++check_.keys;
    Expected& expected = expected_[key->number];
    if (!expected.there) {
      ++check_.dead_keys;
      return;
    }
    const auto first_band = static_cast<uint16_t>(KeyKind::kFirstBand);
    if (key->kind >= first_band && key->kind - first_band < static_cast<int64_t>(bands)) {
      ++expected.bands;
    } else {
      expected.sum -= Mixed(static_cast<KeyKind>(key->kind), key->hash);
    }
  });
}

Status Checker::ReadHistories() {
  std::vector<Capture> captures;
  return ReadTable(kHistoryTable, [&](std::string_view key, std::string_view value) {
    if (!DecodeNumber(key).ok() || !DecodeCaptures(value, captures).ok()) {
      return Problem("a history cannot be read");
    }
    ++check_.histories;
    check_.captures += captures.size();
  });
}

Result<IndexCheck> Checker::Run() {
  expected_.resize(index_.state().next);
  for (const Status& status : {ReadDocuments(), ReadShingles(), ReadKeys(), ReadHistories()}) {
    if (!status.ok()) return status;
  }
  for (uint64_t number = 0; number < expected_.size(); ++number) {
    const Expected& expected = expected_[number];
    if (!expected.there) continue;
    const std::string document = "document " + std::to_string(number);
    if (!expected.shingles) Problem(document + " has no set of shingles");
    if (expected.sum != 0 || expected.bands != index_.method().banding.bands) {
      Problem(document + " lacks keys, or has others");
    }
  }
  if (check_.documents != index_.state().documents) {
    Problem("there are " + std::to_string(check_.documents) + " documents and not " +
            std::to_string(index_.state().documents));
  }
  return check_;
}

}  // namespace

Result<IndexCheck> CheckIndex(const Index& index,
                              const std::function<void(const std::string& sentence)>& problem) {
  return Checker(index, problem).Run();
}

}  // namespace tamis::dedup
