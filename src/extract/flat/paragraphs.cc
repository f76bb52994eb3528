#include "extract/flat/paragraphs.h"

#include <algorithm>

#include "base/unicode/unicode.h"
#include "base/unicode/utf8.h"
#include "text/words.h"

namespace tamis::extract {
namespace {

// Text wrapped outside these columns is not wrapped for reading.
constexpr uint32_t kMinMargin = 50;
constexpr uint32_t kMaxMargin = 110;
constexpr uint32_t kMinOpenLine = 40;  // columns of a line that may break off in a sentence
// Share of line ends that must be forced by the margin.
constexpr double kForcedShare = 0.7;
constexpr uint32_t kMinForced = 4;
// A line of so many bytes holds more than a paragraph; fewer are enough on a page of few lines.
constexpr uint32_t kGiantLine = 2500;
constexpr uint32_t kGiantLineOfFew = 1200;
constexpr size_t kFewLines = 4;
constexpr int kMinLinkMarks = 5;

bool IsSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// Bytes of the line break at source[i], 0 when there is none.
uint32_t BreakAt(std::string_view source, size_t i) {
  const char c = source[i];
  if (c == '\n' || c == '\f' || c == '\v') return 1;
  if (c == '\r') return i + 1 < source.size() && source[i + 1] == '\n' ? 2 : 1;
  const std::string_view three = source.substr(i, 3);
  return three == "\u2028" || three == "\u2029" ? 3 : 0;
}

uint32_t CountCharacters(std::string_view text) {
  return static_cast<uint32_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return !IsContinuation(c); }));
}

// "* item", "- item", "1. item", a bullet character.
bool StartsItem(std::string_view line) {
  size_t i = 0;
  while (i < line.size() && IsDigit(line[i])) ++i;
  if (i > 0) {
    return i + 1 < line.size() && (line[i] == '.' || line[i] == ')') && line[i + 1] == ' ';
  }
  if (line.size() > 2 && line[1] == ' ' &&
      (line[0] == '*' || line[0] == '-' || line[0] == '+' || line[0] == 'o' || line[0] == '#')) {
    return true;
  }
  return line.starts_with("\u2022") || line.starts_with("\u25CF") || line.starts_with("\u25AA");
}

// "[12]" as text browsers put before a link, at text[i]: its bytes, else 0.
uint32_t LinkMarkAt(std::string_view text, size_t i) {
  if (text[i] != '[') return 0;
  size_t end = i + 1;
  while (end < text.size() && IsDigit(text[end])) ++end;
  const bool mark = end > i + 1 && end < i + 5 && end + 1 < text.size() && text[end] == ']' &&
                    !IsSpace(text[end + 1]) && text[end + 1] != '.' && text[end + 1] != ',';
  return mark ? static_cast<uint32_t>(end + 1 - i) : 0;
}

bool HasLinkMarks(std::string_view source) {
  int marks = 0;
  for (size_t i = source.find('['); i != std::string_view::npos; i = source.find('[', i + 1)) {
    // A footnote "[1]" follows a word; a link mark stands before one.
    const bool free = i == 0 || IsSpace(source[i - 1]);
    marks += free && LinkMarkAt(source, i) != 0;
    if (marks >= kMinLinkMarks) return true;
  }
  return false;
}

bool EndsClause(std::string_view line) {
  size_t start = line.size() - 1;
  while (start > 0 && IsContinuation(line[start])) --start;
  const char32_t last = DecodeUtf8(line, start);
  return (unicode::FlagsOf(last) & unicode::kPunctuation) != 0 && last != ',' && last != '-' &&
         last != '(';
}

}  // namespace

void ParagraphCutter::Cut(std::string_view source, FlatText& out) {
  out.paragraphs.clear();
  out.text.clear();
  FindLines(source);
  margin_ = FindMargin();
  has_link_marks_ = HasLinkMarks(source);
  for (size_t i = 0; i < lines_.size(); ++i) {
    const Line& line = lines_[i];
    const uint32_t size = line.end - line.begin;
    if (size >= (lines_.size() < kFewLines ? kGiantLineOfFew : kGiantLine)) {
      AddSegments(source, line, out);
      continue;
    }
    FlatParagraph paragraph;
    paragraph.after_blank = line.after_blank;
    paragraph.source_begin = line.begin;
    paragraph.text_begin = static_cast<uint32_t>(out.text.size());
    AppendLine(source.substr(line.begin, line.end - line.begin), out, paragraph);
    while (i + 1 < lines_.size() && Continues(source, lines_[i], lines_[i + 1])) {
      ++i;
      AppendLine(source.substr(lines_[i].begin, lines_[i].end - lines_[i].begin), out, paragraph);
    }
    paragraph.source_end = lines_[i].end;
    paragraph.text_end = static_cast<uint32_t>(out.text.size());
    paragraph.words = text::CountWords(out.Text(paragraph));
    if (paragraph.text_end > paragraph.text_begin) out.paragraphs.push_back(paragraph);
  }
}

void ParagraphCutter::FindLines(std::string_view source) {
  lines_.clear();
  bool blank = false;
  for (size_t begin = source.starts_with("\uFEFF") ? 3 : 0; begin < source.size();) {
    size_t end = begin;
    uint32_t line_break = 0;
    while (end < source.size() && (line_break = BreakAt(source, end)) == 0) ++end;
    const size_t next = end + line_break;
    size_t first = begin;
    while (first < end && IsSpace(source[first])) ++first;
    size_t last = end;
    while (last > first && IsSpace(source[last - 1])) --last;
    if (first == last) {
      blank = true;
    } else {
      const std::string_view text = source.substr(first, last - first);
      const size_t word = std::min(text.find(' '), text.size());
      lines_.push_back({static_cast<uint32_t>(first), static_cast<uint32_t>(last),
                        CountCharacters(text) + static_cast<uint32_t>(first - begin),
                        CountCharacters(text.substr(0, word)), blank});
      blank = false;
    }
    begin = next;
  }
}

// The column at which the text is wrapped, or 0.
uint32_t ParagraphCutter::FindMargin() {
  if (lines_.size() < 2 * kMinForced) return 0;
  widths_.clear();
  for (const Line& line : lines_) widths_.push_back(line.columns);
  // The longest of the usual lines: one line in forty may be longer (addresses, tables).
  const size_t rank = widths_.size() - 1 - widths_.size() / 40;
  std::nth_element(widths_.begin(), widths_.begin() + static_cast<ptrdiff_t>(rank), widths_.end());
  const uint32_t margin = widths_[rank];
  if (margin < kMinMargin || margin > kMaxMargin) return 0;
  uint32_t long_lines = 0;
  uint32_t forced = 0;
  for (size_t i = 0; i + 1 < lines_.size(); ++i) {
    if (lines_[i + 1].after_blank || lines_[i].columns * 3 < margin * 2) continue;
    ++long_lines;
    forced += lines_[i].columns + 1 + lines_[i + 1].first_word > margin;
  }
  return forced >= kMinForced && forced >= kForcedShare * long_lines ? margin : 0;
}

bool ParagraphCutter::Continues(std::string_view source, const Line& line, const Line& next) const {
  if (next.after_blank) return false;
  // Whatever the margin: a sentence that stops in the middle goes on in lower case.
  const bool open_end = !EndsClause(source.substr(line.begin, line.end - line.begin));
  size_t first = next.begin;
  const bool lower = (unicode::FlagsOf(DecodeUtf8(source, first)) & unicode::kLower) != 0;
  if (open_end && lower && line.columns >= kMinOpenLine && line.columns <= kMaxMargin) return true;
  if (margin_ == 0) return false;
  if (line.columns * 2 < margin_ || line.columns + 1 + next.first_word <= margin_) return false;
  return !StartsItem(source.substr(next.begin, next.end - next.begin));
}

void ParagraphCutter::AppendLine(std::string_view line, FlatText& out,
                                 FlatParagraph& paragraph) const {
  bool space = false;
  if (out.text.size() > paragraph.text_begin) {
    const size_t size = out.text.size();
    const bool hyphen = size - paragraph.text_begin > 1 && out.text[size - 1] == '-' &&
                        !IsSpace(out.text[size - 2]);
    size_t i = 0;
    space = !hyphen && !unicode::IsUnspacedScript(DecodeUtf8(line, i));
  }
  for (size_t i = 0; i < line.size();) {
    const uint32_t mark = has_link_marks_ ? LinkMarkAt(line, i) : 0;
    const bool no_break_space = line.substr(i, 2) == "\xC2\xA0";
    if (mark != 0) {
      ++paragraph.links;
      i += mark;
    } else if (IsSpace(line[i]) || no_break_space) {
      space = true;
      i += no_break_space ? 2 : 1;
    } else {
      if (space && out.text.size() > paragraph.text_begin) out.text += ' ';
      space = false;
      out.text += line[i++];
    }
  }
}

void ParagraphCutter::AddSegments(std::string_view source, const Line& line, FlatText& out) {
  const std::string_view text = source.substr(line.begin, line.end - line.begin);
  segment_cutter_.Cut(text, segments_);
  for (size_t i = 0; i < segments_.size(); ++i) {
    const Segment& segment = segments_[i];
    FlatParagraph part;
    part.after_blank = i == 0 && line.after_blank;
    part.continues = i != 0;
    part.glued = i != 0 && segments_[i - 1].end == segment.begin;
    part.source_begin = line.begin + segment.begin;
    part.source_end = line.begin + segment.end;
    part.text_begin = static_cast<uint32_t>(out.text.size());
    AppendLine(text.substr(segment.begin, segment.end - segment.begin), out, part);
    part.text_end = static_cast<uint32_t>(out.text.size());
    part.words = text::CountWords(out.Text(part));
    if (part.text_end > part.text_begin) out.paragraphs.push_back(part);
  }
}

}  // namespace tamis::extract
