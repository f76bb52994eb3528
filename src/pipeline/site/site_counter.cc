#include "pipeline/site/site_counter.h"

#include <utility>

#include "pipeline/site/table_builder.h"

namespace tamis::pipeline {
namespace {

constexpr size_t kRecordsPerLook = 1 << 16;  // between two looks at `stop`

// Hands each record of the sorter once to the builder.
Status Build(io::ExternalSorter<SiteRecord>& records, const std::atomic<bool>* stop,
             TableBuilder& builder) {
  if (Status status = records.Sort(); !status.ok()) return status;
  SiteRecord last, record;  // host 0: there was none yet
  for (size_t i = 0;; ++i) {
    if (i % kRecordsPerLook == 0 && stop != nullptr && *stop) {
      return Status(StatusCode::kCancelled, "counting over sites was stopped");
    }
    bool more = false;
    if (Status status = records.Next(record, more); !status.ok() || !more) return status;
    if (record == last) continue;
    if (Status status = builder.Add(record); !status.ok()) return status;
    last = record;
  }
}

}  // namespace

void AppendRecords(uint64_t host, uint32_t url, const extract::PageSketch& sketch,
                   std::vector<SiteRecord>& records) {
  if (host == 0 || sketch.blocks.empty()) return;
  const auto content = static_cast<uint32_t>(sketch.content);
  records.push_back({host, kPageItself, url, content});
  for (const uint64_t block : sketch.blocks) records.push_back({host, block, url, content});
}

Status SiteCounter::Add(std::span<const SiteRecord> records) {
  io::PartedWriter<SiteRecord> writer(records_);
  for (const SiteRecord& record : records) {
    if (Status status = writer.Add(PartOf(record.host), record); !status.ok()) return status;
  }
  return writer.Finish();
}

Status SiteCounter::WriteTable(const std::string& path, const std::atomic<bool>* stop) {
  Result<SiteTableWriter> writer = SiteTableWriter::Create(path);
  if (!writer.ok()) return writer.status();
  TableBuilder builder(std::move(*writer), options_);
  for (size_t part = 0; part < records_.parts(); ++part) {
    if (Status status = Build(records_.part(part), stop, builder); !status.ok()) return status;
    records_.Drop(part);
  }
  return builder.Finish();
}

}  // namespace tamis::pipeline
