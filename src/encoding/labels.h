// The encodings of the Encoding Standard, their names and labels.
//
// Source: https://encoding.spec.whatwg.org/#names-and-labels

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace tamis::encoding {

// In the order of the standard. IBM866 .. x-mac-cyrillic are the single-byte encodings and index
// the table kSingleByte.
enum class Encoding : uint8_t {
  kUtf8,
  kIbm866,
  kIso8859_2,
  kIso8859_3,
  kIso8859_4,
  kIso8859_5,
  kIso8859_6,
  kIso8859_7,
  kIso8859_8,
  kIso8859_8_I,
  kIso8859_10,
  kIso8859_13,
  kIso8859_14,
  kIso8859_15,
  kIso8859_16,
  kKoi8R,
  kKoi8U,
  kMacintosh,
  kWindows874,
  kWindows1250,
  kWindows1251,
  kWindows1252,
  kWindows1253,
  kWindows1254,
  kWindows1255,
  kWindows1256,
  kWindows1257,
  kWindows1258,
  kXMacCyrillic,
  kGbk,
  kGb18030,
  kBig5,
  kEucJp,
  kIso2022Jp,
  kShiftJis,
  kEucKr,
  kReplacement,
  kUtf16be,
  kUtf16le,
  kXUserDefined,
};
inline constexpr size_t kEncodingCount = 40;

inline bool IsSingleByte(Encoding encoding) {
  return encoding >= Encoding::kIbm866 && encoding <= Encoding::kXMacCyrillic;
}
inline bool IsUtf16(Encoding encoding) {
  return encoding == Encoding::kUtf16be || encoding == Encoding::kUtf16le;
}

// "windows-1252", "Shift_JIS": the spelling of the standard. Static.
std::string_view EncodingName(Encoding encoding);

// "Get an encoding": ASCII case and surrounding ASCII white space do not matter; nothing for
// labels that the standard does not list.
std::optional<Encoding> EncodingFromLabel(std::string_view label);

}  // namespace tamis::encoding
