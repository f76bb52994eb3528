#include "config_file.h"

#include <istream>
#include <memory>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace tamis::cli {
namespace {

// The line without its comment. CLI11 would cut at any #, also inside a string.
std::string WithoutComment(const std::string& line) {
  char quote = 0;
  for (size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '#') {
      return line.substr(0, i);
    }
  }
  return line;
}

class TomlForCommand : public CLI::ConfigTOML {
 public:
  explicit TomlForCommand(const CLI::App& root) : root_(root) { comment('\x01'); }

  std::vector<CLI::ConfigItem> from_config(std::istream& input) const override {
    std::stringstream lines;
    for (std::string line; std::getline(input, line);) lines << WithoutComment(line) << '\n';
    std::vector<CLI::ConfigItem> kept;
    const auto commands = root_.get_subcommands();
    for (CLI::ConfigItem& item : CLI::ConfigTOML::from_config(lines)) {
      // Marks of a section's begin and end: to CLI11 they would mean "run this command".
      if (item.name == "++" || item.name == "--") continue;
      if (item.parents.empty() && !commands.empty()) item.parents = {commands[0]->get_name()};
      kept.push_back(std::move(item));
    }
    return kept;
  }

 private:
  const CLI::App& root_;
};

}  // namespace

void AddConfigFile(CLI::App& root) {
  root.set_config("--config", "", "Read flags from a TOML file; its keys are the long flags");
  root.get_config_ptr()->type_name("FILE")->configurable(false);
  root.config_formatter(std::make_shared<TomlForCommand>(root));
  root.allow_config_extras(CLI::config_extras_mode::error);
}

std::string PrintConfig(const CLI::App& command) {
  std::istringstream lines(command.config_to_str(/*default_also=*/true));
  std::string out = "[" + command.get_name() + "]\n";
  for (std::string line; std::getline(lines, line);) {
    // Without a value, which is none that can be read again.
    if (line.ends_with("=\"\"")) out += "# ";
    out += line + "\n";
  }
  return out;
}

}  // namespace tamis::cli
