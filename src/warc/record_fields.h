// Header fields of WARC and ARC records, as the members of a Record.

#pragma once

#include <string>
#include <string_view>

#include "warc/header_fields.h"
#include "warc/record.h"
#include "warc/record_start.h"

namespace tamis::warc {

// Whether a WARC header ends before this line although its blank line is missing: at the HTTP
// message of its block, or at the next record. For HeaderFields::Parse().
bool EndsWarcHeader(std::string_view line);

// Fills in what `fields` say. Returns the value of Content-Length.
std::string_view TakeWarcFields(const HeaderFields& fields, Record& record);

// Fills in what a URL-record line says; `date` is where the ISO form of its date is kept.
// REQUIRES: record.block is set
void TakeArcFields(const ArcLine& line, std::string& date, Record& record);

// Whether the block is an HTTP message. REQUIRES: type, content_type and block are set
bool HoldsHttp(const Record& record);

}  // namespace tamis::warc
