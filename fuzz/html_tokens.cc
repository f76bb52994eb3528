// Fuzz: any bytes give tokens that lie in the page in order, and the same tokens
//   (a) by the states of the standard, with and without errors, and by the common path, and
//   (b) with every kernel this machine can run;
// errors come in order of position. The first byte chooses the content model to start in.

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/simd/kernels.h"
#include "html/tokenizer/tokenizer.h"

namespace {

using tamis::TextSpan;
using tamis::html::ContentModel;
using tamis::html::PositionedError;
using tamis::html::Token;
using tamis::html::TokenType;

void Require(bool condition, const char* what) {
  if (condition) return;
  std::fprintf(stderr, "fuzz/html_tokens: %s\n", what);
  std::abort();
}

struct Run {
  bool states_only = false;
  const tamis::simd::Kernels* kernels = nullptr;
  std::vector<PositionedError>* errors = nullptr;
};

class Dumper {
 public:
  Dumper(const tamis::TextStore& store, const tamis::html::NameTable& names)
      : store_(store), names_(names) {}

  void Add(const Token& token) {
    Require(token.source_begin <= token.source_end, "a token ends before it begins");
    Require(token.source_begin >= last_end_, "tokens overlap");
    Require(token.source_end <= store_.page_size(), "a token ends beyond the page");
    last_end_ = token.source_end;
    const bool text = token.type == TokenType::kText && !token.is_null;
    Require(!text || token.is_blank == (store_.View(token.text).find_first_not_of(" \t\n\f\r") ==
                                        std::string_view::npos),
            "is_blank is wrong");
    // Where a run of text is cut depends on the way; what it says does not.
    if (!text || !in_text_) out += static_cast<char>('0' + static_cast<int>(token.type));
    in_text_ = text;
    if (!text) AddSource(token);
    switch (token.type) {
      case TokenType::kStartTag:
      case TokenType::kEndTag:
        out += names_.Name(token.name);
        out += token.self_closing ? '/' : ' ';
        for (const auto& a : token.attributes) {
          out += names_.Name(a.name);
          AddSpan(a.value);
        }
        break;
      case TokenType::kDoctype:
        out += token.force_quirks ? 'q' : ' ';
        AddSpan(token.doctype_name);
        AddSpan(token.public_id);
        AddSpan(token.system_id);
        break;
      case TokenType::kProcessingInstruction:
        out += names_.Name(token.name);
        AddSpan(token.text);
        break;
      case TokenType::kText:
        out += store_.View(token.text);
        break;
      case TokenType::kComment:
        AddSpan(token.text);
        break;
      case TokenType::kEndOfFile:
        break;
    }
  }

  std::string out;

 private:
  void AddSource(const Token& token) {
    out += std::to_string(token.source_begin) + "-" + std::to_string(token.source_end);
  }
  void AddSpan(TextSpan span) {
    out += '[';
    out += store_.View(span);
    out += ']';
  }

  const tamis::TextStore& store_;
  const tamis::html::NameTable& names_;
  uint32_t last_end_ = 0;
  bool in_text_ = false;
};

std::string Tokens(std::string_view page, ContentModel model, const Run& run) {
  tamis::TextStore store;
  tamis::html::NameTable names;
  tamis::html::Tokenizer tokenizer;
  store.Reset(page);
  names.Reset();
  tokenizer.Reset(&store, &names, run.errors);
  if (run.states_only) tokenizer.UseStatesOnly();
  if (run.kernels != nullptr) tokenizer.UseKernels(*run.kernels);
  tokenizer.SetLastStartTag(tamis::html::names::kScript);
  tokenizer.SetCdataAllowed(page.size() % 2 == 1);
  tokenizer.SwitchTo(model);
  Dumper dumper(store, names);
  Token token;
  do {
    tokenizer.Next(token);
    dumper.Add(token);
    if (token.type == TokenType::kStartTag && token.name == tamis::html::names::kScript) {
      tokenizer.SwitchTo(ContentModel::kScriptData);
    } else if (token.type == TokenType::kStartTag && token.name == tamis::html::names::kTitle) {
      tokenizer.SwitchTo(ContentModel::kRcdata);
    } else if (token.type == TokenType::kStartTag && token.name == tamis::html::names::kStyle) {
      tokenizer.SwitchTo(ContentModel::kRawtext);
    }
  } while (token.type != TokenType::kEndOfFile);
  return dumper.out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const auto model = static_cast<ContentModel>(data[0] % 6);
  // An exact-size heap copy, so AddressSanitizer sees a one-byte overread.
  const auto copy = std::make_unique<char[]>(size - 1);
  std::copy(data + 1, data + size, copy.get());
  const std::string_view page(copy.get(), size - 1);

  std::vector<PositionedError> errors;
  const std::string want = Tokens(page, model, {.errors = &errors});
  const auto by_offset = [](const PositionedError& a, const PositionedError& b) {
    return a.offset < b.offset;
  };
  Require(std::is_sorted(errors.begin(), errors.end(), by_offset), "errors out of order");
  Require(errors.empty() || errors.back().offset <= page.size(), "an error beyond the page");
  Require(Tokens(page, model, {.states_only = true}) == want, "errors change the tokens");
  for (const auto* kernels : tamis::simd::AvailableKernels()) {
    Require(Tokens(page, model, {.kernels = kernels}) == want, "the common path differs");
  }
  return 0;
}
