#include "pipeline/readers/input_files.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace tamis::pipeline {
namespace {

namespace fs = std::filesystem;

class InputFilesTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "tamis-input-XXXXXX").string();
    root_ = mkdtemp(pattern.data());
  }
  void TearDown() override { fs::remove_all(root_); }

  void Put(const std::string& name, const std::string& content = "x") {
    fs::create_directories((root_ / name).parent_path());
    std::ofstream(root_ / name) << content;
  }
  static std::vector<std::string> Names(const InputFiles& listed) {
    std::vector<std::string> names;
    names.reserve(listed.files.size());
    for (const InputFile& file : listed.files) names.push_back(file.name);
    return names;
  }

  fs::path root_;
};

TEST_F(InputFilesTest, FoldersAreSearchedInOrderOfNames) {
  for (const char* name :
       {"b.html", "a/z.html", "a/b/c.txt", "a.html", "B.html", ".hidden", ".git/x"}) {
    Put(name);
  }
  const InputFiles listed = ListInputFiles({root_.string()});
  EXPECT_EQ(Names(listed),
            (std::vector<std::string>{"B.html", "a/b/c.txt", "a/z.html", "a.html", "b.html"}));
  EXPECT_TRUE(listed.problems.empty());
  EXPECT_TRUE(listed.files[0].searched);
}

TEST_F(InputFilesTest, ArgumentsKeepTheirOrder) {
  Put("one.html", "12345");
  Put("two.html");
  const InputFiles listed =
      ListInputFiles({(root_ / "two.html").string(), "-", (root_ / "one.html").string()});
  EXPECT_EQ(Names(listed), (std::vector<std::string>{"two.html", "stdin", "one.html"}));
  EXPECT_EQ(listed.files[2].bytes, 5u);
  EXPECT_FALSE(listed.files[2].searched);
}

TEST_F(InputFilesTest, ProblemsAreToldAndTheRestIsListed) {
  Put("good.html");
  fs::create_symlink("nowhere", root_ / "dangling.html");
  fs::create_directory_symlink(root_, root_ / "loop");
  const InputFiles listed = ListInputFiles(
      {(root_ / "typo.html").string(), root_.string(), (root_ / "good.html/x").string()});
  EXPECT_EQ(Names(listed), (std::vector<std::string>{"good.html"}));
  EXPECT_EQ(listed.missing, 2u);
  ASSERT_EQ(listed.problems.size(), 3u);
  EXPECT_NE(listed.problems[1].find("dangling.html: the link leads nowhere"), std::string::npos);
}

TEST_F(InputFilesTest, ALinkToAFileIsAFile) {
  Put("real/page.html");
  fs::create_symlink(root_ / "real/page.html", root_ / "alias.html");
  const InputFiles listed = ListInputFiles({root_.string()});
  EXPECT_EQ(Names(listed), (std::vector<std::string>{"alias.html", "real/page.html"}));
}

}  // namespace
}  // namespace tamis::pipeline
