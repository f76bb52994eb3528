#include "pipeline/run/media_type.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"

namespace tamis::pipeline {
namespace {

constexpr size_t kMaxEssenceBytes = 100;

constexpr std::array<std::string_view, 3> kPageTypes = {"text/html", "application/xhtml+xml",
                                                        "text/plain"};

// What servers send when they do not know, and XML, which may be XHTML.
constexpr std::array<std::string_view, 10> kMaybeTypes = {
    "application/octet-stream",      "application/xml",     "text/xml",
    "application/force-download",    "application/unknown", "binary/octet-stream",
    "application/vnd.wap.xhtml+xml", "text/x-html",         "unknown/unknown",
    "application/x-unknown"};

// Families in which nothing is a page.
constexpr std::array<std::string_view, 8> kOtherFamilies = {
    "application/", "image/", "audio/", "video/", "font/", "text/", "model/", "multipart/"};

template <size_t kSize>
bool Contains(const std::array<std::string_view, kSize>& list, std::string_view value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

}  // namespace

MediaClass ClassifyMediaType(std::string_view essence) {
  if (Contains(kPageTypes, essence)) return MediaClass::kPage;
  if (Contains(kMaybeTypes, essence)) return MediaClass::kMaybe;
  const bool other = std::any_of(kOtherFamilies.begin(), kOtherFamilies.end(),
                                 [&](std::string_view f) { return essence.starts_with(f); });
  return other ? MediaClass::kOther : MediaClass::kMaybe;
}

std::string MediaTypeEssence(std::string_view content_type) {
  std::string essence;
  // A comma separates the values of two headers that a proxy has joined.
  for (const char c : content_type.substr(0, content_type.find_first_of(";,"))) {
    if (c <= ' ' || c >= 0x7F) continue;
    if (essence.size() == kMaxEssenceBytes) break;
    essence += ToAsciiLower(c);
  }
  return essence;
}

}  // namespace tamis::pipeline
