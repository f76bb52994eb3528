// Idea:   links outermost, then strong, strikethrough, emphasis, code; at each border between
//         spans close what ends, and what stands inside it, then open what begins.
// Catch:  a mark only works where CommonMark lets it open and close ("left-flanking",
//         https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run). Where it would not,
//         the formatting is dropped: a stray "**" is worse than no bold.

#include "document/render/inline_writer.h"

#include <array>

#include "base/unicode/unicode.h"
#include "base/unicode/utf8.h"

namespace tamis::document {
namespace {

constexpr size_t kMaxTargetBytes = 2048;

struct Mark {
  uint8_t style;
  std::string_view text;
};
// Outermost first.
constexpr std::array<Mark, 3> kMarks = {{{kStrong, "**"}, {kStrike, "~~"}, {kEmphasis, "_"}}};

enum class Side : uint8_t { kSpace, kPunctuation, kOther };

Side SideOf(char32_t c) {
  const uint16_t flags = unicode::FlagsOf(c);
  if ((flags & unicode::kSpace) != 0) return Side::kSpace;
  return (flags & (unicode::kPunctuation | unicode::kSymbol)) != 0 ? Side::kPunctuation
                                                                   : Side::kOther;
}

Side After(std::string_view text, size_t i) {
  return i >= text.size() ? Side::kSpace : SideOf(DecodeUtf8(text, i));
}

Side Before(std::string_view text, size_t i) {
  if (i == 0) return Side::kSpace;
  size_t begin = i - 1;
  while (begin > 0 && (text[begin] & 0xC0) == 0x80) --begin;
  return SideOf(DecodeUtf8(text, begin));
}

// Whether a mark at text[i] may open (or, mirrored, close): what is outside and what is inside.
bool Flanks(Side outside, Side inside, bool word_marks) {
  if (inside == Side::kSpace) return false;
  if (outside == Side::kOther) return inside == Side::kOther && word_marks;
  return true;
}

// TeX is not escaped, for readers of formulas take it as it stands. What would leave the formula is
// written in another way of TeX: '<' with a space, so that it begins no tag, and '|' by its name.
void AppendFormula(std::string_view tex, bool display, std::string& out) {
  const std::string_view mark = display ? "$$" : "$";
  out.append(mark);
  for (const char c : tex) {
    switch (c) {
      case '\n':
        out.push_back(' ');
        break;
      case '<':
        out.append("< ");
        break;
      case '|':
        out.append("\\vert ");
        break;
      default:
        out.push_back(c);
    }
  }
  out.append(mark);
}

}  // namespace

void InlineWriter::Reset(std::string_view base_url, size_t link_budget) {
  if (!base_.Parse(base_url)) base_.Clear();
  link_budget_ = link_budget;
}

// Takes formatting away where its marks would not be read as such.
void InlineWriter::DropUnmarkable(std::string_view text) {
  for (const Mark& mark : kMarks) {
    const bool word_marks = mark.style != kEmphasis;  // "_" marks nothing inside a word
    for (size_t i = 0; i < spans_.size();) {
      if ((spans_[i].style & mark.style) == 0) {
        ++i;
        continue;
      }
      size_t end = i + 1;
      while (end < spans_.size() && (spans_[end].style & mark.style) != 0 &&
             spans_[end].link == spans_[i].link) {
        ++end;
      }
      const uint32_t first = spans_[i].begin;
      const uint32_t last = spans_[end - 1].end;
      const bool good = Flanks(Before(text, first), After(text, first), word_marks) &&
                        Flanks(After(text, last), Before(text, last), word_marks);
      for (; i < end; ++i) {
        if (!good) spans_[i].style &= static_cast<uint8_t>(~mark.style);
      }
    }
  }
}

void InlineWriter::OpenTo(uint8_t style, std::string& out) {
  for (const Mark& mark : kMarks) {
    if ((style & mark.style) != 0 && (open_ & mark.style) == 0) {
      out.append(mark.text);
      open_ |= mark.style;
    }
  }
}

// Closes every mark that `style` lacks, and those inside a mark that closes or has yet to open.
void InlineWriter::CloseTo(uint8_t style, std::string& out) {
  size_t outermost = kMarks.size();
  for (size_t k = kMarks.size(); k-- > 0;) {
    if ((open_ & kMarks[k].style) != (style & kMarks[k].style)) outermost = k;
  }
  for (size_t k = kMarks.size(); k-- > outermost;) {
    if ((open_ & kMarks[k].style) == 0) continue;
    out.append(kMarks[k].text);
    open_ &= static_cast<uint8_t>(~kMarks[k].style);
  }
}

// Appends the destination, unless the link is not worth writing.
bool InlineWriter::AppendTarget(std::string_view href) {
  if (href.empty() || href.front() == '#' || href.size() > kMaxTargetBytes) return false;
  const size_t begin = targets_.size();
  if (resolved_.Resolve(href, base_)) {
    if (!resolved_.is_web() && resolved_.scheme() != "mailto") return false;
    AppendDestination(resolved_.href(), targets_);
  } else {
    if (!base_.empty()) return false;
    AppendDestination(href, targets_);
  }
  const size_t size = targets_.size() - begin;
  if (size > kMaxTargetBytes || size > link_budget_) {
    targets_.resize(begin);
    return false;
  }
  link_budget_ -= size;
  return true;
}

// Decides which links are written. The spans of the others lose theirs, so that formatting runs
// on over them.
void InlineWriter::SettleLinks(const InlineSpans& spans) {
  targets_.clear();
  links_.clear();
  uint32_t refused = 0;
  for (Span& span : spans_) {
    if (span.link == 0 || (span.style & kMath) != 0) continue;
    if (links_.empty() || links_.back().link != span.link) {
      const auto begin = static_cast<uint32_t>(targets_.size());
      if (span.link != refused && AppendTarget(spans.href(span.link))) {
        links_.push_back({span.link, begin});
      } else {
        refused = span.link;
        span.link = 0;
      }
    }
  }
}

void InlineWriter::TakeSpans(std::span<const Span> spans, const InlineContext& context) {
  spans_.clear();
  for (Span span : spans.subspan(context.first_span)) {
    if (span.begin >= context.end) break;
    span.begin = static_cast<uint32_t>(std::max<size_t>(span.begin, context.begin) - context.begin);
    span.end = static_cast<uint32_t>(std::min<size_t>(span.end, context.end) - context.begin);
    if (context.in_heading) span.style &= static_cast<uint8_t>(~kStrong);
    spans_.push_back(span);
  }
}

void InlineWriter::Append(std::string_view text, const InlineSpans& spans,
                          const InlineContext& context, std::string& out) {
  TakeSpans(spans.spans(), context);
  text = text.substr(context.begin, context.end - context.begin);
  SettleLinks(spans);
  DropUnmarkable(text);
  Escaper escaper(text, context.in_cell, context.in_cell || context.in_heading);
  open_ = 0;
  size_t link = 0;  // links_[0, link) are written
  bool in_link = false;
  const auto close_link = [&] {
    CloseTo(0, out);
    if (!in_link) return;
    const size_t begin = links_[link - 1].begin;
    const size_t end = link < links_.size() ? links_[link].begin : targets_.size();
    out.append("](").append(targets_, begin, end - begin).append(1, ')');
    in_link = false;
  };
  for (const Span& span : spans_) {
    const bool math = (span.style & kMath) != 0;
    const uint32_t wanted = math ? 0 : span.link;
    if (wanted != (in_link ? links_[link - 1].link : 0)) {
      close_link();
      if (wanted != 0) {
        out.push_back('[');
        in_link = true;
        // A formula inside a link parts it in two.
        if (link == 0 || links_[link - 1].link != wanted) ++link;
      }
    }
    CloseTo(span.style, out);
    OpenTo(span.style, out);
    if (in_link || open_ != 0) escaper.Cover();
    if (math) {
      AppendFormula(spans.tex(span.link), spans.is_display(span.link), out);
      escaper.Skip(span.begin, span.end);
    } else if ((span.style & kCode) != 0) {
      AppendCodeSpan(text.substr(span.begin, span.end - span.begin), context.in_cell, out);
      escaper.Skip(span.begin, span.end);
    } else {
      escaper.Append(span.begin, span.end, in_link, context.line_break, out);
    }
  }
  close_link();
}

}  // namespace tamis::document
