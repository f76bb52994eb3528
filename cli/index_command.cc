#include "index_command.h"

#include <cstdio>
#include <fstream>

#include "exit_codes.h"
#include "hooks.h"
#include "messages.h"
#include "progress_bar.h"
#include "usage.h"

namespace tamis::cli {
namespace {

constexpr char kExamples[] = R"(Examples:
  tamis dedup docs.jsonl -o OUT --index seen     what makes and uses an index
  tamis index info seen                          how many documents, of what size
  tamis index add seen docs.jsonl                documents that no row may be a copy of
  tamis index remove seen --host spam.example    as if they had never been there
  tamis index compact seen                       gives back the disk that they took
  tamis index check seen                         do its files agree?

What is guaranteed, and what it costs: docs/dedup-index.md.)";

constexpr char kAddExamples[] = R"(Examples:
  tamis index add seen corpus --threads 8
  tamis index add seen a.jsonl b.jsonl --text-field content --id-field doc_id

Rows are not compared with each other, and not written. A row that the index has under the same id
with the same text is passed over, so that adding again adds nothing.)";

constexpr char kRemoveExamples[] = R"(Examples:
  tamis index remove seen --id doc-17 --id doc-18
  tamis index remove seen --ids gone.txt          an id a line
  tamis index remove seen --host spam.example     and hosts below it
  tamis index remove seen --url-prefix https://a.example/old/

Histories of URLs stay: they have no text.)";

constexpr char kInfoExamples[] = R"(Examples:
  tamis index info seen
  tamis index info seen --json    the same as a JSON object)";

constexpr char kCompactExamples[] = R"(Examples:
  tamis index compact seen
  tamis index remove seen --host spam.example && tamis index compact seen)";

constexpr char kCheckExamples[] = R"(Examples:
  tamis index check seen
  tamis index check seen && tamis dedup docs.jsonl -o OUT --index seen

Reads every byte, whose checksums are verified, and holds the tables against each other.
Exit codes: 0 all is well, 1 something is wrong, 2 wrong usage.)";

void PrintInfo(const IndexInfo& info) {
  const std::string text =
      "  documents    " + HumanCount(info.documents) + " (" + HumanCount(info.removed) +
      " removed), added in " + HumanCount(info.generation) +
      (info.generation == 1 ? " generation\n" : " generations\n") + "  method       " +
      (info.method.characters ? "characters" : "words") + " of " +
      std::to_string(info.method.shingle) + ", " + std::to_string(info.method.bands) +
      " bands of " + std::to_string(info.method.rows) + " rows, seed " + std::to_string(info.seed) +
      "\n  on disk      " + HumanBytes(info.bytes) + ": shingles " +
      HumanBytes(info.shingle_bytes) + ", keys " + HumanBytes(info.key_bytes) + ", ids and URLs " +
      HumanBytes(info.document_bytes) + ", histories " + HumanBytes(info.history_bytes) + "\n";
  std::fputs(text.c_str(), stdout);
}

void PrintInfoJson(const IndexInfo& info) {
  const std::pair<const char*, uint64_t> counts[] = {{"documents", info.documents},
                                                     {"removed", info.removed},
                                                     {"generation", info.generation},
                                                     {"shingle", info.method.shingle},
                                                     {"bands", info.method.bands},
                                                     {"rows", info.method.rows},
                                                     {"seed", info.seed},
                                                     {"bytes", info.bytes},
                                                     {"shingle_bytes", info.shingle_bytes},
                                                     {"key_bytes", info.key_bytes},
                                                     {"document_bytes", info.document_bytes},
                                                     {"history_bytes", info.history_bytes}};
  std::string json = "{\"shingle_unit\":\"";
  json += info.method.characters ? "characters\"" : "words\"";
  for (const auto& [name, count] : counts) {
    json += std::string(",\"") + name + "\":" + std::to_string(count);
  }
  std::puts((json + "}").c_str());
}

}  // namespace

CLI::App& IndexCommand::AddSubcommand(const char* name, const char* description,
                                      const char* examples) {
  CLI::App& command = *app_.add_subcommand(name, description);
  command.footer(examples);
  command.add_option("DIR", folder_, "Folder of the index")->configurable(false)->type_name("");
  return command;
}

IndexCommand::IndexCommand(CLI::App& root)
    : app_(
          *root.add_subcommand("index", "The memory of dedup: info, add, remove, compact, check")) {
  app_.footer(kExamples);
  app_.require_subcommand(0, 1);
  CLI::App& info = AddSubcommand("info", "What is in an index", kInfoExamples);
  info.add_flag("--json", json_, "Write a JSON object");

  CLI::App& add = AddSubcommand("add", "Add the rows of files, without writing rows", kAddExamples);
  add.add_option("INPUT", inputs_, "Files of rows (.jsonl, .gz, .zst, .parquet), or folders")
      ->configurable(false)
      ->type_name("");
  AddThreadsFlag(add, flags_);
  AddIndexMemoryFlag(add, flags_);
  add.add_flag("-q,--quiet", quiet_, "Print errors only");
  AddShingleFlags(add, flags_);
  AddFieldFlags(add, {{"--text-field", &flags_.options.text_field, "The text that is compared"},
                      {"--id-field", &flags_.options.id_field, "What duplicate_of names"},
                      {"--url-field", &flags_.options.url_field, "For `remove` and --same-url"}});

  CLI::App& remove = AddSubcommand("remove", "Remove documents", kRemoveExamples);
  remove.add_option("--id", selection_.ids, "Of that id; may be repeated")->type_name("ID");
  remove.add_option("--ids", ids_file_, "Of the ids in a file, one a line; -: stdin")
      ->type_name("FILE");
  remove.add_option("--host", selection_.hosts, "Of that host and those below it; may be repeated")
      ->type_name("HOST");
  remove
      .add_option("--url-prefix", selection_.url_prefixes, "Whose URL begins so; may be repeated")
      ->type_name("URL");

  AddSubcommand("compact", "Give back the disk that removed documents took", kCompactExamples);
  AddSubcommand("check", "Whether the files of an index agree", kCheckExamples);
}

int IndexCommand::RunInfo() {
  const Result<IndexInfo> info = ReadIndexInfo(folder_);
  if (!info.ok()) return Failed(info.status());
  json_ ? PrintInfoJson(*info) : PrintInfo(*info);
  return kExitOk;
}

int IndexCommand::RunAdd() {
  if (inputs_.empty()) return UsageError(app_, "no input; name files of rows, or a folder");
  if (const std::string wrong = flags_.Apply(); !wrong.empty()) return UsageError(app_, wrong);
  ProgressBar bar(quiet_ ? ProgressKind::kNone : ProgressKind::kBar);
  const Result<IndexAddition> added =
      AddToIndex(folder_, inputs_, flags_.options, DedupHooksFor(bar));
  bar.Clear();
  if (!added.ok()) return Failed(added.status());
  if (!quiet_) {
    const std::string text = "  " + HumanCount(added->rows) + " rows: " + HumanCount(added->added) +
                             " added, " + HumanCount(added->known) + " were there, " +
                             HumanCount(added->without_text) + " without text\n";
    std::fputs(text.c_str(), stderr);
  }
  return added->problems + added->unreadable == 0 ? kExitOk : kExitSomeFailed;
}

int IndexCommand::RunRemove() {
  if (!ids_file_.empty()) {
    std::ifstream file(ids_file_ == "-" ? "/dev/stdin" : ids_file_);
    if (!file) return Failed(Status(StatusCode::kNotFound, ids_file_ + ": cannot be read"));
    for (std::string line; std::getline(file, line);) {
      if (!line.empty() && line.back() == '\r') line.pop_back();
      if (!line.empty()) selection_.ids.push_back(line);
    }
  } else if (selection_.ids.empty() && selection_.hosts.empty() &&
             selection_.url_prefixes.empty()) {
    return UsageError(app_, "name what to remove: --id, --ids, --host or --url-prefix");
  }
  const Result<uint64_t> removed = RemoveFromIndex(folder_, selection_);
  if (!removed.ok()) return Failed(removed.status());
  std::fputs(("  " + HumanCount(*removed) +
              (*removed == 1 ? " document removed\n" : " documents removed\n"))
                 .c_str(),
             stderr);
  return kExitOk;
}

int IndexCommand::RunCompact() {
  const Result<IndexInfo> info = CompactIndex(folder_);
  if (!info.ok()) return Failed(info.status());
  PrintInfo(*info);
  return kExitOk;
}

int IndexCommand::RunCheck() {
  const Result<IndexCheckResult> check =
      CheckIndex(folder_, [](std::string_view sentence) { PrintError(sentence); });
  if (!check.ok()) return Failed(check.status());
  const std::string text = folder_ + ": " + (check->problems == 0 ? "ok" : "NOT OK") + ", " +
                           HumanCount(check->documents) + " documents, " + HumanCount(check->keys) +
                           " keys (" + HumanCount(check->dead_keys) + " of removed documents), " +
                           HumanCount(check->histories) + " histories of " +
                           HumanCount(check->captures) + " captures, " +
                           HumanCount(check->problems) + " problems\n";
  std::fputs(text.c_str(), stdout);
  return check->problems == 0 ? kExitOk : kExitSomeFailed;
}

int IndexCommand::Run() {
  const auto commands = app_.get_subcommands();
  if (commands.empty()) {
    return UsageError(app_, "name what to do: info, add, remove, compact or check");
  }
  const std::string& name = commands[0]->get_name();
  if (folder_.empty()) return UsageError(*commands[0], "no index; name its folder");
  if (name == "info") return RunInfo();
  if (name == "add") return RunAdd();
  if (name == "remove") return RunRemove();
  return name == "compact" ? RunCompact() : RunCheck();
}

}  // namespace tamis::cli
