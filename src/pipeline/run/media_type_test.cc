#include "pipeline/run/media_type.h"

#include <gtest/gtest.h>

#include <string>

namespace tamis::pipeline {
namespace {

struct Case {
  const char* content_type;
  const char* essence;
  MediaClass media_class;
};

constexpr Case kCases[] = {
    {"text/html", "text/html", MediaClass::kPage},
    {" Text/HTML ; charset=utf-8", "text/html", MediaClass::kPage},
    {"text/html, text/html", "text/html", MediaClass::kPage},
    {"application/xhtml+xml", "application/xhtml+xml", MediaClass::kPage},
    {"text/plain;charset=x", "text/plain", MediaClass::kPage},
    {"", "", MediaClass::kMaybe},
    {";charset=utf-8", "", MediaClass::kMaybe},
    {"html", "html", MediaClass::kMaybe},
    {"charset=utf-8", "charset=utf-8", MediaClass::kMaybe},
    {"application/octet-stream", "application/octet-stream", MediaClass::kMaybe},
    {"text/xml", "text/xml", MediaClass::kMaybe},
    {"text/css", "text/css", MediaClass::kOther},
    {"application/rss+xml", "application/rss+xml", MediaClass::kOther},
    {"application/json", "application/json", MediaClass::kOther},
    {"text/dns", "text/dns", MediaClass::kOther},
    {"image/svg+xml", "image/svg+xml", MediaClass::kOther},
    {"video/mp4", "video/mp4", MediaClass::kOther},
};

TEST(MediaTypeTest, TellsPagesFromTheRest) {
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.content_type);
    EXPECT_EQ(MediaTypeEssence(c.content_type), c.essence);
    EXPECT_EQ(ClassifyMediaType(c.essence), c.media_class);
  }
}

TEST(MediaTypeTest, NamesAreShortAndPrintable) {
  EXPECT_EQ(MediaTypeEssence("image/\x01\n\xC3\xA4x"), "image/x");
  EXPECT_EQ(MediaTypeEssence(std::string(5000, 'a')).size(), 100u);
}

}  // namespace
}  // namespace tamis::pipeline
