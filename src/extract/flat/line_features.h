// What the line model sees of a paragraph of flattened text.
//
//   flat/paragraphs -> [line_features] -> flat/line_model -> flat/flat_extractor
//
// The idea: without markup the neighbourhood has to tell menus from text. Every line is measured
// once; sums over the lines from the page's start make the mean of any window of neighbours a
// subtraction, so a row of features costs the same however far it looks.
//
// Two things know languages and may know nothing of a page's: the phrases of features/phrases.h,
// and the weights of learned words, fitted with the forest (what a word says for main text, given
// the others of its line). A word that was not learned, as all of a language never met, says
// nothing: the forest was fitted on pages without any learned word as well.
//
// Tested: line_features_test.cc.

#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extract/blocks/text_measure.h"
#include "extract/features/phrases.h"
#include "extract/flat/line_judge.h"
#include "extract/flat/line_landmarks.h"
#include "extract/flat/paragraphs.h"

namespace tamis::extract {

// Columns of a row, in the order of LineColumnNames().
using LineRow = std::vector<float>;
std::vector<std::string> LineColumnNames();

// A word and how much it speaks for main text, in sixteenths of a natural logarithm.
struct LearnedWord {
  uint32_t key;  // hash of its letters in lower case, digits alike; never 0
  int32_t odds;
};

// Learned words by their key.
class WordOdds {
 public:
  explicit WordOdds(std::span<const LearnedWord> words);
  bool Find(uint32_t key, float& odds) const;

 private:
  std::vector<LearnedWord> slots_;  // open addressing; key 0: free
};

class LineFeatures {
 public:
  explicit LineFeatures(std::span<const LearnedWord> words) : odds_(words) {}

  // Reads a page. The arguments must live until the last Compute(); `measures`, the shapes of
  // `judge` and its `decisions` have one entry a paragraph. `title` may be LineJudge::kNoLine.
  void Read(const FlatText& text, std::span<const TextMeasure> measures, const LineJudge& judge,
            std::span<const Decision> decisions, uint32_t title);

  uint32_t size() const { return static_cast<uint32_t>(lines_.size()); }

  // The keys of the words of paragraph i, as LearnedWord has them.
  std::span<const uint32_t> WordsOf(uint32_t i) const {
    return std::span(learnable_)
        .subspan(first_learnable_[i], first_learnable_[i + 1] - first_learnable_[i]);
  }

  // The features of paragraph i.
  void Compute(uint32_t i, LineRow& row) const;

 private:
  // What is summed over lines, from the first one on.
  enum Sum : uint8_t {
    kSumWords,
    kSumLogWords,
    kSumProse,  // words of prose
    kSumEnds,   // lines that end a sentence
    kSumCapitals,
    kSumLowers,
    kSumNumbers,
    kSumCommas,
    kSumLinks,
    kSumItems,
    kSumOdds,
    kSumOddsRoot,  // root of the number of learned words
    kSumCount,
  };
  using Sums = std::array<float, kSumCount>;

  // One line, scanned word by word.
  struct Line {
    float words = 0;  // separated by spaces
    float capitals = 0;
    float lowers = 0;
    float numbers = 0;
    float short_lowers = 0;  // lower case, at most three letters: mostly function words
    float longest = 0;       // characters
    float marks = 0;         // | > / and other signs that stand alone
    float colons = 0;
    float brackets = 0;
    float quotes = 0;
    float questions = 0;
    float addresses = 0;  // URLs and e-mail addresses
    float log_words = 0;
    float rarity = 0;      // mean of 1 / (how often the page has the word)
    float seen = 0;        // share of words that stand earlier in the page
    float in_title = 0;    // share of words that the title line has
    float same_shape = 0;  // lines of the page with this shape
    float same_text = 0;   // lines of the page with this text, digits apart
    float first = 0;       // class of the first character
    float odds = 0;        // of its learned words: sum, lowest, highest, of the first word
    float odds_root = 0;   // root of their number, by which the sum was divided when it was fitted
    float low_odds = 0;
    float high_odds = 0;
    float first_odds = 0;
    uint64_t text_key = 0;
    uint32_t shape_key = 0;
  };

  void ScanLine(uint32_t i, std::string_view text);
  void CountWords();
  void CountKeys();
  void AddOdds();
  void AddSums();
  void FindProse();

  void AddOwn(uint32_t i, LineRow& row) const;
  void AddPosition(uint32_t i, LineRow& row) const;
  void AddNeighbours(uint32_t i, LineRow& row) const;
  void AddWindow(uint32_t begin, uint32_t end, LineRow& row) const;
  void AddRepetition(uint32_t i, LineRow& row) const;
  void AddPage(LineRow& row) const;

  WordOdds odds_;
  const FlatText* text_ = nullptr;
  std::span<const TextMeasure> measures_;
  std::span<const LineShape> shapes_;
  std::span<const Decision> decisions_;
  uint32_t title_ = 0;

  std::vector<Line> lines_;
  std::vector<Sums> sums_;         // lines + 1
  std::vector<float> prose_left_;  // words of prose behind, faded by distance
  std::vector<float> prose_right_;
  std::vector<uint32_t> previous_prose_, next_prose_;  // indices; lines_.size() when there is none
  std::vector<uint64_t> word_keys_;                    // of all lines, one after another
  std::vector<uint32_t> first_word_;                   // lines + 1, into word_keys_
  std::vector<uint32_t> learnable_;        // keys of words of all lines, one after another
  std::vector<uint32_t> first_learnable_;  // lines + 1
  std::vector<uint64_t> slots_;            // keys of an open hash table, 0: free
  std::vector<uint32_t> counts_;
  std::vector<uint8_t> seen_;
  float page_blank_ = 0;  // lines after an empty one
  LineLandmarks landmarks_;
};

}  // namespace tamis::extract
