// Comments. https://html.spec.whatwg.org/#markup-declaration-open-state
//
// The data of a comment is one stretch of the page: every state behind "<!--" knows how many of
// the bytes just consumed ("-", "--", "--!") do not belong to it if the comment ends here.

#include "html/tokenizer/ascii.h"
#include "html/tokenizer/tokenizer.h"

namespace tamis::html {

// https://html.spec.whatwg.org/#markup-declaration-open-state
bool Tokenizer::MarkupDeclarationOpenState() {
  constexpr std::string_view kCdata = "[CDATA[";
  if (ConsumeIf("--")) {
    BeginRun();
    return SwitchState(State::kCommentStart);
  }
  if (ConsumeIfIgnoringCase("doctype")) return SwitchState(State::kDoctype);
  if (ConsumeIf(kCdata)) {
    if (cdata_allowed_) return SwitchState(State::kCdataSection);
    Error(ParseError::kCdataInHtmlContent, p_ - 1);
    run_.Begin(p_ - kCdata.size(), end_);
    return SwitchState(State::kBogusComment);
  }
  Error(ParseError::kIncorrectlyOpenedComment, p_);
  BeginRun();
  return SwitchState(State::kBogusComment);
}

// https://html.spec.whatwg.org/#bogus-comment-state
bool Tokenizer::BogusCommentState() {
  for (;;) {
    while (p_ != end_ && *p_ != '>' && *p_ != '\r' && *p_ != '\0') ++p_;
    if (p_ == end_) return EmitComment(end_);
    if (*p_ == '>') {
      ++p_;
      return EmitComment(p_ - 1);
    }
    if (*p_ == '\r') {
      TakeNewline();
    } else {
      TakeNull();
    }
  }
}

bool Tokenizer::EofInComment(const char* end) {
  Error(ParseError::kEofInComment, end_);
  return EmitComment(end);
}

// https://html.spec.whatwg.org/#comment-start-state
bool Tokenizer::CommentStartState() {
  switch (Consume()) {
    case '-':
      return SwitchState(State::kCommentStartDash);
    case '>':
      ErrorHere(ParseError::kAbruptClosingOfEmptyComment);
      return EmitComment(at_);
    default:
      return ReconsumeIn(State::kComment);
  }
}

// https://html.spec.whatwg.org/#comment-start-dash-state
bool Tokenizer::CommentStartDashState() {
  switch (Consume()) {
    case '-':
      return SwitchState(State::kCommentEnd);
    case '>':
      ErrorHere(ParseError::kAbruptClosingOfEmptyComment);
      return EmitComment(at_ - 1);
    case kEof:
      return EofInComment(at_ - 1);
    default:
      return ReconsumeIn(State::kComment);
  }
}

// https://html.spec.whatwg.org/#comment-state
bool Tokenizer::CommentState() {
  for (;;) {
    p_ = kernels_->scan_comment(p_, end_);
    if (p_ == end_) return EofInComment(end_);
    switch (*p_) {
      case '-':
        ++p_;
        return SwitchState(State::kCommentEndDash);
      case '<':
        ++p_;
        return SwitchState(State::kCommentLessThanSign);
      case '\r':
        TakeNewline();
        break;
      default:
        TakeNull();
    }
  }
}

// https://html.spec.whatwg.org/#comment-less-than-sign-state
bool Tokenizer::CommentLessThanSignState() {
  switch (Consume()) {
    case '!':
      return SwitchState(State::kCommentLessThanSignBang);
    case '<':
      return false;
    default:
      return ReconsumeIn(State::kComment);
  }
}

// https://html.spec.whatwg.org/#comment-less-than-sign-bang-state
bool Tokenizer::CommentLessThanSignBangState() {
  if (Consume() == '-') return SwitchState(State::kCommentLessThanSignBangDash);
  return ReconsumeIn(State::kComment);
}

// https://html.spec.whatwg.org/#comment-less-than-sign-bang-dash-state
bool Tokenizer::CommentLessThanSignBangDashState() {
  if (Consume() == '-') return SwitchState(State::kCommentLessThanSignBangDashDash);
  return ReconsumeIn(State::kCommentEndDash);
}

// https://html.spec.whatwg.org/#comment-less-than-sign-bang-dash-dash-state
bool Tokenizer::CommentLessThanSignBangDashDashState() {
  const int c = Consume();
  if (c != '>' && c != kEof) ErrorHere(ParseError::kNestedComment);
  return ReconsumeIn(State::kCommentEnd);
}

// https://html.spec.whatwg.org/#comment-end-dash-state
bool Tokenizer::CommentEndDashState() {
  switch (Consume()) {
    case '-':
      return SwitchState(State::kCommentEnd);
    case kEof:
      return EofInComment(at_ - 1);
    default:
      return ReconsumeIn(State::kComment);
  }
}

// https://html.spec.whatwg.org/#comment-end-state
bool Tokenizer::CommentEndState() {
  switch (Consume()) {
    case '>':
      return EmitComment(at_ - 2);
    case '!':
      return SwitchState(State::kCommentEndBang);
    case '-':
      return false;  // the first of three is data
    case kEof:
      return EofInComment(at_ - 2);
    default:
      return ReconsumeIn(State::kComment);
  }
}

// https://html.spec.whatwg.org/#comment-end-bang-state
bool Tokenizer::CommentEndBangState() {
  switch (Consume()) {
    case '-':
      return SwitchState(State::kCommentEndDash);
    case '>':
      ErrorHere(ParseError::kIncorrectlyClosedComment);
      return EmitComment(at_ - 3);
    case kEof:
      return EofInComment(at_ - 3);
    default:
      return ReconsumeIn(State::kComment);
  }
}

}  // namespace tamis::html
