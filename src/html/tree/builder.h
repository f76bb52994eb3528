// The tree builder: pulls tokens, applies the rules of the current insertion mode, builds a Dom.
//
//   html/tokenizer -> [builder] -> html/dom
//
// One member function an insertion mode, each in the file of its name; the algorithms that
// modes share are below, grouped by file. A mode function handles token_ and tells whether it
// is done or the token is to be processed again (the standard's "reprocess the token").
//
// The catch: at max_depth the current node is popped before a deeper one is inserted, so a mode
// may find the stack without the element that the standard says "will be" there. Whatever looks
// for an element here therefore allows for not finding it.
//
// Source:  https://html.spec.whatwg.org/#tree-construction
// Tested:  head_modes_test.cc and its neighbours (a table a mode), tests/conformance.

#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "html/dom/dom.h"
#include "html/tokenizer/tokenizer.h"
#include "html/tree/formatting_list.h"
#include "html/tree/open_elements.h"
#include "html/tree/parser.h"

namespace tamis::html {

enum class Mode : uint8_t {
  kInitial,
  kBeforeHtml,
  kBeforeHead,
  kInHead,
  kInHeadNoscript,
  kAfterHead,
  kInBody,
  kText,
  kInTable,
  kInTableText,
  kInCaption,
  kInColumnGroup,
  kInTableBody,
  kInRow,
  kInCell,
  kInTemplate,
  kAfterBody,
  kInFrameset,
  kAfterFrameset,
  kAfterAfterBody,
  kAfterAfterFrameset,
};

enum class [[nodiscard]] Step : uint8_t { kDone, kReprocess, kStop };

// The parts of one parser that the builder works on; all outlive it.
struct BuilderParts {
  TextStore* text;
  NameTable* names;
  Tokenizer* tokenizer;
  Dom* dom;
  std::vector<PositionedError>* errors;  // null: not wanted
};

class TreeBuilder {
 public:
  explicit TreeBuilder(const BuilderParts& parts) : parts_(parts) {}

  // Null for none.
  void CollectErrors(std::vector<PositionedError>* errors) { parts_.errors = errors; }

  // The page is in BuilderParts::text, which the tokenizer was reset to. An empty `context`
  // means a whole page.
  ParseResult Build(const ParseOptions& options, std::string_view context);

 private:
  // Where a node goes: before a child of parent, or last.
  struct Place {
    NodeId parent = kNoNode;
    NodeId before = kNoNode;
  };
  // A piece of the current token's text with the bytes it came from.
  struct Piece {
    TextSpan text;
    uint32_t source_begin = 0;
    uint32_t source_end = 0;
    bool is_blank = false;
  };

  // builder.cc: the loop, the dispatcher, the limits ------------------------------------------
  void Start(const ParseOptions& options);
  void StartFragment(std::string_view context);
  void Run();
  // common_tokens.cc
  bool AmongCommonTokens() const {
    return is_plain_ && mode_ == Mode::kInBody && !skip_newline_ && !open_.has_foreign();
  }
  bool TakeCommonTokens();
  bool TakeCommonText();
  bool CloseCurrent();
  bool LimitReached();
  bool MayReachLimit() const {
    const bool room = dom().node_count() + formatting_.size() <= last_node_count_;
    return !room || (options_.max_ms != 0 && (tokens_ + 1) % kTokensPerClockLook == 0);
  }
  Step Dispatch();
  Step DispatchMode(Mode mode);
  bool TokenIsForeign() const;
  void UpdateCdata();
  void Finish();
  ParseResult Result() const;

  // One function an insertion mode ------------------------------------------------------------
  Step Initial();
  Step BeforeHtml();
  Step BeforeHead();
  Step InHead();
  Step InHeadNoscript();
  Step AfterHead();
  Step InBody();
  Step Text();
  Step InTable();
  Step InTableText();
  Step InCaption();
  Step InColumnGroup();
  Step InTableBody();
  Step InRow();
  Step InCell();
  Step InTemplate();
  Step AfterBody();
  Step InFrameset();
  Step AfterFrameset();
  Step AfterAfterBody();
  Step AfterAfterFrameset();
  Step ForeignContent();  // not a mode: chosen by the dispatcher

  // Parts of modes ----------------------------------------------------------------------------
  Step InHeadStartTag();
  Step InHeadTemplateEnd();
  Step InHeadOtherwise();
  Step InBodyStartTag();
  Step InBodyRareStartTag(uint8_t kind);
  Step InBodyRarerStartTag(uint8_t kind);
  Step InBodyFrameset();
  Step InBodySelect();
  Step InBodyOption(NameId tag);
  Step InBodyListItem(NameId tag);
  Step InBodyEndTag();
  Step InBodyFormEnd();
  bool LeaveBody();
  Step InBodyAnyOtherEnd();
  Step InTableStartTag();
  Step InTableEndTag();
  Step InTableOtherwise();
  // Close the part that the mode is for; false (nothing done) where it is not in table scope.
  bool CloseCaption();
  bool CloseRow();
  bool CloseTableBody();
  void CloseCell();
  Step ForeignStartTag();
  Step ForeignEndTag();
  bool BreaksOutOfForeign() const;
  void AdjustForeignAttributes(Namespace ns);

  // insertion.cc: https://html.spec.whatwg.org/#creating-and-inserting-nodes ------------------
  Place PlaceForNode() const;
  Place PlaceInside(const OpenElement& target) const;
  Place FosterPlace() const;
  NodeId ContentOf(NodeId template_node) const;
  void InsertAt(const Place& place, NodeId node) {
    if (place.before == kNoNode) {
      dom().Append(place.parent, node);
    } else {
      dom().InsertBefore(place.parent, node, place.before);
    }
  }
  NodeId CreateForToken(NameId tag, Namespace ns) {
    const NodeId id = dom().CreateElement(tag, ns, token_.attributes);
    Node& n = dom().mutable_node(id);
    n.source_begin = token_.source_begin;
    n.source_end = n.open_tag_end = token_.source_end;
    return id;
  }
  NodeId CreateImplied(NameId tag);
  void PushElement(NodeId node, NameId tag, TagTraits traits) {
    dom().mutable_node(node).flags |= kNodeOpen;
    open_.Push({node, (traits & kIsHtml) != 0 ? tag : tag | kForeignKey, traits});
  }
  void PushHtml(NodeId node, NameId tag) { PushElement(node, tag, HtmlTraits(tag)); }
  void MakeRoom();                   // at max_depth: pops the current node
  NodeId InsertElement();            // "insert an HTML element for the token"
  NodeId InsertElement(NameId tag);  // for a start tag without attributes
  NodeId InsertVoid();               // ... and pop it at once
  NodeId InsertForeign(Namespace ns, NameId tag);
  // A Piece or the token.
  template <typename Source>
  void InsertTextOf(const Source& from);
  void InsertText(const Piece& piece);
  void InsertTokenText();
  void InsertComment();  // or processing instruction
  void InsertCommentAt(NodeId parent);
  void InsertRawText(ContentModel model);  // generic raw text and RCDATA parsing

  // closing.cc: popping -----------------------------------------------------------------------
  // Where an element that is closed now ends: its own end tag belongs to it.
  uint32_t EndOf(const OpenElement& e) const {
    const bool own = token_.type == TokenType::kEndTag && token_.name == e.key;
    return own ? token_.source_end : token_.source_begin;
  }
  void Pop();
  void PopHook(const OpenElement& e);
  void PopTo(uint32_t index);  // the entry at `index` is popped last
  void PopUntil(TagKey key);   // nothing when there is none
  void ClearBackTo(TagTraits context);
  void GenerateImpliedEndTags();
  void GenerateImpliedEndTagsExcept(NameId tag);
  void GenerateAllImpliedEndTags();
  void CloseParagraph();
  void CloseParagraphInButtonScope() {
    if (open_.ParagraphInButtonScope()) CloseParagraph();
  }
  void RemoveFromOpen(uint32_t index);

  // formatting.cc, adoption_agency.cc ---------------------------------------------------------
  void PushFormatting(NodeId node);
  void PushMarker();
  void EraseFormatting(uint32_t index);
  void ClearToMarker();
  void Reconstruct() {
    if (HasClosedFormatting()) ReconstructClosed();
  }
  bool HasClosedFormatting() const {
    if (formatting_.empty()) return false;
    const NodeId last = formatting_[formatting_.size() - 1];
    return last != FormattingList::kMarkerEntry && !IsOpen(last);
  }
  void ReconstructClosed();
  bool SameElement(NodeId a, NodeId b) const;
  uint32_t FindFormatting(NameId tag) const;
  NodeId ReopenElement(NodeId original);
  bool AdoptionAgency();
  void Adopt(uint32_t formatting_index, uint32_t block_index);
  bool IsOpen(NodeId node) const { return (dom().node(node).flags & kNodeOpen) != 0; }
  bool IsFormatting(NodeId node) const { return (dom().node(node).flags & kNodeFormatting) != 0; }

  // reset_mode.cc -----------------------------------------------------------------------------
  void ResetMode();

  // templates.cc, template_patch.cc, selectedcontent.cc ---------------------------------------
  Step StartTemplate();
  bool BecomesShadowRoot() const;
  void CloseTemplate(uint32_t index);
  bool PreparePatch(NodeId place_parent, NodeId template_node);
  bool FindMarkers(NodeId scope, std::string_view name, NodeId& start, NodeId& end);
  NodeId FindEndMarker(NodeId start);
  bool MarkerHasName(NodeId marker, std::string_view name) const;
  void FinishPatch(NodeId template_node);
  NodeId NearestSelect(NodeId option) const;
  struct SelectState;
  SelectState* FindSelect(NodeId select);
  void OptionInserted(NodeId option);
  void OptionPopped(NodeId option);
  void SelectedContentInserted(NodeId node);
  void CloneOption(NodeId option, NodeId selectedcontent);

  // initial.cc --------------------------------------------------------------------------------
  QuirksMode DoctypeQuirks() const;

  // Text tokens -------------------------------------------------------------------------------
  Piece TokenPiece() const {
    return {token_.text, token_.source_begin, token_.source_end, token_.is_blank};
  }
  std::string_view TokenText() const { return store().View(token_.text); }
  Piece TakeLeadingSpace();  // cuts it off the token, whose text may be empty then
  bool TextLeft() const { return token_.is_null || !token_.text.empty(); }
  void DropLeadingNewline();
  void InsertOnlySpace();

  // Small things ------------------------------------------------------------------------------
  Dom& dom() { return *parts_.dom; }
  const Dom& dom() const { return *parts_.dom; }
  TextStore& store() { return *parts_.text; }
  const TextStore& store() const { return *parts_.text; }
  bool IsStart(NameId tag) const {
    return token_.type == TokenType::kStartTag && token_.name == tag;
  }
  bool IsEnd(NameId tag) const { return token_.type == TokenType::kEndTag && token_.name == tag; }
  const Attribute* TokenAttribute(NameId name) const;
  bool TokenValueIs(NameId attribute, std::string_view lower) const;
  bool IsFragment() const { return context_tag_ != 0; }
  // The adjusted current node: the context while only the root is open.
  TagTraits AdjustedTraits() const {
    return open_.size() == 1 && IsFragment() ? context_traits_ : open_.top().traits;
  }

  static constexpr uint32_t kTokensPerClockLook = 1024;

  BuilderParts parts_;
  ParseOptions options_;
  Token token_;

  Mode mode_ = Mode::kInitial;
  Mode original_mode_ = Mode::kInitial;
  std::vector<Mode> template_modes_;
  OpenElements open_;
  FormattingList formatting_;
  NodeId head_ = kNoNode;
  NodeId form_ = kNoNode;
  bool frameset_ok_ = true;
  bool foster_parenting_ = false;
  bool skip_newline_ = false;
  bool cdata_allowed_ = false;
  bool self_closing_seen_ = false;  // the token's flag is acknowledged
  bool is_plain_ = false;           // a whole page, without errors to collect
  QuirksMode quirks_ = QuirksMode::kNoQuirks;

  // Fragments; 0 for whole pages.
  NameId context_tag_ = 0;
  Namespace context_ns_ = Namespace::kNone;
  TagTraits context_traits_ = 0;

  std::vector<Piece> table_text_;  // pending table character tokens
  bool table_text_is_space_ = true;

  // Open <select> elements, for <selectedcontent>.
  struct SelectState {
    NodeId select = kNoNode;
    NodeId selected = kNoNode;
    NodeId content = kNoNode;  // its first <selectedcontent>
    bool content_enabled = false;
  };
  std::vector<SelectState> selects_;
  uint32_t cloned_nodes_ = 0;

  // Open <template for> elements whose marker was found.
  struct Patch {
    NodeId template_node = kNoNode;
    NodeId target = kNoNode;
    NodeId start = kNoNode;
    NodeId end = kNoNode;
  };
  std::vector<Patch> patches_;
  uint32_t markers_ = 0;      // marker instructions met
  uint32_t patch_steps_ = 0;  // nodes looked at in search of markers

  uint32_t body_end_ = 0;  // of </body> and </html>, while nothing came after them; else 0
  uint32_t html_end_ = 0;

  // Limits.
  uint32_t last_node_count_ = 0;  // with more, the next token may pass max_nodes
  uint32_t tokens_ = 0;
  std::chrono::steady_clock::time_point deadline_;
  StatusCode stopped_ = StatusCode::kOk;
  uint32_t stopped_at_ = 0;
  bool depth_reached_ = false;
  uint32_t depth_reached_at_ = 0;
};

}  // namespace tamis::html
