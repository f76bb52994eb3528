// The signals of page states: each looks at one thing and says what it saw, where, and how much
// it speaks for a state. docs/page-state.md lists them.

#pragma once

#include <vector>

#include "judge/state/page_measures.h"
#include "judge/state/phrases.h"
#include "judge/state/state_judge.h"

namespace tamis::judge {

// What the address, the answer's header and the title say. Cheap: done for every page.
void AddTitleSignals(const StateInput& input, StatePhraseFinder& phrases,
                     std::vector<Signal>& signals);
void AddAnswerSignals(const StateInput& input, std::vector<Signal>& signals);

// What headings and short blocks say. REQUIRES: MeasurePage() of the same extraction.
void AddTextSignals(const StateInput& input, const PageMeasures& measures,
                    StatePhraseFinder& phrases, std::vector<Signal>& signals);

// What forms, scripts, frames, class names and the shape of the page say.
void AddMarkupSignals(const StateInput& input, const PageMeasures& measures,
                      std::vector<Signal>& signals);
void AddShapeSignals(const StateInput& input, const PageMeasures& measures,
                     std::vector<Signal>& signals);

// What speaks for text that is cut off.
void AddPaywallSignals(const StateInput& input, const PageMeasures& measures,
                       StatePhraseFinder& phrases, std::vector<Signal>& signals);

}  // namespace tamis::judge
