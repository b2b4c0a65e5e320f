// chimera facts DIR…: every finding and fact (chimera.facts/1), from the trees or from the table
// that `observations` wrote of them.
#include <string>
#include <string_view>
#include <utility>

#include "base/keep.h"
#include "cli/columns.h"
#include "cli/commands.h"
#include "findings/findings.h"
#include "read/read.h"
#include "read/tidy.h"
#include "report/report.h"
#include "text/json_write.h"

namespace chimera::cli {
namespace {

double count_of(const Analysis& analysis, std::string_view metric) {
  for (const Fact& fact : analysis.facts) {
    if (fact.query.metric == metric && fact.query.where.empty()) {
      return fact.value;
    }
  }
  return 0;
}

/// What to say where there is little to find; "" else.
std::string_view remark(const Analysis& analysis) {
  const double trials = count_of(analysis, "trials");
  if (!(trials > 0)) {
    return "nothing was measured: these files hold no trial";
  }
  if (!(trials > count_of(analysis, "failed"))) {
    return "nothing was measured: every trial failed";
  }
  return analysis.findings.empty() ? "none: what was measured allows no comparison" : "";
}

void print_text(const Analysis& analysis, Terminal& terminal) {
  terminal.print(terminal.bold("Findings") + ", strongest first\n");
  if (const std::string_view said = remark(analysis); !said.empty()) {
    terminal.print("  " + std::string(said) + "\n");
  }
  for (const Finding& finding : analysis.findings) {
    terminal.print("  " + finding.id + "  " + std::string(finding_kind_name(finding.kind)) + ": " +
                   clean(finding.statement) + "\n");
  }
  terminal.print("\n" + terminal.bold("Facts") + "\n");
  std::vector<TextRow> rows = {{"id", "value", "unit", "n", "query"}};
  for (const Fact& fact : analysis.facts) {
    rows.push_back({fact.id, text::number_text(fact.value), clean(fact.unit),
                    std::to_string(fact.n), clean(canonical_text(fact.query))});
  }
  for (const std::string& line : aligned_lines(rows)) {
    terminal.print("  " + line);
  }
}

Result<Observations> observations_of(const CommandLine& line, const Context& context) {
  return line.observations.empty()
             ? read::read_trees(line.dirs, context.disk, context.cancel, line.reading)
             : read::read_tidy(line.observations, context.disk, context.cancel);
}

}  // namespace

Result<void> facts(const CommandLine& line, const Context& context) {
  return observations_of(line, context).and_then([&](Observations read) -> Result<void> {
    const Observations& observations = keep_until_exit(std::move(read));
    const Analysis& analysis = keep_until_exit(
        findings::analyze(observations, context.cancel, findings::Wording::kStatements));
    if (context.cancel.raised()) {
      return interrupted();
    }
    if (line.json) {
      report::write_facts_json(analysis, observations.problems,
                               [&](std::string_view text) { context.terminal.print(text); });
    } else {
      print_text(analysis, context.terminal);
    }
    return {};
  });
}

}  // namespace chimera::cli
