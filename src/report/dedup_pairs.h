// Which clusters and pairs of a deduplication are shown: the largest clusters, the pairs nearest to
// the threshold, where the method errs first, and some drawn at random.
//
//   removed/*  -> [PairPicker::AddRemoved]   the rows that go
//   documents/* -> [PairPicker::AddKept]     the rows that stay for them
//
// The choice depends on the rows alone, not on their order. Tested: dedup_pairs_test.cc,
// tests/report/test_dedup_report.py.

#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "json/members.h"
#include "tamis/status.h"

namespace tamis::report {

struct DedupFields {
  std::string text = "text";
  std::string id = "id";
  std::string url = "url";
};

// What the report says of a row. Strings are cut at kMaxFieldBytes.
struct DedupRow {
  static constexpr size_t kMaxFieldBytes = 2048;

  std::string id;
  std::string url;
  std::string title;
  std::string reason;        // of rows that go
  std::string duplicate_of;  //
  std::string duplicate_in;  // where that row is, when not in the same folder
  double similarity = -1;    // -1: not measured
  int64_t cluster = -1;      // -1: alone
  uint64_t cluster_size = 1;
};

// The row and its text.
struct DedupMember {
  static constexpr size_t kMaxTextBytes = 256u << 10;

  DedupRow row;
  std::string text;  // the first kMaxTextBytes
  uint64_t text_bytes = 0;
};

// Reads row after row. Lifetime: of the line, until the next call.
class DedupRowReader {
 public:
  explicit DedupRowReader(DedupFields fields) : fields_(std::move(fields)) {}

  Status Read(std::string_view line);
  const DedupRow& row() const { return row_; }
  // With the text of the row.
  DedupMember Member();

 private:
  void TakeText(std::string_view field, std::string& out);

  const DedupFields fields_;
  std::vector<json::Member> members_;
  std::string scratch_;
  DedupRow row_;
};

struct DedupCluster {
  uint64_t size = 0;
  DedupMember gone;              // of the rows that go the least similar one
  std::vector<DedupRow> others;  // some more that go, at most kMaxOthers

  static constexpr size_t kMaxOthers = 8;
};

// Memory: `clusters` clusters and twice `pairs` pairs, with the texts of two rows each.
class PairPicker {
 public:
  PairPicker(uint32_t clusters, uint32_t pairs) : max_clusters_(clusters), max_pairs_(pairs) {}

  void AddRemoved(DedupRowReader& reader);
  // After all that are removed.
  void AddKept(DedupRowReader& reader);

  // By size, the largest first, and by number of the cluster.
  using ClusterKey = std::pair<uint64_t, int64_t>;  // 2^64 - 1 - size
  const std::map<ClusterKey, DedupCluster>& largest() const { return largest_; }
  // The least similar first.
  using PairKey = std::tuple<double, uint64_t, std::string>;  // similarity or 0, hash, id
  const std::map<PairKey, DedupMember>& nearest() const { return nearest_; }
  const std::map<PairKey, DedupMember>& drawn() const { return drawn_; }

  // The row that stays for one that goes; null when the folder does not hold it.
  const DedupMember* KeptFor(const DedupRow& gone) const;

  // Near duplicates by similarity, in steps of .01; the last one holds 1, too.
  const std::array<uint64_t, 100>& similarities() const { return similarities_; }
  // Clusters of 2 and 3 rows, of 4 to 7, of 8 to 15, ...
  const std::array<uint64_t, 40>& sizes() const { return sizes_; }
  uint64_t removed() const { return removed_; }
  uint64_t kept() const { return kept_count_; }

 private:
  void AddToCluster(DedupRowReader& reader, uint64_t hash);
  void AddPair(const PairKey& key, DedupRowReader& reader, std::map<PairKey, DedupMember>& pairs);

  const uint32_t max_clusters_, max_pairs_;
  std::map<ClusterKey, DedupCluster> largest_;
  std::map<PairKey, DedupMember> nearest_, drawn_;
  std::map<int64_t, DedupMember> kept_;  // by cluster
  bool wanted_known_ = false;            // kept_ has the clusters that are shown
  std::array<uint64_t, 100> similarities_{};
  std::array<uint64_t, 40> sizes_{};
  uint64_t removed_ = 0, kept_count_ = 0;
};

}  // namespace tamis::report
