// What it costs to describe a page: metadata, state and rights, language, quality signals, personal
// data.
//
//   judge_bench CRAWL.warc[.gz] ... [--rounds N]      microseconds a page, a line a stage
//
// Every page goes once through all stages in the order of the pipeline, so that each finds the
// caches as it does in a run; that is repeated N times (default 3), and of each page and stage the
// best time counts. Clocks of shared machines are noisy: `valgrind --tool=callgrind
// --toggle-collect=FUNCTION judge_bench CRAWL --rounds 1` counts instructions.

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "document/compose.h"
#include "judge/judge.h"
#include "metadata/metadata.h"
#include "pipeline/readers/batch_reader.h"
#include "pipeline/readers/input_files.h"
#include "pipeline/stages/decode.h"
#include "pipeline/stages/extract.h"
#include "pipeline/stages/parse.h"
#include "text/language.h"
#include "text/pii/pii.h"
#include "text/signals/signals.h"
#include "warc/http.h"

#if defined(__GLIBC__)
#include <malloc.h>
#endif

namespace tamis {
namespace {

enum Stage { kMetadata, kStateAndRights, kSignals, kPii, kLanguage, kStageCount };
constexpr std::array<const char*, kStageCount> kNames = {"metadata", "state and rights", "signals",
                                                         "personal data", "language"};
using Times = std::array<double, kStageCount>;  // microseconds

class Describer {
 public:
  // False when the record holds no page with text.
  bool Time(std::string_view block, const PageContext& known, Times& times) {
    const warc::HttpMessage& message = http_.Parse(block);
    PageContext context = known;
    context.content_type = message.content_type();
    context.http_status = message.status;
    const pipeline::DecodedInput& input = decode_.Decode(message.body, context, options_);
    if (message.status != 200 || !input.markup) return false;
    (void)parse_.Parse(input.utf8, options_);
    const html::Dom& dom = parse_.dom();

    const metadata::Metadata* said = nullptr;
    times[kMetadata] = Spent([&] { said = &metadata_.Read(dom, context); });
    const extract::Extraction& extraction = extract_.FromHtml(dom, *said, context, options_);
    times[kStateAndRights] =
        Spent([&] { judge_.Judge(&dom, *said, extraction, context, state_, rights_); });
    composer_.Compose(extraction, *said, &dom, {}, document_);
    const std::string& text = document_.text;
    text::Language language;
    times[kLanguage] = Spent([&] { language = language_.Identify(text, document_.html_lang); });
    times[kSignals] = Spent([&] { document_.quality = signals_.Read(text, language.code); });
    times[kPii] = Spent([&] { text::FindPii(text, document_.pii); });
    nodes_ += dom.node_count();
    text_bytes_ += text.size();
    words_ += document_.quality.words;
    return true;
  }

  uint64_t nodes() const { return nodes_; }
  uint64_t text_bytes() const { return text_bytes_; }
  uint64_t words() const { return words_; }

 private:
  template <typename Work>
  static double Spent(Work work) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - begin)
        .count();
  }

  const ExtractOptions options_;
  warc::HttpReader http_;
  pipeline::DecodeStage decode_;
  pipeline::ParseStage parse_;
  metadata::MetadataReader metadata_;
  pipeline::ExtractStage extract_;
  judge::PageJudge judge_;
  PageStateVerdict state_;
  Rights rights_;
  document::Composer composer_;
  text::LanguageIdentifier language_;
  text::SignalReader signals_;
  Document document_;
  uint64_t nodes_ = 0, text_bytes_ = 0, words_ = 0;
};

// A line of the table: mean, median, 99th percentile, largest.
void Print(const char* name, std::vector<double> times) {
  if (times.empty()) return;
  std::sort(times.begin(), times.end());
  double sum = 0;
  for (const double time : times) sum += time;
  const size_t n = times.size();
  std::printf("%-18s %8.1f %8.1f %8.1f %9.1f\n", name, sum / static_cast<double>(n), times[n / 2],
              times[n * 99 / 100], times.back());
}

void Measure(const std::vector<std::string>& inputs, int rounds) {
  const pipeline::InputFiles files = pipeline::ListInputFiles(inputs);
  Describer describer;
  std::vector<Times> best;
  for (int round = 0; round < rounds; ++round) {
    pipeline::BatchReader reader(files.files, {}, nullptr);
    pipeline::Batch batch;
    size_t page = 0;
    while (reader.Fill(batch)) {
      for (const pipeline::Candidate& candidate : batch.candidates) {
        if (candidate.kind != pipeline::CandidateKind::kHttp) continue;
        const PageContext context{.url = batch.View(candidate.url),
                                  .fetch_date = batch.View(candidate.date)};
        Times times;
        if (!describer.Time(candidate.block, context, times)) continue;
        if (page == best.size()) best.push_back(times);
        for (size_t i = 0; i < kStageCount; ++i) best[page][i] = std::min(best[page][i], times[i]);
        ++page;
      }
    }
  }
  const auto visits = static_cast<double>(best.size()) * rounds;
  std::printf("%zu pages; a page has %.0f nodes, %.0f bytes of text, %.0f words\n", best.size(),
              static_cast<double>(describer.nodes()) / visits,
              static_cast<double>(describer.text_bytes()) / visits,
              static_cast<double>(describer.words()) / visits);
  std::printf("%-18s %8s %8s %8s %9s\n", "us a page", "mean", "median", "99 %", "largest");
  std::vector<double> all(best.size(), 0);
  for (size_t i = 0; i < kStageCount; ++i) {
    std::vector<double> times;
    for (size_t p = 0; p < best.size(); ++p) {
      times.push_back(best[p][i]);
      if (i != kLanguage) all[p] += best[p][i];
    }
    Print(kNames[i], std::move(times));
  }
  Print("without language", std::move(all));
}

}  // namespace
}  // namespace tamis

int main(int argc, char** argv) {
#if defined(__GLIBC__)
  // CLD2 takes some 100 KB from the heap for every text. Here nothing lies behind them, malloc
  // would give them back to the system each time, and what comes next would pay for that; a run
  // over a crawl has other memory there.
  mallopt(M_TRIM_THRESHOLD, 256 << 20);
  mallopt(M_MMAP_THRESHOLD, 256 << 20);
#endif
  std::vector<std::string> inputs;
  int rounds = 3;
  for (int i = 1; i < argc; ++i) {
    if (std::string_view(argv[i]) == "--rounds" && i + 1 < argc) {
      rounds = std::max(1, std::atoi(argv[++i]));
    } else {
      inputs.emplace_back(argv[i]);
    }
  }
  if (inputs.empty()) {
    std::fputs("usage: judge_bench CRAWL.warc[.gz] ... [--rounds N]\n", stderr);
    return 2;
  }
  tamis::Measure(inputs, rounds);
  return 0;
}
