// chimera model list | get NAME | path NAME.
#include "base/check.h"
#include "cli/columns.h"
#include "cli/commands.h"
#include "cli/option_parser.h"
#include "engine/registry.h"
#include "text/json_write.h"

namespace chimera::cli {
namespace {

void list_models(const CommandLine& line, Terminal& terminal) {
  text::JsonWriter json;
  json.open_object();
  json.key("schema").string("chimera.models/1");
  json.key("models").open_array();
  std::vector<TextRow> rows = {{"name", "on this machine", "what it is"}};
  for (const engine::RegisteredModel& model : engine::registered_models()) {
    const std::string name(model.name);
    const auto path = engine::locate_model(name);
    const bool is_default = model.name == engine::kDefaultModel;
    json.open_object();
    json.key("name").string(name);
    json.key("description").string(model.description);
    json.key("default").boolean(is_default);
    json.key("path");
    path ? json.string(*path) : json.null();
    json.close_object();
    rows.push_back({name, path ? "yes" : "no: 'chimera model get " + name + "'",
                    std::string(model.description) + (is_default ? " (default)" : "")});
  }
  json.close_array().close_object();
  if (line.json) {
    terminal.print(json.take() + "\n");
    return;
  }
  for (const std::string& text : aligned_lines(rows)) {
    terminal.print(text);
  }
}

void print_path(const CommandLine& line, const std::string& path, Terminal& terminal) {
  if (!line.json) {
    terminal.print(path + "\n");
    return;
  }
  text::JsonWriter json;
  json.open_object();
  json.key("schema").string("chimera.model/1");
  json.key("name").string(line.model);
  json.key("path").string(path);
  json.close_object();
  terminal.print(json.take() + "\n");
}

Result<std::string> get_model(const CommandLine& line, const Context& context) {
  const engine::RegisteredModel* const model = engine::find_registered(line.model);
  if (model == nullptr) {
    std::vector<std::string> known;
    for (const engine::RegisteredModel& registered : engine::registered_models()) {
      known.emplace_back(registered.name);
    }
    return unknown_word("model", line.model, known, "'chimera model list' lists them");
  }
  return engine::fetch_model(
      *model, [&](const std::string& what) { context.terminal.say(what); }, context.cancel);
}

}  // namespace

Result<void> model(const CommandLine& line, const Context& context) {
  const auto print = [&](const std::string& path) { print_path(line, path, context.terminal); };
  switch (line.model_action) {
    case ModelAction::kList:
      list_models(line, context.terminal);
      return {};
    case ModelAction::kGet:
      return get_model(line, context).map(print);
    case ModelAction::kPath:
      return engine::locate_model(line.model).map(print);
  }
  CHIMERA_CHECK(false, "an action without a function");
}

}  // namespace chimera::cli
