// Which hosts and inputs lose how many rows, and which of them so many that somebody should look.

#pragma once

#include <string>
#include <vector>

#include "corpus/corpus_files.h"
#include "pipeline/dedup/judgement.h"
#include "tamis/dedup.h"
#include "tamis/status.h"

namespace tamis::pipeline {

// Adds a row that has this verdict.
void CountRow(dedup::CopyKind kind, DedupSource& source);

// Leaves the first kDedupSources, those that lose most rows first; ties by name.
void KeepMostAffected(std::vector<DedupSource>& sources);

// Fills in the sources of `summary` and the alarms. `files` are those of `inputs`. `counted`: which
// rows are counted; null: all. Errors: kIo.
Status CountSources(const Judgement& judgement, const std::vector<bool>* counted,
                    const std::vector<corpus::Shard>& files, const std::vector<std::string>& inputs,
                    DedupSummary& summary);

}  // namespace tamis::pipeline
