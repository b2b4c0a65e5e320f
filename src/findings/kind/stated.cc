// What stated summaries give away about themselves: deviations above their means, accuracies
// without the number of cases.
#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "findings/kind/kinds.h"
#include "findings/kind/levels.h"
#include "findings/phrases.h"
#include "findings/standing.h"
#include "findings/stated_means.h"
#include "query/stated_sample.h"

namespace chimera::findings {

namespace {

using enum Section;

std::optional<Finding> spread(FactBook& book, const Table& table, const Column& mean) {
  const Column* deviation = query::deviation_of(table, mean);
  std::vector<Phrase> names;
  std::vector<Phrase> values;
  for (std::size_t row = 0; deviation != nullptr && row < table.rows(); ++row) {
    const bool wide = deviation->number_at(row) > mean.number_at(row) && mean.number_at(row) > 0;
    const Fact* centre = wide ? cell_fact(book, table, mean, row) : nullptr;
    const Fact* around = wide ? cell_fact(book, table, *deviation, row) : nullptr;
    if (centre == nullptr || around == nullptr || row_name(table, row).empty()) {
      continue;
    }
    names.push_back(row_name(table, row));
    values.push_back(join({row_name(table, row), say(" ("), measured(*around), say(" beside "),
                           measured(*centre), say(")")}));
  }
  if (names.empty()) {
    return std::nullopt;
  }
  Finding finding{.kind = FindingKind::kSpread};
  finding.about = {mean.name, {}, {{"file", table.file}}};
  finding.strength = 0.4 * book.share_of(ok_trials(table));
  finding.lattice.chains = one_chain(
      {fixed(join({say("In "), called(table.file),
                   say(" the standard deviation exceeds the mean for "), listed(values)})),
       one_of({": a few samples dominate, and the file does not say which.",
               ", so a few samples dominate; which and how many is not recorded."})});
  finding.consequences = {
      {kConclusion, join({say("The means of "), listed(names), say(" in "), called(table.file),
                          say(" should not be relied on.")})}};
  return finished(std::move(finding));
}

/// Whether the number of cases is known: stated, or the rows are the cases, each right or wrong.
bool has_cases(const Table& table, const Column& accuracy) {
  bool stated = true;
  bool outcomes = true;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const double value = accuracy.number_at(row);
    stated = stated && query::sample_size(table, accuracy, row).has_value();
    outcomes = outcomes && (value <= 0 || value >= 1 || std::isnan(value));
  }
  return stated || (outcomes && is_repeated(table));
}

std::vector<Finding> accuracies(FactBook& book, const Table& table) {
  constexpr std::size_t kNamedMax = 6;
  const auto accuracy =
      std::find_if(table.columns.begin(), table.columns.end(), [](const Column& column) {
        return column.definition != nullptr && column.definition->name == "accuracy";
      });
  if (accuracy == table.columns.end() || table.rows() < 2 || has_cases(table, *accuracy)) {
    return {};
  }
  std::vector<Phrase> named;
  for (std::size_t row = 0; row < table.rows() && named.size() < kNamedMax; ++row) {
    const Fact* cell = cell_fact(book, table, *accuracy, row);
    if (cell != nullptr && !row_name(table, row).empty()) {
      named.push_back(join({say(value(*cell)), say(" for "), row_name(table, row)}));
    }
  }
  const Phrase examples =
      named.empty() ? Phrase{}
                    : join({say(", "), say(named.size() < table.rows() ? "among others " : ""),
                            listed(named), say(",")});
  Finding finding{.kind = FindingKind::kUndecidable};
  finding.about = {accuracy->name, {}, {{"file", table.file}}};
  finding.strength = 0.35 * book.share_of(ok_trials(table));
  finding.lattice.chains = one_chain(
      {fixed(join({called(table.file), say(" gives "), called(accuracy->name), examples})),
       one_of({" without the number of cases behind it: which level is better is undecidable.",
               " and not how many cases it rests on, so its levels can't be told apart."})});
  finding.consequences = {
      {kConclusion, join({say("About "), called(accuracy->name), say(" in "), called(table.file),
                          say(" nothing can be decided.")})}};
  return {finished(std::move(finding))};
}

void append(std::vector<Finding>& all, std::vector<Finding> more) {
  std::move(more.begin(), more.end(), std::back_inserter(all));
}

}  // namespace

std::vector<Finding> find_stated(FactBook& book) {
  std::vector<Finding> findings;
  for (const TableKind kind : {TableKind::kMeasured, TableKind::kSummary}) {
    for (const Table* table : distinct_tables(book.observations(), kind)) {
      append(findings, accuracies(book, *table));
    }
  }
  for (const auto& [table, mean] : stated_means(book.observations())) {
    if (auto wide = spread(book, *table, *mean)) {
      findings.push_back(*std::move(wide));
    }
  }
  return findings;
}

}  // namespace chimera::findings
