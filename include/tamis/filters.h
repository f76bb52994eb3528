// Which pages a run removes: a chain of steps, asked one after the other; the first that gives a
// reason removes the page into removed/<step>/. Plain structs. docs/filters.md has the file format.
//
// Source of the defaults: DataTrove's filters, whose reasons have the same names here; the papers
// are named in tamis/quality.h.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "tamis/status.h"

namespace tamis {

// By the URL alone. Reasons: domain, subdomain, url, hard_blacklisted, soft_blacklisted,
// blacklisted_subword. A page without URL passes.
//
// Entries stand in the struct or in files, one a line, plain, .gz or .zst; lines that begin with
// '#' are comments. Letter case does not matter.
struct UrlFilter {
  std::vector<std::string> domains = {};     // "example.com": the host and all below it
  std::vector<std::string> urls = {};        // "example.com/path?query", with or without scheme
  std::vector<std::string> hard_words = {};  // one of them among the URL's words removes the page
  std::vector<std::string> soft_words = {};  // soft_word_limit different ones do
  std::vector<std::string> subwords = {};    // anywhere in the URL's letters and digits

  std::vector<std::string> domain_files = {};
  std::vector<std::string> url_files = {};
  std::vector<std::string> hard_word_files = {};
  std::vector<std::string> soft_word_files = {};
  std::vector<std::string> subword_files = {};
  std::vector<std::string> list_files = {};  // lines with a '/' are URLs, the others domains

  uint32_t soft_word_limit = 2;  // 1 to 1000
};

// By Document::language. Reasons: language, language_score.
struct LanguageFilter {
  std::vector<std::string> languages = {};  // to keep: "en", "de"; none: any
  float min_score = 0.65f;                  // 0 to 1, of Document::language_score
  bool keep_unknown = false;                // pages whose language is not known
};

// By the length of the text. Reasons: too_few_chars, too_many_chars, too_few_words,
// too_many_words.
struct LengthFilter {
  uint32_t min_chars = 0;  // QualitySignals::characters
  uint32_t max_chars = 0;  // 0: no limit
  uint32_t min_words = 0;  // QualitySignals::words
  uint32_t max_words = 0;  // 0: no limit
};

// By what the page says about its use. Reasons: "rights_" and the name of the rule.
struct RightsFilter {
  uint32_t rules = 0;  // a bit for each RightsRule (1 << rule)
};

// By the state of the page. Reasons: the names of the states.
struct PageStateFilter {
  uint32_t states = 0;  // a bit for each PageState (1 << state)
  float min_score = 0;  // 0 to 1, of PageStateVerdict::score
};

// Values above a max_ or below a min_ remove the page. Ratios are those of tamis/quality.h, 0 to 1
// unless said otherwise there. Reasons, in this order: dup_para_frac, dup_para_char_frac,
// dup_line_frac, dup_line_char_frac, top_2_gram to top_4_gram, duplicated_5_n_grams to
// duplicated_10_n_grams.
struct GopherRepetitionFilter {
  float max_dup_para_frac = 0.3f;
  float max_dup_para_char_frac = 0.2f;
  float max_dup_line_frac = 0.3f;
  float max_dup_line_char_frac = 0.2f;
  float max_top_2_gram = 0.20f;
  float max_top_3_gram = 0.18f;
  float max_top_4_gram = 0.16f;
  float max_duplicated_5_n_grams = 0.15f;
  float max_duplicated_6_n_grams = 0.14f;
  float max_duplicated_7_n_grams = 0.13f;
  float max_duplicated_8_n_grams = 0.12f;
  float max_duplicated_9_n_grams = 0.11f;
  float max_duplicated_10_n_grams = 0.10f;
};

// Reasons, in the order of the fields: gopher_short_doc, gopher_long_doc,
// gopher_below_avg_threshold, gopher_above_avg_threshold, gopher_too_many_hashes,
// gopher_too_many_ellipsis, gopher_too_many_bullets, gopher_too_many_end_ellipsis,
// gopher_below_alpha_threshold, gopher_enough_stop_words.
struct GopherQualityFilter {
  uint32_t min_words = 50;
  uint32_t max_words = 100'000;
  float min_mean_word_length = 3;  // characters
  float max_mean_word_length = 10;
  float max_hash_word_ratio = 0.1f;
  float max_ellipsis_word_ratio = 0.1f;
  float max_bullet_lines_ratio = 0.9f;
  float max_ellipsis_lines_ratio = 0.3f;
  float min_alpha_words_ratio = 0.8f;
  uint32_t min_stop_words = 2;  // 0 to 8; languages without a list pass
};

// Reasons: lorem_ipsum or curly_bracket, whichever stands first in the text; too_few_sentences.
struct C4Filter {
  bool lorem_ipsum = true;    // remove pages that say "lorem ipsum"
  bool curly_bracket = true;  // remove pages with a '{'
  uint32_t min_sentences = 5;
};

// Reasons, in the order of the fields: line_punct_ratio, short_line_ratio, char_dup_ratio,
// list_ratio.
struct FineWebFilter {
  float min_line_punct_ratio = 0.12f;
  float max_short_line_ratio = 0.67f;
  float max_char_dup_ratio = 0.01f;
  float max_list_ratio = 0.3f;
};

// In the order of kFilterKinds.
using FilterRules =
    std::variant<UrlFilter, LanguageFilter, LengthFilter, RightsFilter, PageStateFilter,
                 GopherRepetitionFilter, GopherQualityFilter, C4Filter, FineWebFilter>;

// "url", "language", "length", "rights", "page_state", "gopher_rep", "gopher_qual", "c4",
// "fineweb_qual": `kind` in files, and the names that steps have when they are given none.
std::string_view FilterKind(const FilterRules& rules);

struct FilterStep {
  FilterRules rules = {};
  // The folder below removed/: a-z, 0-9, '_' and '-', at most 64; no two steps of a chain share
  // one, and none is "fetch", "decode" or "extract". Empty: FilterKind().
  std::string name = {};
};

// Pages go through the steps in order. Those that need only the URL, as long as no other stands
// before them, are asked before the page is parsed. A page without main text is removed as
// extract_empty by the first step that looks at text, or at the end.
struct FilterChain {
  std::vector<FilterStep> steps = {};
};

// The chain of a TOML file; names of files in it are relative to its folder.
// Errors: kNotFound, kIo; kInvalidArgument with "PATH:LINE:COLUMN: " and what is wrong there.
Result<FilterChain> ReadFilterChain(const std::string& path);

// The chain that `toml` describes. `path` is what it is called in errors, and its folder is what
// names of files are relative to. Any bytes are allowed.
Result<FilterChain> ParseFilterChain(std::string_view toml, const std::string& path);

}  // namespace tamis
