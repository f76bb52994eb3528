#include "pipeline/site/table_builder.h"

#include <algorithm>

#include "extract/site/block_hash.h"

namespace tamis::pipeline {

uint32_t TableBuilder::Pages() {
  return static_cast<uint32_t>(std::min({urls_, contents_.Count(), uint64_t{UINT32_MAX}}));
}

Status TableBuilder::Add(const SiteRecord& record) {
  const bool new_site = record.host != last_.host;
  const bool new_block = new_site || record.block != last_.block;
  if (new_block && last_.host != 0) EndBlock();
  if (new_site && last_.host != 0) {
    if (Status status = EndSite(); !status.ok()) return status;
  }
  if (new_block) {
    urls_ = 0;
    contents_.Clear();
  }
  if (new_block || record.url != last_.url) ++urls_;
  contents_.Add(record.content);
  last_ = record;
  return {};
}

void TableBuilder::EndBlock() {
  const uint32_t pages = Pages();
  if (last_.block == kPageItself) {
    site_pages_ = pages;
    return;
  }
  const uint64_t least = uint64_t{options_.min_share_percent} * site_pages_;
  if (pages < options_.min_pages || uint64_t{pages} * 100 < least) return;
  // Numbers of pages are estimated when they are large; a share is never above 1.
  found_.push_back({last_.block, std::min(pages, site_pages_)});
}

Status TableBuilder::EndSite() {
  ++info_.sites_seen;
  info_.pages_seen += site_pages_;
  Status status;
  if (!found_.empty()) status = writer_.Add(last_.host, site_pages_, found_);
  found_.clear();
  site_pages_ = 0;
  return status;
}

Status TableBuilder::Finish() {
  if (last_.host != 0) {
    EndBlock();
    if (Status status = EndSite(); !status.ok()) return status;
  }
  info_.min_pages = options_.min_pages;
  info_.min_share_percent = options_.min_share_percent;
  info_.min_words = extract::kMinSiteWords;
  return writer_.Finish(info_);
}

}  // namespace tamis::pipeline
