#include "document/render/row.h"

#include <algorithm>

#include "document/render/fields/field.h"
#include "document/render/schemas/dolma_attributes.h"
#include "document/render/schemas/schemas.h"
#include "json/writer.h"
#include "tamis/extract.h"

namespace tamis::document {

void AppendRow(const Document& document, const RowContext& context, const RowOptions& options,
               std::string& out) {
  json::Writer writer;
  writer.Reset(&out);
  writer.BeginObject();
  AppendFields(FieldsOf(options.schema), {document, context, options, writer, out});
  writer.EndObject();
}

std::string RowColumns(const RowOptions& options) {
  return ColumnsOf(FieldsOf(options.schema), options);
}

std::span<const std::string_view> SidecarNames(RowSchema schema) {
  if (schema != RowSchema::kDolma) return {};
  return DolmaAttributeNames();
}

void AppendSidecarRow(const Document& document, const RowContext& context, size_t sidecar,
                      std::string& out) {
  json::Writer writer;
  writer.Reset(&out);
  writer.BeginObject();
  writer.Key("id");
  writer.String(context.id);
  writer.Key("source");
  writer.String(DolmaSource(context));
  writer.Key("attributes");
  AppendDolmaAttributes(document, sidecar, writer);
  writer.EndObject();
}

}  // namespace tamis::document

namespace tamis {

void AppendJson(const Document& document, const PageContext& context, std::string& out) {
  document::RowContext row_context;
  row_context.url = context.url;
  const document::RowOptions options{
      .block_text = std::any_of(document.blocks.begin(), document.blocks.end(),
                                [](const Block& block) { return !block.text.empty(); }),
      .markdown = !document.markdown.empty(),
      .archive = false};
  document::AppendRow(document, row_context, options, out);
}

}  // namespace tamis
