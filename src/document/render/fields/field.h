// A row as a table: each key stands once, with its type and what writes its value. A schema is
// such a table (schemas/), so its keys, their order, and the columns of its Parquet files cannot
// differ.

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "document/render/row.h"
#include "json/writer.h"
#include "tamis/document.h"

namespace tamis::document {

// What a value is written from and to.
struct RowInput {
  const Document& document;
  const RowContext& context;
  const RowOptions& options;
  json::Writer& writer;
  std::string& out;  // the writer's
};

enum class When : uint8_t {
  kAlways,
  kArchive,
  kMarkdown,
  kBlocks
};  // kArchive: RowOptions::archive

// Types are the words of src/parquet/parquet.h.
struct Field {
  std::string_view name;
  std::string_view type;  // empty for an object of `members`
  void (*write)(const RowInput& in) = nullptr;
  When when = When::kAlways;
  std::span<const std::span<const Field>> members = {};
};

using Section = std::span<const Field>;
using Sections = std::span<const Section>;  // a schema

// The members of an object, without its braces.
void AppendFields(Sections sections, const RowInput& in);

// "id string, languages list<...>, ..."
std::string ColumnsOf(Sections sections, const RowOptions& options);

}  // namespace tamis::document
