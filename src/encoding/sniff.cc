#include "encoding/sniff.h"

#include <algorithm>
#include <array>

#include "base/unicode/utf8.h"
#include "encoding/decode.h"
#include "encoding/decoders/writer.h"
#include "encoding/detect/detect.h"
#include "encoding/prescan.h"
#include "encoding/utf16_hint.h"

namespace tamis::encoding {
namespace {

using std::string_view;

// Fewer characters than this may be valid UTF-8 by chance in a double-byte encoding.
constexpr size_t kChanceSequences = 3;
// Declarations are held against the start of the page that has so many bytes above 7F.
constexpr size_t kCheckedHighBytes = 4 * 1024;
// Bits by which one reading of the page must beat another that was declared.
constexpr float kClearly = 20;

bool IsHigh(char c) { return static_cast<uint8_t>(c) >= 0x80; }

// How far the bytes are UTF-8.
struct Utf8Evidence {
  bool valid = false;
  bool ascii = false;
  size_t good = 0;  // characters beyond ASCII; not all are counted when `valid`
  size_t bad = 0;   // ill-formed ones; after good ones, not one that the end of the page cuts off

  // Beyond doubt: no other encoding gives sequences like these, but for a few by chance.
  bool IsUtf8() const { return !ascii && good > 0 && good >= 20 * bad; }
};

// Characters beyond ASCII in valid UTF-8, up to `limit`.
size_t CountCharacters(string_view valid, size_t limit) {
  size_t count = 0;
  for (size_t i = AsciiPrefix(valid); i < valid.size() && count < limit; ++count) {
    DecodeUtf8(valid, i);
    i += AsciiPrefix(valid.substr(i));
  }
  return count;
}

// Looks no further than kEnoughErrors: what comes after is taken to be alike.
Utf8Evidence LookForUtf8(string_view bytes) {
  constexpr size_t kEnoughErrors = 1000;
  Utf8Evidence evidence;
  bytes.remove_prefix(AsciiPrefix(bytes));  // says nothing; most pages have not much behind it
  size_t valid = ValidUtf8Prefix(bytes);
  if (valid == bytes.size()) {
    evidence.valid = true;
    evidence.good = CountCharacters(bytes, kChanceSequences);
    evidence.ascii = evidence.good == 0;
    return evidence;
  }
  while (true) {
    evidence.good += CountCharacters(bytes.substr(0, valid), valid);
    bytes.remove_prefix(valid);
    if (bytes.empty() || evidence.bad == kEnoughErrors) return evidence;
    size_t length = 0;
    DecodeUtf8(bytes, length);
    const bool cut_off = length == bytes.size() && static_cast<uint8_t>(bytes[0]) >= 0xC2;
    evidence.bad += !cut_off || evidence.good == 0;
    bytes.remove_prefix(length);
    valid = ValidUtf8Prefix(bytes);
  }
}

struct Declaration {
  Encoding encoding = Encoding::kUtf8;
  Source source = Source::kDefault;

  // A mark and UTF-8 that fits need no second opinion.
  bool IsFinal() const { return source == Source::kBom || encoding == Encoding::kUtf8; }
};

std::optional<Encoding> EncodingOfMark(string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return Encoding::kUtf8;
  if (bytes.starts_with("\xFE\xFF")) return Encoding::kUtf16be;
  if (bytes.starts_with("\xFF\xFE")) return Encoding::kUtf16le;
  return std::nullopt;
}

// All that the page and its server say, in the order of the standard.
class Declarations {
 public:
  Declarations(string_view bytes, string_view content_type) {
    Add(EncodingOfMark(bytes), Source::kBom);
    Add(EncodingFromContentType(content_type), Source::kHttp);
  }
  void AddPrescanned(string_view bytes) {
    const string_view head = bytes.substr(0, kPrescanBytes);
    const std::optional<Encoding> meta = PrescanMeta(head);
    Add(meta, meta && IsUtf16(*meta) ? Source::kXml : Source::kMeta);
    Add(PrescanXml(head), Source::kXml);
  }
  void AddLateMeta(string_view bytes) { Add(PrescanHead(bytes), Source::kMetaLate); }

  const Declaration* begin() const { return list_.data(); }
  const Declaration* end() const { return list_.data() + size_; }
  bool empty() const { return size_ == 0; }

 private:
  void Add(std::optional<Encoding> encoding, Source source) {
    if (encoding) list_[size_++] = {*encoding, source};
  }
  std::array<Declaration, 5> list_;
  size_t size_ = 0;
};

bool HasJapaneseEscapes(string_view bytes) {
  return bytes.find("\x1B$B") != string_view::npos || bytes.find("\x1B$@") != string_view::npos;
}

// Holds encodings against the bytes; statistics only when a question needs them.
class Judge {
 public:
  explicit Judge(string_view bytes) : bytes_(bytes), utf8_(LookForUtf8(bytes)) {}

  const Utf8Evidence& utf8() const { return utf8_; }
  // The page cannot be in this encoding, or is far more likely in another.
  bool Refutes(Encoding encoding) {
    if (encoding == Encoding::kUtf8) return utf8_.bad > utf8_.good;
    if (IsUtf16(encoding)) {
      const std::optional<Encoding> found = FindUtf16(bytes_);
      return found ? *found != encoding : utf8_.valid;
    }
    if (encoding == Encoding::kReplacement) return utf8_.IsUtf8() || !HasShiftCodes();
    if (utf8_.ascii) return false;
    const bool single_byte = IsSingleByte(encoding) || encoding == Encoding::kXUserDefined;
    if (utf8_.IsUtf8()) {
      return single_byte || utf8_.good >= kChanceSequences || ErrorsAs(encoding) > 0;
    }
    if (encoding == Encoding::kWindows1252 && LooksLikeNoLatinText()) {
      return statistics().Excess(encoding) >
             kClearly + 2 * static_cast<float>(statistics().evidence);
    }
    return HasErrorsAs(encoding) && statistics().Excess(encoding) > kClearly;
  }
  // Both are possible; `second` reads much better.
  bool Prefers(Encoding second, Encoding first) {
    return statistics().Excess(second) + kClearly < statistics().Excess(first);
  }
  const Detection& statistics() {
    if (!statistics_) statistics_ = DetectLegacyEncoding(bytes_);
    return *statistics_;
  }

 private:
  // The start of the page that has kCheckedHighBytes bytes above 7F, up to where no character is
  // cut: a byte below 40 is no trail byte, but in four-byte sequences of gb18030.
  string_view Checked() const {
    size_t end = AsciiPrefix(bytes_);
    for (size_t high = 0; end < bytes_.size() && high < kCheckedHighBytes; ++high) {
      ++end;
      if (end < bytes_.size() && !IsHigh(bytes_[end])) end += AsciiPrefix(bytes_.substr(end));
    }
    while (end < bytes_.size() && static_cast<uint8_t>(bytes_[end]) >= 0x40) ++end;
    return bytes_.substr(0, end);
  }
  // Ill-formed sequences, and C1 controls, which nobody writes: the page of a Windows program
  // declared as ISO-8859 has them where its quotes are.
  size_t ErrorsAs(Encoding encoding) const {
    std::string buffer;
    size_t errors = 0;
    const string_view text = Decode(Checked(), encoding, buffer, errors);
    for (size_t i = text.find('\xC2'); i < text.size(); i = text.find('\xC2', i + 2)) {
      errors += static_cast<uint8_t>(text[i + 1]) < 0xA0;
    }
    return errors;
  }
  // A single byte of a single-byte encoding says much; longer encodings have slips.
  bool HasErrorsAs(Encoding encoding) const {
    const size_t errors = ErrorsAs(encoding);
    return IsSingleByte(encoding) ? errors > 0 : errors * 200 > Checked().size();
  }
  // In Latin text, bytes above 7F mostly stand alone.
  bool LooksLikeNoLatinText() const {
    const string_view text = Checked();
    size_t high = 0;
    size_t paired = 0;
    for (size_t i = AsciiPrefix(text); i < text.size();) {
      ++high;
      ++i;
      if (i == text.size()) break;
      if (IsHigh(text[i])) {
        ++paired;
      } else {
        i += AsciiPrefix(text.substr(i));
      }
    }
    return high >= 20 && paired * 3 > high;
  }
  // ISO-2022 and HZ, which the standard decodes to a single U+FFFD, work by these.
  bool HasShiftCodes() const {
    return bytes_.find_first_of("\x1B\x0E") != string_view::npos ||
           bytes_.find("~{") != string_view::npos;
  }

  string_view bytes_;
  Utf8Evidence utf8_;
  std::optional<Detection> statistics_;
};

// The first declaration that the bytes do not refute, unless a later one reads much better.
const Declaration* Choose(const Declarations& declarations, Judge& judge) {
  const Declaration* chosen = nullptr;
  for (const Declaration& declaration : declarations) {
    if (chosen != nullptr && chosen->encoding == declaration.encoding) continue;
    if (judge.Refutes(declaration.encoding)) continue;
    if (chosen == nullptr) {
      chosen = &declaration;
      if (chosen->IsFinal()) break;
      continue;
    }
    if (!judge.utf8().ascii && judge.Prefers(declaration.encoding, chosen->encoding)) {
      chosen = &declaration;
    }
  }
  return chosen;
}

Declaration Guess(string_view bytes, Judge& judge) {
  if (const std::optional<Encoding> utf16 = FindUtf16(bytes)) return {*utf16, Source::kStatistics};
  const Utf8Evidence& utf8 = judge.utf8();
  if (utf8.ascii && HasJapaneseEscapes(bytes)) return {Encoding::kIso2022Jp, Source::kStatistics};
  if (utf8.ascii) return {Encoding::kUtf8, Source::kDefault};
  if (utf8.good >= 2 * utf8.bad) return {Encoding::kUtf8, Source::kStatistics};
  return {judge.statistics().candidates[0].encoding, Source::kStatistics};
}

}  // namespace

std::string_view SourceName(Source source) {
  constexpr string_view kNames[] = {"bom", "http",       "meta",   "meta-late",
                                    "xml", "statistics", "default"};
  return kNames[static_cast<size_t>(source)];
}

EncodingDecision Decide(std::string_view bytes, std::string_view content_type) {
  Declarations declarations(bytes, content_type);
  Judge judge(bytes);
  const bool settled =
      std::any_of(declarations.begin(), declarations.end(), [&](const Declaration& declaration) {
        return declaration.IsFinal() && !judge.Refutes(declaration.encoding);
      });
  if (!settled) declarations.AddPrescanned(bytes);
  if (declarations.empty()) declarations.AddLateMeta(bytes);
  EncodingDecision decision;
  decision.valid_utf8 = judge.utf8().valid;
  if (!declarations.empty()) decision.declared = declarations.begin()->encoding;
  const Declaration* chosen = Choose(declarations, judge);
  const Declaration found = chosen != nullptr ? *chosen : Guess(bytes, judge);
  decision.encoding = found.encoding;
  decision.source = found.source;
  decision.declared_was_wrong = decision.declared && *decision.declared != found.encoding;
  return decision;
}

DecodedPage DecodePage(std::string_view bytes, std::string_view content_type, std::string& buffer) {
  DecodedPage page;
  page.decision = Decide(bytes, content_type);
  if (page.decision.encoding == Encoding::kUtf8 && page.decision.valid_utf8) {
    page.utf8 = bytes.substr(bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0);
  } else {
    page.utf8 = Decode(bytes, page.decision.encoding, buffer, page.replacements);
  }
  return page;
}

}  // namespace tamis::encoding
