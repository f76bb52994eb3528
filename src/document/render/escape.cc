#include "document/render/escape.h"

#include <algorithm>

namespace tamis::document {
namespace {

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsWord(char c) { return IsDigit(c) || IsLetter(c); }
bool IsAsciiPunctuation(char c) { return c > ' ' && c < 0x7F && !IsWord(c); }

// Whether an entity as in "&amp;" or "&#65;" begins at text[i].
bool IsEntity(std::string_view text, size_t i) {
  size_t k = i + 1;
  if (k < text.size() && text[k] == '#') ++k;
  const size_t first = k;
  while (k < text.size() && k - first < 32 && IsWord(text[k])) ++k;
  return k > first && k < text.size() && text[k] == ';';
}

// Whether a character means nothing to Markdown unless it begins a line.
bool IsPlain(char c) {
  return IsWord(c) || c == ' ' || c == '.' || c == ',' || static_cast<unsigned char>(c) >= 0x80;
}

// https://github.github.com/gfm/#task-list-items-extension-
bool IsTask(std::string_view text) { return text == "[ ]" || text == "[x]" || text == "[X]"; }

// How text at the start of a line would be read as a block: returns where the backslash goes, or
// npos. Marks that are escaped anywhere ('*', '_', '`', '[', '<' before a letter) are left out.
size_t BlockMark(std::string_view text, size_t line) {
  size_t i = line;
  while (i < text.size() && (text[i] == ' ' || text[i] == '\t')) ++i;
  if (i == text.size()) return text.npos;
  const auto ends_or_space = [&](size_t k) { return k >= text.size() || IsSpace(text[k]); };
  switch (text[i]) {
    case '>':
    case '=':
    case '|':
      return i;
    case '+':
      return ends_or_space(i + 1) ? i : text.npos;
    case '-':  // an item, a rule, the underline of a heading, the second row of a table
      return ends_or_space(i + 1) || text[i + 1] == '-' || text[i + 1] == '|' || text[i + 1] == ':'
                 ? i
                 : text.npos;
    case ':':
      return i + 1 < text.size() && text[i + 1] == '-' ? i : text.npos;
    case '#': {
      size_t k = i;
      while (k < text.size() && text[k] == '#') ++k;
      return k - i <= 6 && ends_or_space(k) ? i : text.npos;
    }
    default:
      break;
  }
  size_t k = i;
  while (k < text.size() && k - i < 10 && IsDigit(text[k])) ++k;
  const bool number = k > i && k - i < 10 && k < text.size() && (text[k] == '.' || text[k] == ')');
  return number && ends_or_space(k + 1) ? k : text.npos;
}

}  // namespace

Escaper::Escaper(std::string_view text, bool in_cell, bool inline_only)
    : text_(text), in_cell_(in_cell), inline_only_(inline_only) {
  many_tildes_ = std::count(text.begin(), text.end(), '~') > 1;
  StartLine(0);
}

void Escaper::StartLine(size_t i) {
  line_ = i;
  while (line_ < text_.size() && (text_[line_] == ' ' || text_[line_] == '\t')) ++line_;
  mark_ = inline_only_ ? text_.npos : BlockMark(text_, line_);
}

void Escaper::Skip(size_t begin, size_t end) {
  const size_t newline = text_.substr(begin, end - begin).rfind('\n');
  if (newline != text_.npos) StartLine(begin + newline + 1);
}

bool Escaper::NeedsBackslash(size_t i, size_t begin, size_t end, bool in_link) const {
  if (i == mark_) return true;
  const char before = i > line_ ? text_[i - 1] : '\n';
  const char after = i + 1 < text_.size() ? text_[i + 1] : '\n';
  // At the edge of a part a mark of ours may stand beside the character.
  const bool edge = (i == begin && begin > 0) || (i + 1 == end && end < text_.size());
  switch (text_[i]) {
    case '\\':
      return edge || IsAsciiPunctuation(after) || after == '\n';
    case '`':
      return true;
    case '*':
      return edge || before == '\n' || after == '\n' || !IsSpace(before) || !IsSpace(after);
    case '_':
      return edge || !IsWord(before) || !IsWord(after);
    case '~':
      return many_tildes_ || edge;
    case '[':
      return in_link || (i == line_ && IsTask(text_.substr(i, 3)));
    case ']':
      return in_link || after == '(' || after == '[' || after == ':';
    case '<':
      return IsLetter(after) || after == '/' || after == '!' || after == '?';
    case '&':
      return IsEntity(text_, i);
    case '!':
      return i + 1 == end && end < text_.size();  // a link may follow
    case '|':
      return in_cell_;
    default:
      return false;
  }
}

void Escaper::Append(size_t begin, size_t end, bool in_link, std::string_view line_break,
                     std::string& out) {
  for (size_t i = begin; i < end; ++i) {
    const char c = text_[i];
    if (c == '\n') {
      out.append(line_break);
      StartLine(i + 1);
    } else if (i >= line_) {
      if (!IsPlain(c) || i == mark_) {
        if (NeedsBackslash(i, begin, end, in_link)) out.push_back('\\');
      }
      out.push_back(c);
    }
  }
}

size_t LongestRun(std::string_view text, char c) {
  size_t longest = 0, run = 0;
  for (const char d : text) {
    run = d == c ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

void AppendCodeSpan(std::string_view text, bool in_cell, std::string& out) {
  const size_t ticks = text.find('`') == text.npos ? 1 : LongestRun(text, '`') + 1;
  const bool pad = !text.empty() && (text.front() == '`' || text.back() == '`');
  out.append(ticks, '`');
  if (pad) out.push_back(' ');
  for (const char c : text) {
    if (in_cell && c == '|') out.push_back('\\');
    out.push_back(c == '\n' ? ' ' : c);
  }
  if (pad) out.push_back(' ');
  out.append(ticks, '`');
}

void AppendDestination(std::string_view url, std::string& out) {
  constexpr char kHex[] = "0123456789ABCDEF";
  for (size_t i = 0; i < url.size(); ++i) {
    const auto byte = static_cast<unsigned char>(url[i]);
    if (byte <= ' ' || byte == 0x7F || url[i] == '<' || url[i] == '>' || url[i] == '(' ||
        url[i] == ')' || url[i] == '\\' || url[i] == '|' || url[i] == '"') {
      out.push_back('%');
      out.push_back(kHex[byte >> 4]);
      out.push_back(kHex[byte & 15]);
    } else {
      if (url[i] == '&' && IsEntity(url, i)) out.push_back('\\');
      out.push_back(url[i]);
    }
  }
}

}  // namespace tamis::document
