#include "extract/flat/flat_extractor.h"

namespace tamis::extract {

void FlatExtractor::Extract(std::string_view utf8, const ExtractOptions&, Extraction& out) {
  out.blocks.blocks.clear();
  out.blocks.containers.clear();
  out.decisions.clear();
  out.title_block = kNoBlock;
  out.has_comments = false;
  cutter_.Cut(utf8, flat_);
  out.blocks.text = flat_.text;
  for (const FlatParagraph& paragraph : flat_.paragraphs) {
    PageBlock block;
    block.kind = BlockKind::kLine;
    block.text_begin = paragraph.text_begin;
    block.text_end = paragraph.text_end;
    block.html_begin = paragraph.source_begin;
    block.html_end = paragraph.source_end;
    block.measure = MeasureText(out.blocks.Text(block));
    block.words = block.measure.words;
    out.blocks.blocks.push_back(block);
    out.decisions.push_back({.keep = true, .reason = Reason::kMainText, .score = 0.5f});
  }
  out.confidence = out.blocks.blocks.empty() ? 0 : 0.5f;
}

}  // namespace tamis::extract
