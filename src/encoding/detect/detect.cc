#include "encoding/detect/detect.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <limits>
#include <string>
#include <vector>

#include "base/unicode/unicode.h"
#include "base/unicode/utf8.h"
#include "encoding/decode.h"
#include "encoding/detect/models.h"
#include "encoding/detect/sample.h"
#include "encoding/tables/tables.h"

namespace tamis::encoding {
namespace {

// Costs in bits, where the language models say nothing.
constexpr float kAsciiWeight = 0.25f;  // of pairs of ASCII letters
constexpr float kForeignLetter = 17;   // a letter that the language does not have
constexpr float kScriptChange = 10;    // a Latin letter beside one of another script
constexpr float kCaseJump = 8;         // a capital after a small letter
constexpr float kTypography = 4;       // quotes, dashes, euro: usual in any text
constexpr float kTurnedQuote = 4;      // closing where a word begins, opening where it ends
constexpr float kNoBreakSpace = 2;
constexpr float kOddSymbol = 10;         // fractions, box drawing, ...
constexpr float kOddSymbolAtLetter = 4;  // more, on either side
constexpr float kControl = 25;           // C1 controls and bytes without meaning
constexpr float kIdeographError = 25;    // an ill-formed sequence
constexpr float kIdeographPunctuation = 4;
constexpr float kIdeographAtLetter = 4;  // a Latin letter beside it
constexpr float kRareIdeograph = 21;

// Nobody asks how much worse than this a candidate is: its reading stops there.
constexpr float kHopeless = 1000;

// A candidate and what it must overcome: rare encodings, and those that share most bytes with a
// more usual one, need evidence.
struct Hypothesis {
  Encoding encoding;
  float prior;  // bits
  std::string_view languages;
};

constexpr std::string_view kWestern =
    "english german french spanish portuguese italian dutch swedish danish bokmal finnish "
    "icelandic catalan albanian";
constexpr std::string_view kCentral =
    "polish czech slovak hungarian romanian croatian slovene albanian german";
constexpr std::string_view kBaltic = "estonian latvian lithuanian";

constexpr Hypothesis kHypotheses[kCandidateCount] = {
    {Encoding::kWindows1252, 0, kWestern},
    {Encoding::kWindows1251, 2, "russian ukrainian bulgarian serbian macedonian belarusian"},
    {Encoding::kWindows1250, 3, kCentral},
    {Encoding::kGbk, 2, "chinese"},
    {Encoding::kShiftJis, 2, "japanese"},
    {Encoding::kBig5, 3, "chinese"},
    {Encoding::kEucKr, 3, "korean"},
    {Encoding::kEucJp, 3, "japanese"},
    {Encoding::kWindows1254, 3, "turkish"},
    {Encoding::kWindows1256, 3, "arabic persian urdu"},
    {Encoding::kWindows1253, 4, "greek"},
    {Encoding::kWindows1255, 4, "hebrew"},
    {Encoding::kWindows874, 4, "thai"},
    {Encoding::kIso8859_2, 5, kCentral},
    {Encoding::kWindows1257, 5, kBaltic},
    {Encoding::kIso8859_7, 6, "greek"},
    {Encoding::kKoi8R, 6, "russian bulgarian"},
    {Encoding::kWindows1258, 8, "vietnamese"},
    {Encoding::kKoi8U, 8, "ukrainian"},
    {Encoding::kIso8859_15, 5, kWestern},
    {Encoding::kIbm866, 10, "russian ukrainian bulgarian"},
    {Encoding::kIso8859_6, 12, "arabic"},
    {Encoding::kIso8859_13, 12, kBaltic},
    {Encoding::kIso8859_5, 12, "russian bulgarian serbian macedonian"},
    {Encoding::kIso8859_8, 12, "hebrew"},
};

// What the models see of one byte.
enum class Kind : uint8_t { kSpace, kAsciiLetter, kLetter, kSymbol, kOpening, kClosing };
struct Glyph {
  Kind kind = Kind::kSpace;  // kSpace: ASCII punctuation and digits too
  char32_t letter = 0;       // lower case; 0: no letter
  float bits = 0;            // whatever stands before
  bool upper = false;
  bool lower = false;
};

bool Contains(std::u32string_view set, char32_t c) { return set.find(c) != set.npos; }

Glyph SymbolGlyph(char32_t c) {
  Glyph glyph;
  if (c < 0x80) return glyph;
  if (c == 0xA0) {
    glyph.bits = kNoBreakSpace;
  } else if (c < 0xA0 || c >= 0xE000) {
    glyph.bits = kControl;
  } else if (c == U'’') {
    glyph = {Kind::kClosing, 0, kTypography};
  } else if (c == U'„' || c == U'‚') {
    glyph = {Kind::kOpening, 0, kTypography};
  } else if (Contains(U"‘“”«»‹›–—…•·©®°§™€£¡¿№", c)) {
    glyph.bits = kTypography;
  } else {
    glyph = {Kind::kSymbol, 0, kOddSymbol};
  }
  return glyph;
}

Glyph GlyphOf(char32_t c) {
  const uint16_t flags = unicode::FlagsOf(c);
  const bool letter = (flags & (unicode::kLetter | unicode::kMark)) != 0;
  if (!letter || c == 0xAA || c == 0xBA) return SymbolGlyph(c);
  return {c < 0x80 ? Kind::kAsciiLetter : Kind::kLetter, unicode::ToLower(c), 0,
          (flags & unicode::kUpper) != 0, (flags & unicode::kLower) != 0};
}

// What two neighbours cost beyond the language's pair.
float NeighbourCost(const Glyph& first, const Glyph& second, bool latin) {
  const auto is_letter = [](const Glyph& g) { return g.letter != 0; };
  if (is_letter(first) && is_letter(second)) {
    if (!latin && first.kind != second.kind) return kScriptChange;
    return first.lower && second.upper ? kCaseJump : 0;
  }
  if (first.kind == Kind::kSymbol && is_letter(second)) return kOddSymbolAtLetter;
  if (second.kind == Kind::kSymbol && is_letter(first)) return kOddSymbolAtLetter;
  if (second.kind == Kind::kOpening && is_letter(first)) return kTurnedQuote;
  if (second.kind == Kind::kClosing && first.kind == Kind::kSpace) return kTurnedQuote;
  return 0;
}

using Glyphs = std::array<Glyph, 256>;

Glyphs GlyphsOf(Encoding encoding) {
  Glyphs glyphs;
  const size_t row = static_cast<size_t>(encoding) - static_cast<size_t>(Encoding::kIbm866);
  for (size_t byte = 0; byte < 256; ++byte) {
    const char32_t c = byte < 0x80 ? static_cast<char32_t>(byte) : kSingleByte[row][byte - 0x80];
    glyphs[byte] = GlyphOf(c);
    if (c == 0 && byte != 0) glyphs[byte].bits = kControl;
  }
  return glyphs;
}

// How often one byte follows another in the sample, for pairs that tell something.
struct BytePair {
  uint8_t first;
  uint8_t second;
  uint32_t count;
};

struct Statistics {
  std::vector<BytePair> pairs;  // with a byte above 7F
  // Pairs of ASCII letters; 0 is whatever is none.
  std::array<std::array<uint32_t, 27>, 27> ascii{};
  size_t high_bytes = 0;
  size_t high_pairs = 0;  // a byte above 7F after another
};

size_t AsciiSymbol(char32_t c) {
  const char32_t lower = c | 0x20;
  return lower >= 'a' && lower <= 'z' ? lower - 'a' + 1u : 0;
}

Statistics Count(std::string_view sample) {
  Statistics statistics;
  std::vector<uint16_t> counts(256 * 256);
  uint8_t previous = ' ';
  for (char c : sample) {
    const auto byte = static_cast<uint8_t>(c);
    if (byte < 0x80 && previous < 0x80) {
      ++statistics.ascii[AsciiSymbol(previous)][AsciiSymbol(byte)];
    } else {
      ++counts[previous * 256u + byte];
    }
    statistics.high_bytes += byte >= 0x80;
    statistics.high_pairs += byte >= 0x80 && previous >= 0x80;
    previous = byte;
  }
  statistics.ascii[0][0] = 0;
  for (size_t n = 0; n < counts.size(); ++n) {
    if (counts[n] == 0) continue;
    statistics.pairs.push_back(
        {static_cast<uint8_t>(n / 256), static_cast<uint8_t>(n % 256), counts[n]});
  }
  return statistics;
}

float AsciiCost(const Statistics& statistics, const AlphabetModel& model) {
  const size_t symbols = model.letter_count + 27;
  float bits = 0;
  for (size_t a = 0; a < 27; ++a) {
    for (size_t b = 0; b < 27; ++b) {
      const uint32_t count = statistics.ascii[a][b];
      if (count != 0) bits += static_cast<float>(count) * CostOf(model.costs[a * symbols + b]);
    }
  }
  return bits * kAsciiWeight;
}

constexpr size_t kForeign = 255;

// Symbols of the model for the 256 bytes.
std::array<uint8_t, 256> SymbolsOf(const Glyphs& glyphs, const AlphabetModel& model) {
  std::array<uint8_t, 256> symbols{};
  const size_t first = model.latin ? 27 : 1;
  for (size_t byte = 0; byte < 256; ++byte) {
    const char32_t letter = glyphs[byte].letter;
    if (letter == 0) continue;
    if (letter < 0x80) {
      symbols[byte] =
          model.latin ? static_cast<uint8_t>(AsciiSymbol(static_cast<char32_t>(byte))) : 0;
      continue;
    }
    const uint16_t* end = model.letters + model.letter_count;
    const uint16_t* found = std::lower_bound(model.letters, end, letter);
    const bool known = found != end && *found == letter;
    symbols[byte] = known ? static_cast<uint8_t>(first + static_cast<size_t>(found - model.letters))
                          : static_cast<uint8_t>(kForeign);
  }
  return symbols;
}

float PairsCost(const Statistics& statistics, const Glyphs& glyphs, const AlphabetModel& model,
                float limit) {
  const std::array<uint8_t, 256> symbols = SymbolsOf(glyphs, model);
  const size_t count = model.letter_count + (model.latin ? 27 : 1);
  // Words of other scripts have more than one letter; Italian has the word "è".
  float bits = !model.latin && statistics.high_pairs == 0 ? kScriptChange : 0;
  for (const BytePair& pair : statistics.pairs) {
    const Glyph& second = glyphs[pair.second];
    const size_t b = symbols[pair.second];
    const size_t a = symbols[pair.first] == kForeign ? 0 : symbols[pair.first];
    float cost = second.bits + NeighbourCost(glyphs[pair.first], second, model.latin);
    cost += b == kForeign ? kForeignLetter : CostOf(model.costs[a * count + b]);
    bits += cost * static_cast<float>(pair.count);
    if (bits > limit) break;
  }
  return bits;
}

const AlphabetModel* AlphabetModelOf(std::string_view language) {
  return std::find_if(std::begin(kAlphabetModels), std::end(kAlphabetModels),
                      [language](const AlphabetModel& m) { return m.language == language; });
}

Candidate BestLanguage(const Hypothesis& hypothesis, const Statistics& statistics,
                       float english_ascii, float limit) {
  const Glyphs glyphs = GlyphsOf(hypothesis.encoding);
  Candidate best{hypothesis.encoding, {}, 0};
  for (std::string_view rest = hypothesis.languages; !rest.empty();) {
    const size_t end = std::min(rest.find(' '), rest.size());
    const std::string_view language = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const AlphabetModel& model = *AlphabetModelOf(language);
    const float base =
        hypothesis.prior + (model.latin ? AsciiCost(statistics, model) : english_ascii);
    const float bits = base + PairsCost(statistics, glyphs, model, limit - base);
    if (best.language.empty() || bits < best.bits) best = {hypothesis.encoding, language, bits};
  }
  return best;
}

float IdeographCost(char32_t c, const IdeographModel& model) {
  if (c < 0x80) return 0;
  const uint16_t* end = model.characters + model.count;
  const uint16_t* found = std::lower_bound(model.characters, end, c);
  if (found != end && *found == c) return CostOf(model.costs[found - model.characters]);
  if ((c >= 0x3000 && c < 0x3040) || (c >= 0xFF00 && c < 0xFF60)) return kIdeographPunctuation;
  if (c >= 0xE000 && c < 0xF900) return kControl;
  return unicode::IsLetter(c) ? kRareIdeograph : SymbolGlyph(c).bits;
}

Candidate ReadIdeographs(const Hypothesis& hypothesis, std::string_view sample, float english_ascii,
                         float limit) {
  const IdeographModel& model =
      *std::find_if(std::begin(kIdeographModels), std::end(kIdeographModels),
                    [&](const IdeographModel& m) { return m.language == hypothesis.languages; });
  std::string buffer;
  size_t errors = 0;
  const std::string_view text = Decode(sample, hypothesis.encoding, buffer, errors);
  float bits = hypothesis.prior + english_ascii + kIdeographError * static_cast<float>(errors);
  char32_t previous = ' ';
  for (size_t i = 0; i < text.size() && bits < limit;) {
    const char32_t c = DecodeUtf8(text, i);
    if (c != kReplacementCharacter) bits += IdeographCost(c, model);
    const bool border = (c < 0x80) != (previous < 0x80);
    if (border && AsciiSymbol(std::min(c, previous)) != 0) bits += kIdeographAtLetter;
    previous = c;
  }
  return {hypothesis.encoding, hypothesis.languages, bits};
}

}  // namespace

float Detection::Excess(Encoding encoding) const {
  if (encoding == Encoding::kGb18030) encoding = Encoding::kGbk;
  if (encoding == Encoding::kIso8859_8_I) encoding = Encoding::kIso8859_8;
  float western = 0;
  for (const Candidate& candidate : candidates) {
    if (candidate.encoding == encoding) return candidate.bits - candidates[0].bits;
    if (candidate.encoding == Encoding::kWindows1252) western = candidate.bits;
  }
  return western - candidates[0].bits;
}

Detection DetectLegacyEncoding(std::string_view page) {
  const std::string sample = MakeSample(page);
  const Statistics statistics = Count(sample);
  const float english_ascii = AsciiCost(statistics, *AlphabetModelOf("english"));
  Detection detection;
  detection.evidence = statistics.high_bytes;
  float limit = std::numeric_limits<float>::max();
  for (size_t n = 0; n < kCandidateCount; ++n) {
    const Hypothesis& hypothesis = kHypotheses[n];
    detection.candidates[n] = IsSingleByte(hypothesis.encoding)
                                  ? BestLanguage(hypothesis, statistics, english_ascii, limit)
                                  : ReadIdeographs(hypothesis, sample, english_ascii, limit);
    limit = std::min(limit, detection.candidates[n].bits + kHopeless);
  }
  std::sort(detection.candidates.begin(), detection.candidates.end(),
            [](const Candidate& a, const Candidate& b) {
              return a.bits != b.bits ? a.bits < b.bits : a.encoding < b.encoding;
            });
  return detection;
}

}  // namespace tamis::encoding
