// The folder DIR/pending: what a run is about to add to an index.
//
//   0.sst ... 4.sst   sorted files by table; some may be missing
//   complete          written last: "GENERATION\n" and the note of the run

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "tamis/status.h"

namespace tamis::dedup {

inline constexpr char kStateKey[] = "state";  // in the table of the state

struct PendingMark {
  uint64_t generation = 0;  // of the index, when the files are part of it
  std::string note = {};
};

inline std::string PendingFile(const std::string& folder, size_t table) {
  return folder + "/" + std::to_string(table) + ".sst";
}

// Errors: kNotFound (the files are not complete), kMalformed, kIo.
Result<PendingMark> ReadPendingMark(const std::string& folder);
Status WritePendingMark(const std::string& folder, const PendingMark& mark);

}  // namespace tamis::dedup
