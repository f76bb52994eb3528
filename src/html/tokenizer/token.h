// What the tokenizer emits. https://html.spec.whatwg.org/#tokenization

#pragma once

#include <cstdint>

#include "base/memory/text_store.h"
#include "html/names/attribute.h"

namespace tamis::html {

enum class TokenType : uint8_t {
  kEndOfFile,
  kStartTag,
  kEndTag,
  kText,
  kComment,
  kDoctype,
  kProcessingInstruction,
};

struct Token {
  TokenType type = TokenType::kEndOfFile;
  bool self_closing = false;  // tags
  bool is_null = false;       // kText: one U+0000 of the data state, for the tree builder to judge
  bool is_blank = false;      // kText: tab, LF, FF, CR and space, nothing else
  bool has_duplicate_attributes = false;
  NameId name = 0;            // tags, lower case; kProcessingInstruction: its target
  uint32_t source_begin = 0;  // [begin, end) in the page
  uint32_t source_end = 0;
  TextSpan text;             // kText, kComment, kProcessingInstruction: the data
  AttributeList attributes;  // tags; empty for end tags; the first of each name only

  // kDoctype
  bool force_quirks = false;
  bool has_doctype_name = false;
  bool has_public_id = false;
  bool has_system_id = false;
  TextSpan doctype_name;
  TextSpan public_id;
  TextSpan system_id;
};

}  // namespace tamis::html
