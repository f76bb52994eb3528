#include "extract/second_source/second_source.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "extract/blocks/block_builder.h"
#include "extract/second_source/json_text.h"
#include "extract/second_source/script_json.h"
#include "html/tokenizer/char_ref.h"
#include "html/tree/parser.h"
#include "json/tree.h"
#include "metadata/fields/date.h"

namespace tamis::extract {
namespace {

namespace names = html::names;

// A page of which so many words were kept has a text of its own.
constexpr uint32_t kTinyWords = 40;
// The other source must have so many times the words.
constexpr uint32_t kTimesLonger = 4;
// And so many words: of a text, of application state, of a description.
constexpr uint32_t kMinBodyWords = 20;
constexpr uint32_t kMinStateWords = 40;
constexpr uint32_t kMinSummaryWords = 15;

// A page's own block stays beside the found text from this score on.
constexpr float kSureScore = 0.5f;

// Expected quality of the found text: estimates, since too few pages need it to measure them.
constexpr float kBodyConfidence = 0.8f;
constexpr float kStateConfidence = 0.6f;
constexpr float kSummaryConfidence = 0.3f;

constexpr size_t kMinJsonBytes = 128;
constexpr size_t kMaxPageBytes = 4u << 20;
constexpr size_t kMaxTextBytes = 1u << 20;
constexpr uint32_t kMaxFragmentNodes = 1u << 16;
constexpr json::TreeLimits kLimits = {
    .max_bytes = 2u << 20, .max_depth = 128, .max_nodes = 1u << 17};

enum class Kind : uint8_t { kNone, kJsonLd, kState };

struct Found {
  JsonText text;
  html::NodeId script = html::kNoNode;
};

std::string ToLower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    c = ToAsciiLower(c);
  }
  return lower;
}

bool InDocument(const html::Dom& dom, html::NodeId id) {
  while (id != html::kDocumentNode) {
    if (id == html::kNoNode || dom.node(id).type == html::NodeType::kTemplateContent) return false;
    id = dom.node(id).parent;
  }
  return true;
}

// What `own` words of the page are compared with: whether `text` has `min` words and is several
// times as long.
bool IsEnough(const JsonText& text, uint32_t min, uint32_t own) {
  return text.words >= min && text.words >= uint64_t{own} * kTimesLonger;
}

// Reads the scripts of one page and keeps the longest text of each kind.
class ScriptSearch {
 public:
  // `own`: the words that were kept of the page.
  ScriptSearch(const html::Dom& dom, const PageHints& hints, uint32_t own)
      : dom_(dom), hints_(hints), own_(own), tree_(kLimits), inner_(kLimits) {}

  void Run() {
    FindScripts();
    for (const Script& script : scripts_) {
      if (script.type == Type::kJsonLd) ReadJsonLd(script);
    }
    // Who says what is text is believed before all others.
    if (!json_ld.text.is_summary && IsEnough(json_ld.text, kMinBodyWords, own_)) return;
    for (const Script& script : scripts_) {
      if (script.type == Type::kJson) ReadJson(script);
      if (script.type == Type::kProgram) ReadProgram(script);
    }
  }

  Found json_ld;
  Found state;

 private:
  enum class Type : uint8_t { kJsonLd, kJson, kProgram };
  struct Script {
    html::NodeId id;
    Type type;
    std::string_view text;
  };

  void FindScripts() {
    size_t bytes_left = kMaxPageBytes;
    for (html::NodeId id = 0; id < dom_.node_count(); ++id) {
      if (!dom_.IsElement(id, names::kScript)) continue;
      const html::NodeId child = dom_.node(id).first_child;
      if (child == html::kNoNode || !InDocument(dom_, id)) continue;
      const std::string_view text = dom_.text(child);
      if (text.size() < kMinJsonBytes || text.size() > bytes_left) continue;
      bytes_left -= text.size();
      const std::string type = ToLower(dom_.attribute(id, names::kType));
      if (type.find("ld+json") != type.npos) {
        scripts_.push_back({id, Type::kJsonLd, text});
      } else if (type.find("json") != type.npos) {
        scripts_.push_back({id, Type::kJson, text});
      } else if (type.empty() || type.find("javascript") != type.npos || type == "module") {
        scripts_.push_back({id, Type::kProgram, text});
      }
    }
  }

  void ReadJsonLd(const Script& script) {
    const auto nodes = tree_.ReadTolerant(script.text);
    if (!nodes.ok()) return;
    finder_.FindTyped(*nodes, found_);
    const bool better = json_ld.text.is_summary == found_.is_summary
                            ? found_.words > json_ld.text.words
                            : json_ld.text.is_summary && found_.words > 0;
    if (better || json_ld.text.words == 0) json_ld = {std::move(found_), script.id};
  }

  void ReadJson(const Script& script) {
    if (const auto nodes = tree_.ReadTolerant(script.text); nodes.ok()) ReadState(script, *nodes);
  }

  void ReadProgram(const Script& script) {
    ScriptJson values(script.text);
    while (true) {
      const std::string_view value = values.Next(kMinJsonBytes);
      if (value.empty()) return;
      // A string that is neither an object, an array nor a string within it has no text.
      if (value[0] == '"' && std::string_view("{[\\ ").find(value[1]) == value.npos) continue;
      if (const auto nodes = tree_.Read(value); nodes.ok()) ReadState(script, *nodes);
    }
  }

  // JSON whose root is a string that is JSON again is read as that.
  void ReadState(const Script& script, std::span<const json::Node> nodes) {
    if (nodes.size() == 1 && nodes[0].kind == json::Kind::kString) {
      const auto again = inner_.Read(nodes[0].text);
      if (!again.ok()) return;
      nodes = *again;
    }
    const uint64_t enough = std::max<uint64_t>(kMinStateWords, uint64_t{own_} * kTimesLonger);
    finder_.FindInState(nodes, hints_.titles, static_cast<uint32_t>(enough), found_);
    if (found_.words > state.text.words) state = {std::move(found_), script.id};
  }

  const html::Dom& dom_;
  const PageHints& hints_;
  const uint32_t own_;
  std::vector<Script> scripts_;
  json::TreeReader tree_;
  json::TreeReader inner_;
  JsonTextFinder finder_;
  JsonText found_;
};

// Appends found text to the page's blocks.
class BlockAppender {
 public:
  BlockAppender(const html::Node& script, BlockSource source, float score, Extraction& out)
      : script_(script), source_(source), score_(score), out_(out) {}

  void Add(const TextPiece& piece) {
    const auto first = static_cast<uint32_t>(out_.blocks.blocks.size());
    if (HoldsTags(piece.text)) {
      AddHtml(piece.text);
    } else {
      // Markup escaped as text is usual in JSON-LD.
      plain_.clear();
      AppendResolved(piece.text, plain_);
      HoldsTags(plain_) ? AddHtml(plain_) : AddLines(plain_, piece.kind);
    }
    const auto end = static_cast<uint32_t>(out_.blocks.blocks.size());
    if (!piece.is_post || first == end) return;
    const auto date = metadata::ParseDate(piece.date, metadata::DayOrder::kUnknown);
    out_.posts.push_back({.author = piece.author,
                          .date = date ? date->ToString() : std::string(),
                          .first_block = first,
                          .end_block = end});
  }

 private:
  static void AppendResolved(std::string_view raw, std::string& out) {
    while (!raw.empty()) {
      const size_t ampersand = std::min(raw.find('&'), raw.size());
      out.append(raw.substr(0, ampersand));
      raw.remove_prefix(ampersand);
      if (raw.empty()) return;
      html::CharRef reference;
      html::ResolveCharRef(raw.data(), raw.data() + raw.size(), false, reference);
      const auto size = static_cast<size_t>(reference.end - raw.data());
      out.append(reference.text.empty() ? raw.substr(0, size) : reference.text);
      raw.remove_prefix(size);
    }
  }

  void AddHtml(std::string_view markup) {
    html::ParseOptions options;
    options.scripting = false;
    options.max_nodes = kMaxFragmentNodes;
    // A limit that is reached leaves the rest of the fragment out.
    static_cast<void>(parser_.ParseFragment(markup, "div", options));
    builder_.Build(parser_.dom(), fragment_);
    if (added_ + fragment_.text.size() > kMaxTextBytes) return;
    // The fragment's containers hang below the page's root; their nodes are gone, as those of a
    // <noscript>.
    PageBlocks& page = out_.blocks;
    const auto first_block = static_cast<uint32_t>(page.blocks.size());
    const auto first_container = static_cast<uint32_t>(page.containers.size()) - 1;
    const auto moved = [&](uint32_t c) { return c == 0 ? 0 : first_container + c; };
    for (size_t c = 1; c < fragment_.containers.size(); ++c) {
      Container container = fragment_.containers[c];
      container.node = html::kNoNode;
      container.parent = moved(container.parent);
      container.first_block += first_block;
      container.end_block += first_block;
      page.containers.push_back(container);
    }
    for (const PageBlock& block : fragment_.blocks) {
      PageBlock copy = block;
      copy.parent = moved(block.parent);
      AddBlock(fragment_.Text(block), copy);
    }
  }

  // Plain text: a paragraph a line.
  void AddLines(std::string_view text, BlockKind kind) {
    while (!text.empty()) {
      const size_t end = std::min(text.find_first_of("\r\n"), text.size());
      const std::string_view line = text.substr(0, end);
      text.remove_prefix(std::min(end + 1, text.size()));
      run_.Reset();
      run_.AppendText(line, false, false);
      run_.Finish();
      if (run_.empty() || added_ + run_.text().size() > kMaxTextBytes) continue;
      PageBlock block;
      block.kind = kind;
      block.level = kind == BlockKind::kListItem ? 1 : 0;
      block.measure = MeasureText(run_.text());
      block.words = block.measure.words;
      AddBlock(run_.text(), block);
    }
  }

  void AddBlock(std::string_view text, PageBlock block) {
    PageBlocks& page = out_.blocks;
    added_ += text.size();
    block.source = source_;
    block.container = block.first = block.last = html::kNoNode;
    block.html_begin = script_.source_begin;
    block.html_end = script_.source_end;
    block.text_begin = static_cast<uint32_t>(page.text.size());
    page.text += text;
    block.text_end = static_cast<uint32_t>(page.text.size());
    const bool control = block.kind == BlockKind::kForm || block.kind == BlockKind::kButton;
    page.blocks.push_back(block);
    page.containers[0].end_block = static_cast<uint32_t>(page.blocks.size());
    const Reason reason = source_ == BlockSource::kJsonLd ? Reason::kJsonLd : Reason::kAppState;
    out_.decisions.push_back(
        {.keep = !control, .reason = control ? Reason::kForm : reason, .score = score_});
  }

  const html::Node& script_;
  const BlockSource source_;
  const float score_;
  Extraction& out_;
  size_t added_ = 0;
  html::Parser parser_;
  BlockBuilder builder_;
  PageBlocks fragment_;
  InlineRun run_;
  std::string plain_;
};

// The words that were kept; not all of them when there are kTinyWords.
uint32_t KeptWords(const Extraction& extraction) {
  uint32_t words = 0;
  for (size_t i = 0; i < extraction.decisions.size() && words < kTinyWords; ++i) {
    if (extraction.decisions[i].keep) words += extraction.blocks.blocks[i].words;
  }
  return words;
}

// Which source to take beside `own` words of the page, if any.
Kind Choose(const ScriptSearch& search, uint32_t own) {
  const JsonText& typed = search.json_ld.text;
  if (!typed.is_summary && IsEnough(typed, kMinBodyWords, own)) return Kind::kJsonLd;
  if (IsEnough(search.state.text, kMinStateWords, own)) return Kind::kState;
  const bool summary = typed.is_summary && IsEnough(typed, kMinSummaryWords, own);
  return summary ? Kind::kJsonLd : Kind::kNone;
}

// What was kept for want of something better goes, and what the found text says again.
void DropReplaced(size_t own_blocks, Extraction& out) {
  const std::string_view text = out.blocks.text;
  const size_t found = own_blocks < out.blocks.blocks.size()
                           ? out.blocks.blocks[own_blocks].text_begin
                           : text.size();
  for (size_t i = 0; i < own_blocks; ++i) {
    Decision& decision = out.decisions[i];
    if (!decision.keep) continue;
    // Few blocks have words, since little was kept; a search for each of the others has no bound.
    const PageBlock& block = out.blocks.blocks[i];
    const bool repeats = block.words > 0 &&
                         text.substr(found).find(out.blocks.Text(block)) != std::string_view::npos;
    const bool sure = decision.score >= kSureScore && decision.reason != Reason::kFallback &&
                      decision.reason != Reason::kNoscript;
    if (sure && !repeats) continue;
    decision.keep = false;
    decision.reason = repeats ? Reason::kRepeat : Reason::kLowScore;
  }
}

}  // namespace

void ApplySecondSource(const html::Dom& dom, const PageHints& hints, Extraction& out) {
  const uint32_t own = KeptWords(out);
  if (own >= kTinyWords) return;
  ScriptSearch search(dom, hints, own);
  search.Run();
  const Kind kind = Choose(search, own);
  if (kind == Kind::kNone) return;
  const Found& found = kind == Kind::kJsonLd ? search.json_ld : search.state;
  const BlockSource source = kind == Kind::kJsonLd ? BlockSource::kJsonLd : BlockSource::kAppState;
  const float score = kind == Kind::kState    ? kStateConfidence
                      : found.text.is_summary ? kSummaryConfidence
                                              : kBodyConfidence;
  const size_t own_blocks = out.blocks.blocks.size();
  out.posts.clear();
  BlockAppender appender(dom.node(found.script), source, score, out);
  for (const TextPiece& piece : found.text.pieces) appender.Add(piece);
  if (out.blocks.blocks.size() == own_blocks) return;
  DropReplaced(own_blocks, out);
  out.confidence = score;
}

}  // namespace tamis::extract
