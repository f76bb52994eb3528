// What a run would do: the share of rows that would go, by site, and the recall to expect.
//
//   all rows -> [preview_sample] -> a sample -> all rows that share a band with it -> [Judgement]
//
// Recall: near duplicates of similarity s are found with a probability P(s) that is known. So each
//         that was found stands for 1 / P(s) that there are (Horvitz-Thompson).
//
// Tested: preview_sample_test.cc, tests/dedup/test_preview.py.

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <system_error>
#include <utility>

#include "pipeline/dedup/judgement.h"
#include "pipeline/dedup/known_documents.h"
#include "pipeline/dedup/options.h"
#include "pipeline/dedup/preview_sample.h"
#include "pipeline/dedup/row_files.h"
#include "pipeline/dedup/sources.h"
#include "pipeline/dedup/summary.h"
#include "tamis/dedup.h"

namespace tamis {
namespace {

using namespace pipeline;  // NOLINT(google-build-using-namespace): this file is its front door

constexpr double kDeviations = 1.96;  // of a normal distribution, around 95 % of it
constexpr uint64_t kAllBelow = 10;    // times the sample

// Sets the recall. The error has two parts: which near duplicates shared a band is chance, and,
// with a sample, which of them are in it.
void EstimateRecall(const Judgement& judgement, const std::vector<bool>& sampled,
                    const DedupMethod& method, DedupPreview& preview) {
  double found = 0, sum = 0, squares = 0, chance = 0;
  for (size_t row = 0; row < judgement.table.rows.size(); ++row) {
    const dedup::Verdict& verdict = judgement.clusters.verdicts[row];
    if (verdict.kind != dedup::CopyKind::kNear || verdict.similarity < 0) continue;
    if (preview.sampled && !sampled[row]) continue;
    const double weight = 1 / DedupDetection(method, verdict.similarity);
    found += 1;
    sum += weight;
    squares += weight * weight;
    chance += weight * (weight - 1);
  }
  if (found == 0) return;
  preview.recall = found / sum;
  const double left_out =
      1 - static_cast<double>(preview.judged.rows) / static_cast<double>(preview.rows);
  const double spread = std::max(0.0, squares - sum * sum / found);
  preview.recall_error = kDeviations * preview.recall * preview.recall / found *
                         std::sqrt(chance + std::max(0.0, left_out) * spread);
}

}  // namespace

// Wilson's score interval, with the correction for a finite population.
DedupInterval DedupShareInterval(uint64_t part, uint64_t judged, uint64_t rows) {
  if (judged == 0) return {};
  const auto n = static_cast<double>(judged);
  const double p = static_cast<double>(part) / n;
  if (judged == rows) return {p, p};
  const double left_out = (static_cast<double>(rows) - n) / static_cast<double>(rows - 1);
  const double z2 = kDeviations * kDeviations * left_out;
  const double middle = (p + z2 / (2 * n)) / (1 + z2 / n);
  const double half = std::sqrt(z2 * (p * (1 - p) + z2 / (4 * n)) / n) / (1 + z2 / n);
  return {std::max(0.0, middle - half), std::min(1.0, middle + half)};
}

Result<DedupPreview> PreviewDedup(const std::vector<std::string>& inputs,
                                  const DedupOptions& options, const DedupHooks& hooks) {
  if (Status wrong = CheckDedupOptions(options); !wrong.ok()) return wrong;
  const Result<std::vector<corpus::Shard>> files = FindRowFiles(inputs);
  if (!files.ok()) return files.status();
  Follower follower(hooks, TotalBytes(*files), options.preview_sample == 0 ? 1 : 2);

  DedupPreview preview;
  PreviewSample sample;
  if (options.preview_sample > 0) {
    Result<PreviewSample> drawn = DrawSample(*files, options, follower);
    if (!drawn.ok()) return drawn.status();
    sample = std::move(*drawn);
    preview.sampled = sample.rows > kAllBelow * options.preview_sample;
    follower.NextPass();
  }

  std::error_code error;  // without a folder, making the files says what is wrong
  const std::string folder = std::filesystem::temp_directory_path(error).string();
  Result<Judgement> judgement = Judgement::Create(folder, options, follower, {});
  if (!judgement.ok()) return judgement.status();
  Result<KnownDocuments> opened = KnownDocuments::Open(options, /*read_only=*/true);
  const bool missing = !opened.ok() && opened.status().code() == StatusCode::kNotFound;
  if (!opened.ok() && !missing) return opened.status();
  KnownDocuments known = missing ? KnownDocuments() : std::move(*opened);
  if (Status read = known.ReadReferences("", options, hooks); !read.ok()) return read;
  judgement->table.index = known.get();
  PreviewFilter filter(sample, options.same_url);
  WantedRow wanted;
  if (preview.sampled) {
    wanted = [&filter](uint32_t number, const RowFacts& facts) {
      return filter.Wants(number, facts);
    };
  }
  if (Status judged = judgement->Judge(*files, options, follower, wanted); !judged.ok()) {
    return judged;
  }
  const std::vector<bool>* counted = preview.sampled ? &filter.sampled() : nullptr;
  preview.rows = judgement->table.rows_read - judgement->table.unreadable;
  preview.judged = Summarize(*judgement, counted);
  preview.judged.problems = follower.problems();
  Status sources = CountSources(*judgement, counted, *files, inputs, preview.judged);
  if (!sources.ok()) return sources;
  EstimateRecall(*judgement, filter.sampled(), options.method, preview);
  return preview;
}

}  // namespace tamis
