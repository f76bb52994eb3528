// Prints what the titles, authors and dates of pages are chosen from, for training/fit_metadata.py.
//
// Usage: tamis_metadata_rows < REQUESTS
// Requests are those of read_pages.h, with the WARC-Date in place of the gold. A line a page:
//   {"titles": [[VALUE, SIGNS], ...], "authors": [[[NAME, ...], SIGNS], ...],
//    "dates": [[VALUE, SIGNS], ...]}
// SIGNS is a decimal number in a string, the bits of TitleSign, AuthorSign or DateSign; dates are
// days.

#include <iostream>
#include <string>

#include "json/writer.h"
#include "metadata/fields/author_clues.h"
#include "metadata/fields/date_clues.h"
#include "metadata/fields/title_clues.h"
#include "metadata/metadata.h"
#include "pipeline/stages/decode.h"
#include "pipeline/stages/parse.h"
#include "read_pages.h"

namespace {

void WriteCandidate(std::string_view value, uint64_t signs, tamis::json::Writer& writer) {
  writer.BeginArray();
  writer.String(value);
  writer.String(std::to_string(signs));
  writer.EndArray();
}

void WriteRow(const tamis::metadata::MetadataReader& reader, tamis::json::Writer& writer) {
  writer.BeginObject();
  writer.Key("titles");
  writer.BeginArray();
  for (const auto& title : reader.titles()) WriteCandidate(title.text, title.signs, writer);
  writer.EndArray();
  writer.Key("authors");
  writer.BeginArray();
  for (const auto& author : reader.authors()) {
    writer.BeginArray();
    writer.BeginArray();
    for (const std::string& name : author.names) writer.String(name);
    writer.EndArray();
    writer.String(std::to_string(author.signs));
    writer.EndArray();
  }
  writer.EndArray();
  writer.Key("dates");
  writer.BeginArray();
  for (const auto& date : reader.dates()) {
    WriteCandidate(date.date.ToString().substr(0, 10), date.signs, writer);
  }
  writer.EndArray();
  writer.EndObject();
}

}  // namespace

int main() {
  const tamis::ExtractOptions options;
  tamis::pipeline::DecodeStage decode;
  tamis::pipeline::ParseStage parse;
  tamis::metadata::MetadataReader reader;
  tamis::json::Writer writer;
  tamis::training::PageRequest request;
  std::string line;
  while (tamis::training::ReadRequest(request)) {
    tamis::PageContext context = request.context();
    context.fetch_date = request.gold;
    const auto& input = decode.Decode(request.html, context, options);
    static_cast<void>(parse.Parse(input.utf8, options));  // a partial tree is a page too
    reader.Read(parse.dom(), context);
    line.clear();
    writer.Reset(&line);
    WriteRow(reader, writer);
    std::cout << line << '\n';
  }
}
