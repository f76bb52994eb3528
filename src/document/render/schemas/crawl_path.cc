#include "document/render/schemas/crawl_path.h"

namespace tamis::document {

CrawlPath ParseCrawlPath(std::string_view path) {
  CrawlPath found;
  std::string_view before;  // the folder before the one at hand
  for (size_t slash; (slash = path.find('/')) != std::string_view::npos;) {
    const std::string_view folder = path.substr(0, slash);
    path.remove_prefix(slash + 1);
    const bool collection = folder.starts_with("CC-MAIN-") || folder.starts_with("CC-NEWS-");
    if (collection) {
      found = {.dump = folder};
    } else if (!found.dump.empty() && before == "segments") {
      found.segment = folder;
    } else if (!found.segment.empty() && found.subset.empty()) {
      found.subset = folder;
    }
    before = folder;
  }
  return found;
}

}  // namespace tamis::document
