// Opens libtamis_parquet.so.

#pragma once

#include "parquet/backend.h"
#include "tamis/status.h"

namespace tamis::parquet {

// The same answer for the life of the process. kUnsupported with what to install.
// Threads: safe.
const Result<const Backend*>& LoadBackend();

}  // namespace tamis::parquet
