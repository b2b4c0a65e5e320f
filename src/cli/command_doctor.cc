// chimera doctor: what this installation is and can do.
#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <system_error>
#include <thread>
#include <utility>

#include "cli/columns.h"
#include "cli/commands.h"
#include "engine/engine.h"
#include "engine/registry.h"
#include "text/json_write.h"

namespace chimera::cli {
namespace {

// Free bytes where models are kept, or where that folder would be made.
std::uintmax_t free_bytes() {
  std::error_code error;
  std::filesystem::path folder(engine::models_folder());
  while (!std::filesystem::exists(folder, error) && folder.has_relative_path()) {
    folder = folder.parent_path();
  }
  const auto space = std::filesystem::space(folder, error);
  return error ? 0 : space.available;
}

std::string models_present() {
  std::string names;
  for (const engine::RegisteredModel& model : engine::registered_models()) {
    if (engine::locate_model(std::string(model.name))) {
      names += (names.empty() ? "" : ", ") + std::string(model.name);
    }
  }
  return names.empty() ? "none: 'chimera model get " + std::string(engine::kDefaultModel) + "'"
                       : names;
}

std::vector<std::pair<std::string, std::string>> answers() {
  constexpr std::uintmax_t kMiB = std::uintmax_t{1} << 20U;
  const std::string build = CHIMERA_BUILD;
  return {{"version", CHIMERA_VERSION},
          {"build", (build.empty() ? "plain" : build) + ", compiler " __VERSION__},
          {"engine", engine::embedded_description()},
          {"models", models_present()},
          {"models_folder", engine::models_folder()},
          {"disk_free", std::to_string(free_bytes() / kMiB) + " MiB"},
          {"threads", std::to_string(std::max(1U, std::thread::hardware_concurrency()))}};
}

}  // namespace

Result<void> doctor(const CommandLine& line, const Context& context) {
  if (line.json) {
    text::JsonWriter json;
    json.open_object();
    json.key("schema").string("chimera.doctor/1");
    for (const auto& [key, value] : answers()) {
      json.key(key).string(value);
    }
    json.close_object();
    context.terminal.print(json.take() + "\n");
    return {};
  }
  std::vector<TextRow> rows;
  for (const auto& [key, value] : answers()) {
    rows.push_back({key, value});
  }
  for (const std::string& text : aligned_lines(rows)) {
    context.terminal.print(text);
  }
  return {};
}

}  // namespace chimera::cli
