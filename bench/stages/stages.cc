#include "bench/stages/stages.h"

#include <ctime>
#include <utility>

#include "extract/second_source/second_source.h"
#include "extract/structure/code_between.h"
#include "pipeline/stages/compose.h"

namespace tamis::bench {
namespace {

namespace names = html::names;

// Measures from its making to its end.
class Meter {
 public:
  Meter(Stage stage, StageCosts& costs)
      : cost_(costs[static_cast<size_t>(stage)]),
        allocations_(AllocationsSoFar()),
        begin_(CpuSeconds()) {}
  ~Meter() {
    cost_.seconds = CpuSeconds() - begin_;
    cost_.allocations = AllocationsSoFar() - allocations_;
  }
  Meter(const Meter&) = delete;
  Meter& operator=(const Meter&) = delete;

 private:
  StageCost& cost_;
  const AllocationCount allocations_;
  const double begin_;
};

// How the tree builder would have the text of this element read, foreign elements aside.
html::ContentModel ModelOf(html::NameId name) {
  switch (name) {
    case names::kScript:
      return html::ContentModel::kScriptData;
    case names::kTitle:
    case names::kTextarea:
      return html::ContentModel::kRcdata;
    case names::kStyle:
    case names::kNoscript:
    case names::kIframe:
    case names::kXmp:
      return html::ContentModel::kRawtext;
    default:
      return html::ContentModel::kData;
  }
}

}  // namespace

double CpuSeconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

bool StagePath::Work(const pipeline::Batch& batch, const pipeline::Candidate& candidate,
                     StageCosts& costs) {
  if (candidate.kind != pipeline::CandidateKind::kHttp) return false;
  {
    const Meter meter(Stage::kHttp, costs);
    message_ = &http_.Parse(candidate.block);
    http_fields_.clear();
    for (const warc::HeaderField& field : message_->headers.fields()) {
      http_fields_.push_back({field.name, field.value});
    }
  }
  if (message_->status != 200) return false;
  context_ = {.url = batch.View(candidate.url),
              .content_type = message_->content_type(),
              .fetch_date = batch.View(candidate.date),
              .cut_short = candidate.partial || message_->has(warc::kBodyPartial),
              .http_status = message_->status,
              .http_fields = http_fields_};
  std::string_view utf8;
  {
    const Meter meter(Stage::kDecode, costs);
    const pipeline::DecodedInput& input = decode_.Decode(message_->body, context_, options_);
    if (!input.markup || input.status.code() == StatusCode::kNotHtml) return false;
    document_.status = input.status;
    pipeline::ComposeStage::SetSource(input, document_);
    utf8 = input.utf8;
  }
  {
    const Meter meter(Stage::kParse, costs);
    Status parsed = parse_.Parse(utf8, options_);
    if (document_.status.ok()) document_.status = std::move(parsed);
  }
  WorkOnPage(costs);
  MeasureParts(utf8, costs);
  return true;
}

void StagePath::WorkOnPage(StageCosts& costs) {
  const html::Dom& dom = parse_.dom();
  {
    const Meter meter(Stage::kMetadata, costs);
    said_ = &metadata_.Read(dom, context_);
  }
  Extract(costs);
  {
    const Meter meter(Stage::kJudge, costs);
    judge_.Judge(&dom, *said_, extraction_, context_, document_.page_state, document_.rights);
  }
  {
    const Meter meter(Stage::kCompose, costs);
    composer_.Compose(extraction_, *said_, &dom, {}, document_);
  }
  if (document_.status.ok() && context_.cut_short) {
    document_.status = Status(StatusCode::kTruncated, "the page ends early");
  }
  row_context_.url = context_.url;
  row_.clear();
  const Meter meter(Stage::kRow, costs);
  document::AppendRow(document_, row_context_, {}, row_);
}

void StagePath::Extract(StageCosts& costs) {
  const html::Dom& dom = parse_.dom();
  titles_.assign(said_->titles.begin(), said_->titles.end());
  const extract::PageHints hints{.titles = titles_, .og_type = said_->og_type, .url = context_.url};
  {
    const Meter meter(Stage::kBlocks, costs);
    block_builder_.Build(dom, extraction_.blocks);
  }
  extract::PageForm form;
  {
    const Meter meter(Stage::kFeatures, costs);
    form = extract::FindPageForm(extraction_.blocks.declared, hints.og_type, hints.url);
    features_.Read(extraction_.blocks, form);
  }
  {
    const Meter meter(Stage::kDecide, costs);
    decider_.Decide(features_, options_, hints, extraction_);
  }
  const Meter meter(Stage::kStructure, costs);
  table_mender_.Mend(extraction_.blocks, extraction_.decisions);
  extract::KeepCodeBetween(extraction_.blocks, extraction_.decisions);
  const bool forum = extraction_.page_type_score > 0 && extraction_.page_type == PageType::kForum;
  post_finder_.Find(dom, form.forum || forum, extraction_);
  extract::ApplySecondSource(dom, hints, extraction_);
}

void StagePath::MeasureParts(std::string_view utf8, StageCosts& costs) {
  {
    const Meter meter(Stage::kTokenize, costs);
    Tokenize(utf8);
  }
  {
    // JSON from scripts may have joined the blocks, and has no features.
    const bool joined = features_.index().blocks.size() != extraction_.blocks.blocks.size();
    const Meter meter(Stage::kModel, costs);
    if (!joined) (void)model_.Score(extraction_.blocks, features_, scores_);
  }
  {
    const Meter meter(Stage::kLanguage, costs);
    (void)language_.Identify(document_.text, document_.html_lang);
  }
  {
    const Meter meter(Stage::kSignals, costs);
    (void)signals_.Read(document_.text, document_.language);
  }
  const Meter meter(Stage::kPii, costs);
  text::FindPii(document_.text, pii_);
}

void StagePath::Tokenize(std::string_view utf8) {
  text_store_.Reset(utf8);
  name_table_.Reset();
  tokenizer_.Reset(&text_store_, &name_table_);
  do {
    tokenizer_.Next(token_);
    if (token_.type != html::TokenType::kStartTag) continue;
    const html::ContentModel model = ModelOf(token_.name);
    if (model != html::ContentModel::kData) tokenizer_.SwitchTo(model);
  } while (token_.type != html::TokenType::kEndOfFile);
}

}  // namespace tamis::bench
