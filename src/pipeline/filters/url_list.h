// What stands in lists of domains, URLs and words, in the form in which pages are asked about it.
//
// The forms, each of a line of a list and of a page's URL alike:
//   domain    lower case, xn-- for what is not ASCII, no '.' at either end
//   URL       host, port, path and query, without scheme, user, fragment and '/' at the end
//   word      the letters and digits of ASCII in it, lower case
//
// Tested: url_filter_test.cc; fuzzed by fuzz/filters.cc.

#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/filters/string_set.h"
#include "tamis/status.h"

namespace tamis::pipeline {

enum class ListKind : uint8_t { kDomains, kUrls, kWords };

// The form of an entry; empty when it has none (no letter or digit, no host).
std::string DomainForm(std::string_view text);
std::string UrlForm(std::string_view text);
std::string WordForm(std::string_view text);

// Adds an entry, if it has a form. Lines as other tools write them are understood: "*.example.com"
// and ".example.com" for a domain, a scheme and "www." stay what they are.
// Errors: kInvalidArgument: no such entry can be (a domain with a space or another '*' in it);
//         kTooLarge: the set is full.
Status AddEntry(std::string_view entry, ListKind kind, StringSet& set);

// Calls `each` for every line of a file (plain, gzip or zstd) that is no comment and not empty,
// without white space at its ends.
// Errors: kNotFound, kIo, kTruncated, kMalformed of the file; else what `each` returns, with
//         "PATH:LINE: " before it.
Status ForEachLine(const std::string& path,
                   const std::function<Status(std::string_view line)>& each);

// Adds the entries of a list and of the files.
Status AddEntries(const std::vector<std::string>& entries, const std::vector<std::string>& files,
                  ListKind kind, StringSet& set);

}  // namespace tamis::pipeline
