// columns := column ("," column)*       column := name type      name := word | '"' any but '"' '"'
// type    := "string" | "text" | "int" | "double" | "bool" | "list<" type ">"
//          | "struct<" columns ">"

#include "parquet/columns.h"

#include <string>
#include <utility>

namespace tamis::parquet {
namespace {

constexpr int kMaxDepth = 16;  // of list and struct

constexpr std::pair<std::string_view, ColumnType> kTypes[] = {
    {"string", ColumnType::kString}, {"text", ColumnType::kText}, {"int", ColumnType::kInt},
    {"double", ColumnType::kDouble}, {"bool", ColumnType::kBool}, {"list", ColumnType::kList},
    {"struct", ColumnType::kStruct},
};

// Goes down one call for each list or struct, kMaxDepth at most.
class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  bool Columns(std::vector<Column>& columns, int depth) {
    do {
      columns.emplace_back();
      if (!Name(columns.back().name) || !Type(columns.back(), depth)) return false;
    } while (Take(','));
    return true;
  }
  bool AtEnd() {
    SkipSpace();
    return at_ == text_.size();
  }
  size_t at() const { return at_; }

 private:
  bool Type(Column& column, int depth) {
    if (depth > kMaxDepth || !NamedType(Word(), column.type)) return false;
    if (column.type == ColumnType::kStruct) {
      return Take('<') && Columns(column.children, depth + 1) && Take('>');
    }
    if (column.type != ColumnType::kList) return true;
    column.children.emplace_back();
    column.children[0].name = "element";
    return Take('<') && Type(column.children[0], depth + 1) && Take('>');
  }
  static bool NamedType(std::string_view name, ColumnType& type) {
    for (const auto& [known, its_type] : kTypes) {
      if (known != name) continue;
      type = its_type;
      return true;
    }
    return false;
  }
  bool Name(std::string& name) {
    if (!Take('"')) {
      name = Word();
      return !name.empty();
    }
    const size_t end = text_.find('"', at_);
    if (end == std::string_view::npos) return false;
    name = text_.substr(at_, end - at_);
    at_ = end + 1;
    return true;
  }
  // Up to a space or one of , < >
  std::string_view Word() {
    SkipSpace();
    const size_t begin = at_;
    while (at_ < text_.size() &&
           std::string_view(" ,<>").find(text_[at_]) == std::string_view::npos)
      ++at_;
    return text_.substr(begin, at_ - begin);
  }
  bool Take(char c) {
    SkipSpace();
    if (at_ == text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  void SkipSpace() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }

  std::string_view text_;
  size_t at_ = 0;
};

}  // namespace

Result<std::vector<Column>> ParseColumns(std::string_view text) {
  Parser parser(text);
  std::vector<Column> columns;
  if (parser.Columns(columns, 0) && parser.AtEnd()) return columns;
  return Status(StatusCode::kInvalidArgument, parser.at(),
                "no columns: " + std::string(text.substr(parser.at(), 40)));
}

}  // namespace tamis::parquet
