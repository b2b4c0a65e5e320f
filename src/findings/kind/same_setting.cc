#include "findings/kind/same_setting.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "findings/kind/kinds.h"
#include "findings/kind/levels.h"
#include "findings/phrases.h"
#include "findings/shorten.h"
#include "query/rows.h"
#include "stats/descriptive.h"

namespace chimera::findings {

namespace {

/// Which counts of tokens make a request longer, by the family of the metric.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kWork{{
    {"e2e_latency", "tokens"},
    {"e2e_latency", "prompt_tokens"},
    {"ttft", "prompt_tokens"},
    {"prompt_throughput", "prompt_tokens"},
}};

bool is_work(const Column& column, std::string_view family) {
  return std::any_of(kWork.begin(), kWork.end(), [&](const auto& entry) {
    return entry.first == family && column.definition != nullptr &&
           column.definition->family == entry.second;
  });
}

bool had_like_work(const SameSetting& trials) {
  constexpr double kAlike = 0.1;  // the coefficient of variation
  for (const Column& column : trials.table->columns) {
    if (column.shared || trials.metric->definition == nullptr ||
        !is_work(column, trials.metric->definition->family)) {
      continue;
    }
    std::vector<double> work;
    for (const std::size_t row : trials.rows) {
      if (!std::isnan(column.number_at(row))) {
        work.push_back(column.number_at(row));
      }
    }
    if (stats::coefficient_of_variation(work).value_or(0) > kAlike) {
      return false;
    }
  }
  return true;
}

/// None where there are fewer than kAlikeMin.
std::vector<std::vector<std::size_t>> rows_by_group(const query::RowGroups& groups,
                                                    const Table& table, const Column& metric) {
  std::vector<std::vector<std::size_t>> rows(groups.count());
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::size_t group = groups.group_of(row);
    if (groups.rows_in(group) >= kAlikeMin && !table.state[row].failed && !table.state[row].cold &&
        !std::isnan(metric.number_at(row))) {
      rows[group].push_back(row);
    }
  }
  return rows;
}

using Key = std::vector<std::string>;

/// By their levels' texts.
std::map<Key, SameSetting> of_metric(const query::RowGroups& groups, const Table& table,
                                     const Column& metric) {
  std::vector<std::vector<std::size_t>> rows = rows_by_group(groups, table, metric);
  std::map<Key, SameSetting> by_setting;
  for (std::size_t group = 0; group < rows.size(); ++group) {
    if (rows[group].size() < kAlikeMin) {
      continue;
    }
    SameSetting trials{.table = &table, .metric = &metric, .rows = std::move(rows[group])};
    for (const std::size_t row : trials.rows) {
      trials.values.push_back(metric.number_at(row));
    }
    const bool positive = std::all_of(trials.values.begin(), trials.values.end(),
                                      [](double value) { return value > 0; });
    if (positive && had_like_work(trials)) {
      by_setting.emplace(groups.values(group), std::move(trials));
    }
  }
  return by_setting;
}

}  // namespace

std::vector<SameSetting> same_settings(const FactBook& book, const Table& table) {
  std::vector<std::string> columns;
  for (const Column* column : book.columns(table).varied) {
    columns.push_back(column->name);
  }
  const query::RowGroups groups(table, columns);
  const bool warm = has_cold(table);
  std::vector<SameSetting> all;
  for (const Column* metric : main_metrics(table)) {
    for (auto& [levels, trials] : of_metric(groups, table, *metric)) {
      trials.warm = warm;
      trials.where = {{"file", table.file}};
      for (std::size_t i = 0; i < columns.size(); ++i) {
        trials.where.push_back({columns[i], levels[i]});
      }
      all.push_back(std::move(trials));
    }
  }
  return all;
}

const Fact* fact_of(FactBook& book, const SameSetting& trials, Statistic statistic) {
  Query query{.metric = book.metric_name(*trials.table, *trials.metric),
              .statistics = {statistic},
              .where = trials.where};
  query.exclude_cold = trials.warm;
  const Fact* fact = book.ask(query);
  return fact != nullptr && fact->n == trials.rows.size() ? fact : nullptr;
}

std::vector<std::string> columns_of(const SameSetting& trials) {
  std::vector<std::string> columns;
  for (std::size_t i = 1; i < trials.where.size(); ++i) {
    columns.push_back(trials.where[i].column);
  }
  return columns;
}

Phrase place_of(const SameSetting& trials) {
  return join({say(" in "), called(trials.table->file)});
}

Phrase setting_of(const SameSetting& trials) {
  std::vector<Phrase> levels;
  for (std::size_t i = 1; i < trials.where.size(); ++i) {
    levels.push_back(called(trials.where[i].column + "=" + shortened(trials.where[i].value)));
  }
  return levels.empty() ? Phrase{} : join({say(" with "), listed(levels)});
}

}  // namespace chimera::findings
