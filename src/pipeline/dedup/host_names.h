// The hosts of rows, by number: their names stand in a file, since a crawl has millions.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "dedup/exact/content_hash.h"
#include "io/temp_file.h"
#include "tamis/status.h"

namespace tamis::pipeline {

// Number 0 is the empty name: no host. Longer names are cut at kMaxBytes.
//
// Memory:  about 60 bytes a host. Two are taken for one in one of 2^64 cases.
// Threads: one at a time.
class HostNames {
 public:
  static constexpr size_t kMaxBytes = 255;

  explicit HostNames(io::TempFile file) : file_(std::move(file)) {}

  // Errors: kIo.
  Result<uint32_t> Number(std::string_view host) {
    if (host.empty()) return uint32_t{0};
    host = host.substr(0, kMaxBytes);
    const uint64_t hash = dedup::HashBytes(host).high;
    const auto [known, fresh] = numbers_.try_emplace(hash, static_cast<uint32_t>(hosts_.size()));
    if (fresh) {
      if (Status status = file_.Append(host); !status.ok()) return status;
      hosts_.push_back({hash, file_.size()});
    }
    return known->second;
  }
  Status Flush() { return file_.Flush(); }
  size_t size() const { return hosts_.size(); }
  // Of the name, whatever its number is.
  uint64_t hash(uint32_t number) const { return hosts_[number].hash; }

  // REQUIRES: Flush() after the last Number().
  Result<std::string> Name(uint32_t number) const {
    const uint64_t begin = number == 0 ? 0 : hosts_[number - 1].name_end;
    std::string name(hosts_[number].name_end - begin, '\0');
    if (Status status = file_.ReadAt(begin, name.data(), name.size()); !status.ok()) return status;
    return name;
  }

 private:
  struct Host {
    uint64_t hash = 0;
    uint64_t name_end = 0;  // in file_
  };

  io::TempFile file_;
  std::vector<Host> hosts_ = {Host{}};
  std::unordered_map<uint64_t, uint32_t> numbers_;
};

}  // namespace tamis::pipeline
