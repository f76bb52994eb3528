// Idea:  1. Signatures of binary formats. One that is plain ASCII ("BM") needs binary data after
// it.
//        2. Too many binary data bytes: no text. UTF-16 is told by its byte order mark or zeros.
//        3. The first tag tells HTML, XML and feeds, the first bracket JSON.
//        4. Text that begins without a tag is HTML when it has tags enough.
// Catch: pages have stray control characters, legacy encodings use every byte above 7F, and text
//        about HTML mentions tags. So 2 and 4 are shares, not single findings.

#include "encoding/mime_sniff.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string>

#include "base/ascii.h"
#include "base/simd/block16.h"
#include "encoding/decode.h"
#include "encoding/labels.h"
#include "encoding/utf16_hint.h"

namespace tamis::encoding {
namespace {

using std::string_view;
using std::string_view_literals::operator""sv;

constexpr size_t kLookedAt = 64 * 1024;

struct Signature {
  string_view bytes;
  string_view mime;
  bool could_be_text = false;  // believed only with binary data behind it
  string_view at_8 = {};       // and these at offset 8
};

constexpr Signature kSignatures[] = {
    {"\x89PNG\r\n\x1A\n", "image/png"},
    {"\xFF\xD8\xFF", "image/jpeg", true},
    {"GIF87a", "image/gif"},
    {"GIF89a", "image/gif"},
    {"RIFF", "image/webp", false, "WEBPVP"},
    {"BM", "image/bmp", true},
    {"\0\0\1\0"sv, "image/x-icon"},
    {"\0\0\2\0"sv, "image/x-icon"},
    {"II*\0"sv, "image/tiff"},
    {"MM\0*"sv, "image/tiff"},
    {"8BPS\0"sv, "image/vnd.adobe.photoshop"},
    {"%PDF-", "application/pdf"},
    {"%!PS-Adobe-", "application/postscript"},
    {"{\\rtf", "application/rtf"},
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "application/x-ole-storage"},
    {"\x1F\x8B\x08", "application/gzip"},
    {"PK\x03\x04", "application/zip"},
    {"PK\x05\x06", "application/zip"},
    {"Rar!\x1A\x07", "application/vnd.rar"},
    {"7z\xBC\xAF\x27\x1C", "application/x-7z-compressed"},
    {"BZh", "application/x-bzip2", true},
    {"\xFD"
     "7zXZ\0"sv,
     "application/x-xz"},
    {"\x28\xB5\x2F\xFD", "application/zstd"},
    {"\x1F\x9D", "application/x-compress", true},
    {"\x1F\xA0", "application/x-compress", true},
    {"FORM", "audio/aiff", false, "AIFF"},
    {"RIFF", "video/avi", false, "AVI "},
    {"RIFF", "audio/wave", false, "WAVE"},
    {"ID3", "audio/mpeg", true},
    {"\xFF\xFB", "audio/mpeg", true},
    {"OggS\0"sv, "application/ogg"},
    {"fLaC", "audio/flac", true},
    {"MThd\0\0\0\6"sv, "audio/midi"},
    {"\x1A\x45\xDF\xA3", "video/webm"},
    {"FLV\x01", "video/x-flv"},
    {"\0\0\1\xBA"sv, "video/mpeg"},
    {"\0\0\1\xB3"sv, "video/mpeg"},
    {"\0\1\0\0"sv, "font/ttf"},
    {"OTTO", "font/otf", true},
    {"ttcf", "font/collection", true},
    {"wOFF", "font/woff", true},
    {"wOF2", "font/woff2", true},
    {"\x7F"
     "ELF",
     "application/x-executable"},
    {"MZ", "application/x-msdownload", true},
    {"\xCF\xFA\xED\xFE", "application/x-mach-binary"},
    {"\xFE\xED\xFA\xCF", "application/x-mach-binary"},
    {"\xCA\xFE\xBA\xBE", "application/java-vm"},
    {"\0asm"sv, "application/wasm"},
    {"CWS", "application/x-shockwave-flash", true},
    {"FWS", "application/x-shockwave-flash", true},
    {"SQLite format 3\0"sv, "application/vnd.sqlite3"},
};

// Elements whose tags make text a page.
constexpr string_view kTags[] = {
    "a",      "abbr",    "address",  "article", "aside",    "b",      "blockquote", "body",
    "br",     "button",  "center",   "cite",    "code",     "dd",     "div",        "dl",
    "dt",     "em",      "fieldset", "figure",  "font",     "footer", "form",       "frameset",
    "h1",     "h2",      "h3",       "h4",      "h5",       "h6",     "head",       "header",
    "hr",     "html",    "i",        "iframe",  "img",      "input",  "label",      "li",
    "link",   "main",    "meta",     "nav",     "ol",       "option", "p",          "pre",
    "script", "section", "select",   "small",   "span",     "strong", "style",      "sub",
    "sup",    "table",   "tbody",    "td",      "textarea", "th",     "thead",      "title",
    "tr",     "tt",      "u",        "ul",      "video",
};

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r'; }
bool StartsIgnoringCase(string_view text, string_view lower) {
  return text.size() >= lower.size() &&
         std::equal(lower.begin(), lower.end(), text.begin(),
                    [](char a, char b) { return a == ToAsciiLower(b); });
}

// https://mimesniff.spec.whatwg.org/#binary-data-byte
bool IsBinaryData(char c) {
  const auto byte = static_cast<uint8_t>(c);
  return byte <= 0x08 || byte == 0x0B || (byte >= 0x0E && byte <= 0x1A) ||
         (byte >= 0x1C && byte <= 0x1F);
}

bool HasBinaryData(string_view bytes) {
  return std::any_of(bytes.begin(), bytes.end(), IsBinaryData);
}

// How many of the bytes are. In text hardly any block holds a control but spaces and line ends.
size_t CountBinaryData(string_view bytes) {
  size_t count = 0;
  const auto add = [&](string_view part) {
    count += static_cast<size_t>(std::count_if(part.begin(), part.end(), IsBinaryData));
  };
  for (; bytes.size() >= 16; bytes.remove_prefix(16)) {
    if (simd::Block16(bytes.data()).Controls() != 0) add(bytes.substr(0, 16));
  }
  add(bytes);
  return count;
}

// "type/subtype" of the header, without parameters.
string_view Essence(string_view content_type) {
  while (!content_type.empty() && IsSpace(content_type.front())) content_type.remove_prefix(1);
  size_t end = std::min(content_type.find_first_of(";,"), content_type.size());
  while (end > 0 && IsSpace(content_type[end - 1])) --end;
  return content_type.substr(0, end);
}

bool Is(string_view essence, string_view lower) {
  return essence.size() == lower.size() && StartsIgnoringCase(essence, lower);
}

// The bytes that signatures begin with: a page begins with none of them, nearly always.
constexpr std::array<bool, 256> MakeFirstBytes() {
  std::array<bool, 256> first{};
  for (const Signature& signature : kSignatures) {
    first[static_cast<unsigned char>(signature.bytes[0])] = true;
  }
  return first;
}
constexpr std::array<bool, 256> kFirstBytes = MakeFirstBytes();

bool MayHaveSignature(string_view bytes) {
  if (bytes.empty()) return false;
  return kFirstBytes[static_cast<unsigned char>(bytes[0])] ||
         (bytes.size() >= 8 && bytes.substr(4, 4) == "ftyp");
}

string_view MatchSignature(string_view bytes) {
  if (!MayHaveSignature(bytes)) return {};
  const string_view header = bytes.substr(0, 1445);  // "resource header"
  for (const Signature& signature : kSignatures) {
    if (!header.starts_with(signature.bytes)) continue;
    const string_view at_8 = header.substr(std::min<size_t>(8, header.size()));
    if (!at_8.starts_with(signature.at_8)) continue;
    if (signature.could_be_text && !HasBinaryData(header)) continue;
    return signature.mime;
  }
  // https://mimesniff.spec.whatwg.org/#matches-the-signature-for-mp4; HEIC and AVIF are alike.
  if (header.size() >= 12 && header.substr(4, 4) == "ftyp" && HasBinaryData(header.substr(0, 4))) {
    const string_view brand = header.substr(8, 4);
    if (brand == "avif" || brand == "avis") return "image/avif";
    if (brand == "heic" || brand == "heix" || brand == "mif1") return "image/heic";
    return "video/mp4";
  }
  return {};
}

// UTF-16 as UTF-8, into `buffer`; the bytes without byte order mark when they are anything else.
string_view AsciiCompatible(string_view bytes, std::string& buffer) {
  std::optional<Encoding> utf16 = FindUtf16(bytes);
  if (bytes.starts_with("\xFF\xFE")) utf16 = Encoding::kUtf16le;
  if (bytes.starts_with("\xFE\xFF")) utf16 = Encoding::kUtf16be;
  size_t replacements = 0;
  if (utf16) return Decode(bytes.substr(0, kLookedAt), *utf16, buffer, replacements);
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  return bytes;
}

// The length of a tag of kTags at text[0] == '<', up to its name's end; 0 when there is none.
size_t TagLength(string_view text) {
  size_t i = 1;
  if (i < text.size() && text[i] == '/') ++i;
  const size_t begin = i;
  std::array<char, 12> name;
  while (i < text.size() && i - begin < name.size() && text[i] != '>' && text[i] != '/' &&
         !IsSpace(text[i])) {
    name[i - begin] = ToAsciiLower(text[i]);
    ++i;
  }
  if (i == text.size() || i - begin == name.size()) return 0;
  return std::binary_search(std::begin(kTags), std::end(kTags), string_view(name.data(), i - begin))
             ? i
             : 0;
}

// Text that begins with markup for HTML, or with words and has markup enough.
bool LooksLikeHtml(string_view text, bool declared_html, bool declared_text) {
  if (StartsIgnoringCase(text, "<!doctype html") || StartsIgnoringCase(text, "<html")) return true;
  const bool begins_with_tag =
      text.starts_with("<!--") || (text.starts_with('<') && TagLength(text) != 0);
  if (begins_with_tag && !declared_text) return true;
  size_t tags = 0;
  size_t end_tags = 0;
  size_t frame_tags = 0;
  for (size_t i = text.find('<'); i < text.size(); i = text.find('<', i + 1)) {
    const string_view tag = text.substr(i);
    const size_t length = TagLength(tag);
    if (length == 0) continue;
    ++tags;
    end_tags += tag[1] == '/';
    const string_view name = tag.substr(0, length);
    frame_tags += StartsIgnoringCase(name, "<html") || StartsIgnoringCase(name, "<body") ||
                  (StartsIgnoringCase(name, "<head") && length == 5);
  }
  if (declared_html) return tags > 0;
  // A page that a program's message or a header line stands before.
  if (frame_tags >= 2 && !declared_text) return true;
  const size_t per_tag = declared_text ? 60 : end_tags > 1 ? 400 : 100;
  return end_tags > 0 && tags * per_tag >= text.size();
}

bool LooksLikeJson(string_view text) {
  while (!text.empty() && (IsSpace(text.back()) || text.back() == ';')) text.remove_suffix(1);
  if (text.size() < 2) return false;
  size_t second = 1;
  while (second < text.size() && IsSpace(text[second])) ++second;
  if (text[0] == '{') return text.back() == '}' && (text[second] == '"' || text[second] == '}');
  return text[0] == '[' && text.back() == ']' &&
         string_view("{[\"]").find(text[second]) != string_view::npos;
}

// What follows the XML declaration, comments and the like.
string_view RootOf(string_view text) {
  while (text.starts_with("<?") || text.starts_with("<!")) {
    const string_view close = text.starts_with("<!--") ? "-->" : ">";
    const size_t end = text.find(close);
    if (end == string_view::npos) return {};
    text.remove_prefix(end + close.size());
    while (!text.empty() && IsSpace(text.front())) text.remove_prefix(1);
  }
  return text;
}

// XML, by its root; kEmpty when it is none.
ContentType SniffXml(string_view text, string_view essence) {
  const string_view root = RootOf(text);
  if (StartsIgnoringCase(root, "<rss")) return {ContentKind::kXml, "application/rss+xml"};
  if (StartsIgnoringCase(root, "<feed")) return {ContentKind::kXml, "application/atom+xml"};
  if (StartsIgnoringCase(root, "<rdf:rdf")) return {ContentKind::kXml, "application/rdf+xml"};
  if (StartsIgnoringCase(root, "<svg") && !Is(essence, "text/html")) {
    return {ContentKind::kXml, "image/svg+xml"};
  }
  if (StartsIgnoringCase(root, "<html")) {
    const bool xhtml = text.starts_with("<?xml") ? !Is(essence, "text/html")
                                                 : Is(essence, "application/xhtml+xml");
    return {ContentKind::kHtml, xhtml ? "application/xhtml+xml" : "text/html"};
  }
  if (text.starts_with("<?xml") && !Is(essence, "text/html")) {
    return {ContentKind::kXml, "text/xml"};
  }
  return {};
}

// Style sheets and scripts have no signature.
string_view CodeType(string_view essence) {
  for (string_view mime : {"text/css", "text/javascript", "application/javascript",
                           "application/x-javascript", "application/ecmascript"}) {
    if (Is(essence, mime)) return mime == "text/css" ? mime : "text/javascript";
  }
  return {};
}

ContentType SniffText(string_view text, string_view essence) {
  while (!text.empty() && IsSpace(text.front())) text.remove_prefix(1);
  if (text.empty()) return {};
  if (text.starts_with("%PDF-")) return {ContentKind::kBinary, "application/pdf"};
  if (const ContentType xml = SniffXml(text, essence); xml.kind != ContentKind::kEmpty) return xml;
  if (LooksLikeJson(text)) return {ContentKind::kJson, "application/json"};
  const bool declared_html = Is(essence, "text/html") || Is(essence, "application/xhtml+xml");
  const string_view start = text.substr(0, kLookedAt);
  const string_view code = CodeType(essence);
  if (LooksLikeHtml(start, declared_html, Is(essence, "text/plain") || !code.empty())) {
    return {ContentKind::kHtml, "text/html"};
  }
  if (!code.empty()) return {ContentKind::kCode, code};
  return {ContentKind::kText, "text/plain"};
}

}  // namespace

ContentType SniffContentType(std::string_view bytes, std::string_view content_type) {
  const string_view essence = Essence(content_type);
  if (const string_view mime = MatchSignature(bytes); !mime.empty()) {
    return {ContentKind::kBinary, mime};
  }
  std::string buffer;
  const string_view text = AsciiCompatible(bytes, buffer);
  const string_view start = text.substr(0, 4096);
  const size_t binary = CountBinaryData(start);
  // A header that says text allows for some dirt.
  const bool may_be_text = StartsIgnoringCase(essence, "text/") || essence.empty();
  if (binary * (may_be_text ? 20 : 50) > start.size()) {
    return {ContentKind::kBinary, "application/octet-stream"};
  }
  return SniffText(text, essence);
}

}  // namespace tamis::encoding
