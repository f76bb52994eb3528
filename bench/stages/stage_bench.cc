// Where the CPU time of a run goes: nanoseconds a byte, microseconds and allocations a page, by
// stage.
//
//   stage_bench CRAWL.warc.gz [--rounds N]      default: 5 rounds
//
// One thread does what `tamis run` does with one, with a clock between the stages. Of each stage
// of each page (of each batch, for reading and writing) the best round counts, so that what
// others do on the machine counts little; the sums are thus a little better than a whole run.
// Allocations are those of the last round, when all memory is warm.

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "bench/stages/stages.h"
#include "io/byte_source.h"
#include "io/decoded_stream.h"
#include "io/file.h"
#include "io/gzip_writer.h"
#include "pipeline/readers/batch_reader.h"
#include "pipeline/readers/input_files.h"

namespace tamis::bench {
namespace {

constexpr int kGzipLevel = 1;  // as pipeline/run/page_worker.cc
constexpr size_t kReadBytes = 256u << 10;
constexpr size_t kInflateBytes = 4u << 20;  // timed together

[[noreturn]] void Fail(const std::string& message) {
  std::fprintf(stderr, "stage_bench: %s\n", message.c_str());
  std::exit(1);
}

// The best of all rounds, for each of a series of things that come in the same order every round.
class BestTimes {
 public:
  void StartRound() { next_ = 0; }
  void Add(double seconds) {
    if (next_ == best_.size()) best_.push_back(seconds);
    best_[next_] = std::min(best_[next_], seconds);
    ++next_;
  }
  double Sum() const {
    double sum = 0;
    for (const double seconds : best_) sum += seconds;
    return sum;
  }

 private:
  std::vector<double> best_;
  size_t next_ = 0;
};

struct Totals {
  size_t pages = 0;
  uint64_t page_bytes = 0;
  std::array<AllocationCount, kStages> allocations{};
};

class StageBench {
 public:
  StageBench(const std::string& crawl, int rounds)
      : crawl_(crawl), rounds_(rounds), files_(pipeline::ListInputFiles({crawl}).files) {
    if (files_.size() != 1) Fail("no such file: " + crawl);
    folder_ = (std::filesystem::temp_directory_path() / "tamis-stage-bench").string();
    std::filesystem::create_directories(folder_);
  }
  ~StageBench() { std::filesystem::remove_all(folder_); }
  StageBench(const StageBench&) = delete;
  StageBench& operator=(const StageBench&) = delete;

  void Run() {
    for (int round = 0; round < rounds_; ++round) {
      StartRound();
      ReadAlone();
      WorkOnCrawl(round == 0);
    }
    if (totals_.pages == 0) Fail("no HTML page in " + crawl_);
    Print();
  }

 private:
  void StartRound() {
    for (BestTimes& times : stages_) times.StartRound();
    for (BestTimes* times : {&read_, &inflate_, &records_, &gzip_, &write_}) times->StartRound();
    totals_ = {};
  }
  void ReadAlone();
  void WorkOnCrawl(bool check);
  void WorkOnBatch(const pipeline::Batch& batch, bool check);
  void Check();
  void WriteRows(io::AtomicFile& shard);
  void Print() const;
  void PrintLine(const char* name, double seconds, double all, const AllocationCount* count) const;

  const std::string crawl_;
  const int rounds_;
  const std::vector<pipeline::InputFile> files_;
  std::string folder_;
  StagePath path_;
  Extractor extractor_;
  io::GzipCompressor compressor_{kGzipLevel};
  std::string rows_, member_, file_, expected_;
  BestTimes read_, inflate_, records_, gzip_, write_;
  std::array<BestTimes, kStages> stages_;
  Totals totals_;
};

// Reading the file, and decompressing it in memory: what the record reader does, taken apart.
void StageBench::ReadAlone() {
  Result<std::unique_ptr<io::ByteSource>> source = io::OpenSource(crawl_);
  if (!source.ok()) Fail(source.status().message());
  file_.resize(std::max<uint64_t>((*source)->size(), 1));
  for (size_t at = 0; at < file_.size();) {
    const double begin = CpuSeconds();
    const Result<size_t> read =
        (*source)->Read(file_.data() + at, std::min(kReadBytes, file_.size() - at));
    read_.Add(CpuSeconds() - begin);
    if (!read.ok()) Fail(read.status().message());
    if (*read == 0) Fail("the file has become shorter: " + crawl_);
    at += *read;
  }
  io::MemorySource memory(file_);
  io::DecodedStream stream(memory);
  for (bool more = true; more;) {
    const double begin = CpuSeconds();
    for (size_t bytes = 0; more && bytes < kInflateBytes;) {
      more = stream.FillFromUnit(1).ok();
      bytes += stream.window().size();
      stream.Consume(stream.window().size());
    }
    inflate_.Add(CpuSeconds() - begin);
  }
}

void StageBench::WorkOnCrawl(bool check) {
  pipeline::BatchReader reader(files_, {}, nullptr);
  Result<io::AtomicFile> shard = io::AtomicFile::Create(folder_ + "/rows.jsonl.gz");
  if (!shard.ok()) Fail(shard.status().message());
  pipeline::Batch batch;
  for (;;) {
    const double begin = CpuSeconds();
    const bool filled = reader.Fill(batch);
    records_.Add(CpuSeconds() - begin);
    if (!filled) break;
    rows_.clear();
    WorkOnBatch(batch, check);
    WriteRows(*shard);
  }
  const double begin = CpuSeconds();
  if (const Status status = shard->Commit(); !status.ok()) Fail(status.message());
  write_.Add(CpuSeconds() - begin);
}

void StageBench::WorkOnBatch(const pipeline::Batch& batch, bool check) {
  for (const pipeline::Candidate& candidate : batch.candidates) {
    StageCosts costs{};
    if (!path_.Work(batch, candidate, costs)) continue;
    if (check) Check();
    for (size_t i = 0; i < kStages; ++i) {
      stages_[i].Add(costs[i].seconds);
      totals_.allocations[i].calls += costs[i].allocations.calls;
      totals_.allocations[i].bytes += costs[i].allocations.bytes;
    }
    ++totals_.pages;
    totals_.page_bytes += path_.page().size();
    rows_.append(path_.row()).push_back('\n');
  }
}

// The walk of StagePath must be that of the library.
void StageBench::Check() {
  expected_.clear();
  document::AppendRow(extractor_.Extract(path_.page(), path_.context()), path_.row_context(), {},
                      expected_);
  if (expected_ == path_.row()) return;
  Fail("bench/stages/stages.cc no longer does what the library does: the rows of " +
       std::string(path_.context().url) + " differ");
}

void StageBench::WriteRows(io::AtomicFile& shard) {
  member_.clear();
  const double begin = CpuSeconds();
  compressor_.AppendMember(rows_, member_);
  const double packed = CpuSeconds();
  if (const Status status = shard.Append(member_); !status.ok()) {
    Fail(status.message());
  }
  write_.Add(CpuSeconds() - packed);
  gzip_.Add(packed - begin);
}

void StageBench::PrintLine(const char* name, double seconds, double all,
                           const AllocationCount* count) const {
  const auto pages = static_cast<double>(totals_.pages);
  std::printf("%-26s %8.1f %9.4f %6.1f %%", name, 1e6 * seconds / pages,
              1e9 * seconds / static_cast<double>(totals_.page_bytes), 100 * seconds / all);
  if (count != nullptr) {
    std::printf(" %9.1f %9.1f", static_cast<double>(count->calls) / pages,
                static_cast<double>(count->bytes) / pages / 1024);
  }
  std::printf("\n");
}

void StageBench::Print() const {
  const auto time = [this](Stage stage) { return stages_[static_cast<size_t>(stage)].Sum(); };
  const auto count = [this](Stage stage) {
    return &totals_.allocations[static_cast<size_t>(stage)];
  };
  const double parts = time(Stage::kLanguage) + time(Stage::kSignals) + time(Stage::kPii);
  struct Line {
    const char* name;
    double seconds;
    const AllocationCount* allocations;
  };
  const Line lines[] = {
      {"read", read_.Sum(), nullptr},
      {"inflate", inflate_.Sum(), nullptr},
      {"records, batches", records_.Sum() - read_.Sum() - inflate_.Sum(), nullptr},
      {"HTTP, codings", time(Stage::kHttp), count(Stage::kHttp)},
      {"decode", time(Stage::kDecode), count(Stage::kDecode)},
      {"tokenize", time(Stage::kTokenize), count(Stage::kTokenize)},
      {"tree (parse - tokenize)", time(Stage::kParse) - time(Stage::kTokenize),
       count(Stage::kParse)},
      {"metadata", time(Stage::kMetadata), count(Stage::kMetadata)},
      {"blocks", time(Stage::kBlocks), count(Stage::kBlocks)},
      {"features of the page", time(Stage::kFeatures), count(Stage::kFeatures)},
      {"model: columns, forests", time(Stage::kModel), count(Stage::kModel)},
      {"decide (without model)", time(Stage::kDecide) - time(Stage::kModel), count(Stage::kDecide)},
      {"tables, code, posts", time(Stage::kStructure), count(Stage::kStructure)},
      {"state, rights", time(Stage::kJudge), count(Stage::kJudge)},
      {"language", time(Stage::kLanguage), count(Stage::kLanguage)},
      {"quality signals", time(Stage::kSignals), count(Stage::kSignals)},
      {"personal data", time(Stage::kPii), count(Stage::kPii)},
      {"render (rest of compose)", time(Stage::kCompose) - parts, count(Stage::kCompose)},
      {"row (JSON)", time(Stage::kRow), count(Stage::kRow)},
      {"gzip of rows", gzip_.Sum(), nullptr},
      {"write, make durable", write_.Sum(), nullptr},
  };
  double all = 0;
  for (const Line& line : lines) all += line.seconds;
  std::printf("%zu pages, %.1f MB of HTML, %d rounds, best of each stage and page\n", totals_.pages,
              static_cast<double>(totals_.page_bytes) / 1e6, rounds_);
  std::printf("%-26s %8s %9s %8s %9s %9s\n", "stage", "us/page", "ns/byte", "share", "allocs/p",
              "KB/page");
  for (const Line& line : lines) PrintLine(line.name, line.seconds, all, line.allocations);
  AllocationCount sum;
  for (Stage stage = Stage::kHttp; stage <= Stage::kRow;
       stage = static_cast<Stage>(static_cast<uint8_t>(stage) + 1)) {
    sum.calls += count(stage)->calls;
    sum.bytes += count(stage)->bytes;
  }
  PrintLine("all", all, all, &sum);
  std::printf(
      "Allocations of tree, decide and render are those of parse, decide and compose as a whole;\n"
      "of tokenize, model, language, signals and personal data as they are alone.\n");
  if (!kAllocationsAreCounted) std::printf("Allocations are not counted in this build.\n");
}

int Main(int argc, char** argv) {
  int rounds = 5;
  std::string crawl;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--rounds" && i + 1 < argc) {
      rounds = std::max(1, std::atoi(argv[++i]));
    } else {
      crawl = argument;
    }
  }
  if (crawl.empty()) {
    std::fputs("usage: stage_bench CRAWL.warc.gz [--rounds N]\n", stderr);
    return 2;
  }
  StageBench(crawl, rounds).Run();
  return 0;
}

}  // namespace
}  // namespace tamis::bench

int main(int argc, char** argv) { return tamis::bench::Main(argc, argv); }
