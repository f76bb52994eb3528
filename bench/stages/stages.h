// The path of a page cut into stages that can be timed one by one.
//
// The library keeps no clock. So the path is walked here once more, call by call as in
// pipeline/stages/extractor.cc, extract/extract.cc and pipeline/run/page_worker.cc, with a clock
// between the calls. The catch: this walk could part from theirs unseen; stage_bench.cc therefore
// compares every row that comes out with the one that tamis::Extractor gives.

#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/memory/text_store.h"
#include "document/compose.h"
#include "document/render/row.h"
#include "extract/blocks/block_builder.h"
#include "extract/decide/decider.h"
#include "extract/extract.h"
#include "extract/features/features.h"
#include "extract/model/block_model.h"
#include "extract/posts/post_finder.h"
#include "extract/structure/whole_tables.h"
#include "html/tokenizer/tokenizer.h"
#include "judge/judge.h"
#include "metadata/metadata.h"
#include "pipeline/readers/batch.h"
#include "pipeline/stages/decode.h"
#include "pipeline/stages/parse.h"
#include "tamis/extract.h"
#include "tests/allocation/allocation_counter.h"
#include "text/language.h"
#include "text/pii/pii.h"
#include "text/signals/signals.h"
#include "warc/http.h"

namespace tamis::bench {

// In the order of the path, one after another.
enum class Stage : uint8_t {
  kHttp,       // header, transfer and content codings undone
  kDecode,     // media type, encoding, to UTF-8
  kParse,      // tokens and tree
  kMetadata,   //
  kBlocks,     //
  kFeatures,   // of the page and its blocks; rows are made inside kDecide, as they are asked for
  kDecide,     // columns, forests, cut, reasons
  kStructure,  // tables, code, posts, JSON in scripts
  kJudge,      // page state and rights
  kCompose,    // text, language, signals, personal data, Document
  kRow,        // JSON
  // Timed a second time, alone, as they stand inside one of the above.
  kTokenize,  // of kParse: tokens that nobody takes
  kModel,     // of kDecide: columns and forests
  kLanguage,  // of kCompose
  kSignals,   //
  kPii,       //
  kCount
};
inline constexpr size_t kStages = static_cast<size_t>(Stage::kCount);

// CPU seconds of this thread, which others on the machine do not add to.
double CpuSeconds();

struct StageCost {
  double seconds = 0;
  AllocationCount allocations;
};
using StageCosts = std::array<StageCost, kStages>;

// Reuses its memory from page to page, as a worker does.
class StagePath {
 public:
  // Works on an HTTP response. False when it holds no HTML page: then nothing is measured.
  bool Work(const pipeline::Batch& batch, const pipeline::Candidate& candidate, StageCosts& costs);

  // Of the last page, until the next call.
  std::string_view page() const { return message_->body; }  // as sent, codings undone
  const PageContext& context() const { return context_; }
  const document::RowContext& row_context() const { return row_context_; }
  const std::string& row() const { return row_; }

 private:
  void WorkOnPage(StageCosts& costs);
  void Extract(StageCosts& costs);
  void MeasureParts(std::string_view utf8, StageCosts& costs);
  void Tokenize(std::string_view utf8);

  ExtractOptions options_;
  warc::HttpReader http_;
  pipeline::DecodeStage decode_;
  pipeline::ParseStage parse_;
  metadata::MetadataReader metadata_;
  extract::BlockBuilder block_builder_;
  extract::FeatureExtractor features_;
  extract::Decider decider_;
  extract::TableMender table_mender_;
  extract::PostFinder post_finder_;
  extract::Extraction extraction_;
  judge::PageJudge judge_;
  document::Composer composer_;
  Document document_;

  TextStore text_store_;
  html::NameTable name_table_;
  html::Tokenizer tokenizer_;
  html::Token token_;
  extract::BlockModel model_;
  std::vector<float> scores_;
  text::LanguageIdentifier language_;
  text::SignalReader signals_;
  std::vector<PiiSpan> pii_;

  const warc::HttpMessage* message_ = nullptr;
  const metadata::Metadata* said_ = nullptr;
  PageContext context_;
  std::vector<HttpField> http_fields_;
  std::vector<std::string_view> titles_;
  document::RowContext row_context_;
  std::string row_;
};

}  // namespace tamis::bench
