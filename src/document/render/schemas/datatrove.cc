// Source: docs/formats/schemas/datatrove.md; the columns of
//         https://huggingface.co/datasets/HuggingFaceFW/fineweb

#include "document/render/fields/sections.h"
#include "document/render/schemas/crawl_path.h"
#include "document/render/schemas/schemas.h"

namespace tamis::document {
namespace {

void Dump(const RowInput& in) {
  TextOrNull(ParseCrawlPath(in.context.warc_filename).dump, in.writer);
}

constexpr Field kNames[] = {
    {"id", "string", &OfContext<&RowContext::id>},
    {"dump", "string", &Dump},
    {"url", "string", &OfContext<&RowContext::url>},
    {"date", "string", &OfContext<&RowContext::warc_date>},
    {"file_path", "string", &OfContext<&RowContext::warc_filename>},
};

constexpr Section kSections[] = {
    kTextFields,         kNames,
    kLanguageFields,     kClusterFields,
    kMoreLanguageFields, kPageFields,
    kOutcomeFields,      kWarcOffsetFields,
    kWarcRecordIdField,  kContentDigestField,
    kContentFields,      kFetchStatusField,
    kBlocksField,        kEngineField,
};

}  // namespace

Sections DataTroveFields() { return kSections; }

}  // namespace tamis::document
