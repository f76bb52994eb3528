// Sorted records in, lines of the table out: how often each block stands on its site.
//
// Pages count once however often they were fetched or stored. A page has two names: its address
// and what it says (extract::PageSketch::content). A hundred captures of one address are one page,
// and so are a hundred addresses that say the same. So of the two numbers of different names
// the smaller one counts, for the blocks as for the site.

#pragma once

#include <cstdint>
#include <vector>

#include "pipeline/site/distinct_counter.h"
#include "pipeline/site/site_record.h"
#include "pipeline/site/site_table.h"
#include "tamis/site.h"
#include "tamis/status.h"

namespace tamis::pipeline {

class TableBuilder {
 public:
  TableBuilder(SiteTableWriter writer, const SiteOptions& options)
      : writer_(std::move(writer)), options_(options) {}

  // REQUIRES: records come in order, each once.
  Status Add(const SiteRecord& record);
  Status Finish();

 private:
  void EndBlock();
  Status EndSite();
  uint32_t Pages();

  SiteTableWriter writer_;
  const SiteOptions options_;
  SiteTableInfo info_;
  SiteRecord last_;               // host 0: there was none yet
  uint64_t urls_ = 0;             // of the block at hand
  DistinctCounter contents_;      // likewise
  uint32_t site_pages_ = 0;       // of the site at hand
  std::vector<SiteBlock> found_;  // likewise: those that repeat enough
};

}  // namespace tamis::pipeline
