// Punycode: a label outside ASCII as its ASCII characters, and behind them the others as
// differences in a number system whose digits weigh by what came before.
//
// Source:  https://www.rfc-editor.org/rfc/rfc3492#section-6.3. Names are not prepared (RFC 3491)
//          but for ASCII case.
// Tested:  surt_test.cc.

#include <algorithm>
#include <cstdint>
#include <vector>

#include "base/ascii.h"
#include "base/unicode/utf8.h"
#include "url/surt.h"

namespace tamis::url {
namespace {

constexpr uint32_t kBase = 36;
constexpr uint32_t kMin = 1;
constexpr uint32_t kMax = 26;
constexpr uint32_t kSkew = 38;
constexpr uint32_t kDamp = 700;
constexpr uint32_t kFirstBias = 72;
constexpr size_t kMaxLabel = 256;  // characters; DNS has 63, and the work grows with the square

char Digit(uint32_t value) {
  return static_cast<char>(value < 26 ? 'a' + value : '0' + (value - 26));
}

// https://www.rfc-editor.org/rfc/rfc3492#section-6.1
uint32_t Adapt(uint32_t delta, uint32_t points, bool first) {
  delta = first ? delta / kDamp : delta / 2;
  delta += delta / points;
  uint32_t k = 0;
  for (; delta > (kBase - kMin) * kMax / 2; k += kBase) delta /= kBase - kMin;
  return k + (kBase - kMin + 1) * delta / (delta + kSkew);
}

void AppendNumber(uint32_t number, uint32_t bias, std::string& out) {
  for (uint32_t k = kBase;; k += kBase) {
    const uint32_t threshold = k <= bias ? kMin : std::min(k - bias, kMax);
    if (number < threshold) break;
    out += Digit(threshold + (number - threshold) % (kBase - threshold));
    number = (number - threshold) / (kBase - threshold);
  }
  out += Digit(number);
}

void AppendLabel(std::string_view label, std::string& out) {
  const bool ascii = std::all_of(label.begin(), label.end(), [](char c) { return (c & 0x80) == 0; });
  if (ascii || ValidUtf8Prefix(label) != label.size()) {
    out.append(label);
    return;
  }
  std::vector<uint32_t> points;
  for (size_t i = 0; i < label.size();) points.push_back(DecodeUtf8(label, i));
  if (points.size() > kMaxLabel) {
    out.append(label);
    return;
  }
  out += "xn--";
  uint32_t handled = 0;
  for (const uint32_t c : points) {
    if (c >= 0x80) continue;
    out += ToAsciiLower(static_cast<char>(c));
    ++handled;
  }
  const uint32_t basic = handled;
  if (basic != 0) out += '-';
  uint32_t next = 0x80;
  uint32_t delta = 0;
  uint32_t bias = kFirstBias;
  while (handled < points.size()) {
    uint32_t lowest = UINT32_MAX;
    for (const uint32_t c : points) {
      if (c >= next) lowest = std::min(lowest, c);
    }
    delta += (lowest - next) * (handled + 1);
    next = lowest;
    for (const uint32_t c : points) {
      if (c < next) ++delta;
      if (c != next) continue;
      AppendNumber(delta, bias, out);
      bias = Adapt(delta, handled + 1, handled == basic);
      delta = 0;
      ++handled;
    }
    ++delta;
    ++next;
  }
}

}  // namespace

std::string ToAsciiHost(std::string_view host) {
  std::string out;
  for (;;) {
    const size_t dot = std::min(host.find('.'), host.size());
    AppendLabel(host.substr(0, dot), out);
    if (dot == host.size()) return out;
    out += '.';
    host.remove_prefix(dot + 1);
  }
}

}  // namespace tamis::url
