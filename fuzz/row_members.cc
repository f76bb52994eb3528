// Fuzz: rows of JSONL that anyone may have written
//   (a) are read or refused with a typed error that points into the row;
//   (b) keep every byte but those of the members that are changed;
//   (c) have the new members when they are read again, and the others as before.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "base/unicode/utf8.h"
#include "json/check.h"
#include "json/members.h"

namespace {

using namespace tamis::json;

void Require(bool condition, const char* what) {
  if (condition) return;
  std::fprintf(stderr, "fuzz/row_members: %s\n", what);
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view row(reinterpret_cast<const char*>(data), size);
  std::vector<Member> members;
  const tamis::Status status = ReadMembers(row, members);
  const bool json = CheckSyntax(row, 1024).ok() && row.find('{') != row.npos &&
                    row.find_first_not_of(" \t\r\n") == row.find('{');
  if (!status.ok()) {
    Require(!json, "a JSON object was refused");
    Require(status.offset() <= size, "an error behind the row");
    return 0;
  }
  const Change changes[] = {{"similarity", "0.5"}, {"duplicate_of", "\"x\""}};
  std::string out;
  AppendChanged(row, members, changes, out);
  if (json) Require(CheckSyntax(out, 1024).ok(), "the changed row is no JSON");

  std::vector<Member> again;
  Require(ReadMembers(out, again).ok(), "the changed row is not read");
  Require(again.size() >= members.size() && again.size() <= members.size() + 2, "members");
  for (size_t i = 0; i < members.size(); ++i) {
    Require(again[i].key == members[i].key, "a key changed");
    bool changed = false;
    for (const Change& change : changes) {
      changed |= FindMember({&members[i], 1}, change.key) != nullptr;
    }
    Require(changed || again[i].value == members[i].value, "a value changed");
  }
  for (const Change& change : changes) {
    const Member* member = FindMember(again, change.key);
    Require(member != nullptr && member->value == change.value, "a change is missing");
  }
  std::string text;
  for (const Member& member : members) {
    if (ReadString(member.value, text)) {
      Require(tamis::ValidUtf8Prefix(text) == text.size(), "a string is no UTF-8");
    }
  }
  return 0;
}
