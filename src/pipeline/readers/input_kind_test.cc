#include "pipeline/readers/input_kind.h"

#include <gtest/gtest.h>

#include <string>

namespace tamis::pipeline {
namespace {

struct KindCase {
  const char* name;
  const char* head;
  FileKind kind;
};

constexpr KindCase kKindCases[] = {
    {"x", "WARC/1.0\r\nWARC-Type: response\r\n", FileKind::kArchive},
    {"x.html", "WARC/1.1\r\nWARC-Type: response\r\n", FileKind::kArchive},
    {"x", "filedesc://a.arc 0.0.0.0 20080101000000 text/plain 76\n1 0 X\n", FileKind::kArchive},
    // The content is silent, the name speaks.
    {"x.warc.gz", "\x01\x02 garbage before the first record", FileKind::kArchive},
    {"X.WARC", "", FileKind::kArchive},
    {"a/x.wet.zst", "garbage", FileKind::kArchive},
    {"x.arc.gz", "garbage", FileKind::kArchive},
    {"x.jsonl", "{broken\n", FileKind::kJsonLines},
    {"x.ndjson.gz", "\n\n{\"html\": 1}\n", FileKind::kJsonLines},
    // The content speaks.
    {"x", "{\"html\": \"<p>x\"}\n", FileKind::kJsonLines},
    {"x.txt", "\xEF\xBB\xBF \n{ \"text\": \"x\"}\n", FileKind::kJsonLines},
    {"x.html", "<!doctype html><p>x", FileKind::kPage},
    {"x.jsonl.html", "<p>x", FileKind::kPage},
    {"x.txt", "{ is a brace }", FileKind::kPage},
    {"x.txt", "{\n  \"pretty\": 1\n}\n", FileKind::kPage},
    {"x", "", FileKind::kPage},
    {"warc", "nothing", FileKind::kPage},
};

TEST(InputKindTest, ContentFirstNameSecond) {
  for (const KindCase& c : kKindCases) {
    EXPECT_EQ(KindOfFile(c.head, c.name), c.kind) << c.name << ": " << c.head;
  }
}

struct FolderCase {
  const char* name;
  const char* head;
  bool page;
};

constexpr FolderCase kFolderCases[] = {
    {"a.html", "anything", true},
    {"a.HTM.gz", "anything", true},
    {"a.xhtml", "<?xml version='1.0'?>", true},
    {"a.txt", "plain words", true},
    {"a.php", "<!DOCTYPE html><p>", true},  // saved under the name of the script that made it
    {"page", "<html><body>", true},
    {"a.css", "body { color: red }", false},
    {"a.js", "document.write('<p>')", false},
    {"a.json", "{\n}", false},
    {"a.svg", "<svg xmlns='x'>", false},
    {"a.png", "\x89PNG\r\n\x1a\n", false},
    {"README", "plain words", false},
};

TEST(InputKindTest, PagesOfAFolder) {
  for (const FolderCase& c : kFolderCases) {
    EXPECT_EQ(IsPageOfFolder(c.head, c.name), c.page) << c.name << ": " << c.head;
  }
}

TEST(InputKindTest, Suffixes) {
  EXPECT_EQ(SuffixOf("a/b/site.css"), "*.css");
  EXPECT_EQ(SuffixOf("a.b/c"), "*");
  EXPECT_EQ(SuffixOf("x.tar.gz"), "*.tar.gz");
  EXPECT_EQ(SuffixOf("site.CSS"), "*.css");
  EXPECT_EQ(SuffixOf(".hidden"), "*");
}

}  // namespace
}  // namespace tamis::pipeline
