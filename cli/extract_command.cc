#include "extract_command.h"

#include <unistd.h>

#include <cstdio>
#include <ctime>

#include "exit_codes.h"
#include "messages.h"
#include "text_output.h"
#include "usage.h"

namespace tamis::cli {
namespace {

constexpr char kExamples[] = R"(Examples:
  tamis extract page.html                      main text on stdout
  tamis extract page.html --markdown           with headings, lists, tables, code and links
  tamis extract page.html --json               one JSON row: text, metadata, blocks
  tamis extract page.html --explain            every block: kept or dropped, why, and where it stands
  curl -s https://example.org/ | tamis extract --url https://example.org/
  tamis extract *.html --json -o rows.jsonl    one row a page

A crawl archive or a file of JSON rows holds many pages: that is the job of `tamis run`.
Exit codes: 0 ok, 1 some input failed, 2 wrong usage, 126 most of ten or more inputs failed.)";

// Today in UTC: a page cannot have been published later.
std::string Today() {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  char buffer[32];
  std::strftime(buffer, sizeof buffer, "%Y-%m-%d", &utc);
  return buffer;
}

InputKind KindOfName(const std::string& name) {
  return name == "html" ? InputKind::kHtml : name == "text" ? InputKind::kText : InputKind::kAuto;
}

}  // namespace

ExtractCommand::ExtractCommand(CLI::App& root)
    : app_(*root.add_subcommand("extract", "Main text of a page: file or stdin in, text out")) {
  app_.footer(kExamples);
  app_.add_option("FILE", inputs_, "HTML or text files, plain, .gz or .zst; - or none: stdin")
      ->configurable(false)
      ->type_name("");

  app_.add_flag("--markdown", markdown_, "Write Markdown");
  app_.add_flag("--json", json_, "Write one JSON row a page");
  app_.add_flag("--explain", explain_,
                "List every block with decision, reason, score, bytes, kind");
  app_.add_flag("--mask-pii", mask_pii_,
                "Overwrite e-mail addresses, phone, IP, account and card numbers");
  app_.add_option("-o,--output", output_, "Write into this file instead of stdout")
      ->type_name("FILE");

  app_.add_option("--url", url_, "Where the page was fetched")->type_name("URL");
  app_.add_option("--content-type", content_type_, "The Content-Type that it was sent with")
      ->type_name("TYPE");
  app_.add_option("--input-kind", input_kind_, "auto, html, or text that was flattened already")
      ->check(CLI::IsMember({"auto", "html", "text"}).description(""))
      ->type_name("KIND")
      ->capture_default_str();
  AddExtractFlags(app_, flags_);
}

int ExtractCommand::Run() {
  if (markdown_ + json_ + explain_ > 1) {
    return UsageError(app_, "each of --markdown, --json and --explain excludes the others");
  }
  if (const std::string conflict = flags_.Conflict(); !conflict.empty()) {
    return UsageError(app_, conflict);
  }
  if (inputs_.empty()) {
    if (isatty(STDIN_FILENO)) {
      return UsageError(app_, "no input; name a file, or pipe a page in");
    }
    inputs_.push_back("-");
  }
  ExtractOptions options = flags_.ToOptions();
  options.input = KindOfName(input_kind_);
  Extractor extractor(options);
  TextOutput output(output_);
  std::string out;
  size_t failed = 0;
  for (const std::string& path : inputs_) {
    out.clear();
    if (!ExtractFile(path, extractor, out)) ++failed;
    // Paragraphs are separated by blank lines, and so are pages.
    if (!out.empty() && !output.empty() && !json_) out.insert(0, "\n");
    if (!output.Write(out)) return kExitSomeFailed;
  }
  if (!output.Close()) return kExitSomeFailed;
  return ExitCodeFor(inputs_.size(), failed, false);
}

// False when the file gave no document.
bool ExtractCommand::ExtractFile(const std::string& path, Extractor& extractor,
                                 std::string& out) const {
  const std::string name = path == "-" ? "stdin" : path;
  // UTF-16 may shrink to half as UTF-8, so twice the limit is what can matter.
  const Result<std::string> page = ReadPage(path, flags_.max_page_bytes * 2 + 2);
  if (!page.ok()) {
    PrintError(page.status().message());
    return false;
  }
  const std::string today = Today();
  const PageContext context{.url = url_, .content_type = content_type_, .fetch_date = today};
  const Document& document = extractor.Extract(
      *page, context,
      {.markdown = markdown_ || json_, .block_text = explain_, .mask_pii = mask_pii_});
  if (document.status.code() == StatusCode::kNotHtml) {
    PrintError(name + ": " + document.status.message());
    return false;
  }
  if (!document.status.ok()) PrintWarning(name + ": partial: " + document.status.ToString());
  if (document.text.empty() && !json_ && !explain_) {
    PrintWarning(name + ": no main text found; --explain tells why each block was dropped");
  }
  if (explain_ && inputs_.size() > 1) out += "== " + name + "\n";
  AppendResult(document, context, out);
  return true;
}

void ExtractCommand::AppendResult(const Document& document, const PageContext& context,
                                  std::string& out) const {
  if (json_) {
    AppendJson(document, context, out);
    out += '\n';
  } else if (explain_) {
    AppendExplanation(document, out);
  } else {
    const std::string& text = markdown_ ? document.markdown : document.text;
    out += text;
    if (!text.empty() && text.back() != '\n') out += '\n';
  }
}

}  // namespace tamis::cli
