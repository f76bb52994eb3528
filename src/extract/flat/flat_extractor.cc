#include "extract/flat/flat_extractor.h"

#include <algorithm>

namespace tamis::extract {

void FlatExtractor::Extract(std::string_view utf8, const ExtractOptions& options, Extraction& out) {
  out.blocks.blocks.clear();
  out.blocks.containers.clear();
  out.has_comments = false;
  cutter_.Cut(utf8, flat_);
  out.blocks.text = flat_.text;
  measures_.clear();
  for (const FlatParagraph& paragraph : flat_.paragraphs) {
    PageBlock block;
    block.kind = BlockKind::kLine;
    block.text_begin = paragraph.text_begin;
    block.text_end = paragraph.text_end;
    block.html_begin = paragraph.source_begin;
    block.html_end = paragraph.source_end;
    block.measure = MeasureText(out.blocks.Text(block));
    block.words = block.measure.words;
    measures_.push_back(block.measure);
    out.blocks.blocks.push_back(block);
  }
  uint32_t title = LineJudge::kNoLine;
  judge_.Judge(flat_, measures_, out.decisions, title);
  out.title_block = title == LineJudge::kNoLine ? kNoBlock : title;

  double kept = 0, sure = 0;
  for (size_t b = 0; b < out.decisions.size(); ++b) {
    Decision& d = out.decisions[b];
    if (d.keep && options.view == View::kPrecision && d.score < kSureScore) {
      d = {false, Reason::kLowScore, d.score};
    }
    if (!d.keep) continue;
    kept += out.blocks.blocks[b].words;
    sure += d.score * out.blocks.blocks[b].words;
  }
  out.confidence = kept > 0 ? static_cast<float>(sure / kept) : 0.0f;
}

}  // namespace tamis::extract
