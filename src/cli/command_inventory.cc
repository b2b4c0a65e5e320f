// chimera inventory DIR…: what is there.
#include "cli/columns.h"
#include "cli/commands.h"
#include "query/inventory.h"
#include "read/mapping_text.h"
#include "read/read.h"
#include "text/json_write.h"

namespace chimera::cli {
namespace {

void write_types(text::JsonWriter& json, const query::Inventory& inventory) {
  json.key("types").open_array();
  for (const query::TypeCount& type : inventory.types) {
    json.open_object();
    json.key("type").string(artifact_type_name(type.type));
    json.key("files").count(type.files);
    json.key("bytes").count(type.bytes);
    json.key("latest").string(utc_text(type.latest_utc_s));
    json.key("first").open_array();
    for (const std::string& path : type.first_paths) {
      json.string(path);
    }
    json.close_array().close_object();
  }
  json.close_array();
}

void write_problems(text::JsonWriter& json, const std::vector<Problem>& problems) {
  json.key("problems").open_array();
  for (const Problem& problem : problems) {
    json.open_object();
    json.key("file").string(problem.file);
    json.key("where").string(problem.where);
    json.key("what").string(problem.what);
    json.close_object();
  }
  json.close_array();
}

std::string as_json(const query::Inventory& inventory, const Observations& observations) {
  text::JsonWriter json;
  json.open_object();
  json.key("schema").string("chimera.inventory/1");
  json.key("files_analyzed").count(inventory.files_analyzed);
  json.key("files_other").count(inventory.files_other);
  json.key("bytes").count(inventory.bytes);
  write_types(json, inventory);
  json.key("trials").open_object();
  json.key("total").count(inventory.trials);
  json.key("ok").count(inventory.trials - inventory.failed);
  json.key("failed").count(inventory.failed);
  json.key("cold").count(inventory.cold);
  json.close_object();
  json.key("copies").open_array();
  for (const std::vector<std::string>& group : inventory.copies) {
    json.open_array();
    for (const std::string& file : group) {
      json.string(file);
    }
    json.close_array();
  }
  json.close_array();
  write_problems(json, observations.problems);
  json.close_object();
  return json.take();
}

void print_types(const query::Inventory& inventory, Terminal& terminal) {
  for (const query::TypeCount& type : inventory.types) {
    terminal.print("\n" + terminal.bold(artifact_type_name(type.type)) + "  " +
                   counted(type.files, "file") + ", latest " + utc_text(type.latest_utc_s) + "\n");
    for (const std::string& path : type.first_paths) {
      terminal.print("  " + clean(path) + "\n");
    }
    if (type.files > type.first_paths.size()) {
      terminal.print("  … and " + std::to_string(type.files - type.first_paths.size()) + " more\n");
    }
  }
}

void print_groups(const query::Inventory& inventory, const Observations& observations,
                  Terminal& terminal) {
  if (!inventory.copies.empty()) {
    terminal.print("\n" + terminal.bold("Copies") + "  same values, counted once\n");
  }
  for (const std::vector<std::string>& group : inventory.copies) {
    std::string line;
    for (const std::string& file : group) {
      line += (line.empty() ? "  " : " = ") + clean(file);
    }
    terminal.print(line + "\n");
  }
  if (!observations.problems.empty()) {
    terminal.print("\n" + terminal.bold("Problems") + "\n");
  }
  for (const Problem& problem : observations.problems) {
    const std::string where = problem.where.empty() ? "" : ", " + clean(problem.where);
    terminal.print("  " + clean(problem.file) + where + ": " + clean(problem.what) + "\n");
  }
}

void print_text(const query::Inventory& inventory, const Observations& observations,
                Terminal& terminal) {
  terminal.print(terminal.bold("Files") + "   " + std::to_string(inventory.files_analyzed) +
                 " analyzed, " + std::to_string(inventory.files_other) + " of other types\n");
  terminal.print(terminal.bold("Trials") + "  " +
                 std::to_string(inventory.trials - inventory.failed) + " ok (" +
                 std::to_string(inventory.cold) + " of them cold), " +
                 std::to_string(inventory.failed) + " failed\n");
  print_types(inventory, terminal);
  print_groups(inventory, observations, terminal);
}

}  // namespace

Result<void> inventory(const CommandLine& line, const Context& context) {
  return read::read_trees(line.dirs, context.disk, context.cancel, line.reading)
      .map([&](const Observations& observations) {
        if (line.roles) {
          context.terminal.print(read::mapping_text(observations));
          return;
        }
        const query::Inventory taken = query::take_inventory(observations);
        if (line.json) {
          context.terminal.print(as_json(taken, observations) + "\n");
        } else {
          print_text(taken, observations, context.terminal);
        }
      });
}

}  // namespace chimera::cli
