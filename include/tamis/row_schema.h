// The shapes that rows come in: the same data under the names of the tool that reads them next.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tamis {

// Each has a page in docs/formats/schemas/.
enum class RowSchema : uint8_t {
  kNative,       // docs/formats/row.md
  kDataTrove,    // the columns of FineWeb, for DataTrove's readers
  kDolma,        // documents/ of Dolma, with scores and spans in attributes/
  kTrafilatura,  // the keys of trafilatura's own JSON
  kCc,           // the column names of Common Crawl's index
};

// By number; what --schema takes.
inline constexpr std::array<std::string_view, 5> kRowSchemaNames = {"native", "datatrove", "dolma",
                                                                    "trafilatura", "cc"};
constexpr std::string_view RowSchemaName(RowSchema schema) {
  return kRowSchemaNames[static_cast<size_t>(schema)];
}

}  // namespace tamis
