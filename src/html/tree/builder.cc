#include "html/tree/builder.h"

#include <algorithm>

namespace tamis::html {
namespace {

constexpr uint32_t kMinDepth = 16;
constexpr uint32_t kMinNodes = 64;
// One token makes at most: 32 nodes in the adoption agency, a few elements, and one element for
// each formatting element to reconstruct.
constexpr uint32_t kNodesPerToken = 48;

}  // namespace

ParseResult TreeBuilder::Build(const ParseOptions& options, std::string_view context) {
  Start(options);
  if (!context.empty()) StartFragment(context);
  is_plain_ = !IsFragment() && parts_.errors == nullptr;
  Run();
  Finish();
  return Result();
}

void TreeBuilder::Start(const ParseOptions& options) {
  options_ = options;
  options_.max_depth = std::max(options.max_depth, kMinDepth);
  options_.max_nodes = std::max(options.max_nodes, kMinNodes);
  last_node_count_ = options_.max_nodes - kNodesPerToken;
  mode_ = original_mode_ = Mode::kInitial;
  template_modes_.clear();
  open_.Clear();
  formatting_.Clear();
  head_ = form_ = kNoNode;
  frameset_ok_ = true;
  foster_parenting_ = skip_newline_ = cdata_allowed_ = false;
  quirks_ = QuirksMode::kNoQuirks;
  context_tag_ = 0;
  context_ns_ = Namespace::kNone;
  context_traits_ = 0;
  table_text_.clear();
  selects_.clear();
  patches_.clear();
  cloned_nodes_ = markers_ = patch_steps_ = tokens_ = 0;
  stopped_ = StatusCode::kOk;
  stopped_at_ = depth_reached_at_ = body_end_ = html_end_ = 0;
  depth_reached_ = false;
  if (options.max_ms != 0) {
    deadline_ = std::chrono::steady_clock::now() + std::chrono::milliseconds(options.max_ms);
  }
}

void TreeBuilder::Run() {
  for (;;) {
    if (!AmongCommonTokens() || !TakeCommonTokens()) parts_.tokenizer->Next(token_);
    if (LimitReached()) [[unlikely]] {
      token_.type = TokenType::kEndOfFile;
      token_.source_end = token_.source_begin;
      token_.attributes.Clear();
    }
    if (skip_newline_) {
      skip_newline_ = false;
      DropLeadingNewline();
    }
    self_closing_seen_ = false;
    Step step;
    do {
      step = Dispatch();
    } while (step == Step::kReprocess);
    if (step == Step::kStop) return;
    if (open_.has_foreign() || cdata_allowed_ || IsFragment()) UpdateCdata();
    if (parts_.errors != nullptr && token_.type == TokenType::kStartTag && token_.self_closing &&
        !self_closing_seen_) {
      parts_.errors->push_back(
          {ParseError::kNonVoidHtmlElementStartTagWithTrailingSolidus, token_.source_end});
    }
  }
}

// Looked at before a token is processed, so that the tree is whole when it ends.
bool TreeBuilder::LimitReached() {
  if (stopped_ == StatusCode::kOk) [[likely]] {
    const bool room = dom().node_count() + formatting_.size() <= last_node_count_;
    const bool look = options_.max_ms != 0 && ++tokens_ % kTokensPerClockLook == 0;
    if (room && !look) [[likely]]
      return false;
    if (!room) {
      stopped_ = StatusCode::kNodeLimit;
    } else if (std::chrono::steady_clock::now() < deadline_) {
      return false;
    } else {
      stopped_ = StatusCode::kTimeout;
    }
  }
  stopped_at_ = token_.source_begin;
  return true;
}

// https://html.spec.whatwg.org/#tree-construction-dispatcher
Step TreeBuilder::Dispatch() {
  if ((open_.has_foreign() || (context_traits_ & (kIsSvg | kIsMathMl)) != 0) && TokenIsForeign()) {
    return ForeignContent();
  }
  if (mode_ == Mode::kInBody) [[likely]]
    return InBody();
  return DispatchMode(mode_);
}

bool TreeBuilder::TokenIsForeign() const {
  if (open_.empty()) return false;
  const TagTraits traits = AdjustedTraits();
  if ((traits & kIsHtml) != 0) return false;
  const bool start = token_.type == TokenType::kStartTag;
  const bool text = token_.type == TokenType::kText;
  if ((traits & kMathTextPoint) != 0) {
    if (text) return false;
    if (start && token_.name != names::kMglyph && token_.name != names::kMalignmark) return false;
  }
  if ((traits & kIsMathMl) != 0 && start && token_.name == names::kSvg) {
    const NameId tag = open_.size() == 1 && IsFragment() ? context_tag_ : open_.top().name();
    if (tag == names::kAnnotationXml) return false;
  }
  if ((traits & kHtmlPoint) != 0 && (start || text)) return false;
  return token_.type != TokenType::kEndOfFile;
}

Step TreeBuilder::DispatchMode(Mode mode) {
  switch (mode) {
    case Mode::kInitial:
      return Initial();
    case Mode::kBeforeHtml:
      return BeforeHtml();
    case Mode::kBeforeHead:
      return BeforeHead();
    case Mode::kInHead:
      return InHead();
    case Mode::kInHeadNoscript:
      return InHeadNoscript();
    case Mode::kAfterHead:
      return AfterHead();
    case Mode::kInBody:
      return InBody();
    case Mode::kText:
      return Text();
    case Mode::kInTable:
      return InTable();
    case Mode::kInTableText:
      return InTableText();
    case Mode::kInCaption:
      return InCaption();
    case Mode::kInColumnGroup:
      return InColumnGroup();
    case Mode::kInTableBody:
      return InTableBody();
    case Mode::kInRow:
      return InRow();
    case Mode::kInCell:
      return InCell();
    case Mode::kInTemplate:
      return InTemplate();
    case Mode::kAfterBody:
      return AfterBody();
    case Mode::kInFrameset:
      return InFrameset();
    case Mode::kAfterFrameset:
      return AfterFrameset();
    case Mode::kAfterAfterBody:
      return AfterAfterBody();
    case Mode::kAfterAfterFrameset:
      return AfterAfterFrameset();
  }
  return Step::kStop;
}

void TreeBuilder::UpdateCdata() {
  const bool allowed = !open_.empty() && (AdjustedTraits() & kIsHtml) == 0;
  if (allowed == cdata_allowed_) return;
  cdata_allowed_ = allowed;
  parts_.tokenizer->SetCdataAllowed(allowed);
}

// https://html.spec.whatwg.org/#stop-parsing: whatever is open ends with the page; body and
// html end with their end tags where nothing came after those.
void TreeBuilder::Finish() {
  token_.type = TokenType::kEndOfFile;
  while (!open_.empty()) {
    const OpenElement e = open_.top();
    Pop();
    if (e.key == names::kBody && body_end_ != 0) dom().mutable_node(e.node).source_end = body_end_;
    if (e.key == names::kHtml && html_end_ != 0) dom().mutable_node(e.node).source_end = html_end_;
  }
  while (!formatting_.empty()) EraseFormatting(formatting_.size() - 1);
}

ParseResult TreeBuilder::Result() const {
  ParseResult result;
  result.quirks = quirks_;
  switch (stopped_) {
    case StatusCode::kNodeLimit:
      result.status =
          Status(stopped_, stopped_at_, "more nodes than max_nodes: the rest is not read");
      break;
    case StatusCode::kTimeout:
      result.status = Status(stopped_, stopped_at_, "longer than max_ms: the rest is not read");
      break;
    case StatusCode::kTooLarge:
      result.status = Status(stopped_, stopped_at_, "decoded text fills all addresses");
      break;
    default:
      if (depth_reached_) {
        result.status = Status(StatusCode::kDepthLimit, depth_reached_at_,
                               "deeper than max_depth: deeper elements became siblings");
      }
      break;
  }
  return result;
}

}  // namespace tamis::html
