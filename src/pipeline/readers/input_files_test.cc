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

TEST_F(InputFilesTest, Patterns) {
  for (const char* name : {"crawl/1.warc.gz", "crawl/2.warc.gz", "crawl/a/3.warc.gz",
                           "crawl/a/b/4.warc.gz", "crawl/a/b/x.html", "crawl/.h/5.warc.gz",
                           "crawl/.6.warc.gz", "crawl/[7].warc.gz", "crawl/star*.warc"}) {
    Put(name);
  }
  fs::create_directory_symlink(root_ / "crawl/a", root_ / "crawl/link");
  const struct {
    const char* pattern;
    std::vector<std::string> names;
  } kTable[] = {
      {"crawl/*.warc.gz", {"1.warc.gz", "2.warc.gz", "[7].warc.gz"}},
      {"crawl/?.warc.gz", {"1.warc.gz", "2.warc.gz"}},
      {"crawl/[!2]?warc.gz", {"1.warc.gz"}},
      {"crawl/**/*.warc.gz",
       {"1.warc.gz", "2.warc.gz", "[7].warc.gz", "a/3.warc.gz", "a/b/4.warc.gz"}},
      {"crawl/**/**/b/*", {"a/b/4.warc.gz", "a/b/x.html"}},
      {"crawl/a/**", {"3.warc.gz", "b/4.warc.gz", "b/x.html"}},
      {"crawl/*/b", {"a/b/4.warc.gz", "a/b/x.html", "link/b/4.warc.gz", "link/b/x.html"}},
      {"*/a/*", {"crawl/a/3.warc.gz", "crawl/a/b/4.warc.gz", "crawl/a/b/x.html"}},
      {"crawl/.?.warc.gz", {".6.warc.gz"}},
      {"crawl/[7].warc.gz", {"[7].warc.gz"}},  // a file of this name wins
      {"crawl/star*.warc", {"star*.warc"}},    //
      {"crawl/\\[7*", {"[7].warc.gz"}},
      {"crawl/**/none*", {}},
  };
  for (const auto& row : kTable) {
    const InputFiles listed = ListInputFiles({(root_ / row.pattern).string()});
    EXPECT_EQ(Names(listed), row.names) << row.pattern;
    EXPECT_EQ(listed.missing, row.names.empty() ? 1u : 0u) << row.pattern;
    EXPECT_TRUE(listed.refused.ok());
  }
  const InputFiles none = ListInputFiles({(root_ / "crawl/**/none*").string()});
  ASSERT_EQ(none.problems.size(), 1u);
  EXPECT_NE(none.problems[0].find("no file matches"), std::string::npos) << none.problems[0];
}

TEST_F(InputFilesTest, ListsNameInputs) {
  for (const char* name : {"a.html", " spaced .html", "#hash.html", "dir/b.html", "dir/c.html"}) {
    Put(name);
  }
  const std::string root = root_.string() + "/";
  Put("list", "\xEF\xBB\xBF# comment\r\n" + root + "a.html\r\n\r\n  \n" + root + " spaced .html\n" +
                  root + "#hash.html\n" + root + "dir\n" + root + "dir/*.html\n" + root +
                  "typo.html");
  const InputFiles listed = ListInputFiles({root + "dir/b.html"}, {root + "list"});
  EXPECT_TRUE(listed.refused.ok()) << listed.refused.message();
  EXPECT_EQ(Names(listed),
            (std::vector<std::string>{"b.html", "a.html", " spaced .html", "#hash.html", "b.html",
                                      "c.html", "b.html", "c.html"}));
  EXPECT_EQ(listed.missing, 1u);
  ASSERT_EQ(listed.problems.size(), 1u);
  EXPECT_EQ(listed.problems[0], root + "list:9: " + root + "typo.html: no such file or folder");
}

TEST_F(InputFilesTest, WhatIsRefused) {
  const std::string root = root_.string() + "/";
  Put("a.html");
  Put("urls", root + "a.html\ns3://bucket/x.warc.gz\n");
  Put("zero", std::string("a\0b\n", 4));
  Put("long", std::string(70'000, 'a') + "\n");
  Put("stdin", "-\n");
  Put("archive", "WARC/1.0\r\nWARC-Type: warcinfo\r\n");
  const struct {
    std::vector<std::string> inputs, lists;
    const char* says;
  } kTable[] = {
      {{root + "a.html", "s3://bucket/x.warc.gz"},
       {},
       "aws s3 cp 's3://bucket/x.warc.gz' - | tamis run -"},
      {{"https://example.org/x.warc.gz"}, {}, "curl"},
      {{"gs://bucket/x"}, {}, "gcloud"},
      {{"hdfs://host/x"}, {}, "hdfs dfs -cat"},
      {{"abfs://host/x"}, {}, "rclone"},
      {{"file:///x"}, {}, "without file://"},
      {{}, {root + "urls"}, "urls:2: s3://"},
      {{}, {root + "zero"}, "zero: line 1 holds a zero byte"},
      {{}, {root + "long"}, "long: line 1"},
      {{}, {root + "missing"}, "missing"},
      {{}, {root + "archive"}, "without -i"},
      {{"-"}, {root + "stdin"}, "stdin:1: stdin (-) is named twice"},
      {{"-", "-"}, {}, "twice"},
  };
  for (const auto& row : kTable) {
    const InputFiles listed = ListInputFiles(row.inputs, row.lists);
    EXPECT_FALSE(listed.refused.ok()) << row.says;
    EXPECT_NE(listed.refused.message().find(row.says), std::string::npos)
        << listed.refused.message();
  }
}

}  // namespace
}  // namespace tamis::pipeline
