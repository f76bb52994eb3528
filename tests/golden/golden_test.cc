// Page in, document out, for the pages in tests/golden/pages: text, Markdown, row and explanation
// (without scores) are compared with the files beside each page, differences shown line by line.
//
// After a change that is meant: TAMIS_UPDATE_GOLDEN=1 build/dev/golden_test, then review the diff.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "tamis/extract.h"
#include "tamis/version.h"

namespace tamis {
namespace {

namespace fs = std::filesystem;

const fs::path kFolder = fs::path(TAMIS_SOURCE_DIR) / "tests" / "golden" / "pages";
constexpr int kMaxLinesShown = 40;

std::string ReadFile(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::string_view> Lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

// The lines that differ, with "-" what was expected and "+" what came, by the longest common
// subsequence.
std::string Diff(std::string_view want, std::string_view got) {
  const std::vector<std::string_view> a = Lines(want), b = Lines(got);
  std::vector<std::vector<uint32_t>> common(a.size() + 1, std::vector<uint32_t>(b.size() + 1, 0));
  for (size_t i = a.size(); i-- > 0;) {
    for (size_t k = b.size(); k-- > 0;) {
      common[i][k] =
          a[i] == b[k] ? common[i + 1][k + 1] + 1 : std::max(common[i + 1][k], common[i][k + 1]);
    }
  }
  std::string out;
  int shown = 0;
  for (size_t i = 0, k = 0; i < a.size() || k < b.size();) {
    if (i < a.size() && k < b.size() && a[i] == b[k]) {
      ++i;
      ++k;
      continue;
    }
    if (++shown > kMaxLinesShown) return out + "  ...\n";
    const bool removed = k == b.size() || (i < a.size() && common[i + 1][k] >= common[i][k + 1]);
    const size_t line = removed ? i : k;
    out.append(removed ? "- " : "+ ").append(std::to_string(line + 1)).append(": ");
    out.append(removed ? a[i++] : b[k++]).append("\n");
  }
  return out;
}

// The row with a line for each field and each block, so that a diff shows what changed.
std::string OneFieldALine(std::string_view row) {
  std::string out;
  int depth = 0;
  bool in_string = false;
  for (size_t i = 0; i < row.size(); ++i) {
    const char c = row[i];
    if (in_string) {
      in_string = c != '"';
      if (c == '\\') {
        out.push_back(c);
        out.push_back(row[++i]);
        continue;
      }
    } else {
      in_string = c == '"';
      depth += (c == '{' || c == '[') - (c == '}' || c == ']');
    }
    out.push_back(c);
    if (!in_string && c == ',' && (depth == 1 || (depth == 2 && row[i - 1] == '}'))) {
      out.push_back('\n');
    }
  }
  const std::string version = "\"version\":\"" + std::string(kVersion) + "\"";
  if (const size_t at = out.find(version); at != std::string::npos) {
    out.replace(at, version.size(), "\"version\":\"(this)\"");
  }
  return out + "\n";
}

std::vector<fs::path> Pages() {
  std::vector<fs::path> pages;
  for (const auto& entry : fs::directory_iterator(kFolder)) {
    const fs::path& path = entry.path();
    if (path.extension() == ".html" || path.extension() == ".flat") pages.push_back(path);
  }
  std::sort(pages.begin(), pages.end());
  return pages;
}

void Compare(const fs::path& path, const std::string& got) {
  if (std::getenv("TAMIS_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path, std::ios::binary) << got;
    return;
  }
  const std::string want = ReadFile(path);
  EXPECT_TRUE(want == got) << path.filename().string() << "\n" << Diff(want, got);
}

class GoldenTest : public testing::TestWithParam<fs::path> {};

TEST_P(GoldenTest, GivesTheSameDocument) {
  const fs::path page = GetParam();
  const std::string url = "https://www.example.org/golden/" + page.stem().string();
  PageContext context;
  context.url = url;
  context.fetch_date = "2026-01-01T00:00:00Z";
  if (page.extension() == ".flat") context.kind = InputKind::kText;
  Extractor extractor;
  Document document =
      extractor.Extract(ReadFile(page), context, {.markdown = true, .block_text = true});

  const auto with = [&](const char* extension) {
    return fs::path(page).replace_extension(extension);
  };
  // Scores move with every fit of the weights; what counts here is what they decide.
  document.confidence = 0;
  for (Block& block : document.blocks) block.score = 0;

  Compare(with(".txt"), document.text + "\n");
  Compare(with(".md"), document.markdown + "\n");
  std::string explanation;
  AppendExplanation(document, explanation);
  Compare(with(".explain"), explanation);
  // Without the texts of blocks, which the explanation shows.
  for (Block& block : document.blocks) block.text.clear();
  std::string row;
  AppendJson(document, context, row);
  Compare(with(".json"), OneFieldALine(row));
}

std::string NameOf(const testing::TestParamInfo<fs::path>& page) {
  std::string name = page.param.stem().string();
  std::replace_if(name.begin(), name.end(), [](char c) { return std::isalnum(c) == 0; }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Pages, GoldenTest, testing::ValuesIn(Pages()), NameOf);

TEST(Golden, HasPages) { EXPECT_GE(Pages().size(), 8u); }

}  // namespace
}  // namespace tamis
