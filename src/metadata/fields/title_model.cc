#include "metadata/fields/title_model.h"

#include "metadata/fields/sign_forest.h"

namespace tamis::metadata {
namespace {

#include "metadata/fields/title_model.inc"

}  // namespace

float TitleProbability(const TitleCandidate& candidate) {
  return SignProbability(kTrees, candidate.signs);
}

}  // namespace tamis::metadata
