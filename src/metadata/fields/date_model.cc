#include "metadata/fields/date_model.h"

#include "metadata/fields/sign_forest.h"

namespace tamis::metadata {
namespace {

#include "metadata/fields/date_model.inc"

}  // namespace

float DateProbability(const DateCandidate& candidate) {
  return SignProbability(kTrees, candidate.signs);
}

}  // namespace tamis::metadata
