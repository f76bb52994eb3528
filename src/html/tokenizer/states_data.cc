// Text: data, RCDATA, RAWTEXT, PLAINTEXT, CDATA sections. https://html.spec.whatwg.org/#data-state
//
// A run begins with the first byte of a state and goes on through every byte that turns out to be
// text, so "emit a character token" is mostly doing nothing.

#include <algorithm>

#include "html/tokenizer/ascii.h"
#include "html/tokenizer/tokenizer.h"

namespace tamis::html {

// https://html.spec.whatwg.org/#data-state
bool Tokenizer::DataState() {
  if (!run_.active()) BeginRun();
  for (;;) {
    p_ = kernels_->scan_text(p_, end_);
    if (p_ == end_) return EmitTextThenEndOfFile();
    switch (*p_) {
      case '&':
        TakeCharRef(false);
        break;
      case '\r':
        TakeNewline();
        break;
      case '<':
        if (!run_.EmptyAt(p_)) return EmitText(p_);
        run_.Drop();
        if (common_path_ && CommonTag()) return true;
        tag_begin_ = p_++;
        return SwitchState(State::kTagOpen);
      default:
        if (!run_.EmptyAt(p_)) return EmitText(p_);
        Error(ParseError::kUnexpectedNullCharacter, p_);
        return EmitNull();
    }
  }
}

// https://html.spec.whatwg.org/#rcdata-state
bool Tokenizer::RcdataState() {
  if (!run_.active()) BeginRun();
  for (;;) {
    p_ = kernels_->scan_text(p_, end_);
    if (p_ == end_) return EmitTextThenEndOfFile();
    switch (*p_) {
      case '&':
        TakeCharRef(false);
        break;
      case '\r':
        TakeNewline();
        break;
      case '<':
        if (AtAppropriateEndTag(p_)) return BeginAppropriateEndTag(State::kRcdata);
        ++p_;
        break;
      default:
        TakeNull();
    }
  }
}

// https://html.spec.whatwg.org/#rawtext-state
bool Tokenizer::RawtextState() { return RawText(State::kRawtext); }

// https://html.spec.whatwg.org/#script-data-state
bool Tokenizer::ScriptDataState() { return RawText(State::kScriptData); }

// https://html.spec.whatwg.org/#plaintext-state
bool Tokenizer::PlaintextState() { return RawText(State::kPlaintext); }

// The three states above: they differ in what '<' may begin.
bool Tokenizer::RawText(State state) {
  if (!run_.active()) BeginRun();
  for (;;) {
    p_ = kernels_->scan_raw_text(p_, end_);
    if (p_ == end_) return EmitTextThenEndOfFile();
    if (*p_ == '\r') {
      TakeNewline();
    } else if (*p_ == '\0') {
      TakeNull();
    } else if (state == State::kPlaintext) {
      ++p_;
    } else if (AtAppropriateEndTag(p_)) {
      return BeginAppropriateEndTag(state);
    } else {
      ++p_;
      // https://html.spec.whatwg.org/#script-data-less-than-sign-state
      if (state == State::kScriptData && p_ != end_ && *p_ == '!') {
        ++p_;
        return SwitchState(State::kScriptDataEscapeStart);
      }
    }
  }
}

// Whether the bytes at '<' are the end tag that closes this text, up to the byte after its name.
// This is the look-ahead of twelve states, which consume, compare and give back:
// https://html.spec.whatwg.org/#rcdata-less-than-sign-state, #rcdata-end-tag-open-state,
// #rcdata-end-tag-name-state, and the same for RAWTEXT, script data and escaped script data.
bool Tokenizer::AtAppropriateEndTag(const char* less_than) const {
  if (last_start_tag_ == 0 || end_ - less_than < 4 || less_than[1] != '/') return false;
  const std::string_view name = names_->Name(last_start_tag_);
  const char* p = less_than + 2;
  // One more byte must follow the name.
  if (static_cast<size_t>(end_ - p) <= name.size()) return false;
  const auto same = [](char want, char got) { return want == ToAsciiLower(got); };
  if (!std::equal(name.begin(), name.end(), p, same)) return false;
  const char after = p[name.size()];
  return after == '>' || after == '/' || IsWhitespace(after);
}

// At the '<' of an appropriate end tag: first the text before it, in which case the next call
// resumes here in `resume`, then the tag.
bool Tokenizer::BeginAppropriateEndTag(State resume) {
  state_ = resume;
  if (!run_.EmptyAt(p_)) return EmitText(p_);
  run_.Drop();
  if (common_path_ && CommonTag()) return true;
  tag_begin_ = p_;
  p_ += 2;
  BeginTag(TokenType::kEndTag);
  return SwitchState(State::kTagName);
}

// https://html.spec.whatwg.org/#cdata-section-state
// U+0000 is left to the tree builder, error and all.
bool Tokenizer::CdataSectionState() {
  if (!run_.active()) BeginRun();
  for (;; ++p_) {
    while (p_ != end_ && *p_ == '\r') TakeNewline();
    if (p_ == end_) {
      Error(ParseError::kEofInCdata, end_);
      return EmitTextThenEndOfFile();
    }
    if (*p_ == '\0') return run_.EmptyAt(p_) ? EmitNull() : EmitText(p_);
    if (*p_ == ']') {
      ++p_;
      return SwitchState(State::kCdataSectionBracket);
    }
  }
}

// https://html.spec.whatwg.org/#cdata-section-bracket-state
bool Tokenizer::CdataSectionBracketState() {
  if (Consume() == ']') return SwitchState(State::kCdataSectionEnd);
  return ReconsumeIn(State::kCdataSection);
}

// https://html.spec.whatwg.org/#cdata-section-end-state
bool Tokenizer::CdataSectionEndState() {
  switch (Consume()) {
    case ']':
      return false;  // the first of three is text
    case '>': {
      state_ = State::kData;
      const char* end = at_ - 2;
      if (!run_.EmptyAt(end)) return EmitText(end);
      run_.Drop();
      return false;
    }
    default:
      return ReconsumeIn(State::kCdataSection);
  }
}

}  // namespace tamis::html
