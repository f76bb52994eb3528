// Fuzz: any bytes give a document, within limits, whose blocks and strings keep their promises,
// and the same document from memory that was used before.
//   input = Content-Type, LF, bytes of the page
// Seeds: examples/pages.  Dictionary: fuzz/html.dict.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/unicode/utf8.h"
#include "pipeline/readers/input_kind.h"
#include "pipeline/run/media_type.h"
#include "tamis/extract.h"

namespace {

constexpr uint32_t kMaxPageBytes = 1u << 16;

void Require(bool condition, const char* what) {
  if (condition) return;
  std::fprintf(stderr, "fuzz/page: %s\n", what);
  std::abort();
}

bool IsUtf8(std::string_view text) { return tamis::ValidUtf8Prefix(text) == text.size(); }

tamis::ExtractOptions Options() {
  tamis::ExtractOptions options;
  options.max_page_bytes = kMaxPageBytes;
  options.max_nodes = 1u << 14;
  options.max_depth = 128;
  options.max_page_ms = 0;  // the only limit that is not deterministic
  return options;
}

void CheckDocument(const tamis::Document& document) {
  uint32_t text_end = 0;
  for (const tamis::Block& block : document.blocks) {
    Require(block.html_begin <= block.html_end, "html range is reversed");
    Require(block.html_end <= kMaxPageBytes, "html range leaves the page");
    Require(IsUtf8(block.text), "block is no UTF-8");
    if (!block.keep) continue;
    Require(text_end <= block.text_begin && block.text_begin <= block.text_end,
            "text ranges overlap");
    Require(block.text_end <= document.text.size(), "text range leaves the text");
    text_end = block.text_end;
  }
  Require(IsUtf8(document.text) && IsUtf8(document.markdown), "text is no UTF-8");
  for (const tamis::Comment& comment : document.comments) {
    Require(IsUtf8(comment.text) && IsUtf8(comment.author), "a comment is no UTF-8");
    Require(comment.block_begin < comment.block_end && comment.block_end <= document.blocks.size(),
            "blocks of a comment");
  }
  for (const tamis::Post& post : document.posts) {
    Require(post.text_begin <= post.text_end && post.text_end <= document.text.size(),
            "range of a post");
  }
  const bool empty = document.status.code() == tamis::StatusCode::kNotHtml;
  Require(!empty || (document.text.empty() && document.blocks.empty()), "not_html with text");
}

std::string Rendered(const tamis::Document& document, const tamis::PageContext& context) {
  std::string out;
  tamis::AppendJson(document, context, out);
  Require(IsUtf8(out) && out.find('\n') == std::string::npos, "row is no line of UTF-8");
  tamis::AppendExplanation(document, out);
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string input(reinterpret_cast<const char*>(data), size);
  const size_t line_end = input.find('\n');
  if (line_end == std::string::npos) return 0;
  const std::string_view type = std::string_view(input).substr(0, line_end);
  // An exact-size copy, so that AddressSanitizer sees a read of one byte too many.
  const std::string page = input.substr(line_end + 1);

  Require(tamis::pipeline::MediaTypeEssence(type).size() <= 100, "media type is long");
  (void)tamis::pipeline::KindOfFile(page, type);
  Require(tamis::pipeline::SuffixOf(type).size() <= 20, "suffix is long");

  static tamis::Extractor used(Options());
  tamis::Extractor fresh(Options());
  const tamis::PageContext context{.url = "https://a.example/b", .content_type = type};
  const tamis::Wanted wanted{.markdown = true, .block_text = true};
  const tamis::Document& document = used.Extract(page, context, wanted);
  CheckDocument(document);
  Require(Rendered(document, context) == Rendered(fresh.Extract(page, context, wanted), context),
          "a used extractor gives another document than a fresh one");
  return 0;
}
