#include "extract/flat/line_judge.h"

#include <algorithm>
#include <bit>
#include <functional>

#include "base/ascii.h"
#include "base/unicode/unicode.h"
#include "base/unicode/utf8.h"

namespace tamis::extract {
namespace {

// Words of a paragraph that reads as prose: so many and a sentence end, or more without one.
constexpr uint32_t kProseWords = 10;
constexpr uint32_t kLongProseWords = 30;

// A phrase decides about a line of at most this many words...
constexpr uint32_t kPhraseLineWords = 30;
// ...when it covers this share of it.
constexpr float kPhraseShare = 0.45f;
// Disclaimers are long; this share of stock phrases is already too much for prose.
constexpr float kLegalShare = 0.10f;

constexpr uint32_t kResidueWords = 12;   // of a line that says little but dates and codes
constexpr uint32_t kMinRepeatWords = 4;  // a shorter line is a repeat only behind another repeat
constexpr uint32_t kMaxTitleWords = 30;
constexpr uint32_t kMaxTitleLines = 40;  // looked at above the text
constexpr uint32_t kMaxBylineWords = 6;
constexpr uint32_t kMaxShortRun = 3;  // short lines in a row between prose: more are a menu

constexpr uint32_t kMaxTeasers = 50;  // looked at, since each is held against all paragraphs

constexpr float kProseScore = 0.9f;
constexpr float kContextScore = 0.6f;
constexpr float kDropScore = 0.1f;

bool IsAsciiDigit(char c) { return c >= '0' && c <= '9'; }
bool IsAsciiLower(char c) { return c >= 'a' && c <= 'z'; }

// 2026-02-02, 02.02.2026, 2/2/26, 19:41, 19:41:05Z: digits in two or three groups.
bool IsDateOrTime(std::string_view word) {
  size_t groups = 0, run = 0;
  for (const char c : word) {
    if (IsAsciiDigit(c)) {
      groups += run++ == 0;
    } else if (std::string_view("-/.:TZ,+").find(c) != std::string_view::npos) {
      run = 0;
    } else {
      return false;
    }
  }
  return groups >= 2 && word.size() >= 4;
}

bool IsUrl(std::string_view word) {
  return word.starts_with("http://") || word.starts_with("https://") || word.starts_with("www.");
}

// A status as servers send it, a year or another bare number.
bool IsNumber(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) {
    return IsAsciiDigit(c) || c == '.' || c == ',' || c == '%' || c == '#';
  });
}

bool IsHttpVersion(std::string_view word) { return word.starts_with("HTTP/"); }

// "By Jane Roe", "Von Jürgen Bärwald": the word before a name, and names in capitals.
bool IsByline(std::string_view line) {
  constexpr std::string_view kBefore[] = {"By ",   "BY ", "Von ", "Par ",    "Por ",     "Di ",
                                          "Door ", "Av ", "Af ",  "Autor: ", "Author: ", "Автор: "};
  for (const std::string_view before : kBefore) {
    if (!line.starts_with(before)) continue;
    bool names = true;
    for (size_t i = before.size(); i < line.size() && names;) {
      names = (unicode::FlagsOf(DecodeUtf8(line, i)) & unicode::kUpper) != 0;
      i = std::min(line.find(' ', i), line.size() - 1) + 1;
    }
    if (names) return true;
  }
  return false;
}

// "Content-Type: text/html"
bool IsHeaderField(std::string_view line) {
  const size_t colon = line.find(": ");
  if (colon == 0 || colon == std::string_view::npos) return false;
  return std::all_of(line.begin(), line.begin() + static_cast<ptrdiff_t>(colon), [](char c) {
    return IsAsciiLower(c) || IsAsciiUpper(c) || IsAsciiDigit(c) || c == '-';
  });
}

// Counts the words that are none of dates, numbers and addresses, and notes whether any is.
void ReadStamps(std::string_view text, LineShape& shape) {
  size_t i = 0;
  while (i < text.size()) {
    const size_t end = std::min(text.find(' ', i), text.size());
    const std::string_view word = text.substr(i, end - i);
    i = end + 1;
    if (word.empty()) continue;
    const bool stamp = IsDateOrTime(word) || IsUrl(word) || IsHttpVersion(word);
    const bool status = word.size() == 3 && IsNumber(word) && word[0] >= '1' && word[0] <= '5';
    shape.has_stamp |= stamp || status;
    if (!stamp && !IsNumber(word)) ++shape.plain_words;
  }
}

bool IsListItem(std::string_view text) {
  for (const std::string_view bullet : {"- ", "* ", "+ ", "• ", "· ", "– ", "◦ ", "▪ "}) {
    if (text.starts_with(bullet)) return true;
  }
  size_t i = 0;
  while (i < text.size() && i < 3 && IsAsciiDigit(text[i])) ++i;
  return i > 0 && i + 1 < text.size() && (text[i] == '.' || text[i] == ')') && text[i + 1] == ' ';
}

size_t Count(std::string_view text, std::string_view piece) {
  size_t count = 0;
  for (size_t at = text.find(piece); at != std::string_view::npos;
       at = text.find(piece, at + piece.size())) {
    ++count;
  }
  return count;
}

bool HasSeparators(std::string_view text) {
  return Count(text, " | ") + Count(text, " › ") + Count(text, " » ") + Count(text, " > ") +
             Count(text, " · ") + Count(text, " / ") >=
         2;
}

// "CommentsNo comment" -> "Comments No comment": flatteners glue the texts of neighbours.
void SplitHumps(std::string_view text, std::string& out) {
  out.clear();
  for (size_t i = 0; i < text.size(); ++i) {
    if (i > 0 && IsAsciiUpper(text[i]) && IsAsciiLower(text[i - 1])) out.push_back(' ');
    out.push_back(text[i]);
  }
}

struct KindRule {
  PhraseKind kind;
  Reason reason;
};
// In this order: the first kind that covers enough of the line names the reason.
constexpr KindRule kKindRules[] = {
    {PhraseKind::kError, Reason::kErrorBanner},     {PhraseKind::kComment, Reason::kCommentWidget},
    {PhraseKind::kCookie, Reason::kCookieNotice},   {PhraseKind::kShare, Reason::kShare},
    {PhraseKind::kRelated, Reason::kRelated},       {PhraseKind::kAdvert, Reason::kAdvert},
    {PhraseKind::kSignup, Reason::kForm},           {PhraseKind::kMore, Reason::kNavigation},
    {PhraseKind::kByline, Reason::kByline},         {PhraseKind::kCopyright, Reason::kPageFooter},
    {PhraseKind::kLegal, Reason::kLegalDisclaimer},
};

bool IsOpen(const Decision& d) { return d.keep; }

void Drop(Decision& d, Reason reason) { d = {false, reason, kDropScore}; }

}  // namespace

void LineJudge::Judge(const FlatText& text, std::span<const TextMeasure> measures,
                      std::vector<Decision>& decisions, uint32_t& title) {
  Measure(text, measures);
  decisions.assign(shapes_.size(), Decision{true, Reason::kMainText, kContextScore});
  MarkRepeats(decisions);
  MarkTeasers(text, decisions);
  MarkHttpHeader(text, decisions);
  MarkKinds(text, decisions);
  MarkErrorNeighbours(decisions);
  MarkLegal(decisions);
  FindBody(decisions);
  title = FindTitle(text, decisions);
  if (body_begin_ == body_end_) {
    FallBack(decisions);
  } else {
    JudgeShortLines(decisions, title);
  }
  if (title != kNoLine) decisions[title] = {false, Reason::kTitle, kProseScore};
}

bool LineJudge::IsCertain(const Decision& decision) {
  switch (decision.reason) {
    case Reason::kCrawlResidue:
    case Reason::kErrorBanner:
    case Reason::kRepeat:
    case Reason::kSiteRepeat:
    case Reason::kLegalDisclaimer:
    case Reason::kCommentWidget:
    case Reason::kTitle:
    case Reason::kNoContent:
      return true;
    default:
      return false;
  }
}

void LineJudge::Measure(const FlatText& text, std::span<const TextMeasure> measures) {
  shapes_.assign(text.paragraphs.size(), LineShape{});
  for (size_t i = 0; i < shapes_.size(); ++i) {
    LineShape& s = shapes_[i];
    const std::string_view line = text.Text(text.paragraphs[i]);
    const TextMeasure& measure = measures[i];
    s.words = measure.words;
    s.ends_sentence = measure.ends_sentence;
    if (s.words <= kPhraseLineWords) {
      SplitHumps(line, spaced_);
      s.phrases = finder_.Find(spaced_);
    } else {
      s.phrases = finder_.Find(line);
    }
    s.hash = std::hash<std::string_view>{}(line);
    s.list_item = IsListItem(line);
    s.separators = HasSeparators(line);
    if (s.words <= kResidueWords) ReadStamps(line, s);
    const bool linked = text.paragraphs[i].links * 4 > s.words;
    s.prose = !linked && !s.separators &&
              ((s.words >= kProseWords && measure.sentences > 0 && measure.ends_sentence) ||
               s.words >= kLongProseWords);
  }
}

// The same text again; short lines only inside a run of repeats.
void LineJudge::MarkRepeats(std::vector<Decision>& decisions) {
  slots_.assign(std::bit_ceil(shapes_.size() * 2 + 1), 0);
  const size_t mask = slots_.size() - 1;
  uint32_t expected = kNoLine;  // what the next line repeats, if the run goes on
  for (uint32_t i = 0; i < shapes_.size(); ++i) {
    const LineShape& s = shapes_[i];
    size_t at = s.hash & mask;
    while (slots_[at] != 0 && shapes_[slots_[at] - 1].hash != s.hash) at = (at + 1) & mask;
    const uint32_t first = slots_[at] == 0 ? kNoLine : slots_[at] - 1;
    if (first == kNoLine) slots_[at] = i + 1;
    const bool in_run = expected < i && shapes_[expected].hash == s.hash;
    if (in_run || (first != kNoLine && s.words >= kMinRepeatWords)) {
      Drop(decisions[i], Reason::kRepeat);
      expected = (in_run ? expected : first) + 1;
    } else {
      expected = kNoLine;
    }
  }
}

// "Words of a paragraph..." where that paragraph stands elsewhere: a teaser of it.
void LineJudge::MarkTeasers(const FlatText& text, std::vector<Decision>& decisions) {
  uint32_t looked_at = 0;
  for (size_t i = 0; i < shapes_.size() && looked_at < kMaxTeasers; ++i) {
    std::string_view line = text.Text(text.paragraphs[i]);
    if (!IsOpen(decisions[i]) || shapes_[i].words < kMinRepeatWords) continue;
    if (line.ends_with("...")) {
      line.remove_suffix(3);
    } else if (line.ends_with("…")) {
      line.remove_suffix(std::string_view("…").size());
    } else {
      continue;
    }
    while (line.ends_with(' ')) line.remove_suffix(1);
    ++looked_at;
    for (size_t k = 0; k < shapes_.size(); ++k) {
      const std::string_view whole = text.Text(text.paragraphs[k]);
      if (k == i || whole.size() <= line.size() + 3 || whole.find(line) == whole.npos) continue;
      Drop(decisions[i], Reason::kRepeat);
      break;
    }
  }
}

void LineJudge::MarkKinds(const FlatText& text, std::vector<Decision>& decisions) {
  for (size_t i = 0; i < shapes_.size(); ++i) {
    const LineShape& s = shapes_[i];
    if (!IsOpen(decisions[i])) continue;
    if (s.has_stamp && s.plain_words <= 2 && s.words <= kResidueWords) {
      Drop(decisions[i], Reason::kCrawlResidue);
      continue;
    }
    if (s.words > kPhraseLineWords) continue;
    if (s.words <= kMaxBylineWords && IsByline(text.Text(text.paragraphs[i]))) {
      Drop(decisions[i], Reason::kByline);
      continue;
    }
    for (const KindRule& rule : kKindRules) {
      if (s.phrases.Share(rule.kind) < kPhraseShare) continue;
      Drop(decisions[i], rule.reason);
      break;
    }
  }
}

// "HTTP/1.1 200 OK" and the header fields right below it.
void LineJudge::MarkHttpHeader(const FlatText& text, std::vector<Decision>& decisions) {
  bool in_header = false;
  for (size_t i = 0; i < shapes_.size(); ++i) {
    const std::string_view line = text.Text(text.paragraphs[i]);
    in_header = IsHttpVersion(line) || (in_header && IsHeaderField(line));
    if (in_header) Drop(decisions[i], Reason::kCrawlResidue);
  }
}

// "Sorry!!" above "Error! The page ... does not exist": exclamations beside a banner belong to it.
void LineJudge::MarkErrorNeighbours(std::vector<Decision>& decisions) {
  auto is_banner = [&](size_t i) {
    return i < decisions.size() && decisions[i].reason == Reason::kErrorBanner;
  };
  for (size_t i = 0; i < shapes_.size(); ++i) {
    const bool beside = is_banner(i + 1) || (i > 0 && is_banner(i - 1));
    if (!IsOpen(decisions[i]) || !beside || shapes_[i].prose) continue;
    const bool exclamation = shapes_[i].words <= 3 && shapes_[i].ends_sentence;
    const bool says_error = shapes_[i].words <= kPhraseLineWords &&
                            shapes_[i].phrases.Share(PhraseKind::kError) >= kPhraseShare / 2;
    if (exclamation || says_error) Drop(decisions[i], Reason::kErrorBanner);
  }
}

// A disclaimer is a heading with its paragraphs, or a paragraph full of stock phrases.
void LineJudge::MarkLegal(std::vector<Decision>& decisions) {
  bool under_heading = false;
  for (size_t i = 0; i < shapes_.size(); ++i) {
    const LineShape& s = shapes_[i];
    if (decisions[i].reason == Reason::kLegalDisclaimer) {
      under_heading = !s.prose;
      continue;
    }
    if (!IsOpen(decisions[i])) continue;
    if (!s.prose) {
      under_heading = false;
      continue;
    }
    const float share =
        s.phrases.Share(PhraseKind::kLegal) + s.phrases.Share(PhraseKind::kCopyright);
    const bool at_end = i + 2 >= shapes_.size();
    if (share >= kLegalShare || (under_heading && (share > 0 || at_end))) {
      Drop(decisions[i], Reason::kLegalDisclaimer);
    } else {
      under_heading = false;
    }
  }
}

void LineJudge::FindBody(const std::vector<Decision>& decisions) {
  body_begin_ = body_end_ = 0;
  for (uint32_t i = 0; i < shapes_.size(); ++i) {
    if (!shapes_[i].prose || !IsOpen(decisions[i])) continue;
    if (body_begin_ == body_end_) body_begin_ = i;
    body_end_ = i + 1;
  }
}

// The line nearest above the first prose that can be a title; one of fewer than three words only
// when there is no other. A line that another one repeats with the site's name wins.
uint32_t LineJudge::FindTitle(const FlatText& text, const std::vector<Decision>& decisions) const {
  uint32_t nearest = kNoLine, spare = kNoLine, looked_at = 0;
  for (uint32_t i = body_begin_; i-- > 0 && looked_at < kMaxTitleLines;) {
    const LineShape& s = shapes_[i];
    if (!IsOpen(decisions[i]) || s.separators || s.list_item || s.words > kMaxTitleWords) continue;
    ++looked_at;
    if (s.words < 3) {
      if (spare == kNoLine) spare = i;
      continue;
    }
    const std::string_view line = text.Text(text.paragraphs[i]);
    const uint32_t first = i > kMaxTitleLines ? i - kMaxTitleLines : 0;
    for (uint32_t k = first; k < body_begin_; ++k) {
      const std::string_view other = text.Text(text.paragraphs[k]);
      if (k != i && other.size() > line.size() && other.starts_with(line)) return i;
    }
    if (nearest == kNoLine) nearest = i;
  }
  return nearest == kNoLine ? spare : nearest;
}

// Short lines outside of the prose are menus and footers; between prose they are headings, list
// items and the like, unless there are many in a row.
void LineJudge::JudgeShortLines(std::vector<Decision>& decisions, uint32_t title) {
  for (uint32_t i = 0; i < shapes_.size(); ++i) {
    Decision& d = decisions[i];
    if (!IsOpen(d)) continue;
    const LineShape& s = shapes_[i];
    if (s.prose) {
      d.score = kProseScore;
      continue;
    }
    if (i < body_begin_ || i >= body_end_) {
      const bool item_after_text = i >= body_end_ && (s.list_item || s.ends_sentence) && i > 0 &&
                                   decisions[i - 1].keep && !s.separators;
      if (item_after_text) {
        d = {true, Reason::kContext, kContextScore};
      } else if (i != title) {
        Drop(d, s.separators || s.words < kProseWords ? Reason::kNavigation : Reason::kTooShort);
      }
      continue;
    }
    uint32_t end = i;  // of the run of open short lines, list items apart
    while (end < body_end_ && IsOpen(decisions[end]) && !shapes_[end].prose) ++end;
    const bool menu =
        end - i > kMaxShortRun &&
        std::none_of(shapes_.begin() + i, shapes_.begin() + end,
                     [](const LineShape& l) { return l.list_item || l.ends_sentence; });
    for (uint32_t k = i; k < end; ++k) {
      const bool heads = k + 1 == end && end < body_end_ && shapes_[end].prose;
      if (heads) {
        decisions[k] = {true, Reason::kHeading, kContextScore};
      } else if (menu || shapes_[k].separators) {
        Drop(decisions[k], Reason::kNavigation);
      } else {
        decisions[k] = {true, Reason::kContext, kContextScore};
      }
    }
    i = end - 1;
  }
}

// No prose at all: a list or a poem is kept, unless what the page says most is that it failed.
void LineJudge::FallBack(std::vector<Decision>& decisions) const {
  uint32_t open_words = 0;
  bool failed = false;
  for (size_t i = 0; i < shapes_.size(); ++i) {
    if (IsOpen(decisions[i])) open_words += shapes_[i].words;
    failed |= decisions[i].reason == Reason::kErrorBanner;
  }
  const bool hopeless = failed || open_words < 3 * kProseWords;
  for (Decision& d : decisions) {
    if (!IsOpen(d)) continue;
    if (hopeless) {
      Drop(d, Reason::kNoContent);
    } else {
      d = {true, Reason::kFallback, 0.5f};
    }
  }
}

}  // namespace tamis::extract
