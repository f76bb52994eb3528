#include "pipeline/dedup/row_facts.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <limits>

#include "url/url.h"

namespace tamis::pipeline {

uint64_t DateDigits(std::string_view date) {
  uint64_t value = 0;
  int digits = 0;
  for (const char c : date) {
    if (c >= '0' && c <= '9') {
      value = value * 10 + static_cast<uint64_t>(c - '0');
      if (++digits == 14) break;
    } else if (c != '-' && c != ':' && c != 'T' && c != ' ') {
      break;
    }
  }
  if (digits < 4) return 0;
  for (; digits < 14; ++digits) value *= 10;
  return value;
}

uint64_t DateRank(std::string_view date, bool oldest) {
  const uint64_t value = DateDigits(date);
  if (value == 0) return 0;
  return oldest ? std::numeric_limits<uint64_t>::max() - value : value;
}

uint64_t NumberRank(std::string_view number) {
  double value = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
  if (error != std::errc() || end != number.data() + number.size()) return 0;
  const auto bits = std::bit_cast<uint64_t>(value == 0 ? 0.0 : value);  // -0 is 0
  return (bits >> 63) != 0 ? ~bits : bits | uint64_t{1} << 63;
}

uint64_t HostRank(std::string_view host, const std::vector<std::string>& preferred) {
  for (size_t i = 0; i < preferred.size(); ++i) {
    const std::string& wanted = preferred[i];
    const bool below = host.size() > wanted.size() && host.ends_with(wanted) &&
                       host[host.size() - wanted.size() - 1] == '.';
    if (host == wanted || below) return preferred.size() - i;
  }
  return 0;
}

uint64_t UrlKey(std::string_view url) {
  url::Url parsed;
  if (!parsed.Parse(url)) return 0;
  std::string form;
  url::AppendNormalized(parsed, form);
  std::string_view rest = form;
  if (parsed.is_web()) rest.remove_prefix(parsed.scheme().size());
  return std::max<uint64_t>(dedup::HashBytes(rest).high, 1);
}

RowFactsReader::RowFactsReader(const DedupOptions& options)
    : options_(options),
      signer_({.unit = options.method.characters ? dedup::ShingleUnit::kCharacters
                                                 : dedup::ShingleUnit::kWords,
               .length = options.method.shingle},
              {.bands = options.method.bands, .rows = options.method.rows}, options.seed) {}

// The string of a field, in text_; empty when it has none.
std::string_view RowFactsReader::StringOf(const std::string& field) {
  const json::Member* member = json::FindMember(members_, field);
  if (member == nullptr || !json::ReadString(member->value, text_)) return {};
  return text_;
}

void RowFactsReader::ReadRank(RowFacts& facts) {
  switch (options_.keep) {
    case KeepPolicy::kLongest:
      break;  // as ties go
    case KeepPolicy::kOldest:
    case KeepPolicy::kNewest:
      facts.rank = DateRank(StringOf(options_.date_field), options_.keep == KeepPolicy::kOldest);
      break;
    case KeepPolicy::kBestQuality:
      if (const json::Member* member = json::FindMember(members_, options_.quality_field)) {
        facts.rank = NumberRank(member->value);
      }
      break;
    case KeepPolicy::kPreferredHost:
      facts.rank = HostRank(facts.host, options_.preferred_hosts);
      break;
  }
}

Status RowFactsReader::Read(std::string_view row, RowFacts& facts) {
  facts.rank = 0;
  facts.id.clear();
  facts.host.clear();
  facts.has_text = false;
  facts.signature.url = 0;
  facts.old.reset();
  facts.indexed = false;
  facts.row_hash = dedup::HashBytes(row).high;
  const Status status = json::ReadMembers(row, members_);
  facts.readable = status.ok();
  if (!status.ok()) members_.clear();

  if (const json::Member* id = json::FindMember(members_, options_.id_field)) {
    if (id->value != "null") facts.id = id->value;
  }
  facts.url = StringOf(options_.url_field);
  facts.host = url::Hostname(facts.url);
  if (options_.same_url) facts.signature.url = UrlKey(facts.url);
  facts.date = options_.history ? DateDigits(StringOf(options_.date_field)) : 0;
  ReadRank(facts);
  text_.clear();
  const json::Member* text = json::FindMember(members_, options_.text_field);
  facts.has_text = text != nullptr && json::ReadString(text->value, text_);
  if (!facts.has_text) text_.clear();
  facts.text_bytes =
      static_cast<uint32_t>(std::min<size_t>(text_.size(), std::numeric_limits<uint32_t>::max()));
  signer_.Sign(text_, facts.signature);
  return status;
}

}  // namespace tamis::pipeline
