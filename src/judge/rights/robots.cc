// The catch: commas part directives, but stand in dates as well ("unavailable_after: Wed, 25 Jun
// 2031 15:00:00 GMT"); and a colon follows the name of a robot as well as that of a directive.

#include "judge/rights/robots.h"

#include <algorithm>
#include <iterator>

#include "base/ascii.h"

namespace tamis::judge {
namespace {

constexpr size_t kMaxDirectives = 32;  // of one agent
constexpr size_t kMaxAgents = 16;
constexpr size_t kMaxBytes = 80;  // of a directive or an agent's name; a longer one is none

// Restrictions without value. "nocache" is Bing's word for noarchive.
constexpr std::string_view kPlain[] = {
    "indexifembedded", "noai",         "noarchive", "nofollow",
    "noimageai",       "noimageindex", "noindex",   "nositelinkssearchbox",
    "nosnippet",       "notranslate",
};
constexpr std::string_view kValued[] = {
    "max-image-preview",
    "max-snippet",
    "max-video-preview",
    "unavailable_after",
};
// Robots that do not say so by their name.
constexpr std::string_view kAgents[] = {
    "anthropic-ai",
    "applebot-extended",
    "baiduspider",
    "bytespider",
    "chatgpt-user",
    "claude-web",
    "cohere-ai",
    "google-extended",
    "googlebot-news",
    "googlebot-image",
    "meta-externalagent",
    "omgili",
    "slurp",
    "teoma",
    "yandex",
};

template <size_t N>
bool Contains(const std::string_view (&list)[N], std::string_view word) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

std::string_view Trim(std::string_view text) {
  while (!text.empty() && IsSpace(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsSpace(text.back())) text.remove_suffix(1);
  return text;
}

std::string LowerCase(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    c = ToAsciiLower(c);
  }
  return out;
}

std::vector<std::string>* ListOf(const std::string& agent, Rights& rights) {
  if (agent.empty()) return &rights.robots;
  for (AgentDirectives& known : rights.robots_by_agent) {
    if (known.agent == agent) return &known.directives;
  }
  if (rights.robots_by_agent.size() >= kMaxAgents) return nullptr;
  rights.robots_by_agent.push_back({.agent = agent});
  return &rights.robots_by_agent.back().directives;
}

// Of a directive with a value the first counts: the header's, which is read before.
void AddDirective(std::string directive, const std::string& agent, Rights& rights) {
  const size_t colon = directive.find(':');
  const std::string_view name = std::string_view(directive).substr(0, colon);
  const auto same = [&](const std::string& other) {
    return colon == directive.npos ? other == directive
                                   : other.starts_with(name) && other[name.size()] == ':';
  };
  std::vector<std::string>* list = ListOf(agent, rights);
  if (list == nullptr || list->size() >= kMaxDirectives) return;
  if (std::none_of(list->begin(), list->end(), same)) list->push_back(std::move(directive));
}

// Adds the directive that `item` is. False: it is none.
bool AddItem(std::string_view item, const std::string& agent, Rights& rights) {
  if (item.empty() || item.size() > kMaxBytes) return false;
  std::string word = LowerCase(item);
  const size_t colon = word.find(':');
  if (colon != word.npos) {
    const std::string name(Trim(std::string_view(word).substr(0, colon)));
    const std::string value(Trim(item.substr(colon + 1)));
    if (!Contains(kValued, name) || value.empty()) return false;
    if (value == "-1" || LowerCase(value) == "large") return true;  // no limit: no restriction
    AddDirective(name + ":" + (name == "unavailable_after" ? value : LowerCase(value)), agent,
                 rights);
    return true;
  }
  if (word == "nocache") word = "noarchive";
  if (word == "none") {
    AddDirective("noindex", agent, rights);
    word = "nofollow";
  }
  if (!Contains(kPlain, word)) return false;
  AddDirective(std::move(word), agent, rights);
  return true;
}

// The end of the item that begins at `begin`: a comma, but not the one behind the weekday of
// "unavailable_after".
size_t EndOfItem(std::string_view list, size_t begin) {
  size_t comma = list.find(',', begin);
  if (comma == list.npos) return list.size();
  const std::string word = LowerCase(list.substr(begin, std::min(comma - begin, kMaxBytes)));
  const size_t date = word.find("unavailable_after");
  if (date != word.npos && word.find_first_of("0123456789", date) == word.npos) {
    comma = list.find(',', comma + 1);
  }
  return comma == list.npos ? list.size() : comma;
}

}  // namespace

size_t AgentPrefix(std::string_view item) {
  const size_t colon = item.find(':');
  if (colon == item.npos || colon == 0 || colon > kMaxBytes) return 0;
  const std::string name = LowerCase(Trim(item.substr(0, colon)));
  const bool token = !name.empty() && std::none_of(name.begin(), name.end(), IsSpace);
  return token && !Contains(kValued, name) ? colon + 1 : 0;
}

void AddRobots(std::string_view list, std::string_view agent, bool header, Rights& rights) {
  std::string current = LowerCase(agent);
  for (size_t begin = 0; begin < list.size();) {
    const size_t end = EndOfItem(list, begin);
    std::string_view item = Trim(list.substr(begin, end - begin));
    begin = end + 1;
    if (header) {
      if (const size_t prefix = AgentPrefix(item); prefix != 0) {
        current = LowerCase(Trim(item.substr(0, prefix - 1)));
        if (current == "*") current.clear();
        item = Trim(item.substr(prefix));
      }
    }
    if (AddItem(item, current, rights) || item.find(':') != item.npos) continue;
    // Some part their directives by spaces alone.
    while (!item.empty()) {
      const size_t space = std::find_if(item.begin(), item.end(), IsSpace) - item.begin();
      AddItem(item.substr(0, space), current, rights);
      item = Trim(item.substr(space));
    }
  }
}

bool RobotsAgent(std::string_view meta_name, std::string_view& agent) {
  agent = {};
  if (meta_name == "robots") return true;
  if (meta_name.size() > kMaxBytes) return false;
  if (!meta_name.ends_with("bot") && !Contains(kAgents, meta_name)) return false;
  agent = meta_name;
  return true;
}

}  // namespace tamis::judge

namespace tamis {

bool Rights::Forbids(std::string_view directive, std::string_view agent) const {
  const auto holds = [&](const std::vector<std::string>& list) {
    return std::find(list.begin(), list.end(), directive) != list.end();
  };
  if (holds(robots)) return true;
  return !agent.empty() &&
         std::any_of(robots_by_agent.begin(), robots_by_agent.end(), [&](const AgentDirectives& a) {
           return a.agent == agent && holds(a.directives);
         });
}

}  // namespace tamis
