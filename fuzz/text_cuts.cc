// Fuzz: texts of any bytes
//   (a) have words, lines and paragraphs in order, apart, never empty;
//   (b) lose what is cut, and nothing but white space besides;
//   (c) have their places moved in order, and to within what is left; JSON around them stays.
// The first two bytes choose which lines are cut.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "dedup/lines/lines.h"
#include "dedup/substring/words.h"
#include "json/check.h"
#include "pipeline/dedup/text_cuts.h"

namespace {

using namespace tamis;

void Require(bool condition, const char* what) {
  if (condition) return;
  std::fprintf(stderr, "fuzz/text_cuts: %s\n", what);
  std::abort();
}

std::string WithoutSpace(std::string_view text) {
  std::string rest;
  for (const char c : text) {
    if (c != ' ' && !(c >= '\t' && c <= '\r')) rest.push_back(c);
  }
  return rest;
}

void CheckWords(std::string_view text) {
  dedup::WordSpan word;
  for (size_t at = 0; dedup::NextWord(text, at, word); at = word.end) {
    Require(word.begin >= at && word.begin < word.end && word.end <= text.size(), "a word's place");
  }
}

// Every line whose number has its bit set in `chosen` is cut; what is left, without white space,
// goes to `kept`.
std::vector<pipeline::TextCut> ChooseCuts(std::string_view text, dedup::LineUnit unit,
                                          uint32_t chosen, std::string& kept) {
  std::vector<pipeline::TextCut> cuts;
  dedup::LineSpan line;
  size_t end = 0;
  uint32_t number = 0;
  for (size_t at = 0; dedup::NextLine(text, unit, at, line); at = line.end) {
    Require(line.begin >= at && line.begin < line.end && line.end <= text.size(), "a line's place");
    kept += WithoutSpace(text.substr(end, line.begin - end));
    if ((chosen >> (number++ % 16) & 1) != 0) {
      cuts.push_back({line.begin, line.end, pipeline::CutReason::kLine});
    } else {
      kept += WithoutSpace(text.substr(line.begin, line.end - line.begin));
    }
    end = line.end;
  }
  kept += WithoutSpace(text.substr(end));
  return cuts;
}

void CheckCuts(std::string_view text, dedup::LineUnit unit, uint32_t chosen) {
  std::string kept;
  const std::vector<pipeline::TextCut> cuts = ChooseCuts(text, unit, chosen, kept);
  pipeline::CutText cut;
  cut.Cut(text, cuts);
  Require(WithoutSpace(cut.text()) == kept, "more or less was cut");
  uint64_t last = 0;
  std::string json = "[";
  for (uint64_t place = 0; place <= text.size(); ++place) {
    const uint64_t now = cut.PlaceOf(place);
    Require(now >= last && now <= cut.text().size(), "a place out of order");
    last = now;
    if (place % 7 == 0)
      json += R"({"text_start":)" + std::to_string(place) + R"(,"a":"text_end"},)";
  }
  json += "0]";
  std::string moved;
  pipeline::AppendMoved(json, cut, moved);
  Require(json::CheckSyntax(moved, 8).ok(), "the moved ranges are no JSON");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 2) return 0;
  const uint32_t chosen = data[0] | static_cast<uint32_t>(data[1]) << 8;
  const std::string_view text(reinterpret_cast<const char*>(data + 2), size - 2);
  CheckWords(text);
  for (const dedup::LineUnit unit : {dedup::LineUnit::kLines, dedup::LineUnit::kParagraphs}) {
    CheckCuts(text, unit, chosen);
  }
  return 0;
}
