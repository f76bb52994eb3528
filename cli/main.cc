// tamis: the command line. One file a subcommand; only public headers of the engine.

#include <CLI/CLI.hpp>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

#include <cstdio>
#include <exception>
#include <new>
#include <string>

#include "config_file.h"
#include "dedup_command.h"
#include "dedup_text_command.h"
#include "exit_codes.h"
#include "extract_command.h"
#include "index_command.h"
#include "messages.h"
#include "report_command.h"
#include "run_command.h"
#include "tamis/version.h"
#include "usage.h"
#include "warc_command.h"

namespace tamis::cli {
namespace {

constexpr char kFooter[] = R"(Examples:
  tamis extract page.html                 main text of one page
  tamis run crawl.warc.gz -o corpus       a crawl into a corpus of documents
  tamis dedup corpus -o unique            without copies and near copies
  tamis report corpus                     that corpus on one HTML page
  tamis warc ls crawl.warc.gz             what is in an archive; also check and get
  tamis COMMAND --help                    flags and more examples

Data goes to stdout, messages to stderr.)";

// --help and --version are answers, anything else is a mistake of the user.
int ReportParseError(const CLI::App& root, const CLI::ParseError& error) {
  if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success)) return root.exit(error);
  std::string message = error.what();
  while (!message.empty() && message.back() == '\n') message.pop_back();
  const CLI::App* command = &root;
  while (!command->get_subcommands().empty()) command = command->get_subcommands()[0];
  return UsageError(*command, message);
}

int Main(int argc, char** argv) {
  CLI::App root("Crawled web pages in, clean documents out, with the reason for every block.",
                "tamis");
  root.footer(kFooter);
  root.set_version_flag("--version", std::string("tamis ") + kVersion);
  root.require_subcommand(0, 1);
  root.fallthrough();  // lets --config stand behind the command
  bool print_config = false;
  root.add_flag("--print-config", print_config, "Print the command's flags as a configuration file")
      ->configurable(false);
  AddConfigFile(root);
  ExtractCommand extract(root);
  RunCommand run(root);
  WarcCommand warc(root);
  ReportCommand report(root);
  DedupCommand dedup(root);
  DedupTextCommand dedup_text(root);
  IndexCommand index(root);

  if (argc <= 1) {
    std::fputs(root.help().c_str(), stderr);
    return kExitUsage;
  }
  try {
    root.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return ReportParseError(root, error);
  }
  const auto commands = root.get_subcommands();
  if (commands.empty())
    return UsageError(root,
                      "name a command: extract, run, dedup, dedup-text, index, report or warc");
  if (print_config) {
    std::fputs(PrintConfig(*commands[0]).c_str(), stdout);
    return kExitOk;
  }
  if (commands[0] == &report.app()) return report.Run();
  if (commands[0] == &dedup.app()) return dedup.Run();
  if (commands[0] == &dedup_text.app()) return dedup_text.Run();
  if (commands[0] == &index.app()) return index.Run();
  if (commands[0] == &warc.app()) return warc.Run();
  return commands[0] == &extract.app() ? extract.Run() : run.Run();
}

}  // namespace
}  // namespace tamis::cli

int main(int argc, char** argv) {
#if defined(__GLIBC__)
  // Large pieces go back to the system when they are freed; by default glibc keeps more of them
  // the larger they are (measured on a crawl with two threads: 101 MB against 126).
  mallopt(M_MMAP_THRESHOLD, 256 << 10);
#endif
  try {
    return tamis::cli::Main(argc, argv);
  } catch (const std::bad_alloc&) {
    tamis::cli::PrintError("out of memory; use fewer --threads or a lower --max-page-bytes");
  } catch (const std::exception& error) {
    tamis::cli::PrintError(error.what());
  }
  return tamis::cli::kExitSomeFailed;
}
