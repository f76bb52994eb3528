// What must be the same for a run to go on: the options that change what is written, in words.

#pragma once

#include <vector>

#include "pipeline/readers/input_files.h"
#include "pipeline/run/run_setup.h"
#include "pipeline/writers/journal.h"

namespace tamis::pipeline {

RunIdentity IdentityOf(const RunSetup& setup, const std::vector<InputFile>& files);

}  // namespace tamis::pipeline
