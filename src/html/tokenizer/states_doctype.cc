// DOCTYPE. https://html.spec.whatwg.org/#doctype-state

#include "html/tokenizer/ascii.h"
#include "html/tokenizer/tokenizer.h"

namespace tamis::html {

// What most of these states do at the end of the file.
bool Tokenizer::EofInDoctype() {
  ErrorHere(ParseError::kEofInDoctype);
  token_->force_quirks = true;
  return EmitDoctype();
}

bool Tokenizer::QuirksAndEmitDoctype(ParseError code) {
  ErrorHere(code);
  token_->force_quirks = true;
  return EmitDoctype();
}

bool Tokenizer::QuirksAndBogusDoctype(ParseError code) {
  ErrorHere(code);
  token_->force_quirks = true;
  return ReconsumeIn(State::kBogusDoctype);
}

// https://html.spec.whatwg.org/#doctype-state
bool Tokenizer::DoctypeState() {
  token_->type = TokenType::kDoctype;
  token_->force_quirks = false;
  token_->has_doctype_name = token_->has_public_id = token_->has_system_id = false;
  token_->doctype_name = token_->public_id = token_->system_id = {};
  const int c = Consume();
  if (IsWhitespace(c)) return SwitchState(State::kBeforeDoctypeName);
  if (c == kEof) return EofInDoctype();
  if (c != '>') ErrorHere(ParseError::kMissingWhitespaceBeforeDoctypeName);
  return ReconsumeIn(State::kBeforeDoctypeName);
}

// https://html.spec.whatwg.org/#before-doctype-name-state
bool Tokenizer::BeforeDoctypeNameState() {
  const int c = Consume();
  if (IsWhitespace(c)) return false;
  if (c == '>') return QuirksAndEmitDoctype(ParseError::kMissingDoctypeName);
  if (c == kEof) return EofInDoctype();
  Reconsume();
  BeginRun();
  token_->has_doctype_name = true;
  return SwitchState(State::kDoctypeName);
}

// https://html.spec.whatwg.org/#doctype-name-state
bool Tokenizer::DoctypeNameState() {
  for (;;) {
    const int c = Consume();
    if (IsWhitespace(c) || c == '>' || c == kEof) {
      token_->doctype_name = run_.End(*text_, at_);
      if (c == kEof) return EofInDoctype();
      return c == '>' ? EmitDoctype() : SwitchState(State::kAfterDoctypeName);
    }
    if (c == '\0') {
      Reconsume();
      TakeNull();
    } else if (IsAsciiUpper(c)) {
      const char lower = ToAsciiLower(static_cast<char>(c));
      run_.Replace(*text_, at_, p_, {&lower, 1});
    }
  }
}

// https://html.spec.whatwg.org/#after-doctype-name-state
bool Tokenizer::AfterDoctypeNameState() {
  const int c = Consume();
  if (IsWhitespace(c)) return false;
  if (c == '>') return EmitDoctype();
  if (c == kEof) return EofInDoctype();
  Reconsume();
  if (ConsumeIfIgnoringCase("public")) return SwitchState(State::kAfterDoctypePublicKeyword);
  if (ConsumeIfIgnoringCase("system")) return SwitchState(State::kAfterDoctypeSystemKeyword);
  return QuirksAndBogusDoctype(ParseError::kInvalidCharacterSequenceAfterDoctypeName);
}

bool Tokenizer::BeginDoctypeIdentifier(State state) {
  BeginRun();
  return SwitchState(state);
}

// https://html.spec.whatwg.org/#after-doctype-public-keyword-state
bool Tokenizer::AfterDoctypePublicKeywordState() {
  const int c = Consume();
  if (IsWhitespace(c)) return SwitchState(State::kBeforeDoctypePublicIdentifier);
  if (c == '"' || c == '\'') {
    ErrorHere(ParseError::kMissingWhitespaceAfterDoctypePublicKeyword);
  }
  return ReconsumeIn(State::kBeforeDoctypePublicIdentifier);
}

// https://html.spec.whatwg.org/#before-doctype-public-identifier-state
bool Tokenizer::BeforeDoctypePublicIdentifierState() {
  const int c = Consume();
  if (IsWhitespace(c)) return false;
  switch (c) {
    case '"':
      return BeginDoctypeIdentifier(State::kDoctypePublicIdentifierDoubleQuoted);
    case '\'':
      return BeginDoctypeIdentifier(State::kDoctypePublicIdentifierSingleQuoted);
    case '>':
      return QuirksAndEmitDoctype(ParseError::kMissingDoctypePublicIdentifier);
    case kEof:
      return EofInDoctype();
    default:
      return QuirksAndBogusDoctype(ParseError::kMissingQuoteBeforeDoctypePublicIdentifier);
  }
}

// The four identifier states: consumes up to the quote, '>' or the end of the file and gives
// which of them it was.
int Tokenizer::ConsumeDoctypeIdentifier(char quote, TextSpan& identifier) {
  for (;;) {
    const int c = Consume();
    if (c == quote || c == '>' || c == kEof) {
      identifier = run_.End(*text_, at_);
      return c;
    }
    Reconsume();
    if (c == '\0') {
      TakeNull();
    } else {
      TakeByte();
    }
  }
}

bool Tokenizer::PublicIdentifier(char quote) {
  token_->has_public_id = true;
  switch (ConsumeDoctypeIdentifier(quote, token_->public_id)) {
    case '>':
      return QuirksAndEmitDoctype(ParseError::kAbruptDoctypePublicIdentifier);
    case kEof:
      return EofInDoctype();
    default:
      return SwitchState(State::kAfterDoctypePublicIdentifier);
  }
}

// https://html.spec.whatwg.org/#doctype-public-identifier-(double-quoted)-state
bool Tokenizer::DoctypePublicIdentifierDoubleQuotedState() { return PublicIdentifier('"'); }

// https://html.spec.whatwg.org/#doctype-public-identifier-(single-quoted)-state
bool Tokenizer::DoctypePublicIdentifierSingleQuotedState() { return PublicIdentifier('\''); }

// https://html.spec.whatwg.org/#after-doctype-public-identifier-state
bool Tokenizer::AfterDoctypePublicIdentifierState() {
  const int c = Consume();
  if (IsWhitespace(c)) {
    return SwitchState(State::kBetweenDoctypePublicAndSystemIdentifiers);
  }
  if (c == '"' || c == '\'') {
    ErrorHere(ParseError::kMissingWhitespaceBetweenDoctypePublicAndSystemIdentifiers);
  }
  return ReconsumeIn(State::kBetweenDoctypePublicAndSystemIdentifiers);
}

// https://html.spec.whatwg.org/#between-doctype-public-and-system-identifiers-state
bool Tokenizer::BetweenDoctypePublicAndSystemIdentifiersState() {
  const int c = Consume();
  if (IsWhitespace(c)) return false;
  switch (c) {
    case '>':
      return EmitDoctype();
    case '"':
      return BeginDoctypeIdentifier(State::kDoctypeSystemIdentifierDoubleQuoted);
    case '\'':
      return BeginDoctypeIdentifier(State::kDoctypeSystemIdentifierSingleQuoted);
    case kEof:
      return EofInDoctype();
    default:
      return QuirksAndBogusDoctype(ParseError::kMissingQuoteBeforeDoctypeSystemIdentifier);
  }
}

// https://html.spec.whatwg.org/#after-doctype-system-keyword-state
bool Tokenizer::AfterDoctypeSystemKeywordState() {
  const int c = Consume();
  if (IsWhitespace(c)) return SwitchState(State::kBeforeDoctypeSystemIdentifier);
  if (c == '"' || c == '\'') {
    ErrorHere(ParseError::kMissingWhitespaceAfterDoctypeSystemKeyword);
  }
  return ReconsumeIn(State::kBeforeDoctypeSystemIdentifier);
}

// https://html.spec.whatwg.org/#before-doctype-system-identifier-state
bool Tokenizer::BeforeDoctypeSystemIdentifierState() {
  const int c = Consume();
  if (IsWhitespace(c)) return false;
  switch (c) {
    case '"':
      return BeginDoctypeIdentifier(State::kDoctypeSystemIdentifierDoubleQuoted);
    case '\'':
      return BeginDoctypeIdentifier(State::kDoctypeSystemIdentifierSingleQuoted);
    case '>':
      return QuirksAndEmitDoctype(ParseError::kMissingDoctypeSystemIdentifier);
    case kEof:
      return EofInDoctype();
    default:
      return QuirksAndBogusDoctype(ParseError::kMissingQuoteBeforeDoctypeSystemIdentifier);
  }
}

bool Tokenizer::SystemIdentifier(char quote) {
  token_->has_system_id = true;
  switch (ConsumeDoctypeIdentifier(quote, token_->system_id)) {
    case '>':
      return QuirksAndEmitDoctype(ParseError::kAbruptDoctypeSystemIdentifier);
    case kEof:
      return EofInDoctype();
    default:
      return SwitchState(State::kAfterDoctypeSystemIdentifier);
  }
}

// https://html.spec.whatwg.org/#doctype-system-identifier-(double-quoted)-state
bool Tokenizer::DoctypeSystemIdentifierDoubleQuotedState() { return SystemIdentifier('"'); }

// https://html.spec.whatwg.org/#doctype-system-identifier-(single-quoted)-state
bool Tokenizer::DoctypeSystemIdentifierSingleQuotedState() { return SystemIdentifier('\''); }

// https://html.spec.whatwg.org/#after-doctype-system-identifier-state
bool Tokenizer::AfterDoctypeSystemIdentifierState() {
  const int c = Consume();
  if (IsWhitespace(c)) return false;
  if (c == '>') return EmitDoctype();
  if (c == kEof) return EofInDoctype();
  // This does not set the force-quirks flag.
  ErrorHere(ParseError::kUnexpectedCharacterAfterDoctypeSystemIdentifier);
  return ReconsumeIn(State::kBogusDoctype);
}

// https://html.spec.whatwg.org/#bogus-doctype-state
bool Tokenizer::BogusDoctypeState() {
  switch (Consume()) {
    case '>':
    case kEof:
      return EmitDoctype();
    case '\0':
      ErrorHere(ParseError::kUnexpectedNullCharacter);
      return false;
    default:
      return false;
  }
}

}  // namespace tamis::html
