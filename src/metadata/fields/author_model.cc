#include "metadata/fields/author_model.h"

#include "metadata/fields/sign_forest.h"

namespace tamis::metadata {
namespace {

#include "metadata/fields/author_model.inc"

}  // namespace

float AuthorProbability(const AuthorCandidate& candidate) {
  return SignProbability(kTrees, candidate.signs);
}

}  // namespace tamis::metadata
