// Idea:   of all who may have written the page (author_clues.h) the likeliest, if likely enough.
// Catch:  a wrong name is worse than none: pages of services, products and lists name people who
//         did not write them.

#include "metadata/fields/authors.h"

#include "metadata/fields/author_model.h"

namespace tamis::metadata {
namespace {

constexpr float kMinProbability = 0.25F;

// Whether the page's data names people, and not the site, as its authors. What it says is not a
// guess of ours: the likeliest of these is answered however unlikely it seems.
bool IsDeclared(const AuthorCandidate& candidate) {
  const bool people = candidate.Has(AuthorSign::kPersons) && !candidate.Has(AuthorSign::kBody) &&
                      !candidate.Has(AuthorSign::kSite) && !candidate.Has(AuthorSign::kHost);
  return people &&
         (candidate.Has(AuthorSign::kLdArticle) || candidate.Has(AuthorSign::kMetaNamed) ||
          candidate.Has(AuthorSign::kMicrodata) || candidate.Has(AuthorSign::kMetaAuthor));
}

}  // namespace

void AuthorChooser::Choose(Facts& facts, const AuthorEvidence& evidence, AuthorChoice& choice) {
  choice.names.clear();
  choice.source.clear();
  choice.confidence = 0;
  candidates_ = clues_.Gather(facts, evidence);
  const AuthorCandidate* best = nullptr;
  float probability = 0;
  for (const AuthorCandidate& candidate : candidates_) {
    const float own = AuthorProbability(candidate);
    if (own <= probability || (own < kMinProbability && !IsDeclared(candidate))) continue;
    probability = own;
    best = &candidate;
  }
  if (best == nullptr) return;
  choice.names = best->names;
  choice.source = best->source;
  choice.confidence = probability;
}

}  // namespace tamis::metadata
