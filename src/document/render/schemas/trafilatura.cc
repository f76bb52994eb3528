// Source: docs/formats/schemas/trafilatura.md; the keys and their order are those of
//         `trafilatura --json`, https://trafilatura.readthedocs.io/

#include "document/render/fields/sections.h"
#include "document/render/schemas/schemas.h"

namespace tamis::document {
namespace {

// Values with one of its separators between them; `empty` when there are none.
void Joined(const std::vector<std::string>& values, std::string_view separator,
            const RowInput& in) {
  in.writer.Raw("\"");
  for (size_t i = 0; i < values.size(); ++i) {
    if (i != 0) in.out.append(separator);
    json::AppendEscaped(values[i], in.out);
  }
  in.out.push_back('"');
}

void Author(const RowInput& in) {
  const auto& authors = in.document.authors;
  authors.empty() ? in.writer.Null() : Joined(authors, "; ", in);
}
void Categories(const RowInput& in) { Joined(in.document.categories, ";", in); }
void Tags(const RowInput& in) { Joined(in.document.tags, ";", in); }

// trafilatura knows days only.
void Date(const RowInput& in) {
  TextOrNull(std::string_view(in.document.date_published.value).substr(0, 10), in.writer);
}
void FileDate(const RowInput& in) { TextOrNull(in.context.warc_date.substr(0, 10), in.writer); }

void CommentTexts(const RowInput& in) {
  in.writer.Raw("\"");
  bool first = true;
  for (const Comment& comment : in.document.comments) {
    if (!first) in.out += "\\n";
    first = false;
    json::AppendEscaped(comment.text, in.out);
  }
  in.out.push_back('"');
}

// With markup when that was asked for, as with `trafilatura --json --formatting`.
void FormattedText(const RowInput& in) {
  in.writer.String(in.options.markdown ? in.document.markdown : in.document.text);
}

void Nothing(const RowInput& in) { in.writer.Null(); }

constexpr Field kFields[] = {
    {"title", "string", &ValueOf<&Document::title>},
    {"author", "string", &Author},
    {"hostname", "string", &OfDocument<&Document::hostname>},
    {"date", "string", &Date},
    {"fingerprint", "string", &Nothing},
    {"id", "string", &OfContext<&RowContext::id>},
    {"license", "string", &OfDocument<&Document::license>},
    {"comments", "text", &CommentTexts},
    {"raw_text", "text", &Text},
    {"text", "text", &FormattedText},
    {"language", "string", &OfDocument<&Document::language>},
    {"image", "string", &ValueOf<&Document::image>},
    {"pagetype", "string", &PageTypeOrNull},
    {"filedate", "string", &FileDate},
    {"source", "string", &OfContext<&RowContext::url>},
    {"source-hostname", "string", &ValueOf<&Document::sitename>},
    {"excerpt", "string", &ValueOf<&Document::description>},
    {"categories", "string", &Categories},
    {"tags", "string", &Tags},
};
constexpr Section kSections[] = {kFields};

}  // namespace

Sections TrafilaturaFields() { return kSections; }

}  // namespace tamis::document
