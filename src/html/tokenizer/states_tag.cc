// Tags and their attributes, byte by byte. https://html.spec.whatwg.org/#tag-open-state
// Ordinary tags do not come here while no errors are collected: see common_path.cc.

#include <algorithm>

#include "html/tokenizer/ascii.h"
#include "html/tokenizer/tokenizer.h"

namespace tamis::html {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

}  // namespace

void Tokenizer::BeginTag(TokenType type) {
  token_->type = type;
  token_->self_closing = false;
  token_->has_duplicate_attributes = false;
  token_->attributes.Clear();
  name_.clear();
  keep_attribute_ = false;
  BeginAttributes();
}

void Tokenizer::RestartStamps() {
  std::fill(stamps_.begin(), stamps_.end(), 0);
  stamp_ = 1;
}

bool Tokenizer::EofInTag() {
  Error(ParseError::kEofInTag, end_);
  return EmitEndOfFile();
}

// https://html.spec.whatwg.org/#tag-open-state
bool Tokenizer::TagOpenState() {
  const int c = Consume();
  if (IsAsciiAlpha(c)) {
    BeginTag(TokenType::kStartTag);
    return ReconsumeIn(State::kTagName);
  }
  switch (c) {
    case '!':
      return SwitchState(State::kMarkupDeclarationOpen);
    case '/':
      return SwitchState(State::kEndTagOpen);
    case '?':
      return SwitchState(State::kProcessingInstructionOpen);
    case kEof:
      ErrorHere(ParseError::kEofBeforeTagName);
      break;
    default:
      ErrorHere(ParseError::kInvalidFirstCharacterOfTagName);
  }
  run_.Begin(tag_begin_, end_);  // '<' is text
  return ReconsumeIn(State::kData);
}

// https://html.spec.whatwg.org/#end-tag-open-state
bool Tokenizer::EndTagOpenState() {
  const int c = Consume();
  if (IsAsciiAlpha(c)) {
    BeginTag(TokenType::kEndTag);
    return ReconsumeIn(State::kTagName);
  }
  switch (c) {
    case '>':
      ErrorHere(ParseError::kMissingEndTagName);
      return SwitchState(State::kData);
    case kEof:
      ErrorHere(ParseError::kEofBeforeTagName);
      run_.Begin(tag_begin_, end_);  // "</" is text
      return SwitchState(State::kData);
    default:
      ErrorHere(ParseError::kInvalidFirstCharacterOfTagName);
      Reconsume();
      BeginRun();
      return SwitchState(State::kBogusComment);
  }
}

// https://html.spec.whatwg.org/#tag-name-state
bool Tokenizer::TagNameState() {
  for (;;) {
    const int c = Consume();
    if (IsWhitespace(c) || c == '/' || c == '>') {
      token_->name = names_->Intern(name_);
      if (c == '>') return EmitTag();
      return SwitchState(c == '/' ? State::kSelfClosingStartTag : State::kBeforeAttributeName);
    }
    if (c == kEof) return EofInTag();
    if (c == '\0') {
      ErrorHere(ParseError::kUnexpectedNullCharacter);
      name_ += kReplacement;
    } else {
      name_ += ToAsciiLower(static_cast<char>(c));
    }
  }
}

// https://html.spec.whatwg.org/#before-attribute-name-state
bool Tokenizer::BeforeAttributeNameState() {
  const int c = Consume();
  if (IsWhitespace(c)) return false;
  if (c == '/' || c == '>' || c == kEof) return ReconsumeIn(State::kAfterAttributeName);
  name_.clear();
  if (c == '=') {
    ErrorHere(ParseError::kUnexpectedEqualsSignBeforeAttributeName);
    name_ = "=";
    return SwitchState(State::kAttributeName);
  }
  return ReconsumeIn(State::kAttributeName);
}

// https://html.spec.whatwg.org/#attribute-name-state
bool Tokenizer::AttributeNameState() {
  for (;;) {
    const int c = Consume();
    if (IsWhitespace(c) || c == '/' || c == '>' || c == kEof) {
      FinishAttributeName();
      return ReconsumeIn(State::kAfterAttributeName);
    }
    switch (c) {
      case '=':
        FinishAttributeName();
        return SwitchState(State::kBeforeAttributeValue);
      case '\0':
        ErrorHere(ParseError::kUnexpectedNullCharacter);
        name_ += kReplacement;
        break;
      case '"':
      case '\'':
      case '<':
        ErrorHere(ParseError::kUnexpectedCharacterInAttributeName);
        [[fallthrough]];
      default:
        name_ += ToAsciiLower(static_cast<char>(c));
    }
  }
}

void Tokenizer::FinishAttributeName() {
  keep_attribute_ = AddAttribute(names_->Intern(name_));
  if (!keep_attribute_) ErrorHere(ParseError::kDuplicateAttribute);
}

// Appends an attribute with an empty value, unless the tag has one of that name.
bool Tokenizer::AddAttribute(NameId name) {
  if (!MarkAttribute(name)) return false;
  token_->attributes.Push({name, {}, Namespace::kNone});
  return true;
}

void Tokenizer::GrowStamps() {
  const uint32_t more = std::max(names_->size(), 2 * stamps_.size()) - stamps_.size();
  std::fill_n(stamps_.Extend(more), more, 0);
}

void Tokenizer::FinishAttributeValue(const char* end) {
  const TextSpan value = run_.End(*text_, end);
  if (keep_attribute_) token_->attributes.end()[-1].value = value;
}

// https://html.spec.whatwg.org/#after-attribute-name-state
bool Tokenizer::AfterAttributeNameState() {
  const int c = Consume();
  if (IsWhitespace(c)) return false;
  switch (c) {
    case '/':
      return SwitchState(State::kSelfClosingStartTag);
    case '=':
      return SwitchState(State::kBeforeAttributeValue);
    case '>':
      return EmitTag();
    case kEof:
      return EofInTag();
    default:
      name_.clear();
      return ReconsumeIn(State::kAttributeName);
  }
}

// https://html.spec.whatwg.org/#before-attribute-value-state
bool Tokenizer::BeforeAttributeValueState() {
  const int c = Consume();
  if (IsWhitespace(c)) return false;
  switch (c) {
    case '"':
      BeginRun();
      return SwitchState(State::kAttributeValueDoubleQuoted);
    case '\'':
      BeginRun();
      return SwitchState(State::kAttributeValueSingleQuoted);
    case '>':
      ErrorHere(ParseError::kMissingAttributeValue);
      return EmitTag();
    default:
      Reconsume();
      BeginRun();
      return SwitchState(State::kAttributeValueUnquoted);
  }
}

// https://html.spec.whatwg.org/#attribute-value-(double-quoted)-state
bool Tokenizer::AttributeValueDoubleQuotedState() { return AttributeValueQuoted('"'); }

// https://html.spec.whatwg.org/#attribute-value-(single-quoted)-state
bool Tokenizer::AttributeValueSingleQuotedState() { return AttributeValueQuoted('\''); }

bool Tokenizer::AttributeValueQuoted(char quote) {
  if (!TakeQuoted(quote)) return EofInTag();
  FinishAttributeValue(p_++);
  return SwitchState(State::kAfterAttributeValueQuoted);
}

bool Tokenizer::TakeQuoted(char quote) {
  const auto scan = quote == '"' ? kernels_->scan_double_quoted : kernels_->scan_single_quoted;
  for (;;) {
    p_ = scan(p_, end_);
    if (p_ == end_) return false;
    if (*p_ == quote) return true;
    if (*p_ == '&') {
      TakeCharRef(true);
    } else if (*p_ == '\r') {
      TakeNewline();
    } else {
      TakeNull();
    }
  }
}

// https://html.spec.whatwg.org/#attribute-value-(unquoted)-state
bool Tokenizer::AttributeValueUnquotedState() {
  for (;;) {
    const int c = Consume();
    if (IsWhitespace(c)) {
      FinishAttributeValue(at_);
      return SwitchState(State::kBeforeAttributeName);
    }
    switch (c) {
      case '>':
        FinishAttributeValue(at_);
        return EmitTag();
      case kEof:
        return EofInTag();
      case '&':
        Reconsume();
        TakeCharRef(true);
        break;
      case '\0':
        Reconsume();
        TakeNull();
        break;
      case '"':
      case '\'':
      case '<':
      case '=':
      case '`':
        ErrorHere(ParseError::kUnexpectedCharacterInUnquotedAttributeValue);
        break;
      default:
        break;
    }
  }
}

// https://html.spec.whatwg.org/#after-attribute-value-(quoted)-state
bool Tokenizer::AfterAttributeValueQuotedState() {
  const int c = Consume();
  if (IsWhitespace(c)) return SwitchState(State::kBeforeAttributeName);
  switch (c) {
    case '/':
      return SwitchState(State::kSelfClosingStartTag);
    case '>':
      return EmitTag();
    case kEof:
      return EofInTag();
    default:
      ErrorHere(ParseError::kMissingWhitespaceBetweenAttributes);
      return ReconsumeIn(State::kBeforeAttributeName);
  }
}

// https://html.spec.whatwg.org/#self-closing-start-tag-state
bool Tokenizer::SelfClosingStartTagState() {
  switch (Consume()) {
    case '>':
      token_->self_closing = true;
      return EmitTag();
    case kEof:
      return EofInTag();
    default:
      ErrorHere(ParseError::kUnexpectedSolidusInTag);
      return ReconsumeIn(State::kBeforeAttributeName);
  }
}

}  // namespace tamis::html
