#include "config_file.h"

#include <istream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace tamis::cli {
namespace {

class TomlForCommand : public CLI::ConfigTOML {
 public:
  explicit TomlForCommand(const CLI::App& root) : root_(root) {}

  std::vector<CLI::ConfigItem> from_config(std::istream& input) const override {
    std::vector<CLI::ConfigItem> kept;
    const auto commands = root_.get_subcommands();
    for (CLI::ConfigItem& item : CLI::ConfigTOML::from_config(input)) {
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
  return "[" + command.get_name() + "]\n" + command.config_to_str(/*default_also=*/true);
}

}  // namespace tamis::cli
