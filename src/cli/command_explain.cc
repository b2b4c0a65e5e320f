// chimera explain DIR… ID: from a sentence to its numbers, from a number to its query and cells.
#include <algorithm>

#include "cli/cells.h"
#include "cli/columns.h"
#include "cli/commands.h"
#include "findings/findings.h"
#include "read/read.h"
#include "text/json_write.h"

namespace chimera::cli {
namespace {

constexpr std::size_t kCellsShown = 10;

// What the id names: a finding and its facts, or one fact.
struct Named {
  const Finding* finding = nullptr;
  std::vector<const Fact*> facts;
};

const Fact* find_fact(const Analysis& analysis, const std::string& id) {
  const auto found = std::find_if(analysis.facts.begin(), analysis.facts.end(),
                                  [&](const Fact& fact) { return fact.id == id; });
  return found == analysis.facts.end() ? nullptr : &*found;
}

Result<Named> find_named(const Analysis& analysis, const std::string& id) {
  for (const Finding& finding : analysis.findings) {
    if (finding.id != id) {
      continue;
    }
    Named named{&finding, {}};
    for (const std::string& fact_id : finding.facts) {
      if (const Fact* const fact = find_fact(analysis, fact_id); fact != nullptr) {
        named.facts.push_back(fact);
      }
    }
    return named;
  }
  if (const Fact* const fact = find_fact(analysis, id); fact != nullptr) {
    return Named{nullptr, {fact}};
  }
  return fail(ErrorCode::kInput,
              "no finding or fact '" + id + "' in these data: 'chimera facts DIR' lists them");
}

std::string command_of(const Fact& fact, const CommandLine& line) {
  std::string command = "chimera query";
  for (const std::string& dir : line.dirs) {
    command += " " + shell_word(dir);
  }
  if (!line.reading.map_file.empty()) {
    command += " --map " + shell_word(line.reading.map_file);
  }
  return command + " " + canonical_text(fact.query);
}

void write_evidence(text::JsonWriter& json, const Evidence& evidence,
                    const Observations& observations) {
  const Cells cells = cells_of(evidence, observations, kCellsShown);
  json.open_object();
  json.key("file").string(evidence.file);
  json.key("column").string(evidence.column);
  if (!evidence.pointer.empty()) {
    json.key("pointer").string(evidence.pointer);
  }
  json.key("rows").string(evidence.rows);
  json.key("cells_total").count(cells.total);
  json.key("cells").open_array();
  for (const Cell& cell : cells.first) {
    json.open_object();
    json.key("row").count(cell.place);
    json.key("text").string(cell.text);
    json.close_object();
  }
  json.close_array().close_object();
}

void write_fact(text::JsonWriter& json, const Fact& fact, const CommandLine& line,
                const Observations& observations) {
  json.open_object();
  json.key("id").string(fact.id);
  json.key("command").string(command_of(fact, line));
  json.key("value").number(fact.value);
  json.key("unit").string(fact.unit);
  json.key("n").count(fact.n);
  json.key("excluded").open_object();
  for (const auto& [reason, trials] : fact.excluded) {
    json.key(reason).count(trials);
  }
  json.close_object();
  json.key("evidence").open_array();
  for (const Evidence& evidence : fact.evidence) {
    write_evidence(json, evidence, observations);
  }
  json.close_array().close_object();
}

std::string as_json(const Named& named, const CommandLine& line, const Observations& observations) {
  text::JsonWriter json;
  json.open_object();
  json.key("schema").string("chimera.explain/1");
  if (named.finding != nullptr) {
    json.key("finding").open_object();
    json.key("id").string(named.finding->id);
    json.key("kind").string(finding_kind_name(named.finding->kind));
    json.key("statement").string(named.finding->statement);
    json.close_object();
  }
  json.key("facts").open_array();
  for (const Fact* fact : named.facts) {
    write_fact(json, *fact, line, observations);
  }
  json.close_array().close_object();
  return json.take();
}

std::string cells_text(const Cells& cells) {
  std::string shown;
  for (const Cell& cell : cells.first) {
    shown += (shown.empty() ? "" : "  ") + std::to_string(cell.place) + ": " + clean(cell.text);
  }
  const std::size_t more = cells.total - cells.first.size();
  return more == 0 ? shown : shown + "  … and " + std::to_string(more) + " more";
}

void print_fact(const Fact& fact, const CommandLine& line, const Observations& observations,
                Terminal& terminal) {
  terminal.print("\n" + terminal.bold(fact.id) + "  " + text::number_text(fact.value) +
                 (fact.unit.empty() ? "" : " " + clean(fact.unit)) +
                 "  (n = " + std::to_string(fact.n) + ")\n");
  terminal.print("  " + clean(command_of(fact, line)) + "\n");
  if (fact.interval) {
    terminal.print("  interval " + text::number_text(fact.interval->low) + " to " +
                   text::number_text(fact.interval->high) + ": " + clean(fact.interval->method) +
                   "\n");
  } else if (!fact.no_interval.empty()) {
    terminal.print("  no interval: " + clean(fact.no_interval) + "\n");
  }
  for (const auto& [reason, trials] : fact.excluded) {
    if (trials > 0) {
      terminal.print("  left out: " + std::to_string(trials) + " " + reason + "\n");
    }
  }
  for (const Evidence& evidence : fact.evidence) {
    terminal.print("  " + clean(place_text(evidence)) + ", column " + clean(evidence.column) +
                   ", rows " + clean(evidence.rows) + "\n");
    if (const auto cells = cells_of(evidence, observations, kCellsShown); cells.total > 0) {
      terminal.print("    " + cells_text(cells) + "\n");
    }
  }
}

}  // namespace

Result<void> explain(const CommandLine& line, const Context& context) {
  const auto observations = read::read_trees(line.dirs, context.disk, context.cancel, line.reading);
  if (!observations) {
    return tl::unexpected<Error>(observations.error());
  }
  const Analysis analysis = findings::analyze(*observations);
  return find_named(analysis, line.id).map([&](const Named& named) {
    if (line.json) {
      context.terminal.print(as_json(named, line, *observations) + "\n");
      return;
    }
    if (named.finding != nullptr) {
      context.terminal.print(context.terminal.bold(named.finding->id) + "  " +
                             std::string(finding_kind_name(named.finding->kind)) + "\n" +
                             clean(named.finding->statement) + "\n");
    }
    for (const Fact* fact : named.facts) {
      print_fact(*fact, line, *observations, context.terminal);
    }
  });
}

}  // namespace chimera::cli
