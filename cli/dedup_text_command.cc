#include "dedup_text_command.h"

#include <algorithm>
#include <cstdio>
#include <thread>

#include "exit_codes.h"
#include "flags.h"
#include "hooks.h"
#include "messages.h"
#include "progress_bar.h"
#include "usage.h"

namespace tamis::cli {
namespace {

constexpr char kExamples[] = R"(Examples:
  tamis dedup-text docs.jsonl -o OUT --substrings     spans of 50 words or more, but the first
  tamis dedup-text corpus -o OUT --lines site         lines that stand on several pages of a site
  tamis dedup-text corpus -o OUT --lines site --min-words 8 --keep-first 3
                                                      no short ones, and only the fourth and later
  tamis dedup-text corpus -o OUT --lines corpus --remove-above 1000
                                                      all but the first; of frequent ones all
  tamis dedup-text docs.jsonl -o OUT --substring-words 100 --text-field content --id-field doc_id
  tamis dedup docs.jsonl -o WHOLE && tamis dedup-text WHOLE/documents -o OUT --substrings
                                                      first the rows that are copies as a whole

Rows keep their order and get the text that is left. What was cut stands in `text_cuts`: why, where
in the text before, and where the same stood first:
  {"reason":"substring_repeat","start":120,"end":431,"first_id":"a7","first_start":0}
Rows of which nothing is left go to OUT/removed/text_repeat/, and the lines and paragraphs that
stand most often to OUT/repeats.jsonl: look there before you trust --remove-above. The input is
read twice, never changed. Texts are put into a temporary file in OUT for --substrings.
Exit codes: 0 ok, 1 some rows were unreadable or writing failed, 2 wrong usage, 130 interrupted.)";

}  // namespace

DedupTextCommand::DedupTextCommand(CLI::App& root)
    : app_(*root.add_subcommand("dedup-text", "Cut lines and spans that repeat out of the texts")) {
  app_.footer(kExamples);
  app_.add_option("INPUT", inputs_, "Files of rows (.jsonl, .gz, .zst, .parquet), or folders")
      ->configurable(false)
      ->type_name("");
  app_.add_option("-o,--output", output_, "Folder for the result, made when missing")
      ->type_name("DIR");
  options_.threads = 0;
  app_.add_option("-j,--threads,--parallel,--workers", options_.threads, "0: all cores")
      ->check(CLI::Range(0u, 1024u).description(""))
      ->type_name("N")
      ->capture_default_str();
  app_.add_option("--memory", options_.memory_bytes, "For counting; with less it takes longer")
      ->transform(SizeInBytes(uint64_t{1} << 40))
      ->type_name("SIZE=1GiB");
  app_.add_flag("--overwrite", options_.overwrite, "Replace what an earlier run left in DIR");
  app_.add_option("--compression", options_.compression, "gzip, zstd or none")
      ->transform(OneOf<Compression>({{"gzip", Compression::kGzip},
                                      {"zstd", Compression::kZstd},
                                      {"none", Compression::kNone}}))
      ->type_name("KIND=gzip");
  app_.add_option("--text-field", options_.text_field, "The text that is cut")
      ->type_name("NAME")
      ->capture_default_str();
  app_.add_option("--id-field", options_.id_field, "Names a row in what was cut after it")
      ->type_name("NAME")
      ->capture_default_str();
  app_.add_option("--url-field", options_.url_field, "For the scope site")
      ->type_name("NAME")
      ->capture_default_str();
  app_.add_flag("-q,--quiet", quiet_, "Print errors only");
  AddCutFlags();
}

void DedupTextCommand::AddCutFlags() {
  const std::string group = "What is cut (at least one of the first three)";
  const CLI::Validator scope =
      OneOf<RepeatScope>({{"site", RepeatScope::kSite}, {"corpus", RepeatScope::kCorpus}});
  app_.add_option("--lines", options_.lines, "Lines that stood before: on the site, or anywhere")
      ->transform(scope)
      ->type_name("site|corpus")
      ->group(group);
  app_.add_option("--paragraphs", options_.paragraphs, "Paragraphs, likewise")
      ->transform(scope)
      ->type_name("site|corpus")
      ->group(group);
  app_.add_flag("--substrings", options_.substrings,
                "Spans of 50 words or more that stood before, wherever they begin and end")
      ->group(group);
  app_.add_option("--min-words", options_.min_words, "Shorter lines and paragraphs stay")
      ->type_name("N")
      ->capture_default_str()
      ->group(group);
  app_.add_option("--keep-first", options_.keep, "Of equal lines and paragraphs so many stay")
      ->check(CLI::Range(1u, 1u << 20).description(""))
      ->type_name("N")
      ->capture_default_str()
      ->group(group);
  app_.add_option("--remove-above", options_.remove_above,
                  "Of those that stand more often none stays; 0: no such limit")
      ->type_name("N")
      ->capture_default_str()
      ->group(group);
  app_.add_option("--substring-words", substring_words_,
                  "Words of the shortest span that is cut; says --substrings")
      ->check(CLI::Range(1u, 1u << 16).description(""))
      ->type_name("N")
      ->capture_default_str()
      ->group(group);
  app_.add_option("--substring-bytes", substring_bytes_, "The same in bytes, white space and all")
      ->excludes("--substring-words")
      ->check(CLI::Range(1u, 1u << 19).description(""))
      ->type_name("N")
      ->group(group);
}

// What is wrong with the flags; empty when nothing is.
std::string DedupTextCommand::ApplyFlags() {
  for (const char* length : {"--substring-words", "--substring-bytes"}) {
    if (app_.count(length) != 0) options_.substrings = true;
  }
  if (inputs_.empty()) return "no input; name files of rows, or a folder";
  if (output_.empty()) return "no output folder; name it with -o";
  if (options_.lines == RepeatScope::kNone && options_.paragraphs == RepeatScope::kNone &&
      !options_.substrings) {
    return "nothing to cut; say what: --lines site, --paragraphs corpus, --substrings";
  }
  options_.substring_bytes = substring_bytes_ != 0;
  options_.substring_length = substring_bytes_ != 0 ? substring_bytes_ : substring_words_;
  if (options_.threads == 0) options_.threads = std::max(1u, std::thread::hardware_concurrency());
  return "";
}

void DedupTextCommand::Print(const TextCutSummary& summary) const {
  char share[32];
  const double bytes = static_cast<double>(std::max<uint64_t>(summary.text_bytes, 1));
  std::snprintf(share, sizeof share, "%.1f%%",
                static_cast<double>(summary.cut_bytes) / bytes * 100);
  std::string text = "  " + HumanCount(summary.rows) + " rows: " + HumanCount(summary.cut) +
                     " cut, " + HumanCount(summary.emptied) + " of them to nothing; " + share +
                     " of the text";
  const char* separator = ": ";
  const auto add = [&](bool sought, uint64_t count, const char* unit) {
    if (!sought) return;
    text += separator + HumanCount(count) + " " + unit;
    separator = ", ";
  };
  add(options_.lines != RepeatScope::kNone, summary.lines, "lines");
  add(options_.paragraphs != RepeatScope::kNone, summary.paragraphs, "paragraphs");
  add(options_.substrings, summary.spans, "spans");
  std::fputs((text + "\n").c_str(), stderr);
}

int DedupTextCommand::Run() {
  if (const std::string wrong = ApplyFlags(); !wrong.empty()) return UsageError(app_, wrong);

  ProgressBar bar(quiet_ ? ProgressKind::kNone : ProgressKind::kBar);
  const Result<TextCutSummary> summary =
      CutRepeatedText(inputs_, output_, options_, DedupHooksFor(bar));
  bar.Clear();

  if (summary.ok()) {
    if (!quiet_) Print(*summary);
    return summary->problems + summary->unreadable == 0 ? kExitOk : kExitSomeFailed;
  }
  return Failed(summary.status());
}

}  // namespace tamis::cli
