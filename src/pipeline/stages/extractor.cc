// The path of one page, stage by stage:
//
//   bytes -> decode -> parse -> extract -> judge -> compose -> Document
//                          \-> metadata ->/
//
// Tested: tests/property/extractor_test.cc, tests/golden, tests/cli.

#include <string>
#include <utility>

#include "document/render/row.h"
#include "judge/judge.h"
#include "metadata/metadata.h"
#include "pipeline/stages/compose.h"
#include "pipeline/stages/decode.h"
#include "pipeline/stages/extract.h"
#include "pipeline/stages/parse.h"
#include "tamis/extract.h"

namespace tamis {

struct Extractor::Impl {
  explicit Impl(ExtractOptions extract_options) : options(extract_options) {}

  void Work(std::string_view bytes, const PageContext& context, Wanted wanted);
  void WorkOnHtml(std::string_view utf8, const PageContext& context, Wanted wanted);
  void WorkOnText(std::string_view utf8, const PageContext& context, Wanted wanted);
  void Judge(const html::Dom* dom, const metadata::Metadata& said,
             const extract::Extraction& extraction, const PageContext& context);

  const ExtractOptions options;
  pipeline::DecodeStage decode;
  pipeline::ParseStage parse;
  metadata::MetadataReader metadata;
  pipeline::ExtractStage extract;
  judge::PageJudge judge;
  pipeline::ComposeStage compose;
  Document document;
  StageTimes times;
  StageClock clock{times};
};

Extractor::Extractor(ExtractOptions options) : impl_(std::make_unique<Impl>(options)) {}
Extractor::~Extractor() = default;
Extractor::Extractor(Extractor&&) noexcept = default;
Extractor& Extractor::operator=(Extractor&&) noexcept = default;

const Document& Extractor::Extract(std::string_view bytes, const PageContext& context,
                                   Wanted wanted) {
  impl_->Work(bytes, context, wanted);
  return impl_->document;
}

const StageTimes& Extractor::stage_times() const { return impl_->times; }

void Extractor::Impl::Work(std::string_view bytes, const PageContext& context, Wanted wanted) {
  clock.Restart();
  const pipeline::DecodedInput& input = decode.Decode(bytes, context, options);
  clock.Lap(RunStage::kDecode);
  document.status = input.status;
  if (input.markup) {
    WorkOnHtml(input.utf8, context, wanted);
  } else {
    WorkOnText(input.utf8, context, wanted);
  }
  pipeline::ComposeStage::SetSource(input, document);
  if (document.status.ok() && context.cut_short) {
    document.status = Status(StatusCode::kTruncated, "the page ends early");
  }
  clock.Lap(RunStage::kCompose);
}

void Extractor::Impl::WorkOnHtml(std::string_view utf8, const PageContext& context, Wanted wanted) {
  Status parsed = parse.Parse(utf8, options);
  if (document.status.ok()) document.status = std::move(parsed);
  clock.Lap(RunStage::kParse);
  const metadata::Metadata& said = metadata.Read(parse.dom(), context);
  clock.Lap(RunStage::kDescribe);
  const extract::Extraction& extraction = extract.FromHtml(parse.dom(), said, context, options);
  clock.Lap(RunStage::kExtract);
  Judge(&parse.dom(), said, extraction, context);
  compose.Compose(extraction, said, &parse.dom(), wanted, document);
}

void Extractor::Impl::WorkOnText(std::string_view utf8, const PageContext& context, Wanted wanted) {
  const metadata::Metadata& said = metadata.ReadUrl(context);
  clock.Lap(RunStage::kDescribe);
  const extract::Extraction& extraction = extract.FromText(utf8, context, options);
  clock.Lap(RunStage::kExtract);
  Judge(nullptr, said, extraction, context);
  compose.Compose(extraction, said, nullptr, wanted, document);
}

void Extractor::Impl::Judge(const html::Dom* dom, const metadata::Metadata& said,
                            const extract::Extraction& extraction, const PageContext& context) {
  judge.Judge(dom, said, extraction, context, document.page_state, document.rights);
  clock.Lap(RunStage::kJudge);
}

}  // namespace tamis
