// What judging costs a page (state and rights together), beside what comes before it.
//
//   judge_bench PAGE.html ...       microseconds a page: mean, median, 99th percentile, largest
//
// Each page is parsed, read and extracted once; judging it is timed alone, the best of five.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <limits>
#include <string>
#include <vector>

#include "base/unicode/utf8.h"
#include "extract/extract.h"
#include "html/tree/parser.h"
#include "judge/judge.h"
#include "metadata/metadata.h"

namespace tamis {
namespace {

constexpr int kRounds = 5;

class JudgeBench {
 public:
  // Microseconds.
  double Time(const std::string& page) {
    (void)parser_.Parse(page);
    const PageContext context{.url = "https://www.example.org/a/b"};
    const metadata::Metadata& said = metadata_.Read(parser_.dom(), context);
    const extract::Extraction& extraction = extractor_.ExtractHtml(parser_.dom(), {});
    double best = std::numeric_limits<double>::max();
    for (int round = 0; round < kRounds; ++round) {
      const auto begin = std::chrono::steady_clock::now();
      (void)judge_.Judge(&parser_.dom(), said, extraction, context);
      const std::chrono::duration<double, std::micro> spent =
          std::chrono::steady_clock::now() - begin;
      best = std::min(best, spent.count());
    }
    return best;
  }

 private:
  html::Parser parser_;
  metadata::MetadataReader metadata_;
  extract::PageExtractor extractor_;
  judge::PageJudge judge_;
};

int Main(int argc, char** argv) {
  JudgeBench bench;
  std::vector<double> times;
  double sum = 0;
  for (int i = 1; i < argc; ++i) {
    std::ifstream file(argv[i], std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    std::string page;
    AppendUtf8Lossy(bytes, page);
    times.push_back(bench.Time(page));
    sum += times.back();
  }
  if (times.empty()) {
    std::fputs("usage: judge_bench PAGE.html ...\n", stderr);
    return 2;
  }
  std::sort(times.begin(), times.end());
  const size_t n = times.size();
  std::printf("%zu pages: mean %.1f us, median %.1f, 99th percentile %.1f, largest %.1f\n", n,
              sum / static_cast<double>(n), times[n / 2], times[n * 99 / 100], times[n - 1]);
  return 0;
}

}  // namespace
}  // namespace tamis

int main(int argc, char** argv) { return tamis::Main(argc, argv); }
