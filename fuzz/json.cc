// Fuzz: any bytes
//   (a) parse or give a typed error whose position lies in the text, as a row and as a tree;
//   (b) that parse strictly parse tolerantly to the same values;
//   (c) written as a JSON string are read back, with U+FFFD for what is not UTF-8;
//   (d) mended grow by no more than the header says.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/unicode/utf8.h"
#include "json/mend.h"
#include "json/row_reader.h"
#include "json/tree.h"
#include "json/writer.h"

namespace {

void Require(bool condition, const char* what) {
  if (condition) return;
  std::fprintf(stderr, "fuzz/json: %s\n", what);
  std::abort();
}

// Keys must need no escape: the rest of a key is left out, the same way on both sides.
std::string Quotable(std::string_view key) {
  std::string out;
  for (const char c : key) {
    if (c >= ' ' && c < 0x7F && c != '"' && c != '\\') out.push_back(c);
  }
  return out;
}

// Writes the tree again, so that two trees can be compared as text.
std::string Rewrite(std::span<const tamis::json::Node> nodes) {
  using tamis::json::Kind;
  std::string out;
  tamis::json::Writer writer;
  writer.Reset(&out);
  std::vector<uint32_t> open;
  const auto close = [&](uint32_t i) {
    while (!open.empty() && nodes[open.back()].end <= i) {
      nodes[open.back()].kind == Kind::kObject ? writer.EndObject() : writer.EndArray();
      open.pop_back();
    }
  };
  for (uint32_t i = 0; i < nodes.size(); ++i) {
    close(i);
    const tamis::json::Node& node = nodes[i];
    if (!open.empty() && nodes[open.back()].kind == Kind::kObject) writer.Key(Quotable(node.key));
    switch (node.kind) {
      case Kind::kNull:
        writer.Null();
        break;
      case Kind::kBool:
        writer.Bool(node.number != 0);
        break;
      case Kind::kNumber:
        writer.Int(static_cast<int64_t>(node.number > -1e9 && node.number < 1e9 ? node.number : 0));
        break;
      case Kind::kString:
        writer.String(node.text);
        break;
      case Kind::kArray:
        writer.BeginArray();
        open.push_back(i);
        break;
      case Kind::kObject:
        writer.BeginObject();
        open.push_back(i);
        break;
    }
  }
  close(static_cast<uint32_t>(nodes.size()));
  return out;
}

void CheckWriter(std::string_view text) {
  std::string row, want;
  tamis::json::Writer writer;
  writer.Reset(&row);
  writer.BeginObject();
  writer.Key("html");
  writer.String(text);
  writer.Key("n");
  writer.Score(static_cast<double>(text.size()) / 7);
  writer.EndObject();
  tamis::AppendUtf8Lossy(text, want);
  tamis::json::RowReader reader;
  const auto read = reader.Read(row);
  Require(read.ok(), "what the writer wrote is not read");
  Require(read->html == want, "the string came back changed");
  Require(!read->mended, "the writer wrote something to mend");
  Require(row.find('\n') == std::string::npos, "a row of more than one line");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto copy = std::make_unique<char[]>(size);
  if (size != 0) std::memcpy(copy.get(), data, size);
  const std::string_view text(copy.get(), size);

  CheckWriter(text);

  tamis::json::RowReader rows;
  if (const auto row = rows.Read(text); !row.ok()) {
    Require(row.status().offset() <= size, "a row error beyond the text");
    Require(!row.status().message().empty(), "a row error without a message");
  }

  std::string strict;
  tamis::json::TreeReader trees;
  if (const auto tree = trees.Read(text); tree.ok()) {
    strict = Rewrite(*tree);
  } else {
    Require(tree.status().offset() <= size, "a tree error beyond the text");
  }
  if (const auto tree = trees.ReadTolerant(text); tree.ok()) {
    const std::string tolerant = Rewrite(*tree);
    Require(strict.empty() || strict == tolerant, "tolerance changed good JSON");
    const auto again = trees.Read(tolerant);
    Require(again.ok() || again.status().code() == tamis::StatusCode::kTooLarge,
            "a rewritten tree is not read");
  } else {
    Require(strict.empty(), "tolerance refused good JSON");
  }

  std::string mended;
  tamis::json::Mend(text, mended);
  Require(mended.size() <= 2 * size + 1024, "mending grew the text too much");
  return 0;
}
