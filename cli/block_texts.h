// Texts of blocks, read again from the archives that the rows of a corpus name.

#pragma once

#include <string>

#include "tamis/extract.h"
#include "tamis/report.h"

namespace tamis::cli {

// The rows hold where a dropped block stands, not what it says. Its page is fetched from the
// archive and taken apart once more, and the block that stands at the same bytes is the one.
// Personal data are masked, since the run may have masked them.
//
// Threads: one at a time.
class BlockTexts {
 public:
  // False when the archive or the record is not there, or the page has no such block (any more).
  bool Find(const BlockPlace& place, std::string& text);

 private:
  Extractor extractor_;
};

}  // namespace tamis::cli
