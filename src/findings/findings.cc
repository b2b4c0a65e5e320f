#include "findings/findings.h"

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_set>
#include <utility>

#include "base/check.h"
#include "base/parallel.h"
#include "data/unit.h"
#include "findings/coverage.h"
#include "findings/kind/kinds.h"
#include "findings/kind/levels.h"
#include "findings/next_steps.h"
#include "findings/performance_tables.h"
#include "findings/stated_means.h"
#include "findings/table_designs.h"

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

/// A time or a rate that was measured, whatever it is called.
bool tells_speed(const Column& column) {
  return column.role == Role::kMetric && !column.shared && column.definition == nullptr &&
         (column.unit.ends_with("/s") || conversion_factor(column.unit, "s").has_value());
}

/// What a finding is about, in one text.
std::string subject_of(const Finding& finding) {
  std::string text = finding.about.metric;
  for (const std::string& factor : finding.about.factors) {
    text.append("\n").append(factor);
  }
  for (const Condition& condition : finding.about.where) {
    text.append("\n").append(condition.column).append("=").append(condition.value);
  }
  return text;
}

/// Takes out what another finding about the same says better.
void drop_told_as(FindingKind less, FindingKind more, std::vector<Finding*>& findings) {
  std::unordered_set<std::string> told;
  for (const Finding* each : findings) {
    if (each->kind == more) {
      told.insert(subject_of(*each));
    }
  }
  std::erase_if(findings, [&](const Finding* each) {
    return each->kind == less && told.contains(subject_of(*each));
  });
}

/// The strongest first; of those that say the same one.
std::vector<Finding> in_order(std::vector<std::vector<Finding>> kinds) {
  std::vector<Finding*> order;
  for (std::vector<Finding>& kind : kinds) {
    std::ranges::transform(kind, std::back_inserter(order), [](Finding& each) { return &each; });
  }
  drop_told_as(FindingKind::kEffect, FindingKind::kTrend, order);
  drop_told_as(FindingKind::kSpread, FindingKind::kOutlier, order);
  std::ranges::sort(order, [](const Finding* a, const Finding* b) {
    const bool stronger = a->strength > b->strength;
    return stronger || (!(b->strength > a->strength) && a->id < b->id);
  });
  std::unordered_set<std::string_view> seen;
  std::erase_if(order, [&](const Finding* finding) { return !seen.insert(finding->id).second; });
  std::vector<Finding> findings;
  findings.reserve(order.size());
  std::ranges::transform(order, std::back_inserter(findings),
                         [](Finding* each) { return std::move(*each); });
  return findings;
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

Direction presumed_direction(const Column& metric) {
  const Direction known = direction_of(metric);
  const bool is_time = conversion_factor(metric.unit, "s").has_value();
  return known == Direction::kUnknown && is_time ? Direction::kLowerIsBetter : known;
}

bool has_cold(const Table& table) {
  return std::any_of(table.state.begin(), table.state.end(),
                     [](const TrialState& state) { return state.cold; });
}

std::vector<const Column*> main_metrics(const Table& table) {
  constexpr std::size_t kMost = 2;
  std::array<const Column*, kMainMetrics.size()> found{};
  for (const Column& column : table.columns) {
    if (column.definition == nullptr || column.shared || column.role != Role::kMetric) {
      continue;
    }
    const auto* main = std::ranges::find(kMainMetrics, column.definition->family);
    if (main != kMainMetrics.end()) {
      const Column*& first = found.at(static_cast<std::size_t>(main - kMainMetrics.begin()));
      first = first == nullptr ? &column : first;
    }
  }
  std::vector<const Column*> metrics;
  for (const Column* column : found) {
    if (column != nullptr && metrics.size() < kMost) {
      metrics.push_back(column);
    }
  }
  if (metrics.empty()) {
    const auto other = std::ranges::find_if(table.columns, tells_speed);
    if (other != table.columns.end()) {
      metrics.push_back(&*other);
    }
  }
  return metrics;
}

namespace {

/// All kinds, in the order in which equally strong findings are told.
std::vector<std::vector<Finding>> find_all(FactBook& book, const query::Inventory& inventory,
                                           const std::vector<DesignedTable>& designed) {
  // Those two look at the tables on several threads themselves.
  std::vector<Finding> in_tables = find_in_tables(book);
  std::vector<Finding> across_files = find_across_files(book);
  const std::vector<std::function<std::vector<Finding>()>> finders = {
      [&] { return find_failures(book, inventory); },
      [&] { return find_failed_files(book); },
      [&] { return find_failed_subjects(book); },
      [&] { return find_cold_starts(book); },
      [&] { return std::move(in_tables); },
      [&] { return std::move(across_files); },
      [&] { return find_confounded(book); },
      [&] { return find_changing_together(book, designed); },
      [&] { return find_stated_trade_offs(book); },
      [&] { return find_stated(book); },
      [&] { return find_stated_comparisons(book); },
      [&] { return find_stated_across_files(book); },
      [&] { return find_unlike_runs(book); },
      [&] { return find_other_devices(book); },
      [&] { return find_duplicates(book, inventory); },
      [&] { return find_gaps(book); }};
  std::vector<std::vector<Finding>> kinds(finders.size());
  for_each_index(finders.size(), 0, [&](std::size_t i) { kinds[i] = finders[i](); });
  return kinds;
}

}  // namespace

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
  std::vector<std::vector<Finding>> kinds = find_all(book, inventory, designed);
  if (book.cancelled()) {
    return analysis;
  }
  for (std::vector<Finding>& kind : kinds) {
    keep_wording(wording, kind);
  }
  analysis.findings = in_order(std::move(kinds));
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
