#include "parquet/inferred_columns.h"

#include <algorithm>
#include <bit>

namespace tamis::parquet {
namespace {

void AppendQuoted(const std::string& name, std::string& out) {
  out.append(1, '"').append(name).append("\" ");
}

// As deep as columns nest.
void AppendTypeOf(const Column& column, std::string& out) {
  static constexpr std::string_view kNames[] = {"string", "text", "int",   "double",
                                                "bool",   "list", "struct"};
  out += kNames[static_cast<size_t>(column.type)];
  if (column.type == ColumnType::kList) {
    out += '<';
    AppendTypeOf(column.children[0], out);
    out += '>';
  } else if (column.type == ColumnType::kStruct) {
    out += '<';
    AppendColumns(column.children, out);
    out += '>';
  }
}

}  // namespace

void AppendColumns(std::span<const Column> columns, std::string& out) {
  for (size_t i = 0; i < columns.size(); ++i) {
    if (i > 0) out += ',';
    AppendQuoted(columns[i].name, out);
    AppendTypeOf(columns[i], out);
  }
}

// Null when there would be too many.
ColumnFinder::Field* ColumnFinder::ChildOf(Field& field, std::string_view name, size_t expected) {
  std::vector<Field>& children = field.children;
  for (size_t i = 0; i < children.size(); ++i) {
    Field& child = children[(expected + i) % children.size()];
    if (child.name == name) return &child;
  }
  too_many_ = too_many_ || ++count_ > kMaxColumns;
  if (too_many_) return nullptr;
  children.push_back({.name = std::string(name)});
  return &children.back();
}

void ColumnFinder::AddValue(std::span<const json::Node> nodes, size_t at, Field& field) {
  const json::Node& value = nodes[at];
  size_t expected = 0;
  switch (value.kind) {
    case json::Kind::kNull:
      return;
    case json::Kind::kBool:
      field.seen |= kBool;
      return;
    case json::Kind::kNumber:
      field.seen |= value.integer ? kInt : kReal;
      return;
    case json::Kind::kString:
      field.seen |= kString;
      return;
    case json::Kind::kArray:
      field.seen |= kList;
      break;
    case json::Kind::kObject:
      field.seen |= kStruct;
      break;
  }
  const bool list = value.kind == json::Kind::kArray;
  for (size_t i = at + 1; i < value.end; i = nodes[i].end) {
    Field* child = ChildOf(field, list ? "element" : nodes[i].key, expected);
    if (child == nullptr) return;
    if (!list) expected = static_cast<size_t>(child - field.children.data()) + 1;
    AddValue(nodes, i, *child);
  }
}

void ColumnFinder::Add(std::span<const json::Node> row) {
  if (!row.empty() && !too_many_) AddValue(row, 0, root_);
}

void ColumnFinder::MergeField(const Field& from, Field& into) {
  into.seen |= from.seen;
  for (size_t i = 0; i < from.children.size(); ++i) {
    Field* child = ChildOf(into, from.children[i].name, i);
    if (child == nullptr) return;
    MergeField(from.children[i], *child);
  }
}

void ColumnFinder::Merge(const ColumnFinder& other) {
  too_many_ = too_many_ || other.too_many_;
  if (!too_many_) MergeField(other.root_, root_);
}

bool ColumnFinder::Fits(const Field& field, const Column& column) {
  const auto only = [&](uint8_t seen) { return (field.seen & ~seen) == 0; };
  switch (column.type) {
    case ColumnType::kString:
    case ColumnType::kText:
      return only(kString);
    case ColumnType::kInt:
      return only(kInt);
    case ColumnType::kDouble:
      return only(kInt | kReal);
    case ColumnType::kBool:
      return only(kBool);
    case ColumnType::kList:
    case ColumnType::kStruct:
      break;
  }
  if (!only(column.type == ColumnType::kList ? kList : kStruct)) return false;
  return std::all_of(field.children.begin(), field.children.end(), [&](const Field& child) {
    const auto known = std::find_if(column.children.begin(), column.children.end(),
                                    [&](const Column& c) { return c.name == child.name; });
    return known != column.children.end() && Fits(child, *known);
  });
}

Status ColumnFinder::AppendName(const std::string& name, std::string& out) {
  if (name.find('"') != std::string::npos) {
    return Status(StatusCode::kInvalidArgument,
                  "the key `" + name + "` cannot name a column; write --format jsonl");
  }
  AppendQuoted(name, out);
  return {};
}

Status ColumnFinder::AppendType(const Field& field, const std::string& path, std::string& out) {
  const uint8_t seen = field.seen == (kInt | kReal) ? uint8_t{kReal} : field.seen;
  const char* wrong = nullptr;
  if (std::popcount(seen) > 1) wrong = "has values of different types";
  if (seen == kStruct && field.children.empty()) wrong = "is an object without members";
  if (wrong != nullptr) {
    return Status(StatusCode::kInvalidArgument,
                  "`" + path + "` " + wrong + ", which no column holds; write --format jsonl");
  }
  switch (seen) {
    case kBool:
      out += "bool";
      return {};
    case kInt:
      out += "int";
      return {};
    case kReal:
      out += "double";
      return {};
    case kList:
      out += "list<";
      if (field.children.empty()) out += "string";
      break;
    case kStruct:
      out += "struct<";
      break;
    default:
      out += "string";
      return {};
  }
  for (size_t i = 0; i < field.children.size(); ++i) {
    const Field& child = field.children[i];
    if (seen == kStruct) {
      if (i > 0) out += ',';
      if (Status status = AppendName(child.name, out); !status.ok()) return status;
    }
    const std::string below = seen == kStruct ? path + "." + child.name : path;
    if (Status status = AppendType(child, below, out); !status.ok()) return status;
  }
  out += '>';
  return {};
}

Result<std::string> ColumnFinder::Columns(std::span<const Column> known) const {
  if (too_many_) {
    return Status(StatusCode::kInvalidArgument, "the rows have more than " +
                                                    std::to_string(kMaxColumns) +
                                                    " different keys; write --format jsonl");
  }
  std::string out;
  for (const Field& field : root_.children) {
    if (!out.empty()) out += ',';
    const auto column = std::find_if(known.begin(), known.end(), [&](const Column& c) {
      return c.name == field.name && Fits(field, c);
    });
    if (column != known.end()) {
      AppendColumns({&*column, 1}, out);
      continue;
    }
    if (Status status = AppendName(field.name, out); !status.ok()) return status;
    if (Status status = AppendType(field, field.name, out); !status.ok()) return status;
  }
  return out;
}

}  // namespace tamis::parquet
