#include "archive/part_source.h"

#include <algorithm>
#include <array>

namespace tamis::archive {
namespace {

// https://iipc.github.io/warc-specifications/specifications/warc-zstd/
constexpr std::string_view kDictionaryMagic = "\x5D\x2A\x4D\x18";
constexpr size_t kFrameHeader = 8;
constexpr uint64_t kMaxDictionary = 16u << 20;  // as io::DecodeOptions

// The first frame of the file when it holds a dictionary; else empty.
std::string DictionaryFrame(io::ByteSource& file) {
  std::array<char, kFrameHeader> header = {};
  const size_t got = file.PeekAt(0, header.data(), header.size());
  if (got < header.size() || std::string_view(header.data(), 4) != kDictionaryMagic) return {};
  uint64_t size = 0;
  for (size_t i = 0; i < 4; ++i) {
    size |= uint64_t{static_cast<unsigned char>(header[4 + i])} << (8 * i);
  }
  if (size > kMaxDictionary || size + kFrameHeader > file.size()) return {};
  std::string frame(kFrameHeader + static_cast<size_t>(size), '\0');
  size_t have = 0;
  while (have < frame.size()) {
    const size_t more = file.PeekAt(have, frame.data() + have, frame.size() - have);
    if (more == 0) return {};
    have += more;
  }
  return frame;
}

}  // namespace

Result<std::unique_ptr<PartSource>> PartSource::Make(std::unique_ptr<io::ByteSource> file,
                                                     uint64_t begin, uint64_t length) {
  char byte = 0;
  if (file->PeekAt(begin, &byte, 1) != 1) {
    return Status(StatusCode::kInvalidArgument,
                  "byte " + std::to_string(begin) + " is not inside the file, or it is a pipe");
  }
  const uint64_t rest = file->size() - std::min(begin, file->size());
  const uint64_t end = begin + (length == 0 ? rest : std::min(length, rest));
  std::string head = begin == 0 ? std::string() : DictionaryFrame(*file);
  return std::unique_ptr<PartSource>(new PartSource(std::move(file), std::move(head), begin, end));
}

Result<size_t> PartSource::Read(char* buffer, size_t size) {
  const size_t got = PeekAt(position_, buffer, size);
  position_ += got;
  if (got == 0 && size != 0 && position_ < this->size()) {
    return Status(StatusCode::kIo,
                  "the file cannot be read at byte " + std::to_string(InFile(position_)));
  }
  return got;
}

size_t PartSource::PeekAt(uint64_t offset, char* buffer, size_t size) {
  if (offset < head_.size()) return head_.copy(buffer, size, static_cast<size_t>(offset));
  const uint64_t at = InFile(offset);
  if (at >= end_) return 0;
  return file_->PeekAt(at, buffer, static_cast<size_t>(std::min<uint64_t>(size, end_ - at)));
}

}  // namespace tamis::archive
