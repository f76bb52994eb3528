// Reads texts from stdin, one a line, and writes what LanguageIdentifier says, one a line: code, TAB,
// score, TAB, script. The last line is "# bytes seconds": CPU time of the identification alone.

#include <ctime>
#include <iostream>
#include <string>
#include <vector>

#include "text/language.h"

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
  const std::clock_t begin = std::clock();
  for (size_t i = 0; i < texts.size(); ++i) found[i] = identifier.Identify(texts[i]);
  const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  for (const tamis::text::Language& language : found) {
    std::cout << language.code << '\t' << language.score << '\t' << language.script << '\n';
  }
  std::cout << "# " << bytes << ' ' << seconds << '\n';
}
