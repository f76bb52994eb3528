// Fields that several schemas have under the same names, in the order of docs/formats/row.md.

#pragma once

#include "document/render/fields/field.h"
#include "document/render/fields/values.h"

namespace tamis::document {

inline constexpr Field kTextFields[] = {
    {"text", "text", &Text},
    {"markdown", "text", &Markdown, When::kMarkdown},
};

inline constexpr Field kLanguageFields[] = {
    {"language", "string", &OfDocument<&Document::language>},
    {"language_score", "double", &LanguageScore},
    {"language_script", "string", &OfDocument<&Document::language_script>},
};
inline constexpr Field kMoreLanguageFields[] = {
    {"languages", kLanguagesType, &Languages},
    {"html_lang", "string", &OfDocument<&Document::html_lang>},
};

// What the page says about itself.
inline constexpr Field kPageFields[] = {
    {"canonical_url", "string", &ValueOf<&Document::canonical_url>},
    {"canonical_url_source", "string", &SourceOf<&Document::canonical_url>},
    {"canonical_url_confidence", "double", &ConfidenceOf<&Document::canonical_url>},
    {"title", "string", &ValueOf<&Document::title>},
    {"title_source", "string", &SourceOf<&Document::title>},
    {"title_confidence", "double", &ConfidenceOf<&Document::title>},
    {"authors", "list<string>", &ListOf<&Document::authors>},
    {"authors_source", "string", &AuthorsSource},
    {"authors_confidence", "double", &AuthorsConfidence},
    {"sitename", "string", &ValueOf<&Document::sitename>},
    {"sitename_source", "string", &SourceOf<&Document::sitename>},
    {"sitename_confidence", "double", &ConfidenceOf<&Document::sitename>},
    {"hostname", "string", &OfDocument<&Document::hostname>},
    {"description", "string", &ValueOf<&Document::description>},
    {"description_source", "string", &SourceOf<&Document::description>},
    {"description_confidence", "double", &ConfidenceOf<&Document::description>},
    {"image", "string", &ValueOf<&Document::image>},
    {"image_source", "string", &SourceOf<&Document::image>},
    {"image_confidence", "double", &ConfidenceOf<&Document::image>},
    {"categories", "list<string>", &ListOf<&Document::categories>},
    {"tags", "list<string>", &ListOf<&Document::tags>},
    {"license", "string", &OfDocument<&Document::license>},
    {"date_published", "string", &ValueOf<&Document::date_published>},
    {"date_published_source", "string", &SourceOf<&Document::date_published>},
    {"date_published_confidence", "double", &ConfidenceOf<&Document::date_published>},
    {"date_modified", "string", &ValueOf<&Document::date_modified>},
    {"date_modified_source", "string", &SourceOf<&Document::date_modified>},
    {"date_modified_confidence", "double", &ConfidenceOf<&Document::date_modified>},
    {"translations", kTranslationsType, &Translations},
};

// How it went, and what the page and its text are like.
inline constexpr Field kOutcomeFields[] = {
    {"page_type", "string", &PageTypeOrNull},
    {"page_type_score", "double", &ScoreOf<&Document::page_type_score>},
    {"confidence", "double", &ScoreOf<&Document::confidence>},
    {"status", "string", &StatusName},
    {"status_message", "string", &StatusMessage},
    {"filter_reason", "string", &OfContext<&RowContext::filter_reason>, When::kArchive},
    {"page_state", "string", &StateOrNull},
    {"page_state_score", "double", &StateScore},
    {"page_state_evidence", kStateEvidenceType, &StateEvidenceList},
    {"rights", kRightsType, &RightsObject},
    {"comments", kCommentsType, &Comments},
    {"posts", kPostsType, &Posts},
    {"quality", kQualityType, &Quality},
    {"pii", kPiiType, &Pii},
};

inline constexpr Field kClusterFields[] = {
    {"minhash_cluster_id", "int", &NoCluster, When::kArchive},
    {"minhash_cluster_size", "int", &ClusterOfOne, When::kArchive},
};
inline constexpr Field kWarcFilenameField[] = {
    {"warc_filename", "string", &OfContext<&RowContext::warc_filename>, When::kArchive},
};
inline constexpr Field kWarcOffsetFields[] = {
    {"warc_record_offset", "int", &NumberOfContext<&RowContext::warc_record_offset>,
     When::kArchive},
    {"warc_record_length", "int", &NumberOfContext<&RowContext::warc_record_length>,
     When::kArchive},
};
inline constexpr Field kWarcRecordIdField[] = {
    {"warc_record_id", "string", &OfContext<&RowContext::warc_record_id>, When::kArchive},
};
inline constexpr Field kContentDigestField[] = {
    {"content_digest", "string", &OfContext<&RowContext::content_digest>, When::kArchive},
};
inline constexpr Field kContentFields[] = {
    {"content_mime_detected", "string", &OfDocument<&Document::content_mime_detected>},
    {"content_charset", "string", &OfDocument<&Document::charset>},
    {"content_charset_source", "string", &OfDocument<&Document::charset_source>},
};
inline constexpr Field kFetchStatusField[] = {
    {"fetch_status", "int", &NumberOfContext<&RowContext::fetch_status>, When::kArchive},
};
inline constexpr Field kBlocksField[] = {
    {"blocks", kBlocksType, &Blocks, When::kBlocks},
};
inline constexpr Field kEngineField[] = {
    {"engine", kEngineType, &Engine},
};

}  // namespace tamis::document
