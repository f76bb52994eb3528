// The JSON row of a document in one of the schemas, field by field as in docs/formats/row.md and
// docs/formats/schemas.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "tamis/document.h"
#include "tamis/row_schema.h"

namespace tamis::document {

// What the row says besides the document. Empty views and nullopt are written as null.
struct RowContext {
  std::string_view id;  // WARC-Record-ID with <>, or "sha256:..." of the bytes
  std::string_view url;
  std::string_view filter_reason;  // why the row was removed; empty in documents/
  std::string_view warc_date;      // as in the record, "2026-11-23T05:51:00Z"
  std::string_view warc_filename;
  std::string_view warc_record_id;
  std::string_view content_digest;             // "sha1:BASE32"
  std::optional<uint64_t> warc_record_offset;  // bytes into the compressed file
  std::optional<uint64_t> warc_record_length;  // bytes of the compressed member
  std::optional<int> fetch_status;             // HTTP status code
  std::string_view options_hash;               // of the options that change the result
};

struct RowOptions {
  RowSchema schema = RowSchema::kNative;
  bool blocks = true;       // write `blocks`
  bool block_text = false;  // with the text of each, dropped ones too; needs Wanted::block_text
  bool markdown = false;    // write `markdown`
  bool archive = true;      // write the fields that only a crawl has: id, filter_reason, warc_*,
                            // content_digest, fetch_status, minhash_*
};

// Appends the row as one JSON object on one line, without the newline. Keys and their order are
// fixed by `options`; the same document gives the same bytes.
void AppendRow(const Document& document, const RowContext& context, const RowOptions& options,
               std::string& out);

// The keys of such a row, in order, with their types, in the words of src/parquet/parquet.h:
// "text text, id string, languages list<struct<language string, share double>>, ...".
// REQUIRES: !options.block_text
std::string RowColumns(const RowOptions& options);

// Folders below attributes/ that go with the documents of a schema: one row in each for every
// row of documents. Only Dolma has any.
std::span<const std::string_view> SidecarNames(RowSchema schema);

// Appends the row for SidecarNames(RowSchema::kDolma)[sidecar], as AppendRow() does.
void AppendSidecarRow(const Document& document, const RowContext& context, size_t sidecar,
                      std::string& out);

}  // namespace tamis::document
