#include "warc_command.h"

#include "usage.h"

namespace tamis::cli {
namespace {

constexpr char kExamples[] = R"(Examples:
  tamis warc ls crawl.warc.gz                     what is in it, a record a line
  tamis warc ls crawl.warc.gz --cdxj --sort       an index for pywb and others
  tamis warc check crawl.warc.gz                  everything that is wrong with it
  tamis warc get crawl.warc.gz --url 'https://gazette*' --body    one page)";

}  // namespace

WarcCommand::WarcCommand(CLI::App& root)
    : app_(*root.add_subcommand("warc", "Look into crawl archives: ls, check, get")),
      list_(app_),
      check_(app_),
      get_(app_) {
  app_.footer(kExamples);
  app_.require_subcommand(0, 1);
}

int WarcCommand::Run() {
  const auto commands = app_.get_subcommands();
  if (commands.empty()) return UsageError(app_, "name what to do: ls, check or get");
  if (commands[0] == &list_.app()) return list_.Run();
  return commands[0] == &check_.app() ? check_.Run() : get_.Run();
}

}  // namespace tamis::cli
