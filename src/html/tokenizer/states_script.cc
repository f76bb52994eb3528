// Script data that holds "<!--": between it and "-->" a "<script" hides the next "</script".
// https://html.spec.whatwg.org/#script-data-escape-start-state
//
// The run of script data goes on through all these states; they only decide where it ends.

#include <algorithm>

#include "html/tokenizer/ascii.h"
#include "html/tokenizer/tokenizer.h"

namespace tamis::html {

// https://html.spec.whatwg.org/#script-data-escape-start-state
bool Tokenizer::ScriptDataEscapeStartState() {
  if (Consume() == '-') return SwitchState(State::kScriptDataEscapeStartDash);
  return ReconsumeIn(State::kScriptData);
}

// https://html.spec.whatwg.org/#script-data-escape-start-dash-state
bool Tokenizer::ScriptDataEscapeStartDashState() {
  if (Consume() == '-') return SwitchState(State::kScriptDataEscapedDashDash);
  return ReconsumeIn(State::kScriptData);
}

// https://html.spec.whatwg.org/#script-data-escaped-state
bool Tokenizer::ScriptDataEscapedState() {
  if (!run_.active()) BeginRun();
  for (;;) {
    p_ = kernels_->scan_comment(p_, end_);
    if (p_ == end_) {
      Error(ParseError::kEofInScriptHtmlCommentLikeText, end_);
      return EmitTextThenEndOfFile();
    }
    switch (*p_) {
      case '-':
        ++p_;
        return SwitchState(State::kScriptDataEscapedDash);
      case '<':
        ++p_;
        return SwitchState(State::kScriptDataEscapedLessThanSign);
      case '\r':
        TakeNewline();
        break;
      default:
        TakeNull();
    }
  }
}

// https://html.spec.whatwg.org/#script-data-escaped-dash-state
bool Tokenizer::ScriptDataEscapedDashState() {
  switch (Consume()) {
    case '-':
      return SwitchState(State::kScriptDataEscapedDashDash);
    case '<':
      return SwitchState(State::kScriptDataEscapedLessThanSign);
    default:
      return ReconsumeIn(State::kScriptDataEscaped);
  }
}

// https://html.spec.whatwg.org/#script-data-escaped-dash-dash-state
bool Tokenizer::ScriptDataEscapedDashDashState() {
  switch (Consume()) {
    case '-':
      return false;
    case '<':
      return SwitchState(State::kScriptDataEscapedLessThanSign);
    case '>':
      return SwitchState(State::kScriptData);
    default:
      return ReconsumeIn(State::kScriptDataEscaped);
  }
}

// https://html.spec.whatwg.org/#script-data-escaped-less-than-sign-state, with the two end tag
// states behind it: see AtAppropriateEndTag().
bool Tokenizer::ScriptDataEscapedLessThanSignState() {
  const char* less_than = p_ - 1;
  if (AtAppropriateEndTag(less_than)) {
    p_ = less_than;
    return BeginAppropriateEndTag(State::kScriptDataEscaped);
  }
  tag_begin_ = p_;  // where the temporary buffer of the standard begins
  if (IsAsciiAlpha(Consume())) return ReconsumeIn(State::kScriptDataDoubleEscapeStart);
  return ReconsumeIn(State::kScriptDataEscaped);
}

// Whether [word, at_) is "script".
bool Tokenizer::AtScriptWord(const char* word) const {
  constexpr std::string_view kScript = "script";
  const auto same = [](char want, char got) { return want == ToAsciiLower(got); };
  return std::equal(kScript.begin(), kScript.end(), word, at_, same);
}

// https://html.spec.whatwg.org/#script-data-double-escape-start-state
bool Tokenizer::ScriptDataDoubleEscapeStartState() {
  const int c = Consume();
  if (IsAsciiAlpha(c)) return false;
  if (c == '/' || c == '>' || IsWhitespace(c)) {
    Reconsume();
    TakeByte();
    return SwitchState(AtScriptWord(tag_begin_) ? State::kScriptDataDoubleEscaped
                                                : State::kScriptDataEscaped);
  }
  return ReconsumeIn(State::kScriptDataEscaped);
}

// https://html.spec.whatwg.org/#script-data-double-escaped-state
bool Tokenizer::ScriptDataDoubleEscapedState() {
  for (;;) {
    p_ = kernels_->scan_comment(p_, end_);
    if (p_ == end_) {
      Error(ParseError::kEofInScriptHtmlCommentLikeText, end_);
      return EmitTextThenEndOfFile();
    }
    switch (*p_) {
      case '-':
        ++p_;
        return SwitchState(State::kScriptDataDoubleEscapedDash);
      case '<':
        ++p_;
        return SwitchState(State::kScriptDataDoubleEscapedLessThanSign);
      case '\r':
        TakeNewline();
        break;
      default:
        TakeNull();
    }
  }
}

// https://html.spec.whatwg.org/#script-data-double-escaped-dash-state
bool Tokenizer::ScriptDataDoubleEscapedDashState() {
  switch (Consume()) {
    case '-':
      return SwitchState(State::kScriptDataDoubleEscapedDashDash);
    case '<':
      return SwitchState(State::kScriptDataDoubleEscapedLessThanSign);
    default:
      return ReconsumeIn(State::kScriptDataDoubleEscaped);
  }
}

// https://html.spec.whatwg.org/#script-data-double-escaped-dash-dash-state
bool Tokenizer::ScriptDataDoubleEscapedDashDashState() {
  switch (Consume()) {
    case '-':
      return false;
    case '<':
      return SwitchState(State::kScriptDataDoubleEscapedLessThanSign);
    case '>':
      return SwitchState(State::kScriptData);
    default:
      return ReconsumeIn(State::kScriptDataDoubleEscaped);
  }
}

// https://html.spec.whatwg.org/#script-data-double-escaped-less-than-sign-state
bool Tokenizer::ScriptDataDoubleEscapedLessThanSignState() {
  if (Consume() == '/') {
    tag_begin_ = p_;  // where the temporary buffer of the standard begins
    return SwitchState(State::kScriptDataDoubleEscapeEnd);
  }
  return ReconsumeIn(State::kScriptDataDoubleEscaped);
}

// https://html.spec.whatwg.org/#script-data-double-escape-end-state
bool Tokenizer::ScriptDataDoubleEscapeEndState() {
  const int c = Consume();
  if (IsAsciiAlpha(c)) return false;
  if (c == '/' || c == '>' || IsWhitespace(c)) {
    Reconsume();
    TakeByte();
    return SwitchState(AtScriptWord(tag_begin_) ? State::kScriptDataEscaped
                                                : State::kScriptDataDoubleEscaped);
  }
  return ReconsumeIn(State::kScriptDataDoubleEscaped);
}

}  // namespace tamis::html
