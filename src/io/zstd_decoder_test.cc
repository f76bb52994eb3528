#include "io/zstd_decoder.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace tamis::io {
namespace {

using Kind = ZstdHeader::Kind;

struct HeaderCase {
  const char* rule;
  std::string_view bytes;
  Kind kind;
  uint64_t window = 0;
  uint64_t content = 0;
  uint32_t dictionary = 0;
};

#define BYTES(literal) std::string_view(literal, sizeof(literal) - 1)

// https://www.rfc-editor.org/rfc/rfc8878#name-frame-header
const HeaderCase kHeaders[] = {
    {"empty", "", Kind::kIncomplete},
    {"part of a magic", BYTES("\x28\xb5"), Kind::kIncomplete},
    {"part of another magic", BYTES("\x28\xb6"), Kind::kNone},
    {"magic alone", BYTES("\x28\xb5\x2f\xfd"), Kind::kIncomplete},
    {"text", "(no frame)", Kind::kNone},
    {"window, no size", BYTES("\x28\xb5\x2f\xfd\x00\x00"), Kind::kFrame, 1024,
     ZstdHeader::kUnknownSize},
    {"window mantissa", BYTES("\x28\xb5\x2f\xfd\x00\x0f"), Kind::kFrame, 2048 + 7 * 256,
     ZstdHeader::kUnknownSize},
    {"largest window", BYTES("\x28\xb5\x2f\xfd\x00\xff"), Kind::kFrame,
     (uint64_t{1} << 41) + 7 * (uint64_t{1} << 38), ZstdHeader::kUnknownSize},
    {"window cut", BYTES("\x28\xb5\x2f\xfd\x00"), Kind::kIncomplete},
    {"single segment, one byte", BYTES("\x28\xb5\x2f\xfd\x20\x07"), Kind::kFrame, 7, 7},
    {"two bytes count from 256", BYTES("\x28\xb5\x2f\xfd\x60\x01\x00"), Kind::kFrame, 257, 257},
    {"four bytes", BYTES("\x28\xb5\x2f\xfd\xa0\x01\x00\x00\x10"), Kind::kFrame, 0x10000001,
     0x10000001},
    {"eight bytes", BYTES("\x28\xb5\x2f\xfd\xe0\x01\x00\x00\x00\x00\x00\x00\x10"), Kind::kFrame,
     0x1000000000000001, 0x1000000000000001},
    {"dictionary id, one byte", BYTES("\x28\xb5\x2f\xfd\x21\xfe\x07"), Kind::kFrame, 7, 7, 0xfe},
    {"dictionary id, four bytes", BYTES("\x28\xb5\x2f\xfd\x23\x01\x02\x03\x04\x07"), Kind::kFrame,
     7, 7, 0x04030201},
    {"dictionary id cut", BYTES("\x28\xb5\x2f\xfd\x23\x01\x02\x03"), Kind::kIncomplete},
    {"reserved bit", BYTES("\x28\xb5\x2f\xfd\x28\x07"), Kind::kNone},
    {"skippable", BYTES("\x50\x2a\x4d\x18\x05\x00\x00\x80"), Kind::kSkippable, 0, 0x80000005},
    {"last skippable magic", BYTES("\x5f\x2a\x4d\x18\x05\x00\x00\x00"), Kind::kSkippable, 0, 5},
    {"dictionary frame", BYTES("\x5d\x2a\x4d\x18\x05\x00\x00\x00"), Kind::kDictionary, 0, 5},
    {"skippable cut", BYTES("\x50\x2a\x4d\x18\x05\x00\x00"), Kind::kIncomplete},
};

#undef BYTES

TEST(ZstdHeader, Table) {
  for (const HeaderCase& c : kHeaders) {
    SCOPED_TRACE(c.rule);
    const ZstdHeader got = ReadZstdHeader(c.bytes);
    ASSERT_EQ(static_cast<int>(got.kind), static_cast<int>(c.kind));
    if (c.kind == Kind::kNone || c.kind == Kind::kIncomplete) continue;
    EXPECT_EQ(got.window_size, c.window);
    EXPECT_EQ(got.content_size, c.content);
    EXPECT_EQ(got.dictionary_id, c.dictionary);
  }
}

}  // namespace
}  // namespace tamis::io
