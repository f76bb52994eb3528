// Tags and categories.

#pragma once

#include <string>
#include <vector>

#include "metadata/facts.h"

namespace tamis::metadata {

// Fills `labels` with what the best-ranked sources of `field` give, each once, in page order. Lists
// in one value ("a, b; c") are taken apart: a label holds no comma.
void ChooseLabels(Facts& facts, Field field, std::vector<std::string>& labels);

}  // namespace tamis::metadata
