// Bytes a second through the tokenizer: by every kernel, and by the states of the standard alone.
//
// Input: the HTML file that TAMIS_BENCH_HTML names (pages one after another are fine), else a
// generated page that has the mixture of one: markup with attributes, text, references, a script.

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "base/simd/kernels.h"
#include "html/tokenizer/tokenizer.h"

namespace tamis::html {
namespace {

std::string LoadPage() {
  if (const char* path = std::getenv("TAMIS_BENCH_HTML"); path != nullptr) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  std::string page = "<!DOCTYPE html><html lang=\"en\"><head><title>Page</title></head><body>\n";
  for (int i = 0; i < 500; ++i) {
    const std::string n = std::to_string(i);
    page += "<div class=\"item item-" + n + "\" id=\"i" + n + "\"><a href=\"/path/to/page?id=" + n +
            "&amp;ref=list\" rel=\"nofollow\">Item " + n + "</a>\n  <p>Some text about it, long " +
            "enough to fill a line &mdash; and <b>more</b> of it.</p><br></div>\n";
    if (i % 25 == 0) page += "<script>if (a < b) { c('<p>' + " + n + " + '</p>'); }</script>";
  }
  return page + "</body></html>";
}

void Tokenize(benchmark::State& state, const simd::Kernels* kernels, bool states_only) {
  const std::string page = LoadPage();
  TextStore store;
  NameTable names;
  Tokenizer tokenizer;
  Token token;
  int64_t tokens = 0;
  for (auto _ : state) {
    store.Reset(page);
    names.Reset();
    tokenizer.Reset(&store, &names);
    tokenizer.UseKernels(*kernels);
    if (states_only) tokenizer.UseStatesOnly();
    do {
      tokenizer.Next(token);
      ++tokens;
      if (token.type != TokenType::kStartTag) continue;
      if (token.name == names::kScript) tokenizer.SwitchTo(ContentModel::kScriptData);
      if (token.name == names::kStyle) tokenizer.SwitchTo(ContentModel::kRawtext);
      if (token.name == names::kTitle) tokenizer.SwitchTo(ContentModel::kRcdata);
    } while (token.type != TokenType::kEndOfFile);
  }
  state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(page.size()));
  state.SetItemsProcessed(tokens);
}

void RegisterAll() {
  for (const simd::Kernels* kernels : simd::AvailableKernels()) {
    const std::string name(kernels->name);
    benchmark::RegisterBenchmark(("tokenize/" + name).c_str(), Tokenize, kernels, false);
    benchmark::RegisterBenchmark(("tokenize/" + name + "/states_only").c_str(), Tokenize, kernels,
                                 true);
  }
}

}  // namespace
}  // namespace tamis::html

int main(int argc, char** argv) {
  tamis::html::RegisterAll();
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}
