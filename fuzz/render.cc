// Fuzz: any HTML, with blocks kept and dropped as the first eight bytes say,
//   (a) gives text, Markdown and a row that are valid UTF-8;
//   (b) of a size linear in the page's text;
//   (c) the same from fresh and from used memory;
//   (d) with the ranges of kept blocks in order, apart, and holding the block's words;
//   (e) and a row that reads back as JSON.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

#include "base/unicode/utf8.h"
#include "document/compose.h"
#include "document/render/markdown.h"
#include "document/render/row.h"
#include "extract/blocks/block_builder.h"
#include "html/tree/parser.h"
#include "json/row_reader.h"
#include "metadata/metadata.h"

namespace {

using namespace tamis;  // NOLINT: a program of its own

void Require(bool condition, const char* what) {
  if (condition) return;
  std::fprintf(stderr, "fuzz/render: %s\n", what);
  std::abort();
}

bool IsUtf8(std::string_view text) { return ValidUtf8Prefix(text) == text.size(); }

void CheckRanges(const Document& document, const extract::Extraction& extraction) {
  uint32_t last = 0;
  for (size_t i = 0; i < document.blocks.size(); ++i) {
    const Block& block = document.blocks[i];
    if (!block.keep) {
      Require(block.text_begin == 0 && block.text_end == 0, "a dropped block has a range");
      continue;
    }
    Require(block.text_begin >= last && block.text_begin <= block.text_end &&
                block.text_end <= document.text.size(),
            "a range out of order");
    last = block.text_end;
    const std::string_view want = extraction.blocks.Text(extraction.blocks.blocks[i]);
    const std::string_view have(document.text.data() + block.text_begin,
                                block.text_end - block.text_begin);
    Require(have.size() == want.size(), "a range of another size than its block");
    for (size_t k = 0; k < have.size(); ++k) {
      Require(have[k] == want[k] || (have[k] == ' ' && want[k] == '\n'), "a range of other text");
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 8) return 0;
  uint64_t pattern;
  std::memcpy(&pattern, data, 8);
  std::string page;
  AppendUtf8Lossy({reinterpret_cast<const char*>(data) + 8, size - 8}, page);

  static html::Parser parser;
  static extract::BlockBuilder builder;
  static metadata::MetadataReader reader;
  static document::Composer used;
  static Document document;
  (void)parser.Parse(page);
  extract::Extraction extraction;
  builder.Build(parser.dom(), extraction.blocks);
  size_t kept = 0;
  for (size_t i = 0; i < extraction.blocks.blocks.size(); ++i) {
    const bool keep = ((pattern >> (i % 61)) & 3) != 0;
    extraction.decisions.push_back({keep, keep ? Reason::kMainText : Reason::kComment, 0.5f});
    kept += keep;
  }
  extraction.has_comments = true;
  PageContext context;
  context.url = "https://example.org/a/b";
  context.fetch_date = "2026-01-01";
  const metadata::Metadata& said = reader.Read(parser.dom(), context);

  used.Compose(extraction, said, &parser.dom(), {.markdown = true, .block_text = true}, document);
  Require(IsUtf8(document.text) && IsUtf8(document.markdown), "output that is not UTF-8");
  for (const Comment& comment : document.comments) {
    Require(IsUtf8(comment.text), "a comment that is not UTF-8");
  }
  const size_t text = extraction.blocks.text.size();
  Require(document.text.size() <= text + 96 * kept, "text grew too much");
  Require(document.markdown.size() <= document::kLinkBytes + 2 * document.title.value.size() + 3 +
                                          (document::kLinkBytesPerTextByte + 100) * text +
                                          200 * kept,
          "Markdown grew too much");
  CheckRanges(document, extraction);

  Document again;
  document::Composer fresh;
  fresh.Compose(extraction, said, &parser.dom(), {.markdown = true}, again);
  Require(again.text == document.text && again.markdown == document.markdown &&
              again.language == document.language,
          "used memory changed the document");

  std::string row;
  document::AppendRow(document, {}, {.block_text = true, .markdown = true}, row);
  static json::RowReader rows;
  const auto read = rows.Read(row);
  Require(read.ok() && read->text == document.text && !read->mended, "the row reads otherwise");
  Require(row.find('\n') == std::string::npos, "a row of more than one line");
  return 0;
}
