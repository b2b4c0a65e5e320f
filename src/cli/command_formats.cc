// chimera formats: what is read of which tool's files, and what the metrics mean
// (chimera.formats/1).
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/columns.h"
#include "cli/commands.h"
#include "data/definition.h"
#include "read/format/format.h"
#include "text/json_write.h"

namespace chimera::cli {
namespace {

std::string as_json() {
  text::JsonWriter json;
  json.open_object();
  json.key("schema").string("chimera.formats/1");
  json.key("formats").open_array();
  for (const read::Format& format : read::formats()) {
    json.open_object();
    json.key("name").string(format.name);
    json.key("files").string(format.files);
    json.key("reads").string(format.reads);
    json.key("unknown").string(format.unknown);
    json.key("real").boolean(format.real);
    json.close_object();
  }
  json.close_array();
  json.key("definitions").open_array();
  for (const Definition& definition : definitions()) {
    json.open_object();
    json.key("name").string(definition.name);
    json.key("family").string(definition.family);
    json.key("phrase").string(definition.phrase);
    json.key("meaning").string(definition.meaning);
    json.key("unit").string(definition.unit);
    json.key("direction").string(direction_name(definition.direction));
    json.close_object();
  }
  json.close_array().close_object();
  return json.take();
}

void print_format(const read::Format& format, Terminal& terminal) {
  terminal.print("  " + std::string(format.name) + "\n");
  const std::pair<std::string_view, std::string_view> lines[] = {
      {"files", format.files},
      {"read", format.reads},
      {"not told", format.unknown},
      {"tested with", format.real ? "real files" : "hand-written twins"},
  };
  for (const auto& [label, text] : lines) {
    if (!text.empty()) {
      std::string line = "    " + std::string(label);
      line.resize(17, ' ');
      terminal.print(line + std::string(text) + "\n");
    }
  }
}

void print_definitions(Terminal& terminal) {
  std::vector<TextRow> rows = {{"  name", "unit", "better", "meaning"}};
  for (const Definition& definition : definitions()) {
    rows.push_back({"  " + std::string(definition.name), std::string(definition.unit),
                    std::string(direction_name(definition.direction)),
                    std::string(definition.meaning)});
  }
  for (const std::string& line : aligned_lines(rows)) {
    terminal.print(line);
  }
}

}  // namespace

Result<void> formats(const CommandLine& line, const Context& context) {
  Terminal& terminal = context.terminal;
  if (line.json) {
    terminal.print(as_json() + "\n");
    return {};
  }
  terminal.print(terminal.bold("Formats, in the order in which a file is held against them\n"));
  for (const read::Format& format : read::formats()) {
    print_format(format, terminal);
  }
  terminal.print("\n" + terminal.bold("Metrics; asking for 'tpot' finds 'tpot.decode' too\n"));
  print_definitions(terminal);
  return {};
}

}  // namespace chimera::cli
