// Idea:   copy token by token, and hold back each comma until the next token shows whether it
//         belongs there. A quote inside a string ends it only where structure follows.
// Catch:  `"a": "x", "b"` and `"a": "say "x", "b"` look alike up to the comma; the nearest
//         reading wins and the parser may reject it. Only texts that fail as they stand come here.

#include "json/mend.h"

#include <array>
#include <cstdint>

namespace tamis::json {
namespace {

constexpr size_t kMaxTrackedDepth = 256;  // brackets below are not closed for the writer

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

std::string_view Trim(std::string_view text) {
  while (!text.empty() && IsSpace(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsSpace(text.back())) text.remove_suffix(1);
  return text;
}

constexpr std::array<std::string_view, 3> kOpeningMarks = {"<!--", "<![CDATA[", "\xEF\xBB\xBF"};
constexpr std::array<std::string_view, 3> kClosingMarks = {"-->", "]]>", ";"};
constexpr std::array<std::string_view, 3> kCommentMarks = {"//", "/*", "*/"};

bool StripFront(std::string_view& text) {
  for (const std::string_view mark : kOpeningMarks) {
    if (text.starts_with(mark)) {
      text = Trim(text.substr(mark.size()));
      return true;
    }
  }
  return false;
}

bool StripBack(std::string_view& text) {
  for (const std::string_view mark : kClosingMarks) {
    if (text.ends_with(mark)) {
      text = Trim(text.substr(0, text.size() - mark.size()));
      return true;
    }
  }
  return false;
}

// The four hex digits after \u at text[i], or -1.
int32_t HexAt(std::string_view text, size_t i) {
  if (i + 4 > text.size()) return -1;
  int32_t value = 0;
  for (size_t k = i; k < i + 4; ++k) {
    const char c = text[k];
    const int digit = c >= '0' && c <= '9'   ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : -1;
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

// The bytes of the \u escape at text[i] ('\\') that stand together: 12 for a pair, 6 for one
// that is no surrogate, 0 for a lone surrogate or no escape at all.
size_t EscapeSize(std::string_view text, size_t i) {
  const int32_t first = HexAt(text, i + 2);
  if (first < 0) return 0;
  if (first < 0xD800 || first > 0xDFFF) return 6;
  if (first > 0xDBFF || text.substr(i + 6, 2) != "\\u") return 0;
  const int32_t second = HexAt(text, i + 8);
  return second >= 0xDC00 && second <= 0xDFFF ? 12 : 0;
}

class Mender {
 public:
  Mender(std::string_view text, std::string& out) : text_(text), out_(out) {}

  void Run() {
    while (i_ < text_.size()) {
      const char c = text_[i_];
      if (IsSpace(c)) {
        ++i_;
      } else if (c == '/' && i_ + 1 < text_.size() &&
                 (text_[i_ + 1] == '/' || text_[i_ + 1] == '*')) {
        SkipComment();
      } else if (c == ',') {
        comma_ = !after_open_;
        ++i_;
      } else if (c == '}' || c == ']') {
        Close(c);
      } else {
        Value(c);
      }
    }
    Finish();
  }

 private:
  bool InObject() const { return !open_.empty() && open_.back() == '{'; }

  void FlushComma() {
    if (comma_) out_.push_back(',');
    if (comma_ || after_open_) key_next_ = InObject();
    comma_ = after_open_ = false;
  }

  void SkipComment() {
    const bool line = text_[i_ + 1] == '/';
    const size_t end = text_.find(line ? "\n" : "*/", i_ + 2);
    i_ = end == std::string_view::npos ? text_.size() : end + (line ? 1 : 2);
  }

  void Close(char c) {
    comma_ = after_open_ = false;
    if (!open_.empty() && overflow_ == 0) open_.pop_back();
    if (overflow_ != 0) --overflow_;
    out_.push_back(c);
    key_open_ = false;
    ++i_;
  }

  void Value(char c) {
    FlushComma();
    if (c == '"') {
      CopyString();
      key_open_ = key_next_;
      key_next_ = false;
      return;
    }
    out_.push_back(c);
    ++i_;
    if (c == ':') {
      key_open_ = true;  // still wants a value
      return;
    }
    key_open_ = false;
    if (c != '{' && c != '[') return;
    after_open_ = true;
    if (open_.size() < kMaxTrackedDepth) {
      open_.push_back(c);
    } else {
      ++overflow_;
    }
  }

  void CopyString() {
    out_.push_back('"');
    ++i_;
    while (i_ < text_.size()) {
      const char c = text_[i_];
      if (c == '\\') {
        CopyEscape();
      } else if (c == '"') {
        if (EndsString()) break;
        out_.append("\\\"");
        ++i_;
      } else if (static_cast<unsigned char>(c) < 0x20) {
        out_.append(c == '\n' ? "\\n" : c == '\t' ? "\\t" : c == '\r' ? "\\r" : " ");
        ++i_;
      } else {
        out_.push_back(c);
        ++i_;
      }
    }
    out_.push_back('"');
    if (i_ < text_.size()) ++i_;
  }

  void CopyEscape() {
    const char c = i_ + 1 < text_.size() ? text_[i_ + 1] : '\0';
    if (c == 'u') {
      const size_t size = EscapeSize(text_, i_);
      if (size != 0) {
        out_.append(text_, i_, size);
        i_ += size;
      } else if (HexAt(text_, i_ + 2) >= 0) {
        out_.append("\\ufffd");
        i_ += 6;
      } else {
        ++i_;  // the backslash goes
      }
    } else if (c != '\0' && std::string_view("\"\\/bfnrt").find(c) != std::string_view::npos) {
      out_.append(text_, i_, 2);
      i_ += 2;
    } else {
      ++i_;
    }
  }

  // Whether the quote at i_ ends its string: a colon after a key; after a value a bracket, the
  // end, or a comma that something like a member or an element follows.
  bool EndsString() const {
    size_t next = SkipSpace(i_ + 1);
    if (next == text_.size()) return true;
    const char c = text_[next];
    if (key_next_) return c == ':';
    if (c == '}' || c == ']' || c == '/') return true;
    if (c != ',') return false;
    next = SkipSpace(next + 1);
    if (next == text_.size() || !InObject()) return true;
    return std::string_view("\"}],/").find(text_[next]) != std::string_view::npos;
  }

  size_t SkipSpace(size_t i) const {
    while (i < text_.size() && IsSpace(text_[i])) ++i;
    return i;
  }

  void Finish() {
    if (overflow_ != 0) return;
    if (key_open_) out_.append(out_.back() == ':' ? "null" : ":null");
    for (; !open_.empty(); open_.pop_back()) out_.push_back(open_.back() == '{' ? '}' : ']');
  }

  const std::string_view text_;
  std::string& out_;
  size_t i_ = 0;
  std::string open_;         // brackets, outermost first
  size_t overflow_ = 0;      // brackets open below kMaxTrackedDepth
  bool comma_ = false;       // a comma waits for what follows it
  bool after_open_ = false;  // nothing since the last opening bracket
  bool key_next_ = false;    // the next string is a key
  bool key_open_ = false;    // a key has no value yet
};

}  // namespace

std::string_view Unwrap(std::string_view text) {
  text = Trim(text);
  for (bool again = true; again;) {
    again = StripFront(text);
    for (const std::string_view comment : kCommentMarks) {
      if (!text.starts_with(comment)) continue;
      std::string_view rest = Trim(text.substr(comment.size()));
      if (comment == "*/" || StripFront(rest)) {
        text = rest;
        again = true;
      }
    }
  }
  for (bool again = true; again;) {
    again = StripBack(text);
    for (const std::string_view comment : kCommentMarks) {
      if (!text.ends_with(comment)) continue;
      std::string_view rest = Trim(text.substr(0, text.size() - comment.size()));
      if (comment != "*/" || StripBack(rest)) {
        text = rest;
        again = true;
      }
    }
  }
  return text;
}

void Mend(std::string_view text, std::string& out) { Mender(text, out).Run(); }

bool MendSurrogates(std::string& text) {
  bool mended = false;
  for (size_t i = text.find('\\'); i != std::string::npos; i = text.find('\\', i)) {
    size_t size = 2;  // of the escape, both bytes of a short one
    if (text.compare(i, 2, "\\u") == 0 && HexAt(text, i + 2) >= 0) {
      size = EscapeSize(text, i);
      if (size == 0) {
        text.replace(i, 6, "\\ufffd");
        size = 6;
        mended = true;
      }
    }
    i += size;
    if (i >= text.size()) break;
  }
  return mended;
}

}  // namespace tamis::json
