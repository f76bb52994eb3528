// Idea:   {"FOLDER__GROUP__NAME": [[start, end, score], ...]}: what holds for the document is a
//         span over all of its text.
// Catch:  Python counts code points, our offsets are bytes: see CodePoints.
// Source: docs/formats/schemas/dolma.md

#include "document/render/schemas/dolma_attributes.h"

#include <array>
#include <cstdint>
#include <string>

#include "document/render/fields/quality.h"

namespace tamis::document {
namespace {

constexpr std::array<std::string_view, 5> kNames = {"language", "quality", "pii", "blocks", "page"};

// Offsets of a text in code points. Cheapest when asked for ascending places.
class CodePoints {
 public:
  explicit CodePoints(std::string_view text) : text_(text) {}

  // `byte` is at most the size of the text.
  uint64_t At(size_t byte) {
    if (byte < byte_) byte_ = count_ = 0;
    for (; byte_ < byte; ++byte_) {
      count_ += (static_cast<unsigned char>(text_[byte_]) & 0xC0) != 0x80;  // begins one
    }
    return count_;
  }

 private:
  std::string_view text_;
  size_t byte_ = 0;
  size_t count_ = 0;  // of code points before byte_
};

class Attributes {
 public:
  Attributes(std::string_view folder, const Document& document, json::Writer& writer)
      : folder_(folder), document_(document), writer_(writer), places_(document.text) {}

  void Begin(std::string_view group, std::string_view name) {
    std::array<char, 128> key;
    size_t size = 0;
    for (const std::string_view part : {folder_, group, name}) {
      if (size != 0) size += std::string_view("__").copy(key.data() + size, 2);
      size += part.copy(key.data() + size, 40);
    }
    writer_.Key({key.data(), size});
    writer_.BeginArray();
  }
  void Span(size_t begin, size_t end, double score) {
    writer_.BeginArray();
    writer_.Uint(places_.At(begin));
    writer_.Uint(places_.At(end));
    number_.clear();
    json::AppendScore(score, number_);
    // Dolma's filters compare an integer with no `>= 1.0`.
    if (number_.find('.') == std::string::npos) number_ += ".0";
    writer_.Raw(number_);
    writer_.EndArray();
  }
  void End() { writer_.EndArray(); }

  void OfDocument(std::string_view group, std::string_view name, double score) {
    Begin(group, name);
    Span(0, document_.text.size(), score);
    End();
  }

  // For each kind that there is, the spans of its items, in order.
  template <size_t kCount, typename Items, typename IsOfKind, typename Write>
  void ByKind(std::string_view group, std::string_view (*name)(size_t), const Items& items,
              IsOfKind&& is_of_kind, Write&& write) {
    for (size_t kind = 0; kind < kCount; ++kind) {
      bool begun = false;
      for (const auto& item : items) {
        if (!is_of_kind(item, kind)) continue;
        if (!begun) Begin(group, name(kind));
        begun = true;
        write(item);
      }
      if (begun) End();
    }
  }

 private:
  std::string_view folder_;
  const Document& document_;
  json::Writer& writer_;
  CodePoints places_;
  std::string number_;
};

// Signals as scores of the document; a flag is 0 or 1.
class QualityScores {
 public:
  explicit QualityScores(Attributes& attributes) : attributes_(attributes) {}
  void BeginGroup(std::string_view name) { group_ = name; }
  void Count(std::string_view name, uint32_t value) { attributes_.OfDocument(group_, name, value); }
  void MaybeCount(std::string_view name, int value) {
    if (value >= 0) attributes_.OfDocument(group_, name, value);
  }
  void Ratio(std::string_view name, float value) {
    attributes_.OfDocument(group_, name, static_cast<double>(value));
  }
  void Flag(std::string_view name, bool value) { attributes_.OfDocument(group_, name, value); }
  void EndGroup(std::string_view reason) { Flag("removes", !reason.empty()); }

 private:
  Attributes& attributes_;
  std::string_view group_ = "text";
};

void Languages(const Document& document, Attributes& out) {
  for (const LanguageShare& language : document.languages) {
    out.OfDocument("share", language.language, static_cast<double>(language.share));
  }
}

void Quality(const Document& document, Attributes& out) {
  QualityScores scores(out);
  VisitQuality(document.quality, scores);
}

void PersonalData(const Document& document, Attributes& out) {
  out.ByKind<5>(
      "tamis", [](size_t kind) { return PiiKindName(static_cast<PiiKind>(kind)); }, document.pii,
      [](const PiiSpan& span, size_t kind) { return static_cast<size_t>(span.kind) == kind; },
      [&out](const PiiSpan& span) { out.Span(span.begin, span.end, 1); });
}

void KeptBlocks(const Document& document, Attributes& out) {
  out.ByKind<10>(
      "kind", [](size_t kind) { return BlockKindName(static_cast<BlockKind>(kind)); },
      document.blocks,
      [](const Block& block, size_t kind) {
        return block.keep && static_cast<size_t>(block.kind) == kind;
      },
      [&out](const Block& block) {
        out.Span(block.text_begin, block.text_end, static_cast<double>(block.score));
      });
}

void PageScores(const Document& document, Attributes& out) {
  if (document.page_type_score > 0) {
    out.OfDocument("type", PageTypeName(document.page_type),
                   static_cast<double>(document.page_type_score));
  }
  if (document.page_state.score > 0) {
    out.OfDocument("state", PageStateName(document.page_state.state),
                   static_cast<double>(document.page_state.score));
  }
  out.OfDocument("text", "confidence", static_cast<double>(document.confidence));
}

}  // namespace

std::span<const std::string_view> DolmaAttributeNames() { return kNames; }

void AppendDolmaAttributes(const Document& document, size_t sidecar, json::Writer& writer) {
  static constexpr void (*kWriters[kNames.size()])(const Document&, Attributes&) = {
      &Languages, &Quality, &PersonalData, &KeptBlocks, &PageScores};
  writer.BeginObject();
  Attributes attributes(kNames[sidecar], document, writer);
  kWriters[sidecar](document, attributes);
  writer.EndObject();
}

}  // namespace tamis::document
