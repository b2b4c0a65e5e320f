#include "findings/findings.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <set>
#include <string_view>
#include <tuple>
#include <unordered_set>
#include <utility>

#include "base/check.h"
#include "data/unit.h"
#include "findings/coverage.h"
#include "findings/kind/kinds.h"
#include "findings/kind/levels.h"
#include "findings/next_steps.h"
#include "findings/performance_tables.h"
#include "findings/stated_means.h"
#include "findings/table_designs.h"
#include "query/rows.h"

namespace chimera::findings {

namespace {

constexpr std::array<std::string_view, 6> kMainMetrics{"throughput",  "ttft", "prompt_throughput",
                                                       "e2e_latency", "tpot", "itl"};

std::vector<std::string> names_in(const Observations& observations) {
  std::set<std::string> names;
  for (const Artifact& artifact : observations.artifacts) {
    names.insert(artifact.path);
  }
  for (const Table& table : observations.tables) {
    for (const Column& column : table.columns) {
      const bool names_things = column.role == Role::kSubject || column.role == Role::kFactor;
      if (table.kind == TableKind::kClaim || !names_things) {
        continue;
      }
      names.insert(column.name);
      for (const std::string& level : levels_of(table, column)) {
        names.insert(level);
      }
    }
  }
  return {names.begin(), names.end()};
}

/// The levels of a column over the rows that did not fail, in the order of their first row, so many
/// at most. O(rows) where one is found there only or nowhere.
std::vector<std::string_view> level_views(const Table& table, const Column& column,
                                          std::size_t most = SIZE_MAX) {
  const query::Levels spellings(column, table.rows());
  std::vector<bool> met(spellings.count(), false);
  std::vector<std::string_view> levels;
  most = std::min(most, met.size());
  levels.reserve(std::min(most, kLevelsMax));
  for (std::size_t row = 0; row < table.rows() && levels.size() < most; ++row) {
    const std::size_t spelling = spellings.at(row);
    const std::string_view level = spellings.spelling(spelling);
    if (!met[spelling] && !table.state[row].failed && !level.empty()) {
      met[spelling] = true;
      levels.push_back(level);
    }
  }
  return levels;
}

/// Of each row the number of its level, or how many there are: equal for columns that split the
/// rows alike.
std::vector<std::uint32_t> split_by(const Table& table, const Column& column) {
  const query::Levels spellings(column, table.rows());
  constexpr auto kNone = std::numeric_limits<std::uint32_t>::max();
  std::vector<std::uint32_t> number(spellings.count(), kNone);
  std::uint32_t levels = 0;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    std::uint32_t& known = number[spellings.at(row)];
    if (known == kNone && !table.state[row].failed &&
        !spellings.spelling(spellings.at(row)).empty()) {
      known = levels++;
    }
  }
  std::vector<std::uint32_t> of_row;
  of_row.reserve(table.rows());
  for (std::size_t row = 0; row < table.rows(); ++row) {
    of_row.push_back(std::min(number[spellings.at(row)], levels));
  }
  return of_row;
}

void append(std::vector<Finding>& all, std::vector<Finding> more) {
  std::move(more.begin(), more.end(), std::back_inserter(all));
}

/// Takes out what another finding about the same says better.
void drop_told_as(std::vector<Finding>& findings, FindingKind less, FindingKind more) {
  const auto key = [](const Finding& each) {
    std::string text = each.about.metric;
    for (const std::string& factor : each.about.factors) {
      text += "\n" + factor;
    }
    for (const Condition& condition : each.about.where) {
      text += "\n" + condition.column + "=" + condition.value;
    }
    return text;
  };
  std::set<std::string> told;
  for (const Finding& each : findings) {
    if (each.kind == more) {
      told.insert(key(each));
    }
  }
  std::erase_if(findings,
                [&](const Finding& each) { return each.kind == less && told.contains(key(each)); });
}

void keep_distinct(std::vector<Finding>& findings) {
  std::sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
    const bool stronger = a.strength > b.strength;
    return stronger || (!(b.strength > a.strength) && a.id < b.id);
  });
  std::set<std::string> seen;
  std::erase_if(findings, [&](const Finding& finding) { return !seen.insert(finding.id).second; });
}

}  // namespace

const Fact* inventory_fact(FactBook& book, const std::string& metric, const std::string& type) {
  Fact wanted;
  wanted.query = {.metric = metric, .statistics = {Statistic::kCount}};
  if (!type.empty()) {
    wanted.query.where = {{"type", type}};
  }
  wanted.id = fact_id(wanted.query);
  const Fact* fact = book.keep(wanted);
  CHIMERA_CHECK(!fact->no_interval.empty(), "the inventory's facts are kept before they are used");
  return fact;
}

std::vector<const Table*> distinct_tables(const Observations& observations, TableKind kind) {
  std::vector<const Table*> tables;
  std::unordered_set<std::string_view> seen;
  std::vector<const Table*> sorted;
  sorted.reserve(observations.tables.size());
  for (const Table& table : observations.tables) {
    sorted.push_back(&table);
  }
  const auto before = [](const Table* a, const Table* b) {
    return std::tie(a->file, a->pointer) < std::tie(b->file, b->pointer);
  };
  if (!std::is_sorted(sorted.begin(), sorted.end(), before)) {
    std::stable_sort(sorted.begin(), sorted.end(), before);
  }
  for (const Table* table : sorted) {
    if (table->kind == kind && (table->content.empty() || seen.insert(table->content).second)) {
      tables.push_back(table);
    }
  }
  return tables;
}

std::vector<std::string> levels_of(const Table& table, const Column& column) {
  const std::vector<std::string_view> levels = level_views(table, column);
  return {levels.begin(), levels.end()};
}

Direction presumed_direction(const Column& metric) {
  const Direction known = direction_of(metric);
  const bool is_time = conversion_factor(metric.unit, "s").has_value();
  return known == Direction::kUnknown && is_time ? Direction::kLowerIsBetter : known;
}

std::vector<const Column*> varied_settings(const Table& table) {
  std::vector<const Column*> columns;
  for (const Column& column : table.columns) {
    if (sets_the_trial(column.role) && !column.shared && level_views(table, column, 2).size() > 1) {
      columns.push_back(&column);
    }
  }
  return columns;
}

std::vector<const Column*> compared_columns(const Table& table, Role role) {
  std::vector<const Column*> columns;
  std::set<std::vector<std::uint32_t>> splits;
  const std::size_t trials = ok_trials(table);
  for (const Role each : {Role::kSubject, Role::kFactor}) {
    for (const Column& column : table.columns) {
      const bool asked = column.role == each && !column.shared;
      const std::size_t levels = asked ? level_views(table, column).size() : 0;
      const bool repeated = levels >= 2 && 2 * levels <= trials;
      if (repeated && splits.insert(split_by(table, column)).second && each == role &&
          levels <= kLevelsMax) {
        columns.push_back(&column);
      }
    }
  }
  return columns;
}

bool has_cold(const Table& table) {
  return std::any_of(table.state.begin(), table.state.end(),
                     [](const TrialState& state) { return state.cold; });
}

std::vector<const Column*> main_metrics(const Table& table) {
  constexpr std::size_t kMost = 2;
  std::vector<const Column*> metrics;
  for (const std::string_view wanted : kMainMetrics) {
    const auto found =
        std::find_if(table.columns.begin(), table.columns.end(), [&](const Column& column) {
          return column.definition != nullptr && column.definition->family == wanted &&
                 !column.shared && column.role == Role::kMetric;
        });
    if (found != table.columns.end() && metrics.size() < kMost) {
      metrics.push_back(&*found);
    }
  }
  return metrics;
}

Analysis analyze(const Observations& observations, const Cancel& cancel, Wording wording) {
  FactBook book(observations, &cancel, wording);
  const query::Inventory inventory = query::take_inventory(observations);
  for (Fact& fact : query::inventory_facts(inventory, observations)) {
    book.keep(std::move(fact));
  }
  std::vector<DesignedTable> designed = designed_tables(observations);
  Analysis analysis;
  analysis.coverage = coverage_sentences(book, inventory);
  analysis.inventory = inventory_table(book, inventory);
  append(analysis.findings, find_failures(book, inventory));
  append(analysis.findings, find_failures_by_level(book));
  append(analysis.findings, find_failed_files(book));
  append(analysis.findings, find_cold_starts(book));
  append(analysis.findings, find_comparisons(book));
  append(analysis.findings, find_across_files(book));
  append(analysis.findings, find_effects(book));
  append(analysis.findings, find_confounded(book));
  append(analysis.findings, find_changing_together(book, designed));
  append(analysis.findings, find_trade_offs(book));
  append(analysis.findings, find_trends(book));
  append(analysis.findings, find_extremes(book));
  append(analysis.findings, find_outliers(book));
  append(analysis.findings, find_spread(book));
  append(analysis.findings, find_stated(book));
  append(analysis.findings, find_stated_comparisons(book));
  append(analysis.findings, find_duplicates(book, inventory));
  append(analysis.findings, find_gaps(book));
  if (book.cancelled()) {
    return analysis;
  }
  keep_wording(wording, analysis.findings);
  drop_told_as(analysis.findings, FindingKind::kEffect, FindingKind::kTrend);
  drop_told_as(analysis.findings, FindingKind::kSpread, FindingKind::kOutlier);
  keep_distinct(analysis.findings);
  if (wording == Wording::kAll) {
    analysis.plan = plan_of(book, analysis.findings);
    analysis.names = names_in(observations);
  }
  analysis.tables = performance_tables(book);
  for (FactTable& table : stated_tables(book)) {
    analysis.tables.push_back(std::move(table));
  }
  for (DesignedTable& each : designed) {
    analysis.designs.push_back(std::move(each.design));
  }
  analysis.design_table = design_table(analysis.designs);
  analysis.facts = book.take();
  return analysis;
}

}  // namespace chimera::findings
