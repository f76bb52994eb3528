// The loop, reading and emitting. The states are in states_*.cc.

#include "html/tokenizer/tokenizer.h"

#include <algorithm>
#include <cassert>
#include <cstring>

#include "base/simd/block16.h"
#include "html/tokenizer/ascii.h"
#include "html/tokenizer/char_ref.h"
#include "html/tokenizer/input_stream.h"

namespace tamis::html {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

}  // namespace

// In the order of State.
const Tokenizer::StateFunction Tokenizer::kStateFunctions[] = {
    &Tokenizer::DataState,
    &Tokenizer::RcdataState,
    &Tokenizer::RawtextState,
    &Tokenizer::ScriptDataState,
    &Tokenizer::PlaintextState,
    &Tokenizer::TagOpenState,
    &Tokenizer::EndTagOpenState,
    &Tokenizer::TagNameState,
    &Tokenizer::ScriptDataEscapeStartState,
    &Tokenizer::ScriptDataEscapeStartDashState,
    &Tokenizer::ScriptDataEscapedState,
    &Tokenizer::ScriptDataEscapedDashState,
    &Tokenizer::ScriptDataEscapedDashDashState,
    &Tokenizer::ScriptDataEscapedLessThanSignState,
    &Tokenizer::ScriptDataDoubleEscapeStartState,
    &Tokenizer::ScriptDataDoubleEscapedState,
    &Tokenizer::ScriptDataDoubleEscapedDashState,
    &Tokenizer::ScriptDataDoubleEscapedDashDashState,
    &Tokenizer::ScriptDataDoubleEscapedLessThanSignState,
    &Tokenizer::ScriptDataDoubleEscapeEndState,
    &Tokenizer::BeforeAttributeNameState,
    &Tokenizer::AttributeNameState,
    &Tokenizer::AfterAttributeNameState,
    &Tokenizer::BeforeAttributeValueState,
    &Tokenizer::AttributeValueDoubleQuotedState,
    &Tokenizer::AttributeValueSingleQuotedState,
    &Tokenizer::AttributeValueUnquotedState,
    &Tokenizer::AfterAttributeValueQuotedState,
    &Tokenizer::SelfClosingStartTagState,
    &Tokenizer::BogusCommentState,
    &Tokenizer::MarkupDeclarationOpenState,
    &Tokenizer::CommentStartState,
    &Tokenizer::CommentStartDashState,
    &Tokenizer::CommentState,
    &Tokenizer::CommentLessThanSignState,
    &Tokenizer::CommentLessThanSignBangState,
    &Tokenizer::CommentLessThanSignBangDashState,
    &Tokenizer::CommentLessThanSignBangDashDashState,
    &Tokenizer::CommentEndDashState,
    &Tokenizer::CommentEndState,
    &Tokenizer::CommentEndBangState,
    &Tokenizer::DoctypeState,
    &Tokenizer::BeforeDoctypeNameState,
    &Tokenizer::DoctypeNameState,
    &Tokenizer::AfterDoctypeNameState,
    &Tokenizer::AfterDoctypePublicKeywordState,
    &Tokenizer::BeforeDoctypePublicIdentifierState,
    &Tokenizer::DoctypePublicIdentifierDoubleQuotedState,
    &Tokenizer::DoctypePublicIdentifierSingleQuotedState,
    &Tokenizer::AfterDoctypePublicIdentifierState,
    &Tokenizer::BetweenDoctypePublicAndSystemIdentifiersState,
    &Tokenizer::AfterDoctypeSystemKeywordState,
    &Tokenizer::BeforeDoctypeSystemIdentifierState,
    &Tokenizer::DoctypeSystemIdentifierDoubleQuotedState,
    &Tokenizer::DoctypeSystemIdentifierSingleQuotedState,
    &Tokenizer::AfterDoctypeSystemIdentifierState,
    &Tokenizer::BogusDoctypeState,
    &Tokenizer::CdataSectionState,
    &Tokenizer::CdataSectionBracketState,
    &Tokenizer::CdataSectionEndState,
    &Tokenizer::ProcessingInstructionOpenState,
    &Tokenizer::ProcessingInstructionTargetState,
    &Tokenizer::AfterProcessingInstructionTargetState,
    &Tokenizer::ProcessingInstructionDataState,
    &Tokenizer::ProcessingInstructionQuestionableState,
};

void Tokenizer::Reset(TextStore* text, NameTable* names, std::vector<PositionedError>* errors) {
  text_ = text;
  names_ = names;
  errors_ = errors;
  kernels_ = &simd::ActiveKernels();
  begin_ = text->page().data();
  p_ = at_ = tag_begin_ = begin_;
  end_ = begin_ + text->page().size();
  state_ = State::kData;
  cdata_allowed_ = false;
  last_start_tag_ = 0;
  run_.Drop();
  common_path_ = errors == nullptr;
  met_names_.fill({});
  stream_errors_.clear();
  next_stream_error_ = 0;
  if (errors != nullptr) FindInputStreamErrors(text->page(), stream_errors_);
}

void Tokenizer::NextByStates() {
  StateFunction step;  // a name of its own: g++ 12 checks the bounds of a call through [] wrongly
  do {
    step = kStateFunctions[static_cast<size_t>(state_)];
  } while (!(this->*step)());
}

void Tokenizer::SwitchTo(ContentModel model) {
  assert(!run_.active());
  switch (model) {
    case ContentModel::kData:
      state_ = State::kData;
      break;
    case ContentModel::kRcdata:
      state_ = State::kRcdata;
      break;
    case ContentModel::kRawtext:
      state_ = State::kRawtext;
      break;
    case ContentModel::kScriptData:
      state_ = State::kScriptData;
      break;
    case ContentModel::kPlaintext:
      state_ = State::kPlaintext;
      break;
    case ContentModel::kCdataSection:
      state_ = State::kCdataSection;
      break;
  }
}

int Tokenizer::Consume() {
  at_ = p_;
  if (p_ == end_) return kEof;
  const char c = *p_++;
  if (c != '\r') return static_cast<unsigned char>(c);
  if (p_ != end_ && *p_ == '\n') ++p_;
  return '\n';
}

bool Tokenizer::ConsumeIf(std::string_view word) {
  if (static_cast<size_t>(end_ - p_) < word.size()) return false;
  if (std::memcmp(p_, word.data(), word.size()) != 0) return false;
  p_ += word.size();
  return true;
}

bool Tokenizer::ConsumeIfIgnoringCase(std::string_view lower) {
  if (static_cast<size_t>(end_ - p_) < lower.size()) return false;
  const auto same = [](char want, char got) { return want == ToAsciiLower(got); };
  if (!std::equal(lower.begin(), lower.end(), p_, same)) return false;
  p_ += lower.size();
  return true;
}

void Tokenizer::RecordError(ParseError code, uint32_t offset) {
  // A character enters the input stream before any state sees it.
  while (next_stream_error_ < stream_errors_.size() &&
         stream_errors_[next_stream_error_].offset <= offset) {
    errors_->push_back(stream_errors_[next_stream_error_++]);
  }
  errors_->push_back({code, offset});
}

void Tokenizer::TakeNewline() {
  const char* cr = p_++;
  if (p_ != end_ && *p_ == '\n') {
    ++p_;
    run_.Replace(*text_, cr, cr + 1, {});
  } else {
    run_.Replace(*text_, cr, cr + 1, "\n");
  }
}

void Tokenizer::TakeNull() {
  Error(ParseError::kUnexpectedNullCharacter, p_);
  run_.Replace(*text_, p_, p_ + 1, kReplacement);
  ++p_;
}

void Tokenizer::TakeCharRef(bool in_attribute) {
  if (const NamedRef frequent = MatchFrequentRef(p_ + 1, end_); frequent.size != 0) {
    const char* const behind = p_ + 1 + frequent.size;
    run_.Replace(*text_, p_, behind, frequent.text);
    p_ = behind;
    return;
  }
  CharRef ref;
  ResolveCharRef(p_, end_, in_attribute, ref);
  for (const CharRef::Error& error : ref.errors) {
    if (error.code != ParseError::kNone) Error(error.code, error.at);
  }
  if (!ref.text.empty()) run_.Replace(*text_, p_, ref.end, ref.text);
  p_ = ref.end;
}

bool Tokenizer::IsBlank(TextSpan text) const {
  const std::string_view view = text_->View(text);
  if (view.size() < 16) {
    return std::all_of(view.begin(), view.end(), [](char c) { return IsWhitespace(c); });
  }
  const char* const last = view.data() + view.size() - 16;
  for (const char* p = view.data(); p < last; p += 16) {
    if (simd::Block16(p).NotWhitespace() != 0) return false;
  }
  return simd::Block16(last).NotWhitespace() == 0;
}

bool Tokenizer::EmitText(const char* end) {
  token_->type = TokenType::kText;
  token_->is_null = false;
  token_->source_begin = OffsetOf(run_.source());
  token_->source_end = OffsetOf(end);
  token_->text = run_.End(*text_, end);
  token_->is_blank = IsBlank(token_->text);
  return true;
}

bool Tokenizer::EmitNull() {
  run_.Drop();
  token_->type = TokenType::kText;
  token_->is_null = true;
  token_->is_blank = false;
  token_->source_begin = OffsetOf(p_++);
  token_->source_end = OffsetOf(p_);
  token_->text = {token_->source_begin, 1};
  return true;
}

bool Tokenizer::EmitEndOfFile() {
  run_.Drop();
  state_ = State::kData;
  if (errors_ != nullptr) {
    errors_->insert(errors_->end(),
                    stream_errors_.begin() + static_cast<ptrdiff_t>(next_stream_error_),
                    stream_errors_.end());
    next_stream_error_ = stream_errors_.size();
  }
  token_->type = TokenType::kEndOfFile;
  token_->source_begin = token_->source_end = OffsetOf(end_);
  return true;
}

bool Tokenizer::EmitTextThenEndOfFile() {
  state_ = State::kData;
  return run_.EmptyAt(end_) ? EmitEndOfFile() : EmitText(end_);
}

bool Tokenizer::EmitComment(const char* end) {
  state_ = State::kData;
  token_->type = TokenType::kComment;
  token_->source_begin = OffsetOf(tag_begin_);
  token_->source_end = OffsetOf(p_);
  token_->text = run_.End(*text_, end);
  return true;
}

bool Tokenizer::EmitDoctype() {
  state_ = State::kData;
  token_->source_begin = OffsetOf(tag_begin_);
  token_->source_end = OffsetOf(p_);
  return true;
}

bool Tokenizer::EmitTag() {
  state_ = State::kData;
  token_->source_begin = OffsetOf(tag_begin_);
  token_->source_end = OffsetOf(p_);
  if (token_->type == TokenType::kStartTag) {
    last_start_tag_ = token_->name;
    return true;
  }
  if (!token_->attributes.empty()) ErrorHere(ParseError::kEndTagWithAttributes);
  if (token_->self_closing) ErrorHere(ParseError::kEndTagWithTrailingSolidus);
  token_->attributes.Clear();
  token_->self_closing = false;
  token_->has_duplicate_attributes = false;
  return true;
}

}  // namespace tamis::html
