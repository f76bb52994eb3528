// Copies and near copies among the rows of JSONL or Parquet files: which row stays for which.
//
//   rows -> OUT/documents/*           those that stay
//        -> OUT/removed/exact_dup/*   the same text, or the same URL if that is asked for
//        -> OUT/removed/near_dup/*    a text as similar as the threshold says
//        -> OUT/summary.json
//
// docs/dedup.md says what is compared and what is guaranteed.

#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tamis/pipeline.h"
#include "tamis/status.h"

namespace tamis {

// Which of several rows stays. Rows that tie go by length of text, then by content.
enum class KeepPolicy : uint8_t { kLongest, kOldest, kNewest, kBestQuality, kPreferredHost };

// What is compared. The presets have the shingles and bands of other tools and their thresholds.
struct DedupMethod {
  bool characters = false;  // shingles of characters instead of words
  uint32_t shingle = 5;     // of so many, 1..64
  uint32_t bands = 21;      // 1..1024
  uint32_t rows = 6;        // minima in a band, 1..64
  double threshold = 0.8;   // least Jaccard similarity of near duplicates, above 0, at most 1
  bool verify = true;       // compare candidates; false: sharing a band is enough
};

// "default", "fineweb", "nemo", "text-dedup". Errors: kInvalidArgument, with the names.
Result<DedupMethod> DedupPreset(std::string_view name);

// The probability that two rows of this similarity are compared.
double DedupDetection(const DedupMethod& method, double similarity);

struct DedupOptions {
  DedupMethod method = {};
  KeepPolicy keep = KeepPolicy::kLongest;
  std::vector<std::string> preferred_hosts = {};  // best first; a host stands for those below it
  bool same_url = false;  // of rows with the same URL one stays, whatever their texts
  uint64_t seed = 1;

  std::string text_field = "text";
  std::string id_field = "id";
  std::string url_field = "url";
  std::string date_field = "warc_date";      // kOldest, kNewest, `history`: ISO 8601, as text
  std::string quality_field = "confidence";  // kBestQuality: a number

  // The folder of an index (tamis/dedup_index.h): rows are compared with its documents, which are
  // never removed, and those that stay are added. Made when missing. Empty: none.
  std::string index = {};
  bool index_read_only = false;           // add nothing; there must be an index
  uint64_t index_memory = 256u << 20;     // bytes, for what of it is held
  std::vector<std::string> against = {};  // inputs whose rows do the same for this run; no `index`
  bool history = false;                   // say of each URL when it was seen and has changed

  bool pairs = false;      // also write OUT/pairs.jsonl: every pair of at least the threshold
  bool overwrite = false;  // delete what an earlier run left in OUT
  std::optional<ShardFormat> format = {};        // null: Parquet when all input is, else JSONL
  Compression compression = Compression::kGzip;  // of JSONL
  uint64_t shard_bytes = 512u << 20;             // of rows, as JSON

  // PreviewDedup(): rows to judge; 0: all. All as well where there are at most ten times as many.
  uint32_t preview_sample = 20'000;

  uint32_t threads = 1;  // changes nothing but speed
};

// A host, or an input as it was named: its rows, and how many of them go for which reason.
struct DedupSource {
  std::string name;
  uint64_t rows = 0;
  uint64_t same_url = 0;
  uint64_t same_text = 0;
  uint64_t near = 0;

  uint64_t removed() const { return same_url + same_text + near; }
};

// A source of at least so many rows that loses more than this share of them is worth a look: a
// template taken for text, a login page, a crawl that was read twice.
inline constexpr double kDedupAlarmShare = 0.6;
inline constexpr uint64_t kDedupAlarmRows = 100;

// Each list of sources has the first of them, those that lose most rows first.
inline constexpr size_t kDedupSources = 100;

struct DedupSummary {
  uint64_t rows = 0;          // read; all of them are written again, but for the unreadable
  uint64_t without_text = 0;  // of these: no text field, or no words in it; they stay
  uint64_t same_url = 0;      // removed
  uint64_t same_text = 0;     // removed
  uint64_t near = 0;          // removed
  uint64_t known = 0;         // of those removed: for a document of the index or of `against`
  uint64_t clusters = 0;      // of two rows or more
  uint64_t largest_cluster = 0;
  uint64_t verified_pairs = 0;
  uint64_t full_buckets = 0;  // that were too large to compare all with all: docs/dedup.md
  uint64_t unreadable = 0;    // lines that are no JSON object
  uint64_t problems = 0;      // those, and damaged places of files
  uint64_t hosts = 0;

  std::string index_run = {};    // with an index that is added to; names this run
  uint64_t index_added = 0;      // documents
  uint64_t index_documents = 0;  // of the index, with those
  uint64_t index_generation = 0;

  std::vector<DedupSource> sites = {};        // hosts that lose rows; "": rows without one
  std::vector<DedupSource> inputs = {};       // those that lose none as well
  std::vector<DedupSource> alarm_sites = {};  // hosts that lose more than kDedupAlarmShare
  std::vector<DedupSource> alarm_inputs = {};
  uint64_t alarms = 0;  // of both, those that the lists leave out as well

  uint64_t removed() const { return same_url + same_text + near; }
};

// What a run would do, told from some of its rows.
struct DedupPreview {
  uint64_t rows = 0;  // of the input
  bool sampled = false;
  // Counts of the rows that were judged; each row is as likely to be one as any other. When
  // `sampled`, what is counted of clusters and pairs is 0.
  DedupSummary judged = {};
  // Of the near duplicates that there are, the share that is found, by the similarities of those
  // that were, and 1.96 standard errors; -1: not known (none found, or nothing verified).
  double recall = -1;
  double recall_error = 0;
};

struct DedupInterval {
  double low = 0;
  double high = 1;
};

// Where the share of all `rows` lies, with a probability of .95, when `part` of `judged` rows have
// it, drawn without replacement. REQUIRES: part <= judged <= rows
DedupInterval DedupShareInterval(uint64_t part, uint64_t judged, uint64_t rows);

struct DedupProgress {
  bool writing = false;     // the second pass
  bool comparing = false;   // between the passes
  uint64_t bytes_done = 0;  // of both passes, as stored
  uint64_t bytes_total = 0;
  uint64_t rows = 0;  // of this pass
  double seconds = 0;
};

// Calls come from threads of the run, one at a time.
struct DedupHooks {
  std::function<void(const DedupProgress&)> progress = {};      // about ten times a second
  std::function<void(std::string_view sentence)> problem = {};  // each problem, as it is met
  const std::atomic<bool>* stop = nullptr;                      // when true: kCancelled
};

// Reads `inputs` twice, and a third time to add to an index: files of rows (.jsonl plain, .gz or
// .zst; .parquet), or folders that `tamis run` wrote (their documents/), or other folders of such
// files. Rows keep their order and all bytes (in Parquet: columns and types) but those of the
// fields that are set: minhash_cluster_id, minhash_cluster_size, filter_reason, duplicate_of,
// similarity; duplicate_in where the row that is named is not of this output; url_first_seen,
// url_last_changed, url_captures with `history`.
//
// Output: the same whatever `threads`; the same rows, in their order, whatever the order of rows.
// Memory: about 150 bytes a row, and 1 MB a thread. Disk: see docs/dedup.md.
// Errors: kNotFound, kInvalidArgument (inputs, options, OUT not empty, rows that no columns hold),
//         kIo, kCancelled, kTooLarge, kUnsupported (Parquet without Arrow);
//         OUT then has no summary.json. Unreadable lines are problems, not errors.
Result<DedupSummary> Dedup(const std::vector<std::string>& inputs, const std::string& output,
                           const DedupOptions& options, const DedupHooks& hooks = {});

// Writes nothing but temporary files. Reads the inputs once where all rows are judged from the
// start, else twice. docs/dedup.md says what the figures are worth.
// Memory and disk: as Dedup(), of the rows that share a band with a row of the sample.
// Errors: as Dedup().
Result<DedupPreview> PreviewDedup(const std::vector<std::string>& inputs,
                                  const DedupOptions& options, const DedupHooks& hooks = {});

}  // namespace tamis
