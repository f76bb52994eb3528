#include "metadata/sources/bylines.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <iterator>

#include "base/ascii.h"
#include "base/simd/block16.h"
#include "base/unicode/unicode.h"
#include "base/unicode/utf8.h"
#include "metadata/sources/elements.h"

namespace tamis::metadata {
namespace {

constexpr size_t kMaxNameBytes = 60;  // of a link
constexpr int kMaxClimb = 3;

// Lower case, and with a capital that is not ASCII. Those in the first list are words of other
// sentences, too.
constexpr std::string_view kShort[] = {"by", "von", "par", "por", "door", "av",    "af",
                                       "di", "de",  "da",  "od",  "van",  "текст", "Текст"};
constexpr std::string_view kLong[] = {
    "written by",      "posted by",  "published by",    "authored by",   "words by",
    "story by",        "article by", "reported by",     "author",        "authors",
    "autor",           "autorin",    "auteur",          "autore",        "autora",
    "author name",     "text by",    "geschrieben von", "escrito por",   "écrit par",
    "Écrit par",       "scritto da", "publié par",      "publicado por", "автор",
    "Автор",           "yazar",      "skrevet av",      "skriven av",    "tekst",
    "geschreven door", "opinion by", "originally by",   "guest post by", "started by",
    "thread starter"};

bool StartsWith(std::string_view text, std::string_view lower) {
  return text.size() >= lower.size() &&
         std::equal(lower.begin(), lower.end(), text.begin(),
                    [](char a, char b) { return a == ToAsciiLower(b); });
}

// What stands behind the words: spaces and a colon.
size_t AfterWords(std::string_view line, size_t size) {
  const size_t words = size;
  while (size < line.size() && (line[size] == ' ' || line[size] == ':' || line[size] == '\n'))
    ++size;
  return size == words && size < line.size() ? 0 : size;
}

bool StartsUpper(std::string_view text) {
  size_t i = 0;
  return !text.empty() && unicode::IsUpper(DecodeUtf8(text, i));
}

constexpr size_t kLists = std::size(kLong) + std::size(kShort);
static_assert(kLists <= 64);

// By the low five bits of the first byte of a text the words that may begin it, a bit each, the
// long ones first.
constexpr std::array<uint64_t, 32> kByFirst = [] {
  std::array<uint64_t, 32> words{};
  const auto add = [&](std::string_view text, size_t i) {
    words[static_cast<size_t>(text[0] & 31)] |= uint64_t{1} << i;
  };
  for (size_t i = 0; i < std::size(kLong); ++i) add(kLong[i], i);
  for (size_t i = 0; i < std::size(kShort); ++i) add(kShort[i], std::size(kLong) + i);
  return words;
}();

constexpr uint32_t LowBit(char c) { return uint32_t{1} << (c & 31); }

constexpr std::array<SigningStart, 32> MakeStarts() {
  std::array<SigningStart, 32> starts{};
  const auto add = [&](std::string_view words) {
    SigningStart& known = starts[static_cast<size_t>(words[0] & 31)];
    known.second |= LowBit(words[1]);
    known.third |= words.size() > 2 ? LowBit(words[2]) : LowBit(' ') | LowBit(':') | LowBit('\n');
  };
  for (const std::string_view words : kLong) add(words);
  for (const std::string_view words : kShort) add(words);
  return starts;
}

bool IsLong(std::string_view line) {
  return std::any_of(std::begin(kLong), std::end(kLong),
                     [&](std::string_view words) { return StartsWith(line, words); });
}

}  // namespace

constexpr std::array<SigningStart, 32> kSigningStarts = MakeStarts();

size_t SigningWords(std::string_view line) {
  if (line.size() < 2) return 0;
  for (uint64_t left = kByFirst[static_cast<size_t>(line[0] & 31)]; left != 0; left &= left - 1) {
    const auto i = static_cast<size_t>(std::countr_zero(left));
    const bool is_long = i < std::size(kLong);
    const std::string_view words = is_long ? kLong[i] : kShort[i - std::size(kLong)];
    if (((line[1] ^ words[1]) & 31) != 0 || !StartsWith(line, words)) continue;
    const size_t size = AfterWords(line, words.size());
    if (size == 0) continue;
    if (is_long || size == line.size() || StartsUpper(line.substr(size))) return size;
  }
  return 0;
}

void ReadSigningText(const html::Dom& dom, html::NodeId id, std::string_view raw, Facts& facts,
                     std::string& scratch) {
  if (SigningWords(raw) == 0) return;
  scratch.clear();
  AppendClean(raw, scratch);
  const size_t words = SigningWords(scratch);
  if (words == 0) return;
  const std::string line = scratch;
  const Rank rank = IsLong(line) ? 4 : 5;
  std::string around;
  html::NodeId from = id;
  for (int level = 0; level < kMaxClimb; ++level) {
    from = dom.node(from).parent;
    if (from == html::kNoNode || dom.node(from).type != html::NodeType::kElement) break;
    scratch.clear();
    AppendSubtreeText(dom, from, kMaxLineBytes + 1, scratch);
    around.clear();
    AppendClean(scratch, around);
    if (around.size() > kMaxLineBytes || !around.starts_with(line)) break;
    // The words alone: the name is in an element beside them.
    if (around.size() > words) return facts.Add(Field::kAuthor, rank, "byline", around, id);
  }
  if (line.size() > words) facts.Add(Field::kAuthor, rank, "byline", line, id);
}

void ReadAuthorLink(const html::Dom& dom, html::NodeId id, std::string_view href, Facts& facts,
                    std::string& scratch) {
  const size_t at = href.find("/author");
  if (at == href.npos) return;
  const std::string_view rest = href.substr(at);
  if (!rest.starts_with("/author/") && !rest.starts_with("/authors/")) return;
  scratch.clear();
  AppendSubtreeText(dom, id, kMaxNameBytes + 1, scratch);
  if (scratch.size() <= kMaxNameBytes) facts.Add(Field::kAuthor, 5, "link:author", scratch, id);
}

}  // namespace tamis::metadata
