// Repeated text within rows: lines, paragraphs and long spans that stood before are cut out of the
// text, and the row stays (docs/dedup-substrings.md). Whole rows that repeat: tamis/dedup.h.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tamis/dedup.h"
#include "tamis/pipeline.h"
#include "tamis/status.h"

namespace tamis {

// Among which rows lines are counted.
enum class RepeatScope : uint8_t { kNone, kSite, kCorpus };

struct TextCutOptions {
  // At least one of the three.
  RepeatScope lines = RepeatScope::kNone;
  RepeatScope paragraphs = RepeatScope::kNone;
  bool substrings = false;

  // Of lines and paragraphs.
  uint32_t min_words = 3;     // shorter ones stay
  uint32_t keep = 1;          // of those that are the same, so many stay: the first
  uint64_t remove_above = 0;  // of those that stand more often none stays; 0: no such limit

  // Of spans: at least one word or byte.
  bool substring_bytes = false;    // the length is in bytes, not words
  uint32_t substring_length = 50;  // the least that is cut

  std::string text_field = "text";
  std::string id_field = "id";
  std::string url_field = "url";  // for RepeatScope::kSite: the host, without "www."
  bool overwrite = false;         // delete what an earlier run left in OUT
  Compression compression = Compression::kGzip;
  uint64_t shard_bytes = 512u << 20;  // of rows

  uint64_t memory_bytes = 1u << 30;  // for counting; changes nothing but speed
  uint32_t threads = 1;              // likewise
};

struct TextCutSummary {
  uint64_t rows = 0;          // read; all of them are written again, but for the unreadable
  uint64_t without_text = 0;  // of these: no text field, or an empty one
  uint64_t cut = 0;           // of these: lost a part of their text, or all
  uint64_t emptied = 0;       // of these: lost all, and are in removed/text_repeat
  uint64_t text_bytes = 0;    // of all rows, before
  uint64_t cut_bytes = 0;
  uint64_t lines = 0;  // cut; paragraphs and spans likewise
  uint64_t paragraphs = 0;
  uint64_t spans = 0;
  uint64_t unreadable = 0;  // lines that are no JSON object
  uint64_t problems = 0;    // those, and damaged places of files
};

// Reads `inputs` twice, as Dedup() does. A row whose text is cut gets the text that is left,
// ranges of `posts`, `pii` and `blocks` moved accordingly, `markdown` null, and `text_cuts`: what
// was found, as ranges of the text before, and where the same stands first. All other rows and bytes stay, in their order.
//
// Also writes OUT/repeats.jsonl: the lines and paragraphs that stand most often, with counts.
//
// Output: the same whatever `threads` and `memory_bytes`.
// Memory: `memory_bytes`, 24 bytes a row, 40 a span that is cut, 10 MB a thread, five times the
//         longest row. The texts are mapped: the system drops of them what it has no room for.
// Disk:   in OUT, gone at the end: the ids of rows; the texts when there are spans to find, and
//         0.2 bytes for each of the text; 24 bytes a line, 16 a line to cut.
// Errors: as of Dedup(); OUT then has no summary.json.
Result<TextCutSummary> CutRepeatedText(const std::vector<std::string>& inputs,
                                       const std::string& output, const TextCutOptions& options,
                                       const DedupHooks& hooks = {});

}  // namespace tamis
