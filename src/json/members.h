// The members of a JSON object as they stand in its text, so that a row can be changed in one place
// and passed on byte for byte in all others.
//
// Tested:  members_test.cc; fuzzed by fuzz/row_members.cc.

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tamis/status.h"

namespace tamis::json {

// Views of the row.
struct Member {
  std::string_view key;    // between the quotes, escapes as written
  std::string_view value;  // any JSON, without white space around it
};

// Replaces `members` with those of the object `row`, in order. Takes up what is not JSON inside of
// values only as far as the end of the object depends on it: strings, brackets and their nesting.
// Errors: kMalformed, kTruncated, kDepthLimit (more than 1,024 brackets), with the byte where it
//         shows.
Status ReadMembers(std::string_view row, std::vector<Member>& members);

// The first member of that name, spelled with escapes or not; null when there is none.
const Member* FindMember(std::span<const Member> members, std::string_view name);

// The string that a value is, in `out`; false when it is none. Lone surrogates and ill-formed UTF-8
// become U+FFFD.
bool ReadString(std::string_view value, std::string& out);

struct Change {
  std::string_view key;    // REQUIRES: as json::Writer::Key()
  std::string_view value;  // JSON
};

// Appends `row` with these members: the value replaced in its place where the row has the key, else
// added at the end, in this order. REQUIRES: `members` are those of `row`, which is an object.
void AppendChanged(std::string_view row, std::span<const Member> members,
                   std::span<const Change> changes, std::string& out);

}  // namespace tamis::json
