// The tables of states_*_test.cc: an input, the tokens and errors it must give.
//
// Every row is run three ways, each on an exact-size heap copy of its input: collecting errors,
// by the states of the standard alone, and by the common path. The tokens must be the same.

#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "html/tokenizer/tokenizer.h"

namespace tamis::html {

struct StateCase {
  std::string_view rule;  // printed on failure
  std::string_view input;
  std::string_view tokens;  // see TokenDump
  std::string_view errors;  // "eof-in-tag@5 ..."
  ContentModel model = ContentModel::kData;
  std::string_view last_start_tag = {};
  bool cdata_allowed = false;
};

inline void PrintTo(const StateCase& c, std::ostream* out) { *out << c.rule; }

// Tokens in one line, parted by a space:
//   <a b="c" d="">  <a/>  </a>  'text'  NUL  <!--comment-->  <?target data?>
//   <!DOCTYPE html PUBLIC "p" SYSTEM "s" quirks>
// Text in pieces is joined. Newlines and U+0000 are written \n and \0. <title>, <style> and
// <script> switch the content model as the tree builder would.
class TokenDump {
 public:
  std::string Run(Tokenizer& tokenizer, const TextStore& store, const NameTable& names) {
    Token token;
    for (tokenizer.Next(token); token.type != TokenType::kEndOfFile; tokenizer.Next(token)) {
      if (token.type == TokenType::kStartTag) Switch(tokenizer, token.name);
      EXPECT_LE(token.source_begin, token.source_end);
      EXPECT_GE(token.source_begin, last_end_) << "tokens overlap behind " << out_;
      last_end_ = token.source_end;
      const std::string_view text = store.View(token.text);
      if (token.type == TokenType::kText && !token.is_null) {
        EXPECT_EQ(token.is_blank, text.find_first_not_of(" \t\n\f\r") == text.npos) << text;
        text_ += text;
        continue;
      }
      FlushText();
      Add(token, text, store, names);
    }
    FlushText();
    return out_;
  }

 private:
  static void Switch(Tokenizer& tokenizer, NameId tag) {
    if (tag == names::kTitle) tokenizer.SwitchTo(ContentModel::kRcdata);
    if (tag == names::kStyle) tokenizer.SwitchTo(ContentModel::kRawtext);
    if (tag == names::kScript) tokenizer.SwitchTo(ContentModel::kScriptData);
  }

  void FlushText() {
    if (!text_.empty()) Piece("'" + text_ + "'");
    text_.clear();
  }

  void Piece(std::string_view piece) {
    if (!out_.empty()) out_ += ' ';
    for (const char c : piece) {
      if (c == '\n') {
        out_ += "\\n";
      } else if (c == '\0') {
        out_ += "\\0";
      } else {
        out_ += c;
      }
    }
  }

  void Add(const Token& token, std::string_view text, const TextStore& store,
           const NameTable& names) {
    const std::string name(names.Name(token.name));
    std::string piece;
    switch (token.type) {
      case TokenType::kStartTag:
        piece = "<" + name;
        for (const Attribute& a : token.attributes) {
          piece += " " + std::string(names.Name(a.name)) + "=\"" +
                   std::string(store.View(a.value)) + "\"";
        }
        return Piece(piece + (token.self_closing ? "/>" : ">"));
      case TokenType::kEndTag:
        EXPECT_TRUE(token.attributes.empty());
        return Piece("</" + name + ">");
      case TokenType::kComment:
        return Piece("<!--" + std::string(text) + "-->");
      case TokenType::kProcessingInstruction:
        return Piece("<?" + name + " " + std::string(text) + "?>");
      case TokenType::kDoctype:
        piece = "<!DOCTYPE";
        if (token.has_doctype_name) piece += " " + std::string(store.View(token.doctype_name));
        if (token.has_public_id)
          piece += " PUBLIC \"" + std::string(store.View(token.public_id)) + "\"";
        if (token.has_system_id)
          piece += " SYSTEM \"" + std::string(store.View(token.system_id)) + "\"";
        return Piece(piece + (token.force_quirks ? " quirks>" : ">"));
      default:
        return Piece("NUL");
    }
  }

  std::string out_;
  std::string text_;
  uint32_t last_end_ = 0;
};

enum class Way { kWithErrors, kStatesOnly, kCommonPath };

inline std::string TokensOf(const StateCase& c, Way way, std::string* errors = nullptr) {
  const auto copy = std::make_unique<char[]>(c.input.size());
  std::copy(c.input.begin(), c.input.end(), copy.get());
  TextStore store;
  NameTable names;
  Tokenizer tokenizer;
  std::vector<PositionedError> found;
  store.Reset({copy.get(), c.input.size()});
  names.Reset();
  tokenizer.Reset(&store, &names, way == Way::kWithErrors ? &found : nullptr);
  if (way == Way::kStatesOnly) tokenizer.UseStatesOnly();
  if (!c.last_start_tag.empty()) tokenizer.SetLastStartTag(names.Intern(c.last_start_tag));
  tokenizer.SetCdataAllowed(c.cdata_allowed);
  tokenizer.SwitchTo(c.model);
  const std::string tokens = TokenDump().Run(tokenizer, store, names);
  EXPECT_EQ(tokenizer.position(), c.input.size());
  if (errors != nullptr) {
    for (const PositionedError& e : found) {
      if (!errors->empty()) *errors += ' ';
      *errors += std::string(ParseErrorName(e.code)) + "@" + std::to_string(e.offset);
    }
  }
  return tokens;
}

inline void CheckStateCase(const StateCase& c) {
  SCOPED_TRACE(std::string(c.rule) + ": " + std::string(c.input));
  std::string errors;
  EXPECT_EQ(TokensOf(c, Way::kWithErrors, &errors), c.tokens);
  EXPECT_EQ(errors, c.errors);
  EXPECT_EQ(TokensOf(c, Way::kStatesOnly), c.tokens);
  EXPECT_EQ(TokensOf(c, Way::kCommonPath), c.tokens);
}

}  // namespace tamis::html
