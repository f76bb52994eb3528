// The quality signals of a text, all in one pass over its words and lines.
//
//   document text, language -> [text/signals] -> row: quality; filters
//
// Source:  include/tamis/quality.h.
// Tested:  signals_test.cc; fuzzed by fuzz/signals.cc; compared with DataTrove by
//          bench/signals/run.py.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "tamis/quality.h"
#include "text/signals/byte_masks.h"
#include "text/signals/common_words.h"
#include "text/signals/repeats.h"
#include "text/signals/repetition.h"
#include "text/signals/stop_words.h"
#include "text/signals/word_splitter.h"

namespace tamis::text {

// Reads texts one by one, reusing its memory.
//
// Threads: one reader a thread.
class SignalReader {
 public:
  // `utf8`: any bytes. `language`: ISO 639-1 code, for the stop words; empty when unknown.
  QualitySignals Read(std::string_view utf8, std::string_view language);

 private:
  struct Line {
    uint32_t chunks = 0;      // between white space
    uint32_t sentences = 0;   //
    bool ended = false;       // the last word ended a sentence
    bool long_chunk = false;  // of more than 1,000 characters
  };
  struct Counts {
    uint64_t word_characters = 0;  // of words that are not symbols
    uint32_t words = 0;            // those
    uint32_t alpha = 0;
    uint32_t hashes = 0;
    uint32_t ellipses = 0;
    uint32_t stop_words = 0;  // a bit each
    uint32_t line_ends = 0;
    uint32_t bullet_lines = 0;
    uint32_t ellipsis_lines = 0;
    uint32_t terminal_lines = 0;
    uint32_t short_lines = 0;
    uint32_t filled_lines = 0;  // with a character that is no space
  };

  void Start(std::string_view utf8, std::string_view language);
  bool ReadLine(size_t begin, size_t end);
  void ReadWords(size_t end, Line& line);
  void ReadPlainWords(size_t end, Line& line);
  void AddOther(size_t at, size_t size, Line& line);
  void AddPiece(size_t at, const Piece& piece, Line& line);
  void AddPlain(size_t at, size_t size, Line& line);
  void AddMark(std::string_view mark, bool sign, Line& line);
  void AddSplit(std::string_view chunk, Line& line);
  void CountMarks(std::string_view chunk);
  void JudgeForC4(std::string_view line, const Line& read);
  uint32_t PhrasesOf(std::string_view line);
  uint32_t SentencesOf(std::string_view line);
  void Finish();

  std::string_view text_;
  ByteMasks masks_;
  const uint32_t* edge_ = nullptr;         // of the next chunk, in masks_
  const uint32_t* phrase_pair_ = nullptr;  // the next one, likewise
  WordSplitter splitter_;
  NGramRepetition repetition_;
  Repeats line_repeats_, paragraph_repeats_;
  StopWords stop_words_;
  bool has_stop_words_ = false;
  Counts counts_;
  QualitySignals signals_;
  Pieces pieces_;
  std::string scratch_;
};

}  // namespace tamis::text
