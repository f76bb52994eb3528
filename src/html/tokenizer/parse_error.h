// The parse errors that the standard names, with the byte of the page where each one stands.
// https://html.spec.whatwg.org/#parse-errors

#pragma once

#include <cstdint>
#include <string_view>

namespace tamis::html {

// Numbers are those of this build only; ParseErrorName() is the stable spelling.
enum class ParseError : uint8_t {
  kNone,
  kAbruptClosingOfEmptyComment,
  kAbruptDoctypePublicIdentifier,
  kAbruptDoctypeSystemIdentifier,
  kAbsenceOfDigitsInNumericCharacterReference,
  kCdataInHtmlContent,
  kCharacterReferenceOutsideUnicodeRange,
  kControlCharacterInInputStream,
  kControlCharacterReference,
  kDisallowedProcessingInstructionTarget,
  kDuplicateAttribute,
  kEndTagWithAttributes,
  kEndTagWithTrailingSolidus,
  kEofBeforeTagName,
  kEofInCdata,
  kEofInComment,
  kEofInDoctype,
  kEofInProcessingInstruction,
  kEofInScriptHtmlCommentLikeText,
  kEofInTag,
  kIncorrectlyClosedComment,
  kIncorrectlyOpenedComment,
  kInvalidCharacterSequenceAfterDoctypeName,
  kInvalidFirstCharacterOfProcessingInstructionTarget,
  kInvalidFirstCharacterOfTagName,
  kInvalidProcessingInstructionTarget,
  kMissingAttributeValue,
  kMissingDoctypeName,
  kMissingDoctypePublicIdentifier,
  kMissingDoctypeSystemIdentifier,
  kMissingEndTagName,
  kMissingQuoteBeforeDoctypePublicIdentifier,
  kMissingQuoteBeforeDoctypeSystemIdentifier,
  kMissingSemicolonAfterCharacterReference,
  kMissingWhitespaceAfterDoctypePublicKeyword,
  kMissingWhitespaceAfterDoctypeSystemKeyword,
  kMissingWhitespaceBeforeDoctypeName,
  kMissingWhitespaceBetweenAttributes,
  kMissingWhitespaceBetweenDoctypePublicAndSystemIdentifiers,
  kNestedComment,
  kNoncharacterCharacterReference,
  kNoncharacterInInputStream,
  kNonVoidHtmlElementStartTagWithTrailingSolidus,
  kNullCharacterReference,
  kSurrogateCharacterReference,
  kSurrogateInInputStream,
  kUnexpectedCharacterAfterDoctypeSystemIdentifier,
  kUnexpectedCharacterInAttributeName,
  kUnexpectedCharacterInUnquotedAttributeValue,
  kUnexpectedEqualsSignBeforeAttributeName,
  kUnexpectedNullCharacter,
  kUnexpectedSolidusInTag,
  kUnknownNamedCharacterReference,
  kCount
};

// The spelling of the standard: "eof-in-tag". Empty for kNone.
std::string_view ParseErrorName(ParseError error);

struct PositionedError {
  ParseError code = ParseError::kNone;
  uint32_t offset = 0;  // byte of the page; the page's size at end of file
};

}  // namespace tamis::html
