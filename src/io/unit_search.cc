#include "io/unit_search.h"

#include <algorithm>
#include <cstring>

namespace tamis::io {
namespace {

constexpr std::string_view kDictionaryMagic = "\x37\xA4\x30\xEC";  // RFC 8878, section 5
constexpr std::string_view kFrameMagic = "\x28\xB5\x2F\xFD";

bool CanBegin(char c) { return c == '\x1f' || c == '\x28' || c == '\x5D'; }

// A dictionary frame with what it has to hold; other skippable frames hold nothing to look for.
bool IsDictionaryFrame(std::string_view bytes) {
  if (ReadZstdHeader(bytes).kind != ZstdHeader::Kind::kDictionary) return false;
  const std::string_view content = bytes.substr(8, 4);
  return content == kDictionaryMagic || content == kFrameMagic;
}

}  // namespace

UnitKind UnitAt(std::string_view bytes) {
  if (bytes.empty()) return UnitKind::kNone;
  if (MayBeGzip(bytes)) return UnitKind::kGzip;
  switch (ReadZstdHeader(bytes).kind) {
    case ZstdHeader::Kind::kFrame:
    case ZstdHeader::Kind::kIncomplete:
      return UnitKind::kZstd;
    case ZstdHeader::Kind::kSkippable:
      return UnitKind::kSkippable;
    case ZstdHeader::Kind::kDictionary:
      return UnitKind::kDictionary;
    case ZstdHeader::Kind::kNone:
      break;
  }
  return UnitKind::kNone;
}

UnitSearch::UnitSearch(ZstdDecoder& zstd) : zstd_(zstd), out_(new char[kProbeBytes]) {}
UnitSearch::~UnitSearch() = default;

// Decompresses up to kProbeBytes of the unit into out_; returns how many came out.
size_t UnitSearch::Probe(UnitKind kind, std::string_view bytes, bool& damaged) {
  const ZstdHeader header = kind == UnitKind::kZstd ? ReadZstdHeader(bytes) : ZstdHeader{};
  if (kind == UnitKind::kZstd) {
    const bool readable = header.kind == ZstdHeader::Kind::kFrame && zstd_.Check(header).ok();
    damaged = !readable || !zstd_.Begin(header);
  } else {
    damaged = !gzip_.Begin(DeflateFormat::kGzip);
  }
  size_t size = 0;
  while (!damaged && size < kProbeBytes) {
    Progress step;
    const StepResult result = kind == UnitKind::kZstd
                                  ? zstd_.Step(bytes, out_.get() + size, kProbeBytes - size, step)
                                  : gzip_.Step(bytes, out_.get() + size, kProbeBytes - size, step);
    size += step.produced;
    bytes.remove_prefix(step.used);
    damaged = result == StepResult::kDamaged;
    if (result == StepResult::kEnd || (step.used == 0 && step.produced == 0)) break;
  }
  return size;
}

bool UnitSearch::Plausible(std::string_view bytes, PlausibleStart plausible) {
  const UnitKind kind = UnitAt(bytes);
  if (kind == UnitKind::kDictionary) return IsDictionaryFrame(bytes);
  if (kind != UnitKind::kGzip && kind != UnitKind::kZstd) return false;
  bool damaged = false;
  const size_t size = Probe(kind, bytes, damaged);
  if (size == 0) return false;
  if (plausible == nullptr) return !damaged;
  // A start that is right counts even when the unit breaks soon after: it is a unit, and its
  // damage is reported as its own.
  return plausible({out_.get(), size});
}

size_t UnitSearch::FirstUnit(std::string_view bytes, size_t from, size_t to,
                             PlausibleStart plausible) {
  for (size_t at = from; at < to; ++at) {
    if (CanBegin(bytes[at]) && Plausible(bytes.substr(at, kProbeInput), plausible)) return at;
  }
  return to;
}

Result<std::optional<Codec>> UnitSearch::Find(RawWindow& raw, PlausibleStart plausible,
                                              bool plain) {
  char before = '\0';
  for (;;) {
    if (Status s = raw.Fill(kProbeInput); !s.ok()) return s;
    const std::string_view bytes = raw.view();
    if (bytes.empty()) return std::optional<Codec>();
    // Every candidate in front of `limit` has enough input behind it.
    const size_t limit = raw.at_end() ? bytes.size() : bytes.size() - kProbeInput + 1;
    for (size_t i = 0; i < limit; ++i) {
      const char c = bytes[i];
      const bool line_start = (i == 0 ? before : bytes[i - 1]) == '\n';
      if (CanBegin(c) && Plausible(bytes.substr(i, kProbeInput), plausible)) {
        raw.Consume(i);
        return std::optional<Codec>(c == '\x1f' ? Codec::kGzip : Codec::kZstd);
      }
      if (plain && line_start && plausible != nullptr && plausible(bytes.substr(i, kProbeBytes))) {
        raw.Consume(i);
        return std::optional<Codec>(Codec::kPlain);
      }
    }
    before = bytes[limit - 1];
    raw.Consume(limit);
  }
}

}  // namespace tamis::io
