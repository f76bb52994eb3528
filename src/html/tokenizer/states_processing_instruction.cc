// Processing instructions. https://html.spec.whatwg.org/#processing-instruction-open-state
//
// Until 2026 "<?" began a bogus comment. It still does when its target is not made of ASCII
// letters, digits, '-' and '_', or is "xml" or "xml-stylesheet". Either way '>' ends it.

#include "html/tokenizer/ascii.h"
#include "html/tokenizer/tokenizer.h"

namespace tamis::html {
// "Convert the temporary buffer to a comment", then reconsume in the bogus comment state: the
// comment is what stands behind '<'.
bool Tokenizer::TargetToBogusComment(ParseError code) {
  ErrorHere(code);
  run_.Begin(tag_begin_ + 1, end_);
  return ReconsumeIn(State::kBogusComment);
}

bool Tokenizer::EofInProcessingInstruction() {
  Error(ParseError::kEofInProcessingInstruction, end_);
  return EmitEndOfFile();
}

bool Tokenizer::EmitProcessingInstruction(const char* end) {
  state_ = State::kData;
  token_->type = TokenType::kProcessingInstruction;
  token_->source_begin = OffsetOf(tag_begin_);
  token_->source_end = OffsetOf(p_);
  token_->text = run_.End(*text_, end);
  return true;
}

// https://html.spec.whatwg.org/#processing-instruction-open-state
bool Tokenizer::ProcessingInstructionOpenState() {
  const int c = Consume();
  if (IsAsciiAlpha(c) || c == '_') return ReconsumeIn(State::kProcessingInstructionTarget);
  if (c == kEof) return EofInProcessingInstruction();
  return TargetToBogusComment(ParseError::kInvalidFirstCharacterOfProcessingInstructionTarget);
}

// https://html.spec.whatwg.org/#processing-instruction-target-state
bool Tokenizer::ProcessingInstructionTargetState() {
  const char* target_begin = p_;
  int c = Consume();
  while (IsAsciiAlphanumeric(c) || c == '-' || c == '_') c = Consume();
  if (c == kEof) return EofInProcessingInstruction();
  if (!IsWhitespace(c) && c != '?' && c != '>') {
    return TargetToBogusComment(ParseError::kInvalidProcessingInstructionTarget);
  }
  const std::string_view target(target_begin, static_cast<size_t>(at_ - target_begin));
  if (EqualsIgnoringCase(target, "xml") || EqualsIgnoringCase(target, "xml-stylesheet")) {
    return TargetToBogusComment(ParseError::kDisallowedProcessingInstructionTarget);
  }
  token_->name = names_->Intern(target);
  return ReconsumeIn(State::kAfterProcessingInstructionTarget);
}

// https://html.spec.whatwg.org/#after-processing-instruction-target-state
bool Tokenizer::AfterProcessingInstructionTargetState() {
  while (IsWhitespace(Consume())) {
  }
  Reconsume();
  BeginRun();
  return SwitchState(State::kProcessingInstructionData);
}

// https://html.spec.whatwg.org/#processing-instruction-data-state
// U+0000 is data like any other character.
bool Tokenizer::ProcessingInstructionDataState() {
  while (p_ != end_ && *p_ != '?' && *p_ != '>') TakeByte();
  switch (Consume()) {
    case '?':
      return SwitchState(State::kProcessingInstructionQuestionable);
    case '>':
      return EmitProcessingInstruction(at_);
    default:
      return EofInProcessingInstruction();
  }
}

// https://html.spec.whatwg.org/#processing-instruction-questionable-state
bool Tokenizer::ProcessingInstructionQuestionableState() {
  switch (Consume()) {
    case '>':
      return EmitProcessingInstruction(at_ - 1);
    case kEof:
      return EofInProcessingInstruction();
    default:
      return ReconsumeIn(State::kProcessingInstructionData);  // the '?' is data
  }
}

}  // namespace tamis::html
