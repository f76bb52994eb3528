#include "extract/flat/line_features.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "base/unicode/unicode.h"
#include "base/unicode/utf8.h"

namespace tamis::extract {
namespace {

// Words of prose at a distance fade by half every so many words of the page.
constexpr float kFadeWords = 60;
constexpr uint32_t kShortLower = 3;       // letters
constexpr uint32_t kMaxLineBytes = 4000;  // scanned of a line: the rest says nothing new
// Windows of neighbours: lines behind and ahead.
struct Window {
  uint32_t behind, ahead;
};
constexpr Window kWindows[] = {{1, 1}, {3, 3}, {8, 0}, {0, 8}, {20, 20}, {60, 60}};

constexpr std::string_view kOwnNames[] = {
    "words",          "characters",    "word_length",  "longest",        "letters",
    "upper",          "capitals",      "lowers",       "numbers",        "digits",
    "short_lowers",   "commas",        "sentences",    "sentence_words", "marks",
    "colons",         "brackets",      "quotes",       "questions",      "addresses",
    "price",          "copyright",     "ends",         "odds",           "odds_sum",
    "odds_low",       "odds_high",     "odds_first",   "first",          "item",
    "separators",     "stamp",         "plain_words",  "after_blank",    "continues",
    "links",          "rarity",        "seen",         "in_title",       "rule_keep",
    "rule_reason",    "rule_prose",    "phrase_error", "phrase_legal",   "phrase_copyright",
    "phrase_comment", "phrase_cookie", "phrase_share", "phrase_byline",  "phrase_more",
    "phrase_related", "phrase_advert", "phrase_signup"};
constexpr std::string_view kPositionNames[] = {
    "line",        "line_share",  "words_before", "words_share", "words_after",       "after_title",
    "since_prose", "until_prose", "prose_left",   "prose_right", "prose_before_share"};
constexpr std::string_view kNeighbourNames[] = {"words", "capitals", "lowers", "numbers",   "ends",
                                                "item",  "links",    "prose",  "sentences", "odds"};
constexpr std::string_view kNeighbours[] = {"previous2_", "previous_", "next_", "next2_"};
constexpr std::string_view kWindowNames[] = {"words",    "log_words", "prose",   "ends",
                                             "capitals", "lowers",    "numbers", "commas",
                                             "links",    "items",     "odds"};
constexpr std::string_view kWindowPrefixes[] = {"near1_",  "near3_",  "behind8_",
                                                "ahead8_", "near20_", "near60_"};
constexpr std::string_view kRepetitionNames[] = {"same_shape", "same_text",  "shape_near",
                                                 "period",     "run_length", "run_place"};
constexpr std::string_view kPageNames[] = {"page_lines",       "page_words",      "page_prose",
                                           "page_prose_share", "page_line_words", "page_capitals",
                                           "page_blank",       "page_links",      "page_odds"};

bool IsSpace(char c) { return c == ' '; }

float Log(float x) { return std::log2(1 + x); }

float Share(float part, float whole) { return whole > 0 ? part / whole : 0; }

uint64_t Mix(uint64_t hash, uint64_t value) {
  return std::rotl(hash ^ value, 25) * 0x9E3779B97F4A7C15u;
}

// 0 other, 1 lower case, 2 upper case, 3 digit, 4 bullet, 5 opening bracket or quote, 6 unspaced
float ClassOf(char32_t c) {
  const uint16_t flags = unicode::FlagsOf(c);
  if ((flags & unicode::kLower) != 0) return 1;
  if ((flags & unicode::kUpper) != 0) return 2;
  if ((flags & unicode::kNumber) != 0) return 3;
  if ((flags & unicode::kUnspaced) != 0) return 6;
  if (c == '*' || c == '-' || c == '+' || c == 0x2022 || c == 0xB7 || c == 0x2013) return 4;
  if (c == '(' || c == '[' || c == '"' || c == 0x201C || c == 0xAB || c == 0x2018) return 5;
  return 0;
}

template <typename Names>
void AppendNames(std::string_view prefix, const Names& names, std::vector<std::string>& out) {
  for (const std::string_view name : names) out.push_back(std::string(prefix).append(name));
}

}  // namespace

std::vector<std::string> LineColumnNames() {
  std::vector<std::string> out;
  AppendNames("", kOwnNames, out);
  AppendNames("", kPositionNames, out);
  for (const std::string_view prefix : kNeighbours) AppendNames(prefix, kNeighbourNames, out);
  for (const std::string_view prefix : kWindowPrefixes) AppendNames(prefix, kWindowNames, out);
  AppendNames("", kRepetitionNames, out);
  AppendNames("", kPageNames, out);
  AppendNames("", LandmarkColumnNames(), out);
  return out;
}

WordOdds::WordOdds(std::span<const LearnedWord> words)
    : slots_(std::bit_ceil(words.size() * 2 + 2), LearnedWord{0, 0}) {
  for (const LearnedWord& word : words) {
    size_t at = word.key & (slots_.size() - 1);
    while (slots_[at].key != 0) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = word;
  }
}

bool WordOdds::Find(uint32_t key, float& odds) const {
  constexpr float kUnit = 1.0f / 16;
  size_t at = key & (slots_.size() - 1);
  while (slots_[at].key != 0 && slots_[at].key != key) at = (at + 1) & (slots_.size() - 1);
  odds = static_cast<float>(slots_[at].odds) * kUnit;
  return slots_[at].key != 0;
}

void LineFeatures::Read(const FlatText& text, std::span<const TextMeasure> measures,
                        const LineJudge& judge, std::span<const Decision> decisions,
                        uint32_t title) {
  text_ = &text;
  measures_ = measures;
  shapes_ = judge.shapes();
  decisions_ = decisions;
  title_ = title;
  lines_.assign(measures.size(), Line{});
  word_keys_.clear();
  first_word_.assign(1, 0);
  learnable_.clear();
  first_learnable_.assign(1, 0);
  for (uint32_t i = 0; i < lines_.size(); ++i) {
    ScanLine(i, text.Text(text.paragraphs[i]));
    first_word_.push_back(static_cast<uint32_t>(word_keys_.size()));
    first_learnable_.push_back(static_cast<uint32_t>(learnable_.size()));
  }
  CountWords();
  CountKeys();
  AddOdds();
  AddSums();
  FindProse();
  landmarks_.Read(shapes_);
}

void LineFeatures::ScanLine(uint32_t i, std::string_view text) {
  Line& line = lines_[i];
  text = text.substr(0, kMaxLineBytes);
  uint64_t text_key = 0;
  for (size_t at = 0; at < text.size();) {
    if (IsSpace(text[at])) {
      ++at;
      continue;
    }
    uint64_t key = 1, masked_key = 1;
    uint32_t characters = 0, letters = 0, digits = 0;
    uint16_t first = 0;
    bool address = false;
    while (at < text.size() && !IsSpace(text[at])) {
      const char32_t c = DecodeUtf8(text, at);
      const uint16_t flags = unicode::FlagsOf(c);
      ++characters;
      if (characters == 1 && line.words == 0) line.first = ClassOf(c);
      if ((flags & unicode::kWord) != 0) {
        if (first == 0) first = flags;
        letters += (flags & unicode::kLetter) != 0;
        const bool digit = (flags & unicode::kNumber) != 0;
        digits += digit;
        key = Mix(key, unicode::ToLower(c));
        masked_key = Mix(masked_key, digit ? '0' : unicode::ToLower(c));
        text_key = Mix(text_key, digit ? '0' : unicode::ToLower(c));
        continue;
      }
      line.colons += c == ':';
      line.brackets += c == '(' || c == '[';
      line.quotes += c == '"' || c == 0x201C || c == 0xAB || c == 0x201E;
      line.questions += c == '?' || c == '!';
      address |= c == '@' || (c == '/' && characters > 5);
    }
    ++line.words;
    line.longest = std::max(line.longest, static_cast<float>(characters));
    line.addresses += address;
    line.marks += letters + digits == 0;
    if (letters + digits == 0) continue;
    word_keys_.push_back(key);
    // Between the spaces of an unspaced script stands no word.
    if ((first & unicode::kUnspaced) == 0) {
      learnable_.push_back(static_cast<uint32_t>(masked_key >> 32) | 1);
    }
    line.numbers += digits > 0 && digits >= letters;
    line.capitals += (first & unicode::kUpper) != 0;
    const bool lower = (first & unicode::kLower) != 0;
    line.lowers += lower;
    line.short_lowers += lower && letters <= kShortLower;
  }
  const float words = static_cast<float>(shapes_[i].words);
  line.log_words = Log(words);
  line.text_key = Mix(text_key, 7);
  line.shape_key = static_cast<uint32_t>(line.log_words * 1.5f) * 64 +
                   static_cast<uint32_t>(line.first) * 8 + (line.numbers > 0) * 4 +
                   measures_[i].ends_sentence * 2 + (line.lowers > 0);
}

// The number of the slot of `key` in an open hash table; the table has room for all keys.
namespace {
size_t SlotOf(const std::vector<uint64_t>& keys, uint64_t key) {
  const size_t mask = keys.size() - 1;
  size_t at = (key * 0x9E3779B97F4A7C15u) >> 20 & mask;
  while (keys[at] != 0 && keys[at] != key) at = (at + 1) & mask;
  return at;
}
}  // namespace

// How often the page has each word, and which words came before.
void LineFeatures::CountWords() {
  const size_t size = std::bit_ceil(word_keys_.size() * 2 + 2);
  slots_.assign(size, 0);
  counts_.assign(size, 0);
  for (const uint64_t key : word_keys_) {
    const size_t at = SlotOf(slots_, key | 1);
    slots_[at] = key | 1;
    ++counts_[at];
  }
  seen_.assign(size, 0);
  if (title_ != LineJudge::kNoLine) {
    for (uint32_t w = first_word_[title_]; w < first_word_[title_ + 1]; ++w) {
      seen_[SlotOf(slots_, word_keys_[w] | 1)] |= 2;
    }
  }
  for (uint32_t i = 0; i < lines_.size(); ++i) {
    Line& line = lines_[i];
    const auto count = static_cast<float>(first_word_[i + 1] - first_word_[i]);
    for (uint32_t w = first_word_[i]; w < first_word_[i + 1]; ++w) {
      const size_t at = SlotOf(slots_, word_keys_[w] | 1);
      line.rarity += 1 / (count * static_cast<float>(counts_[at]));
      line.seen += (seen_[at] & 1) != 0 ? 1 / count : 0;
      line.in_title += (seen_[at] & 2) != 0 ? 1 / count : 0;
    }
    for (uint32_t w = first_word_[i]; w < first_word_[i + 1]; ++w) {
      seen_[SlotOf(slots_, word_keys_[w] | 1)] |= 1;
    }
  }
}

void LineFeatures::CountKeys() {
  const size_t size = std::bit_ceil(lines_.size() * 4 + 2);
  slots_.assign(size, 0);
  counts_.assign(size, 0);
  for (const Line& line : lines_) {
    for (const uint64_t key : {line.text_key | 1, uint64_t{line.shape_key} << 8 | 2}) {
      const size_t at = SlotOf(slots_, key);
      slots_[at] = key;
      ++counts_[at];
    }
  }
  for (Line& line : lines_) {
    line.same_text = static_cast<float>(counts_[SlotOf(slots_, line.text_key | 1)]);
    line.same_shape =
        static_cast<float>(counts_[SlotOf(slots_, uint64_t{line.shape_key} << 8 | 2)]);
  }
}

void LineFeatures::AddOdds() {
  for (uint32_t i = 0; i < lines_.size(); ++i) {
    Line& line = lines_[i];
    const std::span<const uint32_t> words = WordsOf(i);
    if (words.empty()) continue;
    float odds = 0, learned = 0;
    odds_.Find(words.front(), line.first_odds);
    for (const uint32_t word : words) {
      if (!odds_.Find(word, odds)) continue;
      ++learned;
      line.odds += odds;
      line.low_odds = std::min(line.low_odds, odds);
      line.high_odds = std::max(line.high_odds, odds);
    }
    line.odds_root = std::sqrt(learned);
  }
}

void LineFeatures::AddSums() {
  sums_.assign(lines_.size() + 1, Sums{});
  page_blank_ = 0;
  for (uint32_t i = 0; i < lines_.size(); ++i) {
    const Line& line = lines_[i];
    Sums add{};
    add[kSumWords] = static_cast<float>(shapes_[i].words);
    add[kSumLogWords] = line.log_words;
    add[kSumProse] = shapes_[i].prose ? add[kSumWords] : 0;
    add[kSumEnds] = measures_[i].ends_sentence;
    add[kSumCapitals] = line.capitals;
    add[kSumLowers] = line.lowers;
    add[kSumNumbers] = line.numbers;
    add[kSumCommas] = measures_[i].commas;
    add[kSumLinks] = static_cast<float>(text_->paragraphs[i].links);
    add[kSumItems] = shapes_[i].list_item;
    add[kSumOdds] = line.odds;
    add[kSumOddsRoot] = line.odds_root;
    page_blank_ += text_->paragraphs[i].after_blank;
    for (size_t s = 0; s < kSumCount; ++s) sums_[i + 1][s] = sums_[i][s] + add[s];
  }
}

void LineFeatures::FindProse() {
  const auto count = static_cast<uint32_t>(lines_.size());
  prose_left_.assign(count, 0);
  prose_right_.assign(count, 0);
  previous_prose_.assign(count, count);
  next_prose_.assign(count, count);
  float faded = 0;
  for (uint32_t i = 0, last = count; i < count; ++i) {
    const auto words = static_cast<float>(shapes_[i].words);
    prose_left_[i] = faded;
    previous_prose_[i] = last;
    faded = faded * std::exp2(-(words + 2) / kFadeWords) + (shapes_[i].prose ? words : 0);
    if (shapes_[i].prose) last = i;
  }
  faded = 0;
  for (uint32_t i = count, next = count; i-- > 0;) {
    const auto words = static_cast<float>(shapes_[i].words);
    prose_right_[i] = faded;
    next_prose_[i] = next;
    faded = faded * std::exp2(-(words + 2) / kFadeWords) + (shapes_[i].prose ? words : 0);
    if (shapes_[i].prose) next = i;
  }
}

void LineFeatures::Compute(uint32_t i, LineRow& row) const {
  row.clear();
  AddOwn(i, row);
  AddPosition(i, row);
  AddNeighbours(i, row);
  const auto count = static_cast<uint32_t>(lines_.size());
  for (const Window& window : kWindows) {
    AddWindow(i - std::min(i, window.behind), std::min(count, i + window.ahead + 1), row);
  }
  AddRepetition(i, row);
  AddPage(row);
  landmarks_.Append(i, row);
}

void LineFeatures::AddOwn(uint32_t i, LineRow& row) const {
  const Line& l = lines_[i];
  const LineShape& s = shapes_[i];
  const TextMeasure& m = measures_[i];
  const FlatParagraph& p = text_->paragraphs[i];
  const auto words = static_cast<float>(s.words);
  const auto characters = static_cast<float>(m.characters);
  const auto letters = static_cast<float>(m.letters);
  row.insert(row.end(), {words,
                         characters,
                         Share(characters, words),
                         l.longest,
                         Share(letters, characters),
                         Share(static_cast<float>(m.upper), letters),
                         Share(l.capitals, l.words),
                         Share(l.lowers, l.words),
                         Share(l.numbers, l.words),
                         Share(static_cast<float>(m.digits), characters),
                         Share(l.short_lowers, l.words),
                         Share(static_cast<float>(m.commas), words),
                         static_cast<float>(m.sentences),
                         Share(words, static_cast<float>(m.sentences)),
                         Share(l.marks, l.words),
                         Share(l.colons, words),
                         Share(l.brackets, words),
                         Share(l.quotes, words),
                         Share(l.questions, words),
                         Share(l.addresses, words),
                         static_cast<float>(m.has_price),
                         static_cast<float>(m.has_copyright),
                         static_cast<float>(m.ends_sentence),
                         Share(l.odds, l.odds_root),
                         l.odds,
                         l.low_odds,
                         l.high_odds,
                         l.first_odds,
                         l.first,
                         static_cast<float>(s.list_item),
                         static_cast<float>(s.separators),
                         static_cast<float>(s.has_stamp),
                         static_cast<float>(s.plain_words),
                         static_cast<float>(p.after_blank),
                         static_cast<float>(p.continues),
                         Share(static_cast<float>(p.links), words),
                         l.rarity,
                         l.seen,
                         l.in_title,
                         static_cast<float>(decisions_[i].keep),
                         static_cast<float>(decisions_[i].reason),
                         static_cast<float>(s.prose)});
  for (size_t k = 0; k < static_cast<size_t>(PhraseKind::kCount); ++k) {
    row.push_back(s.phrases.Share(static_cast<PhraseKind>(k)));
  }
}

void LineFeatures::AddPosition(uint32_t i, LineRow& row) const {
  const auto count = static_cast<uint32_t>(lines_.size());
  const Sums& total = sums_.back();
  const float before = sums_[i][kSumWords];
  auto distance = [&](uint32_t other) {
    return other == count ? 999.0f : std::abs(sums_[other][kSumWords] - before);
  };
  const uint32_t previous = previous_prose_[i];
  row.insert(row.end(),
             {static_cast<float>(i), Share(static_cast<float>(i), static_cast<float>(count)),
              before, Share(before, total[kSumWords]), total[kSumWords] - sums_[i + 1][kSumWords],
              title_ == LineJudge::kNoLine ? -9999.0f : before - sums_[title_][kSumWords],
              previous == count ? 999.0f : before - sums_[previous + 1][kSumWords],
              distance(next_prose_[i]), prose_left_[i], prose_right_[i],
              Share(sums_[i][kSumProse], total[kSumProse])});
}

void LineFeatures::AddNeighbours(uint32_t i, LineRow& row) const {
  for (const int step : {-2, -1, 1, 2}) {
    const int64_t k = static_cast<int64_t>(i) + step;
    if (k < 0 || k >= static_cast<int64_t>(lines_.size())) {
      row.insert(row.end(), std::size(kNeighbourNames), -1.0f);
      continue;
    }
    const auto n = static_cast<size_t>(k);
    const Line& l = lines_[n];
    row.insert(row.end(), {static_cast<float>(shapes_[n].words), Share(l.capitals, l.words),
                           Share(l.lowers, l.words), Share(l.numbers, l.words),
                           static_cast<float>(measures_[n].ends_sentence),
                           static_cast<float>(shapes_[n].list_item),
                           Share(static_cast<float>(text_->paragraphs[n].links), l.words),
                           static_cast<float>(shapes_[n].prose),
                           static_cast<float>(measures_[n].sentences), Share(l.odds, l.odds_root)});
  }
}

void LineFeatures::AddWindow(uint32_t begin, uint32_t end, LineRow& row) const {
  const Sums& a = sums_[begin];
  const Sums& b = sums_[end];
  const auto lines = static_cast<float>(end - begin);
  const float words = b[kSumWords] - a[kSumWords];
  auto of = [&](Sum s, float whole) { return Share(b[s] - a[s], whole); };
  row.insert(row.end(), {words, of(kSumLogWords, lines), of(kSumProse, words), of(kSumEnds, lines),
                         of(kSumCapitals, words), of(kSumLowers, words), of(kSumNumbers, words),
                         of(kSumCommas, words), of(kSumLinks, words), of(kSumItems, lines),
                         of(kSumOdds, b[kSumOddsRoot] - a[kSumOddsRoot])});
}

void LineFeatures::AddRepetition(uint32_t i, LineRow& row) const {
  const auto count = static_cast<int64_t>(lines_.size());
  const auto at = static_cast<int64_t>(i);
  float near = 0;
  for (int64_t k = std::max<int64_t>(0, at - 12); k < std::min(count, at + 13); ++k) {
    near += lines_[static_cast<size_t>(k)].shape_key == lines_[i].shape_key;
  }
  // How well the lines around repeat after k lines, as cards of a list do: the best k.
  float best = 0;
  for (int64_t k = 2; k <= 8; ++k) {
    float hits = 0, tried = 0;
    for (int64_t x = at - k; x <= at + k; ++x) {
      if (x - k < 0 || x + k >= count) continue;
      ++tried;
      hits +=
          lines_[static_cast<size_t>(x)].shape_key == lines_[static_cast<size_t>(x + k)].shape_key;
    }
    best = std::max(best, Share(hits, tried));
  }
  const uint32_t none = static_cast<uint32_t>(count);
  const float behind =
      static_cast<float>(previous_prose_[i] == none ? i + 1 : i - previous_prose_[i]);
  const float ahead = static_cast<float>((next_prose_[i] == none ? none : next_prose_[i]) - i);
  row.insert(row.end(), {lines_[i].same_shape, lines_[i].same_text, near, best,
                         shapes_[i].prose ? 0.0f : behind + ahead - 1,
                         shapes_[i].prose ? 0.0f : Share(behind, behind + ahead)});
}

void LineFeatures::AddPage(LineRow& row) const {
  const Sums& total = sums_.back();
  const auto lines = static_cast<float>(lines_.size());
  row.insert(row.end(),
             {lines, total[kSumWords], total[kSumProse], Share(total[kSumProse], total[kSumWords]),
              Share(total[kSumLogWords], lines), Share(total[kSumCapitals], total[kSumWords]),
              page_blank_ / std::max(lines, 1.0f), Share(total[kSumLinks], total[kSumWords]),
              Share(total[kSumOdds], total[kSumOddsRoot])});
}

}  // namespace tamis::extract
