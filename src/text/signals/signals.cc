#include "text/signals/signals.h"

#include <algorithm>
#include <array>
#include <bit>
#include <span>

#include "base/memory/load.h"
#include "base/simd/sse2.h"
#include "base/unicode/utf8.h"
#include "text/signals/char_class.h"
#include "text/signals/phrases.h"
#include "text/signals/thresholds.h"

namespace tamis::text {
namespace {

constexpr size_t kMaxPlainBytes = 63;   // a window of masks is 64 wide
constexpr size_t kMaxAbbreviation = 6;  // bytes, with its full stop
constexpr size_t kShortLineCharacters = 30;
constexpr size_t kMaxCharacterBytes = 4;
constexpr uint32_t kLongChunkCharacters = 1000;
constexpr uint32_t kMinWordsOfLine = 3;
constexpr std::string_view kEllipsis = "\u2026";
constexpr std::string_view kBullet = "\u2022";

// Bytes that continue no sequence: those that are, as signed ones, -64 and more.
size_t CountCharacters(std::string_view utf8) {
  const __m128i zeros = _mm_setzero_si128();
  __m128i sums = zeros;
  size_t i = 0;
  for (; i + 16 <= utf8.size(); i += 16) {
    const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(utf8.data() + i));
    const __m128i begins = _mm_cmpgt_epi8(block, _mm_set1_epi8(-65));  // -1 each
    sums = _mm_add_epi64(sums, _mm_sad_epu8(_mm_sub_epi8(zeros, begins), zeros));
  }
  auto characters =
      static_cast<size_t>(_mm_cvtsi128_si64(_mm_add_epi64(sums, _mm_unpackhi_epi64(sums, sums))));
  for (; i < utf8.size(); ++i) characters += (utf8[i] & 0xC0) != 0x80;
  return characters;
}

// The class of the character that `text` ends with. REQUIRES: not empty
uint16_t LastClass(std::string_view text) {
  size_t i = text.size() - 1;
  while (i > 0 && text.size() - i < kMaxCharacterBytes && (text[i] & 0xC0) == 0x80) --i;
  return CharClassOf(DecodeUtf8(text, i));
}

// Marks that stand apart after a word whatever it is: 1; the full stop, which not always does.
constexpr uint8_t kFullStop = 2;
constexpr std::array<uint8_t, 256> MakeTrailing() {
  std::array<uint8_t, 256> marks{};
  for (const unsigned char c : {',', ';', ':', '!', '?', ')', ']', '"'}) marks[c] = 1;
  marks['.'] = kFullStop;
  return marks;
}
constexpr std::array<uint8_t, 256> kTrailing = MakeTrailing();

// Which bits of two eight-byte words are of a word of so many bytes.
struct Kept {
  uint64_t first, second;
};
constexpr std::array<Kept, 17> MakeKept() {
  std::array<Kept, 17> kept{};
  constexpr auto low = [](size_t bytes) {
    return bytes == 0 ? 0 : ~uint64_t{0} >> (64 - 8 * bytes);
  };
  for (size_t size = 0; size <= 16; ++size) {
    kept[size] = {low(std::min<size_t>(size, 8)), low(size - std::min<size_t>(size, 8))};
  }
  return kept;
}
constexpr std::array<Kept, 17> kKept = MakeKept();

// Whether the mark behind a word of ASCII letters stands apart whatever the word is; the full stop
// does behind all that cannot be an abbreviation.
bool StandsApart(const char* word, size_t letters) {
  if (letters == 0) return false;
  const uint8_t mark = kTrailing[static_cast<unsigned char>(word[letters])];
  if (mark != kFullStop) return mark != 0;
  if ((word[letters - 1] & 0x20) == 0) return false;
  if (letters >= kMaxAbbreviation) return true;
  // Of small letters there are two: "co." and "vs."
  return letters > 2 && (word[0] & 0x20) != 0;
}

bool EndsSentence(char mark) { return mark == '.' || mark == '!' || mark == '?'; }

// A mark is a word of one byte.
uint64_t HashMark(char mark) { return HashShortWord(static_cast<unsigned char>(mark), 0); }

std::string_view TrimEnd(std::string_view line) {
  while (!line.empty() && static_cast<unsigned char>(line.back()) <= ' ') line.remove_suffix(1);
  return line;
}
std::string_view Trim(std::string_view line) {
  while (!line.empty() && static_cast<unsigned char>(line.front()) <= ' ') line.remove_prefix(1);
  return TrimEnd(line);
}

bool EndsWithEllipsis(std::string_view line) {
  return line.ends_with("...") || line.ends_with(kEllipsis);
}

// The length of "[12]", "[]", "[edit]" or "[citation needed]" at the start of `text`, else 0.
size_t CitationLength(std::string_view text) {
  for (const std::string_view words : {"[edit]", "[citation needed]"}) {
    if (text.starts_with(words)) return words.size();
  }
  size_t i = 1;
  while (i < text.size() && text[i] >= '0' && text[i] <= '9') ++i;
  return i < text.size() && text[i] == ']' ? i + 1 : 0;
}

void AppendWithoutCitations(std::string_view line, std::string& out) {
  for (size_t i = 0; i < line.size();) {
    const size_t length = line[i] == '[' ? CitationLength(line.substr(i)) : 0;
    if (length == 0) out.push_back(line[i++]);
    i += length;
  }
}

float Ratio(double part, double whole) { return whole == 0 ? 0 : static_cast<float>(part / whole); }

}  // namespace

QualitySignals SignalReader::Read(std::string_view utf8, std::string_view language) {
  Start(utf8, language);
  if (Trim(utf8).empty()) return signals_;
  const bool ascii = masks_.characters() == utf8.size();
  uint64_t paragraph_hash = 0;
  size_t paragraph_characters = 0;
  const uint32_t* line_feed = masks_.line_feeds();
  for (size_t begin = 0; begin <= utf8.size(); ++line_feed) {
    const bool ends = *line_feed != ByteMasks::kEnd;
    const size_t end = ends ? *line_feed : utf8.size();
    const std::string_view line = utf8.substr(begin, end - begin);
    if (line.empty()) {
      if (paragraph_characters != 0) paragraph_repeats_.Add(paragraph_hash, paragraph_characters);
      paragraph_hash = paragraph_characters = 0;
    } else {
      const uint64_t hash = HashBytes(line);
      const size_t characters = ascii ? line.size() : CountCharacters(line);
      paragraph_hash = MixHash(paragraph_hash, hash);
      paragraph_characters += characters + (paragraph_characters != 0);
      if (ReadLine(begin, end)) {
        line_repeats_.Add(hash, characters);
        counts_.short_lines += characters <= kShortLineCharacters;
      }
    }
    counts_.line_ends += ends;
    begin = end + 1;
  }
  if (paragraph_characters != 0) paragraph_repeats_.Add(paragraph_hash, paragraph_characters);
  Finish();
  return signals_;
}

void SignalReader::Start(std::string_view utf8, std::string_view language) {
  text_ = utf8;
  masks_.Set(utf8);
  edge_ = masks_.edges();
  phrase_pair_ = masks_.phrase_pairs();
  repetition_.Clear();
  line_repeats_.Clear();
  paragraph_repeats_.Clear();
  has_stop_words_ = stop_words_.SetLanguage(language);
  counts_ = {};
  signals_ = {};
}

// False when there is nothing but white space.
bool SignalReader::ReadLine(size_t begin, size_t end) {
  const std::string_view line = text_.substr(begin, end - begin);
  Line read;
  repetition_.Reserve(line.size());
  ReadWords(end, read);
  if (read.chunks == 0) return false;
  ++counts_.filled_lines;
  if ((LastClass(line) & kCharTerminal) != 0) ++counts_.terminal_lines;
  const std::string_view trimmed = Trim(line);
  if (trimmed[0] == '-' || trimmed.starts_with(kBullet)) ++counts_.bullet_lines;
  if (EndsWithEllipsis(trimmed)) ++counts_.ellipsis_lines;
  JudgeForC4(trimmed, read);
  return true;
}

void SignalReader::ReadWords(size_t end, Line& line) {
  for (;;) {
    ReadPlainWords(end, line);
    if (*edge_ >= end) return;
    AddOther(edge_[0], edge_[1] - edge_[0], line);
    ++line.chunks;
    edge_ += 2;
  }
}

// The chunks that are letters, with one mark behind them at most: nearly all. Stops at another.
void SignalReader::ReadPlainWords(size_t end, Line& line) {
  NGramRepetition::Writer out = repetition_.writer();
  const ByteMasks::Letters runs = masks_.letters();
  const uint32_t* edge = edge_;
  // Sixteen bytes are read of each.
  const size_t stop = std::min(end, text_.size() < 16 ? 0 : text_.size() - 15);
  const uint32_t characters = out.characters;
  const uint32_t all_stop_words = stop_words_.all();
  uint32_t marks = 0, sentences = line.sentences, stop_words = counts_.stop_words;
  bool ended = line.ended | (sentences == 0);
  for (; *edge < stop; edge += 2) {
    const size_t at = edge[0];
    const size_t size = edge[1] - at;
    const char* const bytes = text_.data() + at;
    const size_t letters = runs.From(at);
    if (letters > 16) break;
    const bool marked = letters != size;
    if (marked && (letters + 1 != size || !StandsApart(bytes, letters))) break;
    const uint64_t first = Load64(bytes) & kKept[letters].first;
    const uint64_t second = Load64(bytes + 8) & kKept[letters].second;
    if (stop_words != all_stop_words) stop_words |= stop_words_.BitOf(first);
    out.Add(HashShortWord(first, second), static_cast<uint32_t>(letters));
    sentences += ended;
    ended = false;
    if (marked) {
      ++marks;
      const char mark = bytes[letters];
      out.Add(HashMark(mark), 1);
      ended = EndsSentence(mark);
    }
  }
  const auto words = static_cast<uint32_t>(edge - edge_) / 2;  // each chunk is one
  line.chunks += words;
  line.sentences = sentences;
  line.ended = ended && sentences != 0;
  counts_.words += words;
  counts_.alpha += words;
  counts_.word_characters += out.characters - characters - marks;
  counts_.stop_words = stop_words;
  repetition_.Take(out);
  edge_ = edge;
}

void SignalReader::AddOther(size_t at, size_t size, Line& line) {
  const std::string_view chunk = text_.substr(at, size);
  if (size > kMaxPlainBytes) return AddSplit(chunk, line);
  const uint64_t odd = masks_.NonLetters(at) & ~uint64_t{0} >> (64 - size);
  if (odd == 0) return AddPlain(at, size, line);
  FindPieces(chunk, odd, pieces_);
  if (pieces_.count == 0) return AddSplit(chunk, line);
  for (size_t i = 0; i < pieces_.count; ++i) AddPiece(at, pieces_.list[i], line);
}

void SignalReader::AddPiece(size_t at, const Piece& piece, Line& line) {
  const std::string_view bytes = text_.substr(at + piece.begin, piece.size);
  if (piece.kind == Piece::kMark || piece.kind == Piece::kSign) {
    return AddMark(bytes, piece.kind == Piece::kSign, line);
  }
  AddPlain(at + piece.begin, piece.size, line);
  counts_.word_characters -= piece.size - piece.characters;
  counts_.alpha -= piece.kind == Piece::kDigits;
  repetition_.ShortenLast(static_cast<uint32_t>(piece.size - piece.characters));
}

// A word of ASCII letters, or a piece.
void SignalReader::AddPlain(size_t at, size_t size, Line& line) {
  const std::string_view word = text_.substr(at, size);
  if (size <= 8) counts_.stop_words |= stop_words_.BitOf(LoadPartial64(word.data(), size));
  repetition_.Add(HashWord(word), static_cast<uint32_t>(size));
  ++counts_.words;
  ++counts_.alpha;
  counts_.word_characters += size;
  line.sentences += line.ended | (line.sentences == 0);
  line.ended = false;
}

// A character that is no letter, by itself. A sign may begin a sentence, other marks do not.
void SignalReader::AddMark(std::string_view mark, bool sign, Line& line) {
  repetition_.Add(HashWord(mark), 1);
  line.sentences += (line.ended && sign) | (line.sentences == 0);
  line.ended = (line.ended && !sign) | EndsSentence(mark[0]);
}

void SignalReader::CountMarks(std::string_view chunk) {
  for (size_t i = 0; i < chunk.size(); ++i) {
    counts_.hashes += chunk[i] == '#';
    if (chunk[i] == '.' && chunk.substr(i).starts_with("...")) {
      ++counts_.ellipses;
      i += 2;
    } else if (chunk[i] == kEllipsis[0] && chunk.substr(i).starts_with(kEllipsis)) {
      ++counts_.ellipses;
    }
  }
}

void SignalReader::AddSplit(std::string_view chunk, Line& line) {
  uint32_t characters = 0;
  const std::span<const Word> words = splitter_.Split(chunk);
  if (splitter_.may_hold_marks()) CountMarks(chunk);
  for (const Word& word : words) {
    repetition_.Add(HashWord(word.bytes), word.characters);
    characters += word.characters;
    counts_.alpha += word.alpha;
    if (!word.symbol) {
      ++counts_.words;
      counts_.word_characters += word.characters;
      if (word.bytes.size() <= 8) {
        counts_.stop_words |=
            stop_words_.BitOf(LoadPartial64(word.bytes.data(), word.bytes.size()));
      }
    }
    if (line.sentences == 0) line.sentences = 1;
    if (word.terminal) {
      line.ended = true;
    } else if (line.ended && !word.punct) {
      ++line.sentences;
      line.ended = false;
    }
  }
  line.long_chunk |= characters > kLongChunkCharacters;
}

// What C4 would do with the line: drop it, keep it, or drop the page.
void SignalReader::JudgeForC4(std::string_view line, const Line& read) {
  if (read.long_chunk || read.chunks < kMinWordsOfLine) return;
  uint32_t sentences = read.sentences;
  bool as_it_stands = true;
  const bool brackets = masks_.has_brackets();
  if (brackets && line.find('[') != std::string_view::npos) {
    scratch_.clear();
    AppendWithoutCitations(line, scratch_);
    if (scratch_.size() != line.size()) {
      line = scratch_;
      sentences = SentencesOf(line);
      as_it_stands = false;
    }
  }
  const char last = line.empty() ? ' ' : line.back();
  const bool ended = last == '.' || last == '?' || last == '!' || last == '"' || last == '\'';
  if (!ended || line.ends_with("...")) return;
  C4Quality& c4 = signals_.c4;
  const uint32_t phrases = as_it_stands ? PhrasesOf(line) : FindPhrases(line);
  if ((phrases & kLoremIpsum) != 0) {
    c4.lorem_ipsum = true;
    if (c4.reason.empty()) c4.reason = "lorem_ipsum";
    return;
  }
  if ((phrases & kJavascript) != 0) return;
  if (brackets && line.find('{') != std::string_view::npos) {
    c4.curly_bracket = true;
    if (c4.reason.empty()) c4.reason = "curly_bracket";
    return;
  }
  if ((phrases & kPolicy) != 0) return;
  ++c4.lines_kept;
  c4.sentences += sentences;
}

// The phrases of a line, which is part of the text.
uint32_t SignalReader::PhrasesOf(std::string_view line) {
  const auto begin = static_cast<size_t>(line.data() - text_.data());
  while (*phrase_pair_ < begin) ++phrase_pair_;
  const size_t last = begin + line.size() - 1;
  uint32_t found = 0;
  for (; *phrase_pair_ < last; ++phrase_pair_) found |= PhrasesAt(line, *phrase_pair_ - begin);
  return found;
}

uint32_t SignalReader::SentencesOf(std::string_view line) {
  uint32_t sentences = 0;
  bool ended = true;
  for (const Word& word : splitter_.Split(line)) {
    if (ended && (sentences == 0 || (!word.punct && !word.terminal))) {
      ++sentences;
      ended = false;
    }
    ended |= word.terminal;
  }
  return sentences;
}

void SignalReader::Finish() {
  QualitySignals& s = signals_;
  const size_t characters = masks_.characters();
  s.characters = static_cast<uint32_t>(characters);
  s.lines = counts_.filled_lines;
  s.words = static_cast<uint32_t>(repetition_.words());

  GopherRepetition& repetition = s.gopher_repetition;
  const auto total = static_cast<double>(characters);
  const auto share = [](size_t part, size_t whole) {
    return Ratio(static_cast<double>(part), static_cast<double>(whole));
  };
  repetition.dup_para_frac = share(paragraph_repeats_.repeated(), paragraph_repeats_.count());
  repetition.dup_para_char_frac = share(paragraph_repeats_.repeated_characters(), characters);
  repetition.dup_line_frac = share(line_repeats_.repeated(), line_repeats_.count());
  repetition.dup_line_char_frac = share(line_repeats_.repeated_characters(), characters);
  repetition_.Measure(characters, repetition);
  repetition.reason = ReasonOf(repetition);

  GopherQuality& quality = s.gopher_quality;
  const double words = s.words;
  const double lines = counts_.line_ends + 1.0;
  quality.words = counts_.words;
  quality.mean_word_length =
      Ratio(static_cast<double>(counts_.word_characters), static_cast<double>(counts_.words));
  quality.hash_word_ratio = Ratio(counts_.hashes, words);
  quality.ellipsis_word_ratio = Ratio(counts_.ellipses, words);
  quality.bullet_lines_ratio = Ratio(counts_.bullet_lines, lines);
  quality.ellipsis_lines_ratio = Ratio(counts_.ellipsis_lines, lines);
  quality.alpha_words_ratio = Ratio(counts_.alpha, words);
  quality.stop_words = has_stop_words_ ? std::popcount(counts_.stop_words & stop_words_.all()) : -1;
  quality.reason = ReasonOf(quality);

  if (s.c4.reason.empty()) s.c4.reason = ReasonOf(s.c4);

  FineWebQuality& fineweb = s.fineweb;
  fineweb.line_punct_ratio = Ratio(counts_.terminal_lines, counts_.filled_lines);
  fineweb.short_line_ratio = Ratio(counts_.short_lines, counts_.filled_lines);
  fineweb.char_dup_ratio =
      Ratio(static_cast<double>(line_repeats_.repeated_characters()), total - counts_.line_ends);
  fineweb.list_ratio = Ratio(counts_.line_ends, words);
  fineweb.reason = ReasonOf(fineweb);
}

}  // namespace tamis::text
