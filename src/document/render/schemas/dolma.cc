// Source: docs/formats/schemas/dolma.md;
// https://github.com/allenai/dolma/blob/main/docs/data-format.md

#include "document/render/fields/sections.h"
#include "document/render/schemas/crawl_path.h"
#include "document/render/schemas/dolma_attributes.h"
#include "document/render/schemas/schemas.h"

namespace tamis::document {
namespace {

void Source(const RowInput& in) { in.writer.String(DolmaSource(in.context)); }
// Dolma's own types have no null here.
void Added(const RowInput& in) { in.writer.String(in.context.warc_date); }
void Created(const RowInput& in) { in.writer.String(in.document.date_published.value); }

constexpr Field kMetadataStart[] = {
    {"markdown", "text", &Markdown, When::kMarkdown},
    {"url", "string", &OfContext<&RowContext::url>},
};
// Scores and spans stand in attributes/.
constexpr Field kMetadataOutcome[] = {
    {"status", "string", &StatusName},
    {"status_message", "string", &StatusMessage},
    {"page_state_evidence", kStateEvidenceType, &StateEvidenceList},
    {"rights", kRightsType, &RightsObject},
    {"comments", kCommentsType, &Comments},
    {"posts", kPostsType, &Posts},
};
constexpr Section kMetadata[] = {
    kMetadataStart,     kLanguageFields,     kMoreLanguageFields, kPageFields,
    kMetadataOutcome,   kClusterFields,      kWarcFilenameField,  kWarcOffsetFields,
    kWarcRecordIdField, kContentDigestField, kContentFields,      kFetchStatusField,
    kEngineField,
};

constexpr Field kFields[] = {
    {"id", "string", &OfContext<&RowContext::id>},
    {"text", "text", &Text},
    {"source", "string", &Source},
    {"added", "string", &Added},
    {"created", "string", &Created},
    {.name = "metadata", .type = {}, .members = kMetadata},
};
constexpr Section kSections[] = {kFields};

}  // namespace

std::string_view DolmaSource(const RowContext& context) {
  const std::string_view dump = ParseCrawlPath(context.warc_filename).dump;
  return dump.empty() ? "tamis" : dump;
}

Sections DolmaFields() { return kSections; }

}  // namespace tamis::document
