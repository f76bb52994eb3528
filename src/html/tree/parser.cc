#include "html/tree/parser.h"

#include <algorithm>

#include "html/tree/builder.h"

namespace tamis::html {
namespace {

constexpr uint32_t kMaxPage = 1u << 30;

}  // namespace

struct Parser::Impl {
  TextStore text;
  NameTable names;
  Tokenizer tokenizer;
  Dom dom;
  std::vector<PositionedError> errors;
  TreeBuilder builder{{&text, &names, &tokenizer, &dom, nullptr}};

  ParseResult Parse(std::string_view page, std::string_view context, const ParseOptions& options) {
    const uint32_t max_bytes = std::min(options.max_bytes, kMaxPage);
    const bool cut = page.size() > max_bytes;
    if (cut) {
      size_t end = max_bytes;
      while (end > 0 && (static_cast<unsigned char>(page[end]) & 0xC0) == 0x80) --end;
      page = page.substr(0, end);
    }
    text.Reset(page);
    names.Reset();
    errors.clear();
    dom.Reset(&text, &names);
    std::vector<PositionedError>* sink = options.collect_errors ? &errors : nullptr;
    tokenizer.Reset(&text, &names, sink);
    builder.CollectErrors(sink);
    ParseResult result = builder.Build(options, context);
    dom.mutable_node(kDocumentNode).source_end = text.page_size();
    if (cut && (result.status.ok() || result.status.code() == StatusCode::kDepthLimit)) {
      result.status = Status(StatusCode::kTooLarge, page.size(),
                             "the page is longer than max_bytes: the rest is not read");
    }
    return result;
  }
};

Parser::Parser() : impl_(std::make_unique<Impl>()) {
  impl_->dom.Reset(&impl_->text, &impl_->names);
}
Parser::~Parser() = default;
Parser::Parser(Parser&&) noexcept = default;
Parser& Parser::operator=(Parser&&) noexcept = default;

ParseResult Parser::Parse(std::string_view page, const ParseOptions& options) {
  return impl_->Parse(page, {}, options);
}

ParseResult Parser::ParseFragment(std::string_view page, std::string_view context,
                                  const ParseOptions& options) {
  return impl_->Parse(page, context.empty() ? "div" : context, options);
}

const Dom& Parser::dom() const { return impl_->dom; }

const std::vector<PositionedError>& Parser::errors() const { return impl_->errors; }

}  // namespace tamis::html
