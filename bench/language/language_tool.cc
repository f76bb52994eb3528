// Reads texts from stdin, one a line, and writes what LanguageIdentifier says, one a line: code,
// TAB, score, TAB, script, TAB, shares ("de:0.5,en:0.48,"). The last line is "# bytes seconds": CPU
// time of the identification alone.

#include <ctime>
#include <iostream>
#include <string>
#include <vector>

#include "text/language.h"

#if defined(__GLIBC__)
#include <malloc.h>
#endif

int main() {
  std::ios::sync_with_stdio(false);
  std::vector<std::string> texts;
  size_t bytes = 0;
  for (std::string line; std::getline(std::cin, line);) {
    bytes += line.size();
    texts.push_back(std::move(line));
  }
  tamis::text::LanguageIdentifier identifier;
  std::vector<tamis::text::Language> found(texts.size());
#if defined(__GLIBC__)
  // CLD2 takes some 100 KB from the heap for every text. In a process as small as this one malloc
  // would give them back to the system each time, and that takes far longer than the text; in a run
  // over a crawl other memory lies behind them.
  mallopt(M_TRIM_THRESHOLD, 64 << 20);
  mallopt(M_MMAP_THRESHOLD, 64 << 20);
#endif
  // Once for the tables, megabytes that are read from the disk as they are asked for.
  for (size_t i = 0; i < texts.size(); ++i) found[i] = identifier.Identify(texts[i]);
  const std::clock_t begin = std::clock();
  for (size_t i = 0; i < texts.size(); ++i) found[i] = identifier.Identify(texts[i]);
  const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  for (const tamis::text::Language& language : found) {
    std::cout << language.code << '\t' << language.score << '\t' << language.script << '\t';
    for (const tamis::LanguageShare& share : language.shares) {
      std::cout << share.language << ':' << share.share << ',';
    }
    std::cout << '\n';
  }
  std::cout << "# " << bytes << ' ' << seconds << '\n';
}
