// Bytes to tree, and nothing else: what bench/parse/run.py holds against other parsers.
//
//   parse_bench --dump CRAWL.warc.gz PAGES N    writes every Nth HTML page, as UTF-8
//   parse_bench PAGES                           prints "pages bytes CPU-seconds" of parsing them
//   parse_bench --tokens PAGES                  likewise, of the tokenizer alone
//
// PAGES: for each page its bytes as a little-endian uint32, then the page.

#include <ctime>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "base/memory/text_store.h"
#include "html/tokenizer/tokenizer.h"
#include "html/tree/parser.h"
#include "pipeline/readers/batch_reader.h"
#include "pipeline/readers/input_files.h"
#include "pipeline/stages/decode.h"
#include "warc/http.h"

namespace tamis::bench {
namespace {

[[noreturn]] void Fail(const std::string& message) {
  std::fprintf(stderr, "parse_bench: %s\n", message.c_str());
  std::exit(1);
}

double CpuSeconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

void Dump(const std::string& crawl, const std::string& path, uint32_t every) {
  const std::vector<pipeline::InputFile> files = pipeline::ListInputFiles({crawl}).files;
  pipeline::BatchReader reader(files, {}, nullptr);
  pipeline::Batch batch;
  warc::HttpReader http;
  pipeline::DecodeStage decode;
  std::ofstream out(path, std::ios::binary);
  uint32_t number = 0;
  while (reader.Fill(batch)) {
    for (const pipeline::Candidate& candidate : batch.candidates) {
      if (candidate.kind != pipeline::CandidateKind::kHttp) continue;
      const warc::HttpMessage& message = http.Parse(candidate.block);
      PageContext context;
      context.content_type = message.content_type();
      const pipeline::DecodedInput& input = decode.Decode(message.body, context, {});
      if (message.status != 200 || !input.markup || input.utf8.empty()) continue;
      if (number++ % every != 0) continue;
      const auto size = static_cast<uint32_t>(input.utf8.size());
      out.write(reinterpret_cast<const char*>(&size), sizeof size);
      out.write(input.utf8.data(), static_cast<std::streamsize>(size));
    }
  }
  if (number == 0 || !out.flush()) Fail("no page of " + crawl + " could be written to " + path);
}

std::string Load(const std::string& path) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  if (!file) Fail("no such file: " + path);
  std::string bytes(static_cast<size_t>(file.tellg()), '\0');
  file.seekg(0);
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return bytes;
}

std::vector<std::string_view> Split(std::string_view bytes) {
  std::vector<std::string_view> pages;
  while (bytes.size() > sizeof(uint32_t)) {
    uint32_t size = 0;
    std::memcpy(&size, bytes.data(), sizeof size);
    pages.push_back(bytes.substr(sizeof size, size));
    bytes.remove_prefix(std::min(bytes.size(), sizeof size + size));
  }
  return pages;
}

size_t Parse(const std::vector<std::string_view>& pages) {
  html::Parser parser;
  size_t nodes = 0;
  for (const std::string_view page : pages) {
    (void)parser.Parse(page);
    nodes += parser.dom().node_count();
  }
  return nodes;
}

size_t Tokenize(const std::vector<std::string_view>& pages) {
  TextStore text;
  html::NameTable names;
  html::Tokenizer tokenizer;
  html::Token token;
  size_t tokens = 0;
  for (const std::string_view page : pages) {
    text.Reset(page);
    names.Reset();
    tokenizer.Reset(&text, &names);
    do {
      tokenizer.Next(token);
      ++tokens;
      if (token.type != html::TokenType::kStartTag) continue;
      if (token.name == html::names::kScript) tokenizer.SwitchTo(html::ContentModel::kScriptData);
      if (token.name == html::names::kStyle) tokenizer.SwitchTo(html::ContentModel::kRawtext);
      if (token.name == html::names::kTitle) tokenizer.SwitchTo(html::ContentModel::kRcdata);
    } while (token.type != html::TokenType::kEndOfFile);
  }
  return tokens;
}

int Main(int argc, char** argv) {
  const std::vector<std::string> args(argv + 1, argv + argc);
  if (args.size() == 4 && args[0] == "--dump") {
    Dump(args[1], args[2], static_cast<uint32_t>(std::max(1, std::atoi(args[3].c_str()))));
    return 0;
  }
  const bool tokens = args.size() == 2 && args[0] == "--tokens";
  if (args.size() != 1 && !tokens) {
    std::fputs("usage: parse_bench [--tokens] PAGES | --dump CRAWL PAGES N\n", stderr);
    return 2;
  }
  const std::string bytes = Load(args.back());
  const std::vector<std::string_view> pages = Split(bytes);
  const double begin = CpuSeconds();
  const size_t made = tokens ? Tokenize(pages) : Parse(pages);
  const double seconds = CpuSeconds() - begin;
  if (made == 0) Fail("no page in " + args.back());
  std::printf("%zu %zu %.6f\n", pages.size(), bytes.size() - 4 * pages.size(), seconds);
  return 0;
}

}  // namespace
}  // namespace tamis::bench

int main(int argc, char** argv) { return tamis::bench::Main(argc, argv); }
