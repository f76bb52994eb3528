// The answer's status and header, and the address.

#include <algorithm>

#include "base/ascii.h"
#include "judge/state/signals.h"
#include "metadata/stems.h"

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

// Words of the address. A whole segment, or part of a short one: the long ones are titles.
struct AddressWord {
  std::string_view word;  // lower case
  bool whole;             // must be all of the segment up to a dot ("login.php")
  PageState state;
  float weight;
};
constexpr AddressWord kAddressWords[] = {
    {"404", true, PageState::kSoftError, 2.5f},
    {"notfound", true, PageState::kSoftError, 2.5f},
    {"not-found", true, PageState::kSoftError, 2.5f},
    {"pagenotfound", true, PageState::kSoftError, 2.5f},
    {"error", true, PageState::kSoftError, 1.5f},
    {"captcha", false, PageState::kBotWall, 3},
    {"challenge", true, PageState::kBotWall, 1.5f},
    {"consent", true, PageState::kConsentWall, 2.5f},
    {"lander", true, PageState::kParked, 2},
    {"wp-login.php", false, PageState::kLogin, 5},
    {"login", false, PageState::kLogin, 3},
    {"log-in", false, PageState::kLogin, 3},
    {"logon", false, PageState::kLogin, 3},
    {"signin", false, PageState::kLogin, 3},
    {"sign-in", false, PageState::kLogin, 3},
    {"sign_in", false, PageState::kLogin, 3},
    {"signup", false, PageState::kLogin, 3},
    {"sign-up", false, PageState::kLogin, 3},
    {"sign_up", false, PageState::kLogin, 3},
    {"regist", false, PageState::kLogin, 3},
    {"inscription", true, PageState::kLogin, 2},
    {"createaccount", false, PageState::kLogin, 3},
    {"create_account", false, PageState::kLogin, 3},
    {"create-account", false, PageState::kLogin, 3},
    {"password", false, PageState::kLogin, 4},
    {"passwort", false, PageState::kLogin, 4},
    {"authentication", false, PageState::kLogin, 2},
    {"auth", true, PageState::kLogin, 1.5f},
    {"sso", true, PageState::kLogin, 1.5f},
    {"account", true, PageState::kLogin, 1},
};
constexpr metadata::StemSet kAddressStems(kAddressWords, &AddressWord::word);
constexpr size_t kMaxWordSegment = 28;  // bytes
constexpr size_t kMaxUrl = 400;         // bytes looked at

// Whether `segment` is `word`, or begins with it and goes on with a dot.
bool IsWord(std::string_view segment, std::string_view word) {
  if (segment.size() < word.size()) return false;
  if (segment.size() > word.size() && segment[word.size()] != '.') return false;
  return std::equal(word.begin(), word.end(), segment.begin(),
                    [](char a, char b) { return a == ToAsciiLower(b); });
}

// Parts of path and query: "/forum/ucp.php?mode=register" has four.
void AddAddressSignals(std::string_view url, std::vector<Signal>& signals) {
  const size_t scheme = url.find("://");
  if (scheme == url.npos) return;
  const std::string_view rest = url.substr(scheme + 3, kMaxUrl);
  size_t begin = std::min(rest.find_first_of("/?#"), rest.size());
  const std::string_view host = rest.substr(0, begin);
  if (host.starts_with("consent.")) {
    signals.push_back({PageState::kConsentWall, "address", 3, "consent", 0, 0});
  }
  for (const std::string_view name : {"login.", "accounts.", "auth.", "signup.", "account."}) {
    if (host.starts_with(name)) {
      signals.push_back({PageState::kLogin, "address", 1.5f, name, 0, 0});
    }
  }
  // Nearly all addresses hold none of the words.
  const uint64_t words = kAddressStems.In(rest);
  const AddressWord* best = nullptr;
  while (words != 0 && begin < rest.size() && rest[begin] != '#') {
    const size_t end = std::min(rest.find_first_of("/?#&=", begin + 1), rest.size());
    const std::string_view segment = rest.substr(begin + 1, end - begin - 1);
    for (const AddressWord& row : kAddressWords) {
      if (segment.size() < row.word.size() || segment.size() > kMaxWordSegment) continue;
      if (best != nullptr && best->weight >= row.weight) continue;
      if (row.whole ? IsWord(segment, row.word) : ContainsIgnoringCase(segment, row.word)) {
        best = &row;
      }
    }
    begin = end;
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
  AddAddressSignals(input.context->url, signals);
}

}  // namespace tamis::judge
