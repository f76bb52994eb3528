#include "pipeline/site/site_table.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "base/memory/load.h"
#include "io/crc32.h"

namespace tamis::pipeline {
namespace {

constexpr std::string_view kMagic = "TAMISITE";
constexpr uint32_t kVersion = 1;
constexpr size_t kHeaderBytes = 16;
constexpr size_t kChunkBytes = 4096;  // a chunk ends with the site that reaches this
constexpr size_t kSiteBytes = 16;     // of a site, before its blocks
constexpr size_t kBlockBytes = 12;
constexpr size_t kIndexBytes = 24;  // a chunk
constexpr size_t kFooterBytes = 80;
// Sites that many pages share a block with may be large, but no chunk is larger than this.
constexpr uint32_t kMaxChunkBytes = 1u << 30;

void Put32(uint32_t value, std::string& out) {
  for (int shift = 0; shift < 32; shift += 8) out += static_cast<char>(value >> shift);
}

void Put64(uint64_t value, std::string& out) {
  for (int shift = 0; shift < 64; shift += 8) out += static_cast<char>(value >> shift);
}

// Numbers one after another. REQUIRES: so many bytes are left.
class Numbers {
 public:
  explicit Numbers(std::string_view bytes) : at_(bytes.data()) {}
  uint32_t Next32() {
    const auto value = static_cast<uint32_t>(Load32(at_));
    at_ += 4;
    return value;
  }
  uint64_t Next64() {
    const uint64_t value = Load64(at_);
    at_ += 8;
    return value;
  }

 private:
  const char* at_;
};

}  // namespace

Result<SiteTableWriter> SiteTableWriter::Create(const std::string& path) {
  Result<io::AtomicFile> file = io::AtomicFile::Create(path);
  if (!file.ok()) return file.status();
  SiteTableWriter writer(std::move(*file));
  std::string header(kMagic);
  Put32(kVersion, header);
  Put32(0, header);
  if (Status status = writer.file_.Append(header); !status.ok()) return status;
  return writer;
}

Status SiteTableWriter::Add(uint64_t host, uint32_t pages, std::span<const SiteBlock> blocks) {
  if (chunk_.empty()) chunk_host_ = host;
  Put64(host, chunk_);
  Put32(pages, chunk_);
  Put32(static_cast<uint32_t>(blocks.size()), chunk_);
  for (const SiteBlock& block : blocks) {
    Put64(block.hash, chunk_);
    Put32(block.pages, chunk_);
  }
  ++sites_;
  blocks_ += blocks.size();
  return chunk_.size() >= kChunkBytes ? WriteChunk() : Status();
}

Status SiteTableWriter::WriteChunk() {
  if (chunk_.size() > kMaxChunkBytes) {
    return Status(StatusCode::kTooLarge, "a site has too many blocks; raise the share of pages");
  }
  Put64(chunk_host_, index_);
  Put64(file_.size(), index_);
  Put32(static_cast<uint32_t>(chunk_.size()), index_);
  Put32(io::Crc32(chunk_), index_);
  Status status = file_.Append(chunk_);
  chunk_.clear();
  return status;
}

Status SiteTableWriter::Finish(SiteTableInfo info) {
  if (!chunk_.empty()) {
    if (Status status = WriteChunk(); !status.ok()) return status;
  }
  std::string footer;
  Put64(file_.size(), footer);
  Put64(index_.size() / kIndexBytes, footer);
  Put64(sites_, footer);
  Put64(blocks_, footer);
  Put64(info.pages_seen, footer);
  Put64(info.sites_seen, footer);
  Put32(info.min_pages, footer);
  Put32(info.min_share_percent, footer);
  Put32(info.min_words, footer);
  Put32(kVersion, footer);
  Put32(io::Crc32(index_), footer);
  Put32(io::Crc32(footer), footer);
  footer += kMagic;
  if (Status status = file_.Append(index_ + footer); !status.ok()) return status;
  return file_.Commit();
}

namespace {

// The sites of a chunk, one after another.
class ChunkReader {
 public:
  explicit ChunkReader(std::string_view chunk) : left_(chunk) {}

  bool done() const { return left_.empty(); }
  uint64_t host() const { return host_; }

  // Errors, here and below: kMalformed.
  Status Next() {
    if (left_.size() < kSiteBytes) return Status(StatusCode::kMalformed, "a site is cut off");
    Numbers numbers(left_);
    const uint64_t host = numbers.Next64();
    pages_ = numbers.Next32();
    const uint32_t count = numbers.Next32();
    left_.remove_prefix(kSiteBytes);
    if (count > left_.size() / kBlockBytes) {
      return Status(StatusCode::kMalformed, "a site has more blocks than there are bytes");
    }
    if (host <= host_ || pages_ == 0) {
      return Status(StatusCode::kMalformed, "sites are not in order");
    }
    host_ = host;
    blocks_ = left_.substr(0, count * kBlockBytes);
    left_.remove_prefix(blocks_.size());
    return {};
  }

  // Of the site at hand.
  Status Read(SiteEntry& entry) const {
    entry.pages = pages_;
    entry.blocks.clear();
    Numbers numbers(blocks_);
    for (size_t i = 0; i < blocks_.size(); i += kBlockBytes) {
      const uint64_t hash = numbers.Next64();
      if (!entry.blocks.empty() && hash <= entry.blocks.back().hash) {
        return Status(StatusCode::kMalformed, "blocks are not in order");
      }
      entry.blocks.push_back({hash, numbers.Next32()});
    }
    return {};
  }

 private:
  std::string_view left_;
  std::string_view blocks_;  // of the site at hand
  uint64_t host_ = 0;
  uint32_t pages_ = 0;
};

}  // namespace

Status SiteTable::Damaged(uint64_t offset, std::string_view what) const {
  return Status(StatusCode::kMalformed, offset,
                file_.path() + " is damaged: " + std::string(what) + "; remove it and run again");
}

Result<SiteTable> SiteTable::Open(const std::string& path) {
  Result<io::RandomFile> file = io::RandomFile::Open(path);
  if (!file.ok()) return file.status();
  SiteTable table(std::move(*file));
  if (Status status = table.ReadFooter(); !status.ok()) return status;
  if (Status status = table.CheckChunks(); !status.ok()) return status;
  return table;
}

Status SiteTable::ReadFooter() {
  if (file_.size() < kHeaderBytes + kFooterBytes) return Damaged(0, "it is too short");
  std::string header(kHeaderBytes, '\0');
  std::string footer(kFooterBytes, '\0');
  const uint64_t at = file_.size() - kFooterBytes;
  if (Status status = file_.Read(0, header.data(), header.size()); !status.ok()) return status;
  if (Status status = file_.Read(at, footer.data(), footer.size()); !status.ok()) return status;
  if (!header.starts_with(kMagic)) return Damaged(0, "it is no table of sites");
  const uint32_t version = Numbers(std::string_view(header).substr(kMagic.size())).Next32();
  if (version != kVersion) {
    return Status(StatusCode::kUnsupported, file_.path() + " is of version " +
                                                std::to_string(version) +
                                                ", which this tamis does not read");
  }
  const size_t sum_at = kFooterBytes - kMagic.size() - 4;
  if (!footer.ends_with(kMagic) || header.substr(12) != std::string(4, '\0')) {
    return Damaged(at, "it was not completed");
  }
  if (Numbers(std::string_view(footer).substr(sum_at)).Next32() !=
      io::Crc32(std::string_view(footer).substr(0, sum_at))) {
    return Damaged(at, "the checksum of its footer is wrong");
  }
  Numbers numbers(footer);
  const uint64_t index_offset = numbers.Next64();
  const uint64_t chunks = numbers.Next64();
  info_.sites = numbers.Next64();
  info_.blocks = numbers.Next64();
  info_.pages_seen = numbers.Next64();
  info_.sites_seen = numbers.Next64();
  info_.min_pages = numbers.Next32();
  info_.min_share_percent = numbers.Next32();
  info_.min_words = numbers.Next32();
  if (numbers.Next32() != kVersion) return Damaged(at, "its versions differ");
  const bool fits = index_offset >= kHeaderBytes && index_offset <= at &&
                    (at - index_offset) % kIndexBytes == 0 &&
                    (at - index_offset) / kIndexBytes == chunks;
  if (!fits) return Damaged(at, "its index does not fit");
  return ReadIndex(index_offset, chunks, numbers.Next32());
}

Status SiteTable::ReadIndex(uint64_t offset, uint64_t count, uint32_t crc) {
  std::string bytes(static_cast<size_t>(count) * kIndexBytes, '\0');
  if (Status status = file_.Read(offset, bytes.data(), bytes.size()); !status.ok()) return status;
  if (io::Crc32(bytes) != crc) return Damaged(offset, "the checksum of its index is wrong");
  uint64_t expected = kHeaderBytes;
  Numbers numbers(bytes);
  chunks_.reserve(count);
  for (uint64_t i = 0; i < count; ++i) {
    const Chunk chunk{numbers.Next64(), numbers.Next64(), numbers.Next32(), numbers.Next32()};
    const bool in_order = chunks_.empty() || chunks_.back().first_host < chunk.first_host;
    if (!in_order || chunk.offset != expected || chunk.size > kMaxChunkBytes) {
      return Damaged(offset, "its index is not in order");
    }
    expected += chunk.size;
    chunks_.push_back(chunk);
  }
  return expected == offset ? Status() : Damaged(offset, "its chunks do not fill it");
}

Status SiteTable::ReadChunk(const Chunk& chunk, std::string& bytes) const {
  bytes.resize(chunk.size);
  if (Status status = file_.Read(chunk.offset, bytes.data(), bytes.size()); !status.ok()) {
    return status;
  }
  if (io::Crc32(bytes) != chunk.crc) return Damaged(chunk.offset, "a checksum is wrong");
  return {};
}

Status SiteTable::CheckChunks() const {
  std::string bytes;
  SiteEntry entry;
  for (const Chunk& chunk : chunks_) {
    if (Status status = ReadChunk(chunk, bytes); !status.ok()) return status;
    for (ChunkReader sites(bytes); !sites.done();) {
      Status status = sites.Next();
      if (status.ok()) status = sites.Read(entry);
      if (!status.ok()) return Damaged(chunk.offset, status.message());
    }
  }
  return {};
}

Status SiteTable::Find(uint64_t host, std::string& chunk, SiteEntry& entry) const {
  entry.pages = 0;
  entry.blocks.clear();
  const auto behind = std::upper_bound(
      chunks_.begin(), chunks_.end(), host,
      [](uint64_t wanted, const Chunk& candidate) { return wanted < candidate.first_host; });
  if (behind == chunks_.begin()) return {};
  const Chunk& found = *(behind - 1);
  if (Status status = ReadChunk(found, chunk); !status.ok()) return status;
  for (ChunkReader sites(chunk); !sites.done();) {
    Status status = sites.Next();
    if (status.ok() && sites.host() > host) return {};
    if (status.ok() && sites.host() == host) status = sites.Read(entry);
    if (!status.ok()) return Damaged(found.offset, status.message());
    if (sites.host() == host) return {};
  }
  return {};
}

}  // namespace tamis::pipeline
