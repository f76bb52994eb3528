// Chooses the page's authors: names of people, or of the body that signs for them.

#pragma once

#include <span>
#include <string>
#include <vector>

#include "metadata/facts.h"
#include "metadata/fields/author_clues.h"

namespace tamis::metadata {

struct AuthorChoice {
  std::vector<std::string> names;  // in the order of the page, each once
  std::string source;
  float confidence = 0;  // 0..1
};

class AuthorChooser {
 public:
  // `choice` is empty when nobody is likely enough.
  void Choose(Facts& facts, const AuthorEvidence& evidence, AuthorChoice& choice);

  // What the last page had to choose from; for training.
  std::span<const AuthorCandidate> candidates() const { return candidates_; }

 private:
  AuthorClues clues_;
  std::span<const AuthorCandidate> candidates_;
};

}  // namespace tamis::metadata
