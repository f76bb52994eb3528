// Idea:   of all that may be the title (title_clues.h) the likeliest.
// Catch:  site names may stand before or after, and a hyphen may be part of the title: a part
//         goes only on evidence (site_names.h), or when the trees know its kind.

#include "metadata/fields/title.h"

#include "metadata/fields/compare.h"
#include "metadata/fields/title_model.h"

namespace tamis::metadata {
namespace {

constexpr size_t kMaxHeadingBytes = 512;

// The first of `headings` that says `folded`; kNoNode for none.
html::NodeId HeadingOf(const html::Dom& dom, std::span<const html::NodeId> headings,
                       std::string_view folded, std::string& scratch) {
  for (const html::NodeId id : headings) {
    scratch.clear();
    AppendSubtreeText(dom, id, kMaxHeadingBytes, scratch);
    if (FoldsTo(scratch, folded)) return id;
  }
  return html::kNoNode;
}

}  // namespace

void TitleChooser::Choose(Facts& facts, const TitleEvidence& evidence, TitleChoice& choice) {
  Assign({}, {}, 0, choice.title);
  choice.candidates.clear();
  choice.heading = html::kNoNode;
  candidates_ = clues_.Gather(facts, evidence);
  const TitleCandidate* best = nullptr;
  float probability = -1;
  for (const TitleCandidate& candidate : candidates_) {
    const float own = TitleProbability(candidate);
    if (own <= probability) continue;
    probability = own;
    best = &candidate;
  }
  if (best == nullptr) return;
  Assign(best->text, best->source, probability, choice.title);
  choice.candidates.push_back(best->text);
  // What sources say; parts that nobody but us has cut out are no titles.
  for (const TitleCandidate& candidate : candidates_) {
    if (&candidate != best && candidate.sources != 0) choice.candidates.push_back(candidate.text);
  }
  bool chosen = false;
  for (const Fact& fact : facts.Of(Field::kTitle)) {
    if (fact.source != "h1" || chosen) continue;
    chosen = FoldsTo(facts.Value(fact), best->folded);
    if (chosen || choice.heading == html::kNoNode) choice.heading = fact.node;
  }
  if (chosen || evidence.dom == nullptr) return;
  const html::NodeId lesser =
      HeadingOf(*evidence.dom, evidence.lesser_headings, best->folded, scratch_);
  if (lesser != html::kNoNode) choice.heading = lesser;
}

}  // namespace tamis::metadata
