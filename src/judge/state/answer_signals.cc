// The answer's status and header, and the address.

#include <algorithm>

#include "judge/state/signals.h"

namespace tamis::judge {
namespace {

struct StatusWeights {
  int first, last;
  PageState state;
  float weight;
  std::string_view value;
};
// A refusal can be a wall for robots as well as an error.
constexpr StatusWeights kStatuses[] = {
    {400, 400, PageState::kSoftError, 6, "4xx"}, {401, 401, PageState::kLogin, 6, "401"},
    {402, 402, PageState::kPaywall, 6, "402"},   {403, 403, PageState::kSoftError, 6, "403"},
    {403, 403, PageState::kBotWall, 4, "403"},   {404, 428, PageState::kSoftError, 8, "4xx"},
    {429, 429, PageState::kBotWall, 5, "429"},   {429, 429, PageState::kSoftError, 5, "429"},
    {430, 499, PageState::kSoftError, 7, "4xx"}, {500, 502, PageState::kSoftError, 8, "5xx"},
    {503, 503, PageState::kSoftError, 6, "503"}, {503, 503, PageState::kBotWall, 3, "503"},
    {504, 599, PageState::kSoftError, 8, "5xx"},
};

struct PathWord {
  std::string_view word;  // lower case
  PageState state;
  float weight;
};
constexpr PathWord kPathWords[] = {
    {"404", PageState::kSoftError, 2.5f},
    {"notfound", PageState::kSoftError, 2.5f},
    {"not-found", PageState::kSoftError, 2.5f},
    {"error", PageState::kSoftError, 1.5f},
    {"login", PageState::kLogin, 2},
    {"log-in", PageState::kLogin, 2},
    {"logon", PageState::kLogin, 2},
    {"signin", PageState::kLogin, 2},
    {"sign-in", PageState::kLogin, 2},
    {"sign_in", PageState::kLogin, 2},
    {"signup", PageState::kLogin, 2},
    {"sign-up", PageState::kLogin, 2},
    {"sign_up", PageState::kLogin, 2},
    {"register", PageState::kLogin, 2},
    {"registration", PageState::kLogin, 2},
    {"auth", PageState::kLogin, 1.5f},
    {"sso", PageState::kLogin, 1.5f},
    {"wp-login.php", PageState::kLogin, 3},
    {"account", PageState::kLogin, 1},
    {"captcha", PageState::kBotWall, 3},
    {"challenge", PageState::kBotWall, 1.5f},
    {"consent", PageState::kConsentWall, 2.5f},
    {"lander", PageState::kParked, 2},
};

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// Whether `segment` is `word`, or begins with it and goes on with a dot ("login.php").
bool IsWord(std::string_view segment, std::string_view word) {
  if (segment.size() < word.size()) return false;
  if (segment.size() > word.size() && segment[word.size()] != '.') return false;
  return std::equal(word.begin(), word.end(), segment.begin(),
                    [](char a, char b) { return a == Lower(b); });
}

void AddPathSignals(std::string_view url, std::vector<Signal>& signals) {
  const size_t scheme = url.find("://");
  if (scheme == url.npos) return;
  std::string_view rest = url.substr(scheme + 3, 300);
  rest = rest.substr(0, rest.find_first_of("?#"));
  const PathWord* best = nullptr;
  size_t slash = rest.find('/');
  const std::string_view host = rest.substr(0, slash);
  if (host.starts_with("consent.")) {
    signals.push_back({PageState::kConsentWall, "address", 3, "consent", 0, 0});
  }
  if (host.starts_with("login.") || host.starts_with("accounts.") || host.starts_with("auth.")) {
    signals.push_back({PageState::kLogin, "address", 1.5f, host, 0, 0});
  }
  while (slash < rest.size()) {
    const size_t end = std::min(rest.find('/', slash + 1), rest.size());
    const std::string_view segment = rest.substr(slash + 1, end - slash - 1);
    for (const PathWord& row : kPathWords) {
      if (IsWord(segment, row.word) && (best == nullptr || row.weight > best->weight)) best = &row;
    }
    slash = end;
  }
  if (best != nullptr) signals.push_back({best->state, "address", best->weight, best->word, 0, 0});
}

}  // namespace

void AddAnswerSignals(const StateInput& input, std::vector<Signal>& signals) {
  const int status = input.context->http_status;
  for (const StatusWeights& row : kStatuses) {
    if (status < row.first || status > row.last) continue;
    signals.push_back({row.state, "http_status", row.weight, row.value, 0, 0});
  }
  for (const HttpField& field : input.context->http_fields) {
    if (EqualsIgnoringCase(field.name, "cf-mitigated") &&
        ContainsIgnoringCase(field.value, "challenge")) {
      signals.push_back({PageState::kBotWall, "http_header", 9, "cf-mitigated", 0, 0});
    }
  }
  AddPathSignals(input.context->url, signals);
}

}  // namespace tamis::judge
