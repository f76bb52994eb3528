#include "pipeline/dedup/url_histories.h"

#include <cstdio>
#include <cstring>
#include <utility>

namespace tamis::pipeline {
namespace {

// As exact as it is known: "2026-11-23T05:51:00Z", "2026-11-23", "2026-11", "2026".
std::string DateJson(uint64_t digits) {
  if (digits == 0) return "null";
  const auto part = [digits](uint64_t unit) { return static_cast<unsigned>(digits / unit % 100); };
  char text[32];
  std::snprintf(text, sizeof text, "%04u-%02u-%02uT%02u:%02u:%02uZ",
                static_cast<unsigned>(digits / 10'000'000'000), part(100'000'000), part(1'000'000),
                part(10'000), part(100), part(1));
  std::string date = text;
  if (digits % 1'000'000 == 0) date.resize(10);
  if (part(1'000'000) == 0) date.resize(7);
  if (part(100'000'000) == 0) date.resize(4);
  return '"' + date + '"';
}

}  // namespace

Result<UrlHistories> UrlHistories::Create(const std::string& folder) {
  Result<io::TempFile> changed = io::TempFile::Create(folder);
  if (!changed.ok()) return changed.status();
  return UrlHistories(folder, std::move(*changed));
}

Status UrlHistories::Add(uint32_t row, const RowFacts& facts) {
  const uint64_t url = UrlKey(facts.url);
  if (url == 0) return {};
  return captures_.Add({.url = url,
                        .capture = {.date = facts.date, .content = facts.signature.content.high},
                        .row = row});
}

Status UrlHistories::FinishUrl(uint64_t url, const std::vector<dedup::Capture>& fresh,
                               const dedup::Index* index) {
  all_.clear();
  if (index != nullptr) {
    if (Status status = index->LoadCaptures(url, all_); !status.ok()) return status;
  }
  const bool more = dedup::MergeCaptures(fresh, all_);
  histories_.push_back(dedup::SummarizeCaptures(all_));
  if (!more || index == nullptr) return {};
  dedup::EncodeCaptures(all_, bytes_);
  const uint64_t head[] = {url, bytes_.size()};
  if (Status status = changed_.Append({reinterpret_cast<const char*>(head), sizeof head});
      !status.ok()) {
    return status;
  }
  return changed_.Append(bytes_);
}

Status UrlHistories::Finish(uint32_t rows, const dedup::Index* index) {
  numbers_.assign(rows, 0);
  if (Status status = captures_.Sort(); !status.ok()) return status;
  uint64_t url = 0;
  std::vector<dedup::Capture> fresh;  // of the URL, those with a date
  RowCapture next;
  for (bool more = true; more;) {
    if (Status status = captures_.Next(next, more); !status.ok()) return status;
    if (url != 0 && (!more || next.url != url)) {
      if (Status status = FinishUrl(url, fresh, index); !status.ok()) return status;
      fresh.clear();
    }
    if (!more) break;
    url = next.url;
    numbers_[next.row] = static_cast<uint32_t>(histories_.size() + 1);
    if (next.capture.date != 0 && (fresh.empty() || fresh.back() != next.capture)) {
      fresh.push_back(next.capture);
    }
  }
  return changed_.Flush();
}

const dedup::UrlHistory* UrlHistories::Of(uint32_t row) const {
  return numbers_[row] == 0 ? nullptr : &histories_[numbers_[row] - 1];
}

Status UrlHistories::AddTo(dedup::IndexAdder& adder) {
  for (uint64_t at = 0; at < changed_.size();) {
    uint64_t head[2];
    char bytes[sizeof head];
    if (Status status = changed_.ReadAt(at, bytes, sizeof bytes); !status.ok()) return status;
    std::memcpy(head, bytes, sizeof head);
    bytes_.resize(head[1]);
    at += sizeof head;
    if (Status status = changed_.ReadAt(at, bytes_.data(), bytes_.size()); !status.ok()) {
      return status;
    }
    at += bytes_.size();
    if (Status status = dedup::DecodeCaptures(bytes_, all_); !status.ok()) return status;
    if (Status status = adder.SetCaptures(head[0], all_); !status.ok()) return status;
  }
  return {};
}

HistoryFields::HistoryFields(const dedup::UrlHistory& history)
    : first_seen(DateJson(history.first_seen)),
      last_changed(DateJson(history.last_changed)),
      captures(std::to_string(history.captures)) {}

void HistoryFields::AppendTo(std::vector<json::Change>& changes) const {
  changes.push_back({"url_first_seen", first_seen});
  changes.push_back({"url_last_changed", last_changed});
  changes.push_back({"url_captures", captures});
}

}  // namespace tamis::pipeline
