#include "dedup/index/records.h"

#include <algorithm>
#include <bit>

#include "base/memory/load.h"

namespace tamis::dedup {
namespace {

constexpr uint32_t kMaxRice = 32;

void PutBigEndian(uint64_t value, int bytes, std::string& out) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
    out += static_cast<char>(value >> shift);
}

uint64_t BigEndian(std::string_view bytes) {
  uint64_t value = 0;
  for (const char c : bytes) value = value << 8 | static_cast<unsigned char>(c);
  return value;
}

void Put64(uint64_t value, std::string& out) {
  for (int shift = 0; shift < 64; shift += 8) out += static_cast<char>(value >> shift);
}

void PutVarint(uint64_t value, std::string& out) {
  for (; value >= 0x80; value >>= 7) out += static_cast<char>(value | 0x80);
  out += static_cast<char>(value);
}

Status Damaged(const char* what) {
  return Status(StatusCode::kMalformed, std::string("the index is damaged: ") + what);
}

// Takes values from the front. After a failure all that it gives is 0.
class Fields {
 public:
  explicit Fields(std::string_view bytes) : left_(bytes) {}

  bool ok() const { return ok_; }
  bool done() const { return ok_ && left_.empty(); }
  std::string_view rest() const { return left_; }

  uint64_t Next64() {
    if (left_.size() < 8) return Fail();
    const uint64_t value = Load64(left_.data());
    left_.remove_prefix(8);
    return value;
  }
  uint64_t NextVarint() {
    uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (left_.empty()) return Fail();
      const auto byte = static_cast<unsigned char>(left_.front());
      left_.remove_prefix(1);
      if (shift == 63 && byte > 1) return Fail();
      value |= static_cast<uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return value;
    }
    return Fail();
  }
  std::string_view Next(uint64_t size) {
    if (left_.size() < size) {
      Fail();
      return {};
    }
    const std::string_view bytes = left_.substr(0, size);
    left_.remove_prefix(size);
    return bytes;
  }

 private:
  uint64_t Fail() {
    ok_ = false;
    left_ = {};
    return 0;
  }

  std::string_view left_;
  bool ok_ = true;
};

// Bits, the lowest of a byte first.
class BitWriter {
 public:
  explicit BitWriter(std::string& out) : out_(out) {}
  // REQUIRES: bits <= 32, value < 2^bits
  void Put(uint64_t value, uint32_t bits) {
    word_ |= value << used_;
    used_ += bits;
    for (; used_ >= 8; used_ -= 8, word_ >>= 8) out_ += static_cast<char>(word_);
  }
  // So many zeros, and a one.
  void PutUnary(uint64_t value) {
    for (; value >= 32; value -= 32) Put(0, 32);
    Put(uint64_t{1} << value, static_cast<uint32_t>(value) + 1);
  }
  void Finish() {
    if (used_ > 0) out_ += static_cast<char>(word_);
  }

 private:
  std::string& out_;
  uint64_t word_ = 0;
  uint32_t used_ = 0;  // bits of word_, below 8 between calls
};

class BitReader {
 public:
  explicit BitReader(std::string_view bytes) : left_(bytes) {}
  bool ok() const { return ok_; }
  // What is left are fewer than eight bits, all 0.
  bool done() const { return ok_ && left_.empty() && held_ < 8 && word_ == 0; }
  // REQUIRES: bits <= 32
  uint64_t Next(uint32_t bits) {
    Fill();
    if (held_ < bits) return Fail();
    const uint64_t value = word_ & ((uint64_t{1} << bits) - 1);
    Drop(bits);
    return value;
  }
  uint64_t NextUnary() {
    uint64_t value = 0;
    for (;;) {
      Fill();
      const auto zeros = static_cast<uint32_t>(std::countr_zero(word_));
      if (zeros < held_) {
        Drop(zeros + 1);
        return value + zeros;
      }
      if (held_ == 0) return Fail();
      value += held_;
      Drop(held_);
    }
  }

 private:
  // To at least 56 bits, as long as there are so many.
  void Fill() {
    if (held_ > 32) return;
    const size_t bytes = std::min<size_t>((63 - held_) / 8, left_.size());
    word_ |= LoadPartial64(left_.data(), bytes) << held_;
    left_.remove_prefix(bytes);
    held_ += static_cast<uint32_t>(8 * bytes);
  }
  void Drop(uint32_t bits) {  // fewer than 64
    word_ >>= bits;
    held_ -= bits;
  }
  uint64_t Fail() {
    ok_ = false;
    word_ = 0;
    held_ = 0;
    left_ = {};
    return 0;
  }

  std::string_view left_;
  uint64_t word_ = 0;  // bits above held_ are 0
  uint32_t held_ = 0;  // at most 63
  bool ok_ = true;
};

}  // namespace

void EncodeNumber(uint64_t number, std::string& out) {
  out.clear();
  PutBigEndian(number, 8, out);
}

void EncodeKey(const IndexKey& key, std::string& out) {
  out.clear();
  PutBigEndian(key.kind, 2, out);
  PutBigEndian(key.hash, 8, out);
  PutBigEndian(key.number, 8, out);
}

void EncodeMethod(const IndexMethod& method, std::string& out) {
  out.clear();
  PutVarint(kIndexFormat, out);
  PutVarint(static_cast<uint64_t>(method.shingles.unit), out);
  PutVarint(method.shingles.length, out);
  PutVarint(method.banding.bands, out);
  PutVarint(method.banding.rows, out);
  Put64(method.seed, out);
  Put64(method.probe, out);
}

void EncodeState(const IndexState& state, std::string& out) {
  out.clear();
  PutVarint(state.generation, out);
  PutVarint(state.next, out);
  PutVarint(state.documents, out);
}

void EncodeDocument(const StoredDocument& document, std::string& out) {
  out.clear();
  Put64(document.content.high, out);
  Put64(document.content.low, out);
  Put64(document.url_key, out);
  PutVarint(document.id.size(), out);
  out.append(document.id).append(document.url);
}

// Golomb-Rice: a gap as its high part in unary and its low `rice` bits. Gaps of sorted random
// numbers are geometric, for which that is within 3 % of the least that is possible.
void EncodeShingles(std::span<const uint32_t> set, std::string& out) {
  out.clear();
  PutVarint(set.size(), out);
  if (set.empty()) return;
  const uint64_t mean = (uint64_t{set.back()} + 1) / set.size();
  const auto rice = static_cast<uint32_t>(mean < 2 ? 0 : std::bit_width(mean) - 1);
  PutVarint(rice, out);
  BitWriter bits(out);
  uint64_t next = 0;  // the least that may come
  for (const uint32_t shingle : set) {
    const uint64_t gap = shingle - next;
    bits.PutUnary(gap >> rice);
    bits.Put(gap & ((uint64_t{1} << rice) - 1), rice);
    next = uint64_t{shingle} + 1;
  }
  bits.Finish();
}

void EncodeCaptures(std::span<const Capture> captures, std::string& out) {
  out.clear();
  PutVarint(captures.size(), out);
  uint64_t before = 0;
  for (const Capture& capture : captures) {
    PutVarint(capture.date - before, out);
    Put64(capture.content, out);
    before = capture.date;
  }
}

Result<uint64_t> DecodeNumber(std::string_view bytes) {
  if (bytes.size() != 8) return Damaged("a number");
  return BigEndian(bytes);
}

Result<IndexKey> DecodeKey(std::string_view bytes) {
  if (bytes.size() != kKeyBytes) return Damaged("a key");
  return IndexKey{.kind = static_cast<uint16_t>(BigEndian(bytes.substr(0, 2))),
                  .hash = BigEndian(bytes.substr(2, 8)),
                  .number = BigEndian(bytes.substr(10))};
}

Result<IndexMethod> DecodeMethod(std::string_view bytes) {
  Fields fields(bytes);
  const uint64_t format = fields.NextVarint();
  if (fields.ok() && format != kIndexFormat) {
    return Status(StatusCode::kUnsupported, "the index has format " + std::to_string(format) +
                                                "; this tamis reads format " +
                                                std::to_string(kIndexFormat) +
                                                "; make the index anew, or use the other tamis");
  }
  const uint64_t unit = fields.NextVarint(), length = fields.NextVarint();
  const uint64_t bands = fields.NextVarint(), rows = fields.NextVarint();
  IndexMethod method;
  method.seed = fields.Next64();
  method.probe = fields.Next64();
  if (!fields.done() || unit > 1 || length < 1 || length > 64 || bands < 1 || bands > 1024 ||
      rows < 1 || rows > 64) {
    return Damaged("its method");
  }
  method.shingles = {.unit = static_cast<ShingleUnit>(unit),
                     .length = static_cast<uint32_t>(length)};
  method.banding = {.bands = static_cast<uint32_t>(bands), .rows = static_cast<uint32_t>(rows)};
  return method;
}

Result<IndexState> DecodeState(std::string_view bytes) {
  Fields fields(bytes);
  IndexState state;
  state.generation = fields.NextVarint();
  state.next = fields.NextVarint();
  state.documents = fields.NextVarint();
  if (!fields.done() || state.documents > state.next) return Damaged("its state");
  return state;
}

Result<StoredDocument> DecodeDocument(std::string_view bytes) {
  Fields fields(bytes);
  StoredDocument document;
  document.content.high = fields.Next64();
  document.content.low = fields.Next64();
  document.url_key = fields.Next64();
  document.id = fields.Next(fields.NextVarint());
  document.url = fields.rest();
  if (!fields.ok()) return Damaged("a document");
  return document;
}

Status DecodeShingles(std::string_view bytes, std::vector<uint32_t>& set) {
  set.clear();
  Fields fields(bytes);
  const uint64_t count = fields.NextVarint();
  if (fields.done() && count == 0) return {};
  const uint64_t rice = fields.NextVarint();
  // A shingle takes at least a bit.
  if (!fields.ok() || rice > kMaxRice || count == 0 || count > 8 * fields.rest().size()) {
    return Damaged("a set of shingles");
  }
  set.reserve(count);
  BitReader bits(fields.rest());
  uint64_t next = 0;
  for (uint64_t i = 0; i < count; ++i) {
    const uint64_t high = bits.NextUnary();
    if (high > (uint64_t{1} << 32) >> rice) return Damaged("a set of shingles");
    const uint64_t shingle = next + (high << rice | bits.Next(static_cast<uint32_t>(rice)));
    if (!bits.ok() || shingle > UINT32_MAX) return Damaged("a set of shingles");
    set.push_back(static_cast<uint32_t>(shingle));
    next = shingle + 1;
  }
  return bits.done() ? Status() : Damaged("a set of shingles");
}

Status DecodeCaptures(std::string_view bytes, std::vector<Capture>& captures) {
  captures.clear();
  Fields fields(bytes);
  const uint64_t count = fields.NextVarint();
  if (!fields.ok() || count > fields.rest().size() / 9) return Damaged("a history");
  captures.reserve(count);
  uint64_t date = 0;
  for (uint64_t i = 0; i < count; ++i) {
    const uint64_t gap = fields.NextVarint();
    if (gap > UINT64_MAX - date) return Damaged("a history");
    date += gap;
    captures.push_back({.date = date, .content = fields.Next64()});
    if (i > 0 && !(captures[i - 1] < captures[i])) return Damaged("a history");
  }
  return fields.done() ? Status() : Damaged("a history");
}

}  // namespace tamis::dedup
