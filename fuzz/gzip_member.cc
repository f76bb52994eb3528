// Fuzz: what may be a gzip member, damaged somewhere or not,
//   (a) gives the same bytes from memory (libdeflate behind our reading of header and footer) and
//       piece by piece (zlib), and ends at the same place;
//   (b) is whole in memory where zlib calls it whole; zlib alone also checks the header's CRC;
//   (c) has the CRC-32 that zlib counts.

#include <zlib.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "io/crc32.h"
#include "io/gzip_decoder.h"
#include "tests/warc/pack.h"

namespace {

using namespace tamis::io;

constexpr size_t kRoom = 1 << 16;
constexpr size_t kFixedHeader = 10;

void Require(bool condition, const char* what) {
  if (condition) return;
  std::fprintf(stderr, "fuzz/gzip_member: %s\n", what);
  std::abort();
}

// The first byte says how many of the bytes behind the second stand in the header as its fields,
// the second is their flags. The rest is compressed; its last bytes say where one bit of the member
// turns.
std::string Member(std::string_view data) {
  if (data.size() < 4) return std::string(data);
  const size_t fields = static_cast<unsigned char>(data[0]) % (data.size() - 1);
  const std::string_view content = data.substr(2 + std::min(fields, data.size() - 2));
  std::string member = tamis::test::Gzip(content, 1);
  member[3] = static_cast<char>(data[1] & 0x1F);
  member.insert(kFixedHeader, data.substr(2, fields));
  const auto place = static_cast<unsigned char>(data[data.size() - 2]);
  const auto bit = static_cast<unsigned char>(data.back());
  if (bit < 8) member[(place * size_t{31}) % member.size()] ^= static_cast<char>(1 << bit);
  return member;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  const std::string_view data(reinterpret_cast<const char*>(bytes), size);
  Require(Crc32(data) == crc32(0, bytes, static_cast<uInt>(size)), "another CRC");

  static GzipDecoder decoder;
  static std::string whole(kRoom, '\0');
  static std::string stepped(kRoom, '\0');
  const std::string made = Member(data);
  for (const std::string_view member : {data, std::string_view(made)}) {
    Progress at_once;
    const WholeResult result =
        decoder.Whole(DeflateFormat::kGzip, member, whole.data(), kRoom, at_once);
    Progress by_zlib;
    Require(decoder.Begin(DeflateFormat::kGzip), "no memory");
    const StepResult step = decoder.Step(member, stepped.data(), kRoom, by_zlib);
    const bool header_crc = member.size() > 3 && (member[3] & 2) != 0;
    if (step == StepResult::kEnd) {
      Require(result == WholeResult::kDone, "zlib reads what is refused in memory");
    }
    if (result != WholeResult::kDone || (header_crc && step == StepResult::kDamaged)) continue;
    Require(step == StepResult::kEnd, "zlib refuses what is read in memory");
    Require(at_once.used == by_zlib.used, "another end");
    Require(std::string_view(whole).substr(0, at_once.produced) ==
                std::string_view(stepped).substr(0, by_zlib.produced),
            "other bytes");
  }
  return 0;
}
