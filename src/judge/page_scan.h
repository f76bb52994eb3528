// What judges ask of the page's elements, which metadata has listed.

#pragma once

#include <string_view>

#include "base/ascii.h"
#include "metadata/sources/page_scan.h"

namespace tamis::judge {

using metadata::InDocument;
using metadata::PageScan;

}  // namespace tamis::judge
