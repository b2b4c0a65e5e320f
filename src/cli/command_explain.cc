// chimera explain DIR… ID: from a sentence to its numbers, from a number to its query and cells.
#include <fmt/format.h>

#include <map>
#include <string>
#include <string_view>

#include "cli/cells.h"
#include "cli/columns.h"
#include "cli/commands.h"
#include "cli/explained.h"
#include "findings/findings.h"
#include "read/read.h"
#include "text/json_write.h"
#include "text/unicode.h"

namespace chimera::cli {
namespace {

constexpr std::size_t kCellsShown = 10;

/// On one line, but whole: a command that was cut can't be typed again.
std::string whole(std::string_view text) {
  return text::one_line(text, std::string::npos);
}

std::string left_out_text(const std::map<std::string, std::size_t>& excluded) {
  std::string shown;
  for (const auto& [reason, trials] : excluded) {
    if (trials > 0) {
      shown += (shown.empty() ? "" : ", ") + std::to_string(trials) + " " + reason;
    }
  }
  return shown;
}

std::string test_text(const TestResult& test) {
  std::string df;
  for (const double each : test.df) {
    df += (df.empty() ? ", df " : " and ") + text::number_text(each);
  }
  std::string effect = test.effect_name + " " + text::number_text(test.effect);
  if (test.effect_low && test.effect_high) {
    effect += " (" + text::number_text(*test.effect_low) + " to " +
              text::number_text(*test.effect_high) + ")";
  }
  return fmt::format("{}: statistic {}{}, p {}, {} adjusted (Holm); {}", test.name,
                     text::number_text(test.statistic), df, text::number_text(test.p),
                     text::number_text(test.p_adjusted), effect);
}

void print_finding(const Finding& finding, Terminal& terminal) {
  terminal.print(terminal.bold(finding.id) + "  " + std::string(finding_kind_name(finding.kind)) +
                 ", strength " + text::number_text(finding.strength) + "\n" +
                 whole(finding.statement) + "\n");
  if (finding.test) {
    terminal.print(whole(test_text(*finding.test)) + "\n");
  }
}

void print_problem(const Problem& problem, Terminal& terminal) {
  terminal.print("\n" + whole(problem.file) + ": " +
                 (problem.where.empty() ? "" : whole(problem.where) + ": ") + whole(problem.what) +
                 "\n");
}

std::string cells_text(const Cells& cells) {
  std::string shown;
  for (const Cell& cell : cells.first) {
    shown += (shown.empty() ? "" : "  ") + std::to_string(cell.place) + ": " + clean(cell.text);
  }
  const std::size_t more = cells.total - cells.first.size();
  return more == 0 ? shown : shown + "  … and " + std::to_string(more) + " more";
}

void print_side(const Side& side, const Observations& observations, Terminal& terminal) {
  if (const std::string left_out = left_out_text(side.excluded); !left_out.empty()) {
    terminal.print("  left out: " + left_out + "\n");
  }
  for (const Evidence& evidence : side.evidence) {
    const std::string_view places = evidence.pointer.empty() ? ", lines " : ", elements ";
    terminal.print("  " + whole(place_text(evidence)) + ", column " + whole(evidence.column) +
                   std::string(places) + whole(evidence.rows) + "\n");
    if (const auto cells = cells_of(evidence, observations, kCellsShown); cells.total > 0) {
      terminal.print("    " + cells_text(cells) + "\n");
    }
  }
}

void print_fact(const ExplainedFact& explained, const Observations& observations,
                Terminal& terminal) {
  const Fact& fact = *explained.fact;
  const bool is_contrast = explained.sides.size() > 1;
  terminal.print(
      fmt::format("\n{}  {}{}  (n = {}{})\n", terminal.bold(fact.id), text::number_text(fact.value),
                  fact.unit.empty() ? "" : " " + clean(fact.unit), fact.n,
                  is_contrast ? " against " + std::to_string(explained.sides.back().n) : ""));
  terminal.print("  " + whole(explained.command) + "\n");
  if (!fact.test.empty()) {
    terminal.print("  by " + whole(fact.test) + "\n");
  }
  if (fact.interval) {
    terminal.print("  interval " + text::number_text(fact.interval->low) + " to " +
                   text::number_text(fact.interval->high) + ": " + whole(fact.interval->method) +
                   "\n");
  } else if (!fact.no_interval.empty()) {
    terminal.print("  no interval: " + whole(fact.no_interval) + "\n");
  }
  for (const Side& side : explained.sides) {
    if (&side != &explained.sides.front()) {
      terminal.print("  against\n");
    }
    print_side(side, observations, terminal);
  }
}

}  // namespace

Result<void> explain(const CommandLine& line, const Context& context) {
  const auto observations = read::read_trees(line.dirs, context.disk, context.cancel, line.reading);
  if (!observations) {
    return tl::unexpected<Error>(observations.error());
  }
  const Analysis analysis = findings::analyze(*observations, context.cancel);
  if (context.cancel.raised()) {
    return interrupted();
  }
  return explained(analysis, *observations, line).map([&](const Explained& found) {
    if (line.json) {
      context.terminal.print(explained_json(found, *observations, kCellsShown) + "\n");
      return;
    }
    if (found.finding != nullptr) {
      print_finding(*found.finding, context.terminal);
    }
    for (const Problem* problem : found.problems) {
      print_problem(*problem, context.terminal);
    }
    for (const ExplainedFact& each : found.facts) {
      print_fact(each, *observations, context.terminal);
    }
  });
}

}  // namespace chimera::cli
