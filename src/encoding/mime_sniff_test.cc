// Conformance: https://mimesniff.spec.whatwg.org/, and the policy of docs/formats/encoding.md.

#include "encoding/mime_sniff.h"

#include <gtest/gtest.h>

#include <string>

namespace tamis::encoding {
namespace {

using std::string_view_literals::operator""sv;

struct Case {
  const char* rule;
  std::string_view bytes;
  std::string_view header;
  ContentKind kind;
  std::string_view mime;
};

constexpr ContentKind kBinary = ContentKind::kBinary;
constexpr ContentKind kHtml = ContentKind::kHtml;
constexpr ContentKind kText = ContentKind::kText;

constexpr Case kCases[] = {
    {"empty", "", "text/html", ContentKind::kEmpty, "text/plain"},
    {"white space", " \n\t", "text/html", ContentKind::kEmpty, "text/plain"},

    {"PNG", "\x89PNG\r\n\x1A\n\0\0\0\rIHDR"sv, "", kBinary, "image/png"},
    {"PNG as text/html", "\x89PNG\r\n\x1A\n", "text/html", kBinary, "image/png"},
    {"JPEG", "\xFF\xD8\xFF\xE0\0\x10JFIF\0"sv, "text/html", kBinary, "image/jpeg"},
    {"GIF", "GIF89a\1\0\1\0"sv, "", kBinary, "image/gif"},
    {"WebP", "RIFF\x24\0\0\0WEBPVP8 "sv, "", kBinary, "image/webp"},
    {"wave", "RIFF\x24\0\0\0WAVEfmt "sv, "", kBinary, "audio/wave"},
    {"RIFF, no known form", "RIFF is a word", "", kText, "text/plain"},
    {"BMP", "BM\x36\0\0\0"sv, "", kBinary, "image/bmp"},
    {"BM in text", "BMW builds cars", "", kText, "text/plain"},
    {"MZ in text", "MZ is short for something", "", kText, "text/plain"},
    {"program", "MZ\x90\0\3\0\0\0"sv, "", kBinary, "application/x-msdownload"},
    {"ELF",
     "\x7F"
     "ELF\2\1\1\0"sv,
     "", kBinary, "application/x-executable"},
    {"PDF", "%PDF-1.4\n%\xE2\xE3\xCF\xD3", "text/html", kBinary, "application/pdf"},
    {"PDF after line breaks", "\r\n%PDF-1.4\n", "text/html", kBinary, "application/pdf"},
    {"gzip", "\x1F\x8B\x08\0\0\0"sv, "text/html", kBinary, "application/gzip"},
    {"zip", "PK\x03\x04\x14\0"sv, "", kBinary, "application/zip"},
    {"MP4",
     "\0\0\0\x20"
     "ftypisom\0\0\2\0"sv,
     "", kBinary, "video/mp4"},
    {"AVIF",
     "\0\0\0\x20"
     "ftypavif\0\0\0\0"sv,
     "", kBinary, "image/avif"},
    {"woff2", "wOF2\0\1\0\0"sv, "", kBinary, "font/woff2"},
    {"unknown binary", "\1\2\3\4abcdefgh\x1F\x1E", "", kBinary, "application/octet-stream"},
    {"zeros", "\0\0\0\0\0\0\0\0\0\0\0\0"sv, "text/html", kBinary, "application/octet-stream"},

    {"doctype", "<!DOCTYPE html><p>x", "", kHtml, "text/html"},
    {"doctype after white space", "\n\n  <!doctype HTML PUBLIC \"\">", "", kHtml, "text/html"},
    {"doctype after a mark", "\xEF\xBB\xBF<!DOCTYPE html>", "", kHtml, "text/html"},
    {"doctype as text/plain", "<!DOCTYPE html><html>", "text/plain", kHtml, "text/html"},
    {"comment first", "<!-- x --><p>y", "", kHtml, "text/html"},
    {"fragment", "<p>one</p>", "", kHtml, "text/html"},
    {"fragment that begins with text", "Hello <b>world</b>, see <a href=x>this</a>.", "", kHtml,
     "text/html"},
    {"page after a message", "Warning: no such file\n<html><head><title>x</title><body>", "", kHtml,
     "text/html"},
    {"tag in upper case", "<DIV CLASS=x>y", "", kHtml, "text/html"},
    {"no tags though declared", "Only words here.", "text/html", kText, "text/plain"},
    {"one tag, declared", "Only words here.<br>And here.", "text/html; charset=x", kHtml,
     "text/html"},
    {"a stray control character", "<p>a\x01 long enough page with one control</p>", "", kHtml,
     "text/html"},
    {"zero bytes in a page", "<html><body>abc\0 def ghi jkl mno pqr stu vwx</body>"sv, "text/html",
     kHtml, "text/html"},

    {"plain text", "Just a line.\nAnd another.", "", kText, "text/plain"},
    {"comparison", "if a < b and c > d", "", kText, "text/plain"},
    {"unknown tag", "<foo> is no element", "", kText, "text/plain"},
    {"text about HTML",
     "The <div> element has no meaning of its own, unlike the elements that say what their "
     "content is; the <p> element for example is a paragraph and closes by itself.",
     "", kText, "text/plain"},
    {"declared text about HTML", "<p> is a paragraph. A long explanation follows here.",
     "text/plain", kText, "text/plain"},
    {"Latin-1", "caf\xE9 und M\xFCnchen", "", kText, "text/plain"},
    {"Shift_JIS", "\x93\xFA\x96{\x8C\xEA\x82\xCC\x83y", "", kText, "text/plain"},
    {"ISO-2022-JP", "\x1B$B$\"$\"\x1B(B", "", kText, "text/plain"},
    {"EUC-KR", "\xC7\xD1\xB1\xB9\xBE\xEE", "text/html", kText, "text/plain"},
    {"JPEG-like letters", "\xFF\xFB is y umlaut, u circumflex", "", kText, "text/plain"},
    {"UTF-16LE, mark", "\xFF\xFEh\0e\0l\0l\0o\0"sv, "", kText, "text/plain"},
    {"UTF-16BE, mark", "\xFE\xFF\0<\0p\0>\0x"sv, "", kHtml, "text/html"},
    {"UTF-16LE, no mark", "<\0p\0>\0h\0e\0l\0l\0o\0"sv, "", kHtml, "text/html"},
    {"UTF-16 Chinese, mark", "\xFF\xFE\x2D\x4E\x87\x65\x02\x30", "", kText, "text/plain"},

    {"XHTML", "<?xml version='1.0'?>\n<!DOCTYPE html>\n<html xmlns='x'>", "", kHtml,
     "application/xhtml+xml"},
    {"XHTML as HTML", "<?xml version='1.0'?><html>", "text/html", kHtml, "text/html"},
    {"XHTML by header", "<html>", "application/xhtml+xml", kHtml, "application/xhtml+xml"},
    {"RSS", "<?xml version='1.0'?><rss version='2.0'>", "text/html", ContentKind::kXml,
     "application/rss+xml"},
    {"RSS after a comment", "<!-- made by x --><rss>", "", ContentKind::kXml,
     "application/rss+xml"},
    {"Atom", "<feed xmlns='http://www.w3.org/2005/Atom'>", "", ContentKind::kXml,
     "application/atom+xml"},
    {"SVG", "<svg viewBox='0 0 1 1'>", "", ContentKind::kXml, "image/svg+xml"},
    {"other XML", "<?xml version='1.0'?><catalog>", "", ContentKind::kXml, "text/xml"},

    {"JSON", "{\"a\": \"<b>x</b>\"}\n", "text/html", ContentKind::kJson, "application/json"},
    {"JSON array", "[ {\"a\": 1} ]", "", ContentKind::kJson, "application/json"},
    {"brackets in text", "[edit] This is a page.", "", kText, "text/plain"},
    {"braces in text", "{a} This is a page.", "", kText, "text/plain"},

    {"style sheet", "body { margin: 0 }", "text/css", ContentKind::kCode, "text/css"},
    {"script", "var a = '<p>';", "application/javascript; x", ContentKind::kCode,
     "text/javascript"},
    {"page as script", "<!doctype html><title>404", "text/javascript", kHtml, "text/html"},
};

TEST(SniffContentType, Cases) {
  for (const Case& c : kCases) {
    const ContentType got = SniffContentType(c.bytes, c.header);
    EXPECT_EQ(static_cast<int>(got.kind), static_cast<int>(c.kind)) << c.rule;
    EXPECT_EQ(got.mime, c.mime) << c.rule;
  }
}

// Bytes of an encrypted or unknown compressed file: no signature, every value alike.
TEST(SniffContentType, NoiseIsBinary) {
  uint32_t state = 1;
  for (int round = 0; round < 100; ++round) {
    std::string noise;
    for (int n = 0; n < 2000; ++n) {
      state = state * 1664525u + 1013904223u;
      noise += static_cast<char>(state >> 24);
    }
    for (std::string_view header : {"", "text/html", "application/octet-stream"}) {
      EXPECT_EQ(static_cast<int>(SniffContentType(noise, header).kind), static_cast<int>(kBinary));
    }
  }
}

// Every byte above 7F is text in some encoding.
TEST(SniffContentType, HighBytesAreText) {
  std::string text;
  for (int byte = 0x80; byte < 0x100; ++byte) text += static_cast<char>(byte);
  EXPECT_EQ(static_cast<int>(SniffContentType("x" + text, "").kind), static_cast<int>(kText));
}

}  // namespace
}  // namespace tamis::encoding
