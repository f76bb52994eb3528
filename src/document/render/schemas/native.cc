// Source: docs/formats/row.md.

#include "document/render/fields/sections.h"
#include "document/render/schemas/schemas.h"

namespace tamis::document {
namespace {

constexpr Field kNames[] = {
    {"id", "string", &OfContext<&RowContext::id>, When::kArchive},
    {"url", "string", &OfContext<&RowContext::url>},
};
constexpr Field kWarcDate[] = {
    {"warc_date", "string", &OfContext<&RowContext::warc_date>, When::kArchive},
};

constexpr Section kSections[] = {
    kTextFields,        kNames,
    kLanguageFields,    kMoreLanguageFields,
    kPageFields,        kWarcDate,
    kOutcomeFields,     kClusterFields,
    kWarcFilenameField, kWarcOffsetFields,
    kWarcRecordIdField, kContentDigestField,
    kContentFields,     kFetchStatusField,
    kBlocksField,       kEngineField,
};

}  // namespace

Sections NativeFields() { return kSections; }

}  // namespace tamis::document
