#include "json/members.h"

#include <algorithm>
#include <bitset>
#include <cstring>

#include "base/unicode/utf8.h"

namespace tamis::json {
namespace {

constexpr size_t kMaxDepth = 1024;

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// What numbers, true, false and null are made of.
bool IsScalar(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == 'E' || c == '+' || c == '-' ||
         c == '.';
}

// Walks over a row; a position behind its end means that it was cut short.
class Scanner {
 public:
  explicit Scanner(std::string_view row) : row_(row) {}

  Status ReadAll(std::vector<Member>& members);

 private:
  char Peek() const { return at_ < row_.size() ? row_[at_] : '\0'; }
  void SkipSpace() {
    while (at_ < row_.size() && IsSpace(row_[at_])) ++at_;
  }
  bool Take(char c) {
    SkipSpace();
    if (Peek() != c || at_ >= row_.size()) return false;
    ++at_;
    return true;
  }
  Status Fail(const char* message) const {
    if (at_ >= row_.size()) return Status(StatusCode::kTruncated, at_, "the row ends early");
    return Status(StatusCode::kMalformed, at_, message);
  }
  bool SkipString();
  Status SkipBrackets();
  Status SkipValue();

  const std::string_view row_;
  size_t at_ = 0;
};

// REQUIRES: a quote is next. False when it is the last one.
bool Scanner::SkipString() {
  for (++at_;;) {
    const void* found = std::memchr(row_.data() + at_, '"', row_.size() - at_);
    if (found == nullptr) break;
    const auto quote = static_cast<size_t>(static_cast<const char*>(found) - row_.data());
    size_t begin = quote;
    while (begin > at_ && row_[begin - 1] == '\\') --begin;
    at_ = quote + 1;
    if ((quote - begin) % 2 == 0) return true;
  }
  at_ = row_.size();
  return false;
}

// REQUIRES: a bracket that opens is next.
Status Scanner::SkipBrackets() {
  std::bitset<kMaxDepth> objects;
  size_t depth = 0;
  while (at_ < row_.size()) {
    const char c = row_[at_];
    if (c == '"') {
      if (!SkipString()) break;
      continue;
    }
    if (c == '{' || c == '[') {
      if (depth == kMaxDepth) {
        return Status(StatusCode::kDepthLimit, at_, "more than 1024 nested arrays and objects");
      }
      objects[depth++] = c == '{';
    } else if (c == '}' || c == ']') {
      if (objects[depth - 1] != (c == '}')) return Fail("a bracket does not match");
      --depth;
    }
    ++at_;
    if (depth == 0) return {};
  }
  return Fail("");
}

Status Scanner::SkipValue() {
  const char c = Peek();
  if (c == '"') return SkipString() ? Status() : Fail("");
  if (c == '{' || c == '[') return SkipBrackets();
  const size_t begin = at_;
  while (at_ < row_.size() && IsScalar(row_[at_])) ++at_;
  return at_ > begin ? Status() : Fail("a value is missing");
}

Status Scanner::ReadAll(std::vector<Member>& members) {
  members.clear();
  if (!Take('{')) return Fail("the row is no JSON object");
  if (Take('}')) {
    SkipSpace();
    return at_ == row_.size() ? Status() : Fail("something follows the object");
  }
  do {
    SkipSpace();
    if (Peek() != '"') return Fail("a key is missing");
    const size_t key = at_ + 1;
    if (!SkipString()) return Fail("");
    const size_t key_end = at_ - 1;
    if (!Take(':')) return Fail("a colon is missing");
    SkipSpace();
    const size_t value = at_;
    if (Status status = SkipValue(); !status.ok()) return status;
    members.push_back({row_.substr(key, key_end - key), row_.substr(value, at_ - value)});
  } while (Take(','));
  if (!Take('}')) return Fail("a comma or the end of the object is missing");
  SkipSpace();
  return at_ == row_.size() ? Status() : Fail("something follows the object");
}

// Four hexadecimal digits at text[i]; -1 when they are none.
int Hex4(std::string_view text, size_t i) {
  if (i + 4 > text.size()) return -1;
  int value = 0;
  for (const char c : text.substr(i, 4)) {
    const int digit = c >= '0' && c <= '9'   ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : -1;
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

// Appends what the escape at text[i], behind its backslash, stands for; moves i behind it.
bool AppendEscape(std::string_view text, size_t& i, std::string& out) {
  constexpr std::string_view kNames = "\"\\/bfnrt", kValues = "\"\\/\b\f\n\r\t";
  if (i >= text.size()) return false;
  const char c = text[i++];
  if (const size_t at = kNames.find(c); at != std::string_view::npos) {
    out += kValues[at];
    return true;
  }
  const int unit = c == 'u' ? Hex4(text, i) : -1;
  if (unit < 0) return false;
  i += 4;
  auto code = static_cast<char32_t>(unit);
  if (code >= 0xD800 && code < 0xDC00 && text.substr(i, 2) == "\\u") {
    const int low = Hex4(text, i + 2);
    if (low >= 0xDC00 && low < 0xE000) {
      code = 0x10000 + ((code - 0xD800) << 10) + static_cast<char32_t>(low - 0xDC00);
      i += 6;
    }
  }
  AppendUtf8(code, out);
  return true;
}

bool Unescape(std::string_view inside, std::string& out) {
  for (size_t i = 0; i < inside.size();) {
    const size_t slash = std::min(inside.find('\\', i), inside.size());
    out.append(inside.substr(i, slash - i));
    if (slash == inside.size()) break;
    i = slash + 1;
    if (!AppendEscape(inside, i, out)) return false;
  }
  return true;
}

bool IsKey(const Member& member, std::string_view name) {
  if (member.key == name) return true;
  if (member.key.find('\\') == std::string_view::npos) return false;
  std::string key;
  return Unescape(member.key, key) && key == name;
}

}  // namespace

Status ReadMembers(std::string_view row, std::vector<Member>& members) {
  return Scanner(row).ReadAll(members);
}

const Member* FindMember(std::span<const Member> members, std::string_view name) {
  for (const Member& member : members) {
    if (IsKey(member, name)) return &member;
  }
  return nullptr;
}

bool ReadString(std::string_view value, std::string& out) {
  out.clear();
  if (value.size() < 2 || value.front() != '"') return false;
  if (!Unescape(value.substr(1, value.size() - 2), out)) return false;
  if (ValidUtf8Prefix(out) == out.size()) return true;
  std::string mended;
  AppendUtf8Lossy(out, mended);
  out.swap(mended);
  return true;
}

void AppendChanged(std::string_view row, std::span<const Member> members,
                   std::span<const Change> changes, std::string& out) {
  const char* copied = row.data();
  for (const Member& member : members) {
    for (const Change& change : changes) {
      if (!IsKey(member, change.key)) continue;
      out.append(copied, member.value.data());
      out.append(change.value);
      copied = member.value.data() + member.value.size();
      break;
    }
  }
  const char* brace = row.data() + row.rfind('}');
  // New members stand right behind the last one.
  const char* end =
      members.empty() ? brace : members.back().value.data() + members.back().value.size();
  out.append(copied, end);
  bool comma = !members.empty();
  for (const Change& change : changes) {
    if (FindMember(members, change.key) != nullptr) continue;
    if (comma) out += ',';
    comma = true;
    out.append("\"").append(change.key).append("\":").append(change.value);
  }
  out.append(end, row.data() + row.size());
}

}  // namespace tamis::json
