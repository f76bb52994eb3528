// What repeats on the site of a page, for the pages of one worker.

#pragma once

#include <string>
#include <string_view>

#include "pipeline/site/site_key.h"
#include "pipeline/site/site_table.h"
#include "tamis/attributes.h"

namespace tamis::pipeline {

// Remembers the last site: pages of one site often stand together.
//
// Lifetime: a view is valid until the next call.
// Threads:  one lookup per thread; they may share the table.
class SiteLookup {
 public:
  // `table` may be null, and must outlive the lookup: then nothing repeats.
  explicit SiteLookup(const SiteTable* table) : table_(table) {}

  SiteView Find(std::string_view page_url) TAMIS_LIFETIME_BOUND {
    if (table_ == nullptr) return {};
    const uint64_t host = keys_.Host(page_url);
    if (host == 0) return {};
    if (host != host_) {
      host_ = host;
      if (Status status = table_->Find(host, chunk_, entry_); !status.ok()) {
        if (status_.ok()) status_ = std::move(status);
        entry_ = {};
        host_ = 0;
      }
    }
    return entry_.view();
  }

  // The first lookup that failed: what was made of pages since is not what was asked for.
  const Status& status() const { return status_; }

 private:
  const SiteTable* table_;
  SiteKeys keys_;
  uint64_t host_ = 0;
  SiteEntry entry_;
  std::string chunk_;
  Status status_;
};

}  // namespace tamis::pipeline
