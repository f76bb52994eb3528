#include "pipeline/filters/url_list.h"

#include <algorithm>
#include <memory>

#include "base/ascii.h"
#include "io/byte_source.h"
#include "io/decoded_stream.h"
#include "url/surt.h"
#include "url/url.h"

namespace tamis::pipeline {
namespace {

constexpr size_t kMaxLineBytes = 64u << 10;
constexpr size_t kReadBytes = 64u << 10;

bool IsSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool IsAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
}

std::string_view Trimmed(std::string_view text) {
  while (!text.empty() && IsSpace(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsSpace(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace

std::string DomainForm(std::string_view text) {
  while (text.starts_with('.')) text.remove_prefix(1);
  while (text.ends_with('.')) text.remove_suffix(1);
  std::string form = IsAscii(text) ? std::string(text) : url::ToAsciiHost(text);
  std::transform(form.begin(), form.end(), form.begin(), ToAsciiLower);
  return form;
}

std::string UrlForm(std::string_view text) {
  url::Url url;
  const bool has_scheme = text.find("://") != std::string_view::npos;
  if (!url.Parse(has_scheme ? std::string(text) : "http://" + std::string(text))) return {};
  std::string form = DomainForm(url.host());
  if (form.empty()) return {};
  if (!url.port().empty()) form.append(":").append(url.port());
  form.append(url.path());
  if (url.query().empty()) {
    while (form.ends_with('/')) form.pop_back();
  } else {
    form.append("?").append(url.query());
  }
  return form;
}

std::string WordForm(std::string_view text) {
  std::string form;
  for (const char c : text) {
    if (IsAsciiAlphanumeric(c)) form.push_back(ToAsciiLower(c));
  }
  return form;
}

Status AddEntry(std::string_view entry, ListKind kind, StringSet& set) {
  std::string form;
  if (kind == ListKind::kWords) form = WordForm(entry);
  if (kind == ListKind::kUrls) form = UrlForm(entry);
  if (kind == ListKind::kDomains) {
    const std::string_view domain = entry.starts_with("*.") ? entry.substr(2) : entry;
    const bool is_domain = std::none_of(domain.begin(), domain.end(), [](char c) {
      return IsSpace(c) || c == '*' || c == '/' || (c >= 0 && c < ' ');
    });
    if (!is_domain) {
      return Status(StatusCode::kInvalidArgument,
                    "\"" + std::string(entry.substr(0, 100)) +
                        "\" is no domain: write example.com, one a line, without scheme and path");
    }
    form = DomainForm(domain);
  }
  if (form.empty() || set.Add(form)) return {};
  return Status(StatusCode::kTooLarge, "the lists are above 4 GiB");
}

Status ForEachLine(const std::string& path,
                   const std::function<Status(std::string_view line)>& each) {
  Result<std::unique_ptr<io::ByteSource>> source = io::OpenSource(path);
  if (!source.ok()) return source.status();
  io::DecodedStream stream(**source);
  size_t number = 0;
  for (bool ended = false; !ended;) {
    const Status status = stream.Fill(kReadBytes);
    ended = !status.ok();
    if (ended && status.code() != StatusCode::kEndOfStream) {
      return Status(status.code(), path + ": " + status.message());
    }
    const std::string_view window = stream.window();
    size_t used = 0;
    while (used < window.size()) {
      const size_t end = window.find('\n', used);
      if (end == std::string_view::npos && !ended && window.size() - used < kMaxLineBytes) break;
      const size_t size = std::min(end, window.size()) - used;
      std::string_view line = Trimmed(window.substr(used, std::min(size, kMaxLineBytes)));
      ++number;
      used = std::min(used + size + 1, window.size());
      if (line.empty() || line.starts_with('#')) continue;
      if (const Status told = each(line); !told.ok()) {
        return Status(told.code(), path + ":" + std::to_string(number) + ": " + told.message());
      }
    }
    stream.Consume(used);
  }
  return {};
}

Status AddEntries(const std::vector<std::string>& entries, const std::vector<std::string>& files,
                  ListKind kind, StringSet& set) {
  for (const std::string& entry : entries) {
    if (Status status = AddEntry(Trimmed(entry), kind, set); !status.ok()) return status;
  }
  for (const std::string& file : files) {
    const Status status =
        ForEachLine(file, [&](std::string_view line) { return AddEntry(line, kind, set); });
    if (!status.ok()) return status;
  }
  return {};
}

}  // namespace tamis::pipeline
