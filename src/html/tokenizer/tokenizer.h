// The WHATWG tokenizer: UTF-8 in, tokens out, pulled one at a time.
//
//   bytes -> encoding -> [tokenizer] -> tree -> dom
//
// The idea: text, comments and attribute values leave as views of the page (text_run.h), found by
// the scans of base/simd. Ordinary tags take one straight loop (common_path.cc); whatever is
// unusual in a tag, and every tag while errors are collected, goes through the states of the
// standard, one function a state (states_*.cc). Both give the same tokens.
//
// The catch: the input stream rules (newlines, U+0000) are applied where bytes are used, so that
// byte positions stay those of the page.
//
// Source:  https://html.spec.whatwg.org/#tokenization
// Tested:  states_*_test.cc (a table a state), tests/conformance (html5lib-tests); fuzzed by
//          fuzz/html_tokens.cc.

#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/memory/load.h"
#include "base/memory/text_store.h"
#include "base/simd/kernels.h"
#include "html/names/names.h"
#include "html/tokenizer/parse_error.h"
#include "html/tokenizer/text_run.h"
#include "html/tokenizer/token.h"

namespace tamis::html {

// The states that a caller may start in or switch to.
enum class ContentModel : uint8_t {
  kData,
  kRcdata,
  kRawtext,
  kScriptData,
  kPlaintext,
  kCdataSection
};

// Text comes in runs as long as they can be without holding what the tree builder must see
// apart: a run ends before a '<' of the data state and before a U+0000 of the data state or of
// a CDATA section (which is a token of its own, Token::is_null). The bytes of neighbouring runs
// may touch. A run without character references and CR is a view of the page.
//
// Units:   positions are bytes of the page.
// Memory:  that of the TextStore and NameTable it writes to, 4 bytes a known name, and 2 KB.
// Errors:  none; any bytes are safe. Invalid UTF-8 passes through unchanged.
// Threads: one tokenizer per page and thread; reuse it for many pages.
class Tokenizer {
 public:
  // `text` holds the page and takes decoded text; `names` takes unknown names. Both must
  // outlive the tokenizer. `errors` may be null: then none is recorded, which is faster.
  // The states start in kData, CDATA sections not allowed, no last start tag.
  void Reset(TextStore* text, NameTable* names, std::vector<PositionedError>* errors = nullptr);

  // Fills `token` with the next one. After kEndOfFile every call gives kEndOfFile again.
  void Next(Token& token);

  // Shortcuts around Next() for the tree builder, which tells by the next byte what comes.
  // Whether text or a tag comes that the three below may take.
  bool AtCommonToken() const {
    return state_ == State::kData && common_path_ && !run_.active() && end_ - p_ >= kReach;
  }
  bool AtLessThan() const { return *p_ == '<'; }
  // False: nothing that Next() would not do was done.
  bool TakeTag(Token& token) {
    token_ = &token;
    return CommonTag();
  }
  bool TakeText(Token& token) {
    token_ = &token;
    return CommonText();
  }
  // The bytes of "</name>", where just that comes, for a fixed name of up to seven bytes; else 0.
  uint32_t SizeOfEndTag(NameId name) const {
    const names_table::Entry& entry = names_table::kEntries[name];
    if (entry.size > 7) return 0;
    const uint32_t bits = 8 * entry.size;
    const uint64_t word = entry.first | uint64_t{'>'} << bits;
    const uint64_t same = ~uint64_t{0} >> (56 - bits);
    const bool here = p_[1] == '/' && ((Load64(p_ + 2) ^ word) & same) == 0;
    return here ? entry.size + 3 : 0;
  }
  void Skip(uint32_t bytes) { p_ += bytes; }

  // The feedbacks of tree construction. All take effect from the next Next().
  void SwitchTo(ContentModel model);
  // Whether the adjusted current node is outside the HTML namespace.
  // https://html.spec.whatwg.org/#markup-declaration-open-state
  void SetCdataAllowed(bool allowed) { cdata_allowed_ = allowed; }
  // For fragments: the tag whose end tag closes RCDATA, RAWTEXT and script data.
  void SetLastStartTag(NameId name) { last_start_tag_ = name; }

  // For tests, until Reset(): send everything through the states of the standard; use these
  // kernels.
  void UseStatesOnly() { common_path_ = false; }
  void UseKernels(const simd::Kernels& kernels) { kernels_ = &kernels; }

  // Bytes of the page consumed so far.
  uint32_t position() const { return OffsetOf(p_); }

 private:
  // In the order of the standard. The states that only look for an appropriate end tag and the
  // character reference states have no entry: see AtAppropriateEndTag() and char_ref.h.
  enum class State : uint8_t {
    kData,
    kRcdata,
    kRawtext,
    kScriptData,
    kPlaintext,
    kTagOpen,
    kEndTagOpen,
    kTagName,
    kScriptDataEscapeStart,
    kScriptDataEscapeStartDash,
    kScriptDataEscaped,
    kScriptDataEscapedDash,
    kScriptDataEscapedDashDash,
    kScriptDataEscapedLessThanSign,
    kScriptDataDoubleEscapeStart,
    kScriptDataDoubleEscaped,
    kScriptDataDoubleEscapedDash,
    kScriptDataDoubleEscapedDashDash,
    kScriptDataDoubleEscapedLessThanSign,
    kScriptDataDoubleEscapeEnd,
    kBeforeAttributeName,
    kAttributeName,
    kAfterAttributeName,
    kBeforeAttributeValue,
    kAttributeValueDoubleQuoted,
    kAttributeValueSingleQuoted,
    kAttributeValueUnquoted,
    kAfterAttributeValueQuoted,
    kSelfClosingStartTag,
    kBogusComment,
    kMarkupDeclarationOpen,
    kCommentStart,
    kCommentStartDash,
    kComment,
    kCommentLessThanSign,
    kCommentLessThanSignBang,
    kCommentLessThanSignBangDash,
    kCommentLessThanSignBangDashDash,
    kCommentEndDash,
    kCommentEnd,
    kCommentEndBang,
    kDoctype,
    kBeforeDoctypeName,
    kDoctypeName,
    kAfterDoctypeName,
    kAfterDoctypePublicKeyword,
    kBeforeDoctypePublicIdentifier,
    kDoctypePublicIdentifierDoubleQuoted,
    kDoctypePublicIdentifierSingleQuoted,
    kAfterDoctypePublicIdentifier,
    kBetweenDoctypePublicAndSystemIdentifiers,
    kAfterDoctypeSystemKeyword,
    kBeforeDoctypeSystemIdentifier,
    kDoctypeSystemIdentifierDoubleQuoted,
    kDoctypeSystemIdentifierSingleQuoted,
    kAfterDoctypeSystemIdentifier,
    kBogusDoctype,
    kCdataSection,
    kCdataSectionBracket,
    kCdataSectionEnd,
    kProcessingInstructionOpen,
    kProcessingInstructionTarget,
    kAfterProcessingInstructionTarget,
    kProcessingInstructionData,
    kProcessingInstructionQuestionable,
    kCount
  };

  // A state function consumes at least one byte or moves on to another state, and returns
  // whether `token_` is complete.
  using StateFunction = bool (Tokenizer::*)();
  static const StateFunction kStateFunctions[static_cast<size_t>(State::kCount)];

  static constexpr int kEof = -1;
  // Where so many bytes follow, nothing asks where the page ends within a name or the like.
  static constexpr ptrdiff_t kReach = 72;
  // The 64 bytes of a tag that are at work: names and values end where a bit says so, and a tag of
  // usual size is looked at once.
  struct TagWindow {
    const char* begin;
    simd::TagMarks marks;
    const char* end() const { return begin + 64; }
    // The marks from `p` on; 0 when it stands behind the window. REQUIRES: begin <= p
    uint64_t FromHere(uint64_t bits, const char* p) const {
      const auto at = static_cast<uint64_t>(p - begin);
      return at < 64 ? bits >> at : 0;
    }
  };

  // Reading (tokenizer.cc) ----------------------------------------------------------------------
  int Consume();  // "consume the next input character"; CR and CR LF give '\n'
  void Reconsume() { p_ = at_; }
  bool ConsumeIf(std::string_view word);               // exact
  bool ConsumeIfIgnoringCase(std::string_view lower);  // ASCII case-insensitive
  uint32_t OffsetOf(const char* p) const { return static_cast<uint32_t>(p - begin_); }
  bool SwitchState(State state) {
    state_ = state;
    return false;
  }
  bool ReconsumeIn(State state) {
    Reconsume();
    return SwitchState(state);
  }
  void Error(ParseError code, const char* at) {
    if (errors_ != nullptr) [[unlikely]]
      RecordError(code, OffsetOf(at));
  }
  void RecordError(ParseError code, uint32_t offset);
  // The error of the character that Consume() gave last.
  void ErrorHere(ParseError code) { Error(code, at_); }

  // Runs: `p_` is at the byte in question and moves past it.
  void BeginRun() { p_ = run_.Begin(p_, end_); }
  void TakeNewline();  // CR or CR LF
  void TakeByte() {    // any but U+0000
    if (*p_ == '\r') return TakeNewline();
    ++p_;
  }
  void TakeNull();  // error, U+FFFD
  void TakeCharRef(bool in_attribute);

  // Emitting (tokenizer.cc); all return true ---------------------------------------------------
  bool EmitText(const char* end);  // the run up to `end`
  bool IsBlank(TextSpan text) const;
  bool EmitNull();  // the U+0000 at p_
  bool EmitEndOfFile();
  bool EmitTextThenEndOfFile();  // the run, if it holds anything; then the end
  bool EmitComment(const char* end);
  bool EmitDoctype();
  bool EmitTag();

  void NextByStates();

  // Ordinary text and tags (common_path.cc). Those that give a position give the byte after what
  // they read, or null to give up.
  bool CommonText();
  bool CommonTag();
  const char* EndOfName(const char* p, TagWindow& window) const;
  NameId CommonName(const char* p, const char* end);
  NameId CommonRareName(const char* p, uint32_t size, uint64_t word);
  NameId CommonLongName(const char* p, uint32_t size);
  NameId MetName(const char* p, uint32_t size, uint64_t first, uint64_t last);
  NameId InternFromPage(const char* begin, const char* end);
  const char* CommonAttributes(const char* p, TagWindow& window);
  const char* CommonValue(const char* p, const TagWindow& window, TextSpan& value);
  const char* CommonRareValue(const char* p, TextSpan& value);
  const char* CommonLongValue(const char* p, TextSpan& value);
  const char* CommonUnquotedValue(const char* p, TextSpan& value);
  TextSpan PageSpan(const char* begin, const char* end) const {
    return {OffsetOf(begin), static_cast<uint32_t>(end - begin)};
  }

  // Tags (states_tag.cc)
  void BeginTag(TokenType type);
  void FinishAttributeName();
  void BeginAttributes() {
    if (++stamp_ == 0) [[unlikely]]
      RestartStamps();
  }
  void RestartStamps();
  bool MarkAttribute(NameId name) {  // false: a duplicate
    if (name >= stamps_.size()) [[unlikely]]
      GrowStamps();
    if (stamps_[name] == stamp_) [[unlikely]] {
      token_->has_duplicate_attributes = true;
      return false;
    }
    stamps_[name] = stamp_;
    return true;
  }
  void GrowStamps();
  bool AddAttribute(NameId name);  // false: a duplicate
  void FinishAttributeValue(const char* end);
  bool TakeQuoted(char quote);  // the value up to its quote; false: end of file
  bool AttributeValueQuoted(char quote);
  bool EofInTag();

  // Text (states_data.cc)
  bool RawText(State state);
  bool AtAppropriateEndTag(const char* less_than) const;
  bool BeginAppropriateEndTag(State resume);

  // Script (states_script.cc)
  bool AtScriptWord(const char* word) const;

  // Doctype (states_doctype.cc)
  bool EofInDoctype();
  bool QuirksAndBogusDoctype(ParseError code);
  bool QuirksAndEmitDoctype(ParseError code);
  bool BeginDoctypeIdentifier(State state);
  bool PublicIdentifier(char quote);
  bool SystemIdentifier(char quote);
  int ConsumeDoctypeIdentifier(char quote, TextSpan& identifier);

  // Comments, processing instructions
  bool EofInComment(const char* end);
  bool TargetToBogusComment(ParseError code);
  bool EofInProcessingInstruction();
  bool EmitProcessingInstruction(const char* end);

  // The states, each beside its neighbours of the standard.
  bool DataState();
  bool RcdataState();
  bool RawtextState();
  bool ScriptDataState();
  bool PlaintextState();
  bool TagOpenState();
  bool EndTagOpenState();
  bool TagNameState();
  bool ScriptDataEscapeStartState();
  bool ScriptDataEscapeStartDashState();
  bool ScriptDataEscapedState();
  bool ScriptDataEscapedDashState();
  bool ScriptDataEscapedDashDashState();
  bool ScriptDataEscapedLessThanSignState();
  bool ScriptDataDoubleEscapeStartState();
  bool ScriptDataDoubleEscapedState();
  bool ScriptDataDoubleEscapedDashState();
  bool ScriptDataDoubleEscapedDashDashState();
  bool ScriptDataDoubleEscapedLessThanSignState();
  bool ScriptDataDoubleEscapeEndState();
  bool BeforeAttributeNameState();
  bool AttributeNameState();
  bool AfterAttributeNameState();
  bool BeforeAttributeValueState();
  bool AttributeValueDoubleQuotedState();
  bool AttributeValueSingleQuotedState();
  bool AttributeValueUnquotedState();
  bool AfterAttributeValueQuotedState();
  bool SelfClosingStartTagState();
  bool BogusCommentState();
  bool MarkupDeclarationOpenState();
  bool CommentStartState();
  bool CommentStartDashState();
  bool CommentState();
  bool CommentLessThanSignState();
  bool CommentLessThanSignBangState();
  bool CommentLessThanSignBangDashState();
  bool CommentLessThanSignBangDashDashState();
  bool CommentEndDashState();
  bool CommentEndState();
  bool CommentEndBangState();
  bool DoctypeState();
  bool BeforeDoctypeNameState();
  bool DoctypeNameState();
  bool AfterDoctypeNameState();
  bool AfterDoctypePublicKeywordState();
  bool BeforeDoctypePublicIdentifierState();
  bool DoctypePublicIdentifierDoubleQuotedState();
  bool DoctypePublicIdentifierSingleQuotedState();
  bool AfterDoctypePublicIdentifierState();
  bool BetweenDoctypePublicAndSystemIdentifiersState();
  bool AfterDoctypeSystemKeywordState();
  bool BeforeDoctypeSystemIdentifierState();
  bool DoctypeSystemIdentifierDoubleQuotedState();
  bool DoctypeSystemIdentifierSingleQuotedState();
  bool AfterDoctypeSystemIdentifierState();
  bool BogusDoctypeState();
  bool CdataSectionState();
  bool CdataSectionBracketState();
  bool CdataSectionEndState();
  bool ProcessingInstructionOpenState();
  bool ProcessingInstructionTargetState();
  bool AfterProcessingInstructionTargetState();
  bool ProcessingInstructionDataState();
  bool ProcessingInstructionQuestionableState();

  // The page.
  const char* begin_ = nullptr;
  const char* p_ = nullptr;   // next byte to consume
  const char* at_ = nullptr;  // first byte of the character that Consume() gave
  const char* end_ = nullptr;

  const simd::Kernels* kernels_ = nullptr;
  TextStore* text_ = nullptr;
  NameTable* names_ = nullptr;
  Token* token_ = nullptr;  // during Next() only
  State state_ = State::kData;
  bool cdata_allowed_ = false;
  bool common_path_ = true;

  TextRun run_;
  const char* tag_begin_ = nullptr;  // the '<' of the token at work
  std::string name_;                 // tag or attribute name so far, lower case
  bool keep_attribute_ = false;      // the attribute at work is not a duplicate
  NameId last_start_tag_ = 0;

  // Names of this page that the quick table lacks ("data-src", "aria-label"), each as it is
  // spelled, with its id. A newer one pushes out an older one.
  struct Met {
    uint64_t first = 0;
    uint64_t last = 0;
    uint32_t size = 0;
    NameId id = 0;
  };
  std::array<Met, 64> met_names_;

  // Duplicate attributes: stamps_[name] is the number of the tag that last had it.
  FlatArray<uint32_t> stamps_;
  uint32_t stamp_ = 0;

  std::vector<PositionedError>* errors_ = nullptr;
  // Input stream errors of the whole page, merged into errors_ by position.
  std::vector<PositionedError> stream_errors_;
  size_t next_stream_error_ = 0;
};

}  // namespace tamis::html
