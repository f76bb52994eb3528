#include "pipeline/filters/url_filter.h"

#include <algorithm>
#include <bitset>
#include <cstdint>
#include <vector>

#include "base/ascii.h"
#include "pipeline/filters/string_set.h"
#include "pipeline/filters/url_list.h"
#include "url/url.h"
#include "warc/digest.h"

namespace tamis::pipeline {
namespace {

bool IsAddress(std::string_view host) {
  return host.starts_with('[') || std::all_of(host.begin(), host.end(), [](char c) {
           return c == '.' || (c >= '0' && c <= '9');
         });
}

// Labels of the part of a host that somebody registered: two, or three where the last two look
// like co.uk. Only the name of the reason hangs on it, so a rule of thumb is enough.
size_t RegisteredLabels(std::string_view host) {
  const size_t last = host.rfind('.');
  if (last == std::string_view::npos || host.size() - last != 3 || last == 0) return 2;
  const size_t second = host.rfind('.', last - 1);
  const size_t begin = second == std::string_view::npos ? 0 : second + 1;
  return last - begin <= 3 ? 3 : 2;
}

// Strings that may stand anywhere in a text.
class Substrings {
 public:
  void Set(const StringSet& words) {
    const std::string_view bytes = words.bytes();
    for (size_t begin = 0; begin < bytes.size();) {
      const size_t size = bytes.find('\n', begin) - begin;
      for (unsigned second = 0; second < 256; ++second) {
        const bool fits = size == 1 || static_cast<unsigned char>(bytes[begin + 1]) == second;
        if (fits) starts_.set(Start(bytes[begin], static_cast<char>(second)));
      }
      if (std::find(sizes_.begin(), sizes_.end(), size) == sizes_.end()) sizes_.push_back(size);
      begin += size + 1;
    }
    std::sort(sizes_.begin(), sizes_.end());
  }

  // Whether one of `words`, those of Set(), stands in `text`.
  bool AnyIn(std::string_view text, const StringSet& words) const {
    for (size_t i = 0; i < text.size(); ++i) {
      if (!starts_.test(Start(text[i], i + 1 < text.size() ? text[i + 1] : '\0'))) continue;
      for (const size_t size : sizes_) {
        if (i + size > text.size()) break;
        if (words.Contains(text.substr(i, size))) return true;
      }
    }
    return false;
  }

 private:
  static size_t Start(char first, char second) {
    return static_cast<unsigned char>(first) * size_t{256} + static_cast<unsigned char>(second);
  }

  std::bitset<size_t{1} << 16> starts_;  // the first two bytes of a word
  std::vector<size_t> sizes_;            // of words, ascending
};

class ByUrl final : public Filter {
 public:
  Status Load(const UrlFilter& rules);
  std::string_view Verdict(const Document& document,
                           const document::RowContext& row) const override;
  std::string ListDigest() const override;

 private:
  std::string_view VerdictOnHost(const std::string& host) const;
  std::string_view VerdictOnWords(std::string_view url) const;

  StringSet domains_, urls_, hard_words_, soft_words_, subwords_;
  Substrings subword_finder_;
  uint32_t soft_word_limit_ = 0;
};

Status ByUrl::Load(const UrlFilter& rules) {
  soft_word_limit_ = rules.soft_word_limit;
  Status status = AddEntries(rules.domains, rules.domain_files, ListKind::kDomains, domains_);
  if (status.ok()) status = AddEntries(rules.urls, rules.url_files, ListKind::kUrls, urls_);
  for (const std::string& file : rules.list_files) {
    if (!status.ok()) break;
    status = ForEachLine(file, [this](std::string_view line) {
      const bool url = line.find('/') != std::string_view::npos;
      return url ? AddEntry(line, ListKind::kUrls, urls_)
                 : AddEntry(line, ListKind::kDomains, domains_);
    });
  }
  const auto words = [&status](const auto& list, const auto& files, StringSet& set) {
    if (status.ok()) status = AddEntries(list, files, ListKind::kWords, set);
  };
  words(rules.hard_words, rules.hard_word_files, hard_words_);
  words(rules.soft_words, rules.soft_word_files, soft_words_);
  words(rules.subwords, rules.subword_files, subwords_);
  subword_finder_.Set(subwords_);
  return status;
}

std::string ByUrl::ListDigest() const {
  std::string all;
  for (const StringSet* set : {&domains_, &urls_, &hard_words_, &soft_words_, &subwords_}) {
    all += warc::DigestHex(warc::DigestAlgorithm::kSha256, set->bytes());
  }
  return warc::DigestHex(warc::DigestAlgorithm::kSha256, all);
}

// From the shortest domain that the host lies in to the host itself.
std::string_view ByUrl::VerdictOnHost(const std::string& host) const {
  const std::string_view view = host;
  if (IsAddress(view)) return domains_.Contains(view) ? "domain" : "";
  const size_t registered = RegisteredLabels(view);
  size_t end = view.size();
  for (size_t labels = 1;; ++labels) {
    const size_t dot = end == 0 ? std::string_view::npos : view.rfind('.', end - 1);
    const bool whole = dot == std::string_view::npos;
    if (domains_.Contains(whole ? view : view.substr(dot + 1))) {
      return labels <= registered ? "domain" : "subdomain";
    }
    if (whole) return {};
    end = dot;
  }
}

std::string_view ByUrl::VerdictOnWords(std::string_view url) const {
  std::string lower(url);
  std::transform(lower.begin(), lower.end(), lower.begin(), ToAsciiLower);
  bool hard = false;
  std::vector<std::string_view> soft;  // different ones
  for (size_t i = 0; i < lower.size();) {
    const size_t begin = i;
    while (i < lower.size() && IsAsciiAlphanumeric(lower[i])) ++i;
    const std::string_view word = std::string_view(lower).substr(begin, i - begin);
    if (i == begin) {
      ++i;
      continue;
    }
    hard |= hard_words_.Contains(word);
    if (soft.size() < soft_word_limit_ && soft_words_.Contains(word) &&
        std::find(soft.begin(), soft.end(), word) == soft.end()) {
      soft.push_back(word);
    }
  }
  if (hard) return "hard_blacklisted";
  if (soft.size() >= soft_word_limit_) return "soft_blacklisted";
  if (!subwords_.empty() && subword_finder_.AnyIn(WordForm(lower), subwords_)) {
    return "blacklisted_subword";
  }
  return {};
}

std::string_view ByUrl::Verdict(const Document&, const document::RowContext& row) const {
  if (row.url.empty()) return {};
  if (!domains_.empty()) {
    const std::string host = DomainForm(url::Hostname(row.url));
    if (const std::string_view reason = VerdictOnHost(host); !reason.empty()) return reason;
  }
  if (!urls_.empty() && urls_.Contains(UrlForm(row.url))) return "url";
  if (hard_words_.empty() && soft_words_.empty() && subwords_.empty()) return {};
  return VerdictOnWords(row.url);
}

}  // namespace

Result<std::unique_ptr<Filter>> MakeFilter(const UrlFilter& rules) {
  auto filter = std::make_unique<ByUrl>();
  if (Status status = filter->Load(rules); !status.ok()) return status;
  return std::unique_ptr<Filter>(std::move(filter));
}

}  // namespace tamis::pipeline
