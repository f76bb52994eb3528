// Start tags "in body". https://html.spec.whatwg.org/#parsing-main-inbody
//
// A table says what kind of start tag a name is; the kinds that make up a page (blocks, inline
// elements, links, list items, void elements) are handled first and in few steps.

#include <array>

#include "html/tree/builder.h"

namespace tamis::html {
namespace {

enum Kind : uint8_t {
  kOrdinary,
  kBlock,
  kHeadingBlock,
  kFormattingElement,
  kVoid,
  kListItem,
  kAnchor,
  kTableElement,
  kHeadElement,
  // Rare ones: InBodyRareStartTag()
  kHtmlElement,
  kBodyElement,
  kFramesetElement,
  kPreformatted,
  kFormElement,
  kPlaintextElement,
  kButtonElement,
  kNobr,
  kMarkerElement,
  kInputElement,
  kVoidSimple,
  kRule,
  kImage,
  kTextareaElement,
  kXmpElement,
  kIframeElement,
  kNoembedElement,
  kNoscriptElement,
  kSelectElement,
  kOptionElement,
  kRubyBase,
  kRubyText,
  kMathElement,
  kSvgElement,
  kSelectedContent,
  kIgnored,
};

struct KindRule {
  Kind kind;
  std::initializer_list<names::Name> tags;
};

consteval std::array<uint8_t, names::kTagEnd> MakeKinds() {
  namespace n = names;
  const KindRule rules[] = {
      {kBlock, {n::kAddress,  n::kArticle,    n::kAside,   n::kBlockquote, n::kCenter,
                n::kDetails,  n::kDialog,     n::kDir,     n::kDiv,        n::kDl,
                n::kFieldset, n::kFigcaption, n::kFigure,  n::kFooter,     n::kHeader,
                n::kHgroup,   n::kMain,       n::kMenu,    n::kNav,        n::kOl,
                n::kP,        n::kSearch,     n::kSection, n::kSummary,    n::kUl}},
      {kHeadingBlock, {n::kH1, n::kH2, n::kH3, n::kH4, n::kH5, n::kH6}},
      {kFormattingElement,
       {n::kB, n::kBig, n::kCode, n::kEm, n::kFont, n::kI, n::kS, n::kSmall, n::kStrike, n::kStrong,
        n::kTt, n::kU}},
      {kVoid, {n::kArea, n::kBr, n::kEmbed, n::kImg, n::kKeygen, n::kWbr}},
      {kListItem, {n::kLi, n::kDd, n::kDt}},
      {kAnchor, {n::kA}},
      {kTableElement, {n::kTable}},
      {kHeadElement,
       {n::kBase, n::kBasefont, n::kBgsound, n::kLink, n::kMeta, n::kNoframes, n::kScript,
        n::kStyle, n::kTemplate, n::kTitle}},
      {kHtmlElement, {n::kHtml}},
      {kBodyElement, {n::kBody}},
      {kFramesetElement, {n::kFrameset}},
      {kPreformatted, {n::kPre, n::kListing}},
      {kFormElement, {n::kForm}},
      {kPlaintextElement, {n::kPlaintext}},
      {kButtonElement, {n::kButton}},
      {kNobr, {n::kNobr}},
      {kMarkerElement, {n::kApplet, n::kMarquee, n::kObject}},
      {kInputElement, {n::kInput}},
      {kVoidSimple, {n::kParam, n::kSource, n::kTrack}},
      {kRule, {n::kHr}},
      {kImage, {n::kImage}},
      {kTextareaElement, {n::kTextarea}},
      {kXmpElement, {n::kXmp}},
      {kIframeElement, {n::kIframe}},
      {kNoembedElement, {n::kNoembed}},
      {kNoscriptElement, {n::kNoscript}},
      {kSelectElement, {n::kSelect}},
      {kOptionElement, {n::kOption, n::kOptgroup}},
      {kRubyBase, {n::kRb, n::kRtc}},
      {kRubyText, {n::kRp, n::kRt}},
      {kMathElement, {n::kMath}},
      {kSvgElement, {n::kSvg}},
      {kSelectedContent, {n::kSelectedcontent}},
      {kIgnored,
       {n::kCaption, n::kCol, n::kColgroup, n::kFrame, n::kHead, n::kTbody, n::kTd, n::kTfoot,
        n::kTh, n::kThead, n::kTr}},
  };
  std::array<uint8_t, names::kTagEnd> kinds{};
  for (const KindRule& rule : rules) {
    for (const names::Name tag : rule.tags) kinds[tag] = rule.kind;
  }
  return kinds;
}

constexpr std::array<uint8_t, names::kTagEnd> kKinds = MakeKinds();

}  // namespace

Step TreeBuilder::InBodyStartTag() {
  const uint8_t kind = token_.name < names::kTagEnd ? kKinds[token_.name] : uint8_t{kOrdinary};
  switch (kind) {
    case kOrdinary:
      Reconstruct();
      InsertElement();
      return Step::kDone;
    case kBlock:
      CloseParagraphInButtonScope();
      InsertElement();
      return Step::kDone;
    case kHeadingBlock:
      CloseParagraphInButtonScope();
      if ((open_.top().traits & kHeading) != 0) Pop();
      InsertElement();
      return Step::kDone;
    case kAnchor: {
      const uint32_t previous = FindFormatting(names::kA);
      if (previous != FormattingList::kNowhere) {
        const NodeId node = formatting_[previous];
        if (!AdoptionAgency()) (void)InBodyAnyOtherEnd();
        if (IsFormatting(node)) EraseFormatting(formatting_.Find(node));
        if (IsOpen(node)) RemoveFromOpen(open_.FindNode(node));
      }
      Reconstruct();
      PushFormatting(InsertElement());
      return Step::kDone;
    }
    case kFormattingElement:
      Reconstruct();
      PushFormatting(InsertElement());
      return Step::kDone;
    case kVoid:
      Reconstruct();
      InsertVoid();
      frameset_ok_ = false;
      return Step::kDone;
    case kListItem:
      return InBodyListItem(token_.name);
    case kTableElement:
      if (quirks_ != QuirksMode::kQuirks) CloseParagraphInButtonScope();
      InsertElement();
      frameset_ok_ = false;
      mode_ = Mode::kInTable;
      return Step::kDone;
    case kHeadElement:
      return InHead();
    default:
      return InBodyRareStartTag(kind);
  }
}

// <li>, <dd>, <dt>: a new item ends the one that is open, unless something special stands
// between (an <ul> of its own, say).
Step TreeBuilder::InBodyListItem(NameId tag) {
  frameset_ok_ = false;
  for (uint32_t i = open_.size(); i-- > 0;) {
    const OpenElement& e = open_[i];
    const bool same =
        tag == names::kLi ? e.key == names::kLi : e.key == names::kDd || e.key == names::kDt;
    if (same) {
      const NameId open_tag = e.name();
      GenerateImpliedEndTagsExcept(open_tag);
      PopUntil(open_tag);
      break;
    }
    if ((e.traits & kListBoundary) != 0) break;
  }
  CloseParagraphInButtonScope();
  InsertElement();
  return Step::kDone;
}

// LONG: https://html.spec.whatwg.org/#parsing-main-inbody, one case a paragraph of the standard;
// continued in InBodyRarerStartTag().
Step TreeBuilder::InBodyRareStartTag(uint8_t kind) {
  switch (kind) {
    case kHtmlElement:
      if (!open_.has_template() && !open_.empty()) {
        dom().AddMissingAttributes(open_[0].node, token_.attributes);
      }
      return Step::kDone;
    case kBodyElement:
      if (open_.size() < 2 || open_[1].key != names::kBody || open_.has_template()) {
        return Step::kDone;
      }
      frameset_ok_ = false;
      dom().AddMissingAttributes(open_[1].node, token_.attributes);
      return Step::kDone;
    case kFramesetElement:
      return InBodyFrameset();
    case kPreformatted:
      CloseParagraphInButtonScope();
      InsertElement();
      skip_newline_ = true;
      frameset_ok_ = false;
      return Step::kDone;
    case kFormElement:
      if (form_ != kNoNode && !open_.has_template()) return Step::kDone;
      CloseParagraphInButtonScope();
      InsertElement();
      if (!open_.has_template()) form_ = open_.top().node;
      return Step::kDone;
    case kPlaintextElement:
      CloseParagraphInButtonScope();
      InsertElement();
      parts_.tokenizer->SwitchTo(ContentModel::kPlaintext);
      return Step::kDone;
    case kButtonElement:
      if (open_.InScope(names::kButton)) {
        GenerateImpliedEndTags();
        PopUntil(names::kButton);
      }
      Reconstruct();
      InsertElement();
      frameset_ok_ = false;
      return Step::kDone;
    case kNobr:
      Reconstruct();
      if (open_.InScope(names::kNobr)) {
        if (!AdoptionAgency()) (void)InBodyAnyOtherEnd();
        Reconstruct();
      }
      PushFormatting(InsertElement());
      return Step::kDone;
    case kMarkerElement:
      Reconstruct();
      InsertElement();
      PushMarker();
      frameset_ok_ = false;
      return Step::kDone;
    case kInputElement:
      if (context_tag_ == names::kSelect && context_ns_ == Namespace::kHtml) return Step::kDone;
      if (open_.InScope(names::kSelect)) PopUntil(names::kSelect);
      Reconstruct();
      InsertVoid();
      if (!TokenValueIs(names::kType, "hidden")) frameset_ok_ = false;
      return Step::kDone;
    case kVoidSimple:
      InsertVoid();
      return Step::kDone;
    case kRule:
      CloseParagraphInButtonScope();
      if (open_.InScope(names::kSelect)) GenerateImpliedEndTags();
      InsertVoid();
      frameset_ok_ = false;
      return Step::kDone;
    case kImage:
      token_.name = names::kImg;
      return Step::kReprocess;
    default:
      return InBodyRarerStartTag(kind);
  }
}

Step TreeBuilder::InBodyRarerStartTag(uint8_t kind) {
  switch (kind) {
    case kTextareaElement:
      InsertElement();
      skip_newline_ = true;
      parts_.tokenizer->SwitchTo(ContentModel::kRcdata);
      original_mode_ = mode_;
      frameset_ok_ = false;
      mode_ = Mode::kText;
      return Step::kDone;
    case kXmpElement:
      CloseParagraphInButtonScope();
      Reconstruct();
      frameset_ok_ = false;
      InsertRawText(ContentModel::kRawtext);
      return Step::kDone;
    case kIframeElement:
      frameset_ok_ = false;
      InsertRawText(ContentModel::kRawtext);
      return Step::kDone;
    case kNoembedElement:
      InsertRawText(ContentModel::kRawtext);
      return Step::kDone;
    case kNoscriptElement:
      if (options_.scripting) {
        InsertRawText(ContentModel::kRawtext);
      } else {
        Reconstruct();
        InsertElement();
      }
      return Step::kDone;
    case kSelectElement:
      return InBodySelect();
    case kOptionElement:
      return InBodyOption(token_.name);
    case kRubyBase:
      if (open_.InScope(names::kRuby)) GenerateImpliedEndTags();
      InsertElement();
      return Step::kDone;
    case kRubyText:
      if (open_.InScope(names::kRuby)) GenerateImpliedEndTagsExcept(names::kRtc);
      InsertElement();
      return Step::kDone;
    case kMathElement:
    case kSvgElement:
      Reconstruct();
      AdjustForeignAttributes(kind == kSvgElement ? Namespace::kSvg : Namespace::kMathMl);
      InsertForeign(kind == kSvgElement ? Namespace::kSvg : Namespace::kMathMl, token_.name);
      return Step::kDone;
    case kSelectedContent:
      Reconstruct();
      SelectedContentInserted(InsertElement());
      return Step::kDone;
    default:
      return Step::kDone;  // kIgnored
  }
}

// A <frameset> takes the place of a <body> that holds nothing to see.
Step TreeBuilder::InBodyFrameset() {
  if (open_.size() < 2 || open_[1].key != names::kBody || !frameset_ok_) return Step::kDone;
  dom().Remove(open_[1].node);
  PopTo(1);
  InsertElement();
  mode_ = Mode::kInFrameset;
  return Step::kDone;
}

Step TreeBuilder::InBodySelect() {
  if (context_tag_ == names::kSelect && context_ns_ == Namespace::kHtml) return Step::kDone;
  if (open_.InScope(names::kSelect)) {
    PopUntil(names::kSelect);
    return Step::kDone;
  }
  Reconstruct();
  selects_.push_back({.select = InsertElement()});
  frameset_ok_ = false;
  return Step::kDone;
}

Step TreeBuilder::InBodyOption(NameId tag) {
  if (open_.InScope(names::kSelect)) {
    if (tag == names::kOption) {
      GenerateImpliedEndTagsExcept(names::kOptgroup);
    } else {
      GenerateImpliedEndTags();
    }
  } else if (open_.TopIs(names::kOption)) {
    Pop();
  }
  Reconstruct();
  const NodeId node = InsertElement();
  if (tag == names::kOption) OptionInserted(node);
  return Step::kDone;
}

}  // namespace tamis::html
