#include "query/compute.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <set>
#include <tuple>
#include <utility>

#include "base/parallel.h"
#include "query/apart.h"
#include "query/collect.h"
#include "query/contrast.h"
#include "query/converted.h"
#include "query/factor_effect.h"
#include "query/failure_rate.h"
#include "query/measure.h"
#include "query/nothing.h"
#include "query/select.h"
#include "query/statistics.h"
#include "text/nearest.h"

namespace chimera::query {

namespace {

std::vector<std::string> notes_of(const Group& group, const Query& query) {
  std::vector<std::string> notes;
  for (const auto& [column, levels] : group.settings) {
    const std::size_t count = levels.count();
    const bool grouped = std::find(query.by.begin(), query.by.end(), column) != query.by.end();
    if (count > 1 && !grouped) {
      notes.push_back("mixes " + std::to_string(count) + " values of " + std::string(column));
    }
  }
  if (group.cold > 0) {
    notes.push_back(std::to_string(group.cold) + " of the trials are cold starts");
  }
  return notes;
}

void add_answer(Row& row, std::optional<Answer> answer) {
  if (answer) {
    row.answers.push_back(std::move(*answer));
  }
}

std::optional<Answer> answer_of(const std::optional<FactorEffect>& effect, Statistic statistic) {
  if (!effect) {
    return std::nullopt;
  }
  return statistic == Statistic::kP              ? std::optional(effect->p)
         : statistic == Statistic::kPInteraction ? effect->interaction
                                                 : effect->detectable;
}

void answer_values(Row& row, const Group& group, const Query& query) {
  std::unique_ptr<Contrast> contrast;
  if (std::any_of(query.statistics.begin(), query.statistics.end(), [&](Statistic each) {
        return is_contrast(each) && !is_of_effect(each, query);
      })) {
    contrast = std::make_unique<Contrast>(group.trials, group.against);
  }
  const auto effect =
      query.effect.empty() ? std::nullopt : factor_effect(group.trials, query.effect);
  for (const Statistic statistic : query.statistics) {
    add_answer(row, is_of_effect(statistic, query) ? answer_of(effect, statistic)
                    : is_contrast(statistic)       ? contrast->answer(statistic)
                                                   : statistic_of(statistic, group.trials.values));
  }
}

void answer_outcomes(Row& row, const Group& group, const Query& query) {
  for (const Statistic statistic : query.statistics) {
    add_answer(row, failure_answer(statistic, group.trials.values, group.against.values));
  }
}

/// By file, pointer and column.
std::vector<TrialCells> in_order(std::vector<TrialCells> cells) {
  const auto key = [](const TrialCells& each) {
    return std::tie(each.file, each.pointer, each.column);
  };
  if (!std::ranges::is_sorted(cells, {}, key)) {
    std::ranges::stable_sort(cells, {}, key);
  }
  return cells;
}

Row row_of(const GroupKey& key, Group group, const Query& query) {
  Row row;
  row.group.reserve(query.by.size());
  for (std::size_t i = 0; i < query.by.size(); ++i) {
    row.group.push_back({query.by[i], key.values[i]});
  }
  row.definition = key.definition;
  row.unit = key.unit;
  row.n = group.trials.values.size();
  row.n_against = group.against.values.size();
  row.excluded = std::move(group.excluded);
  row.notes = notes_of(group, query);
  row.cells = in_order(std::move(group.evidence));
  if (are_outcomes(key.definition, group.trials.values)) {
    answer_outcomes(row, group, query);
  } else {
    answer_values(row, group, query);
  }
  row.values = std::move(group.trials.values);
  return row;
}

/// Of many trials side by side. Takes the groups' trials.
std::vector<Row> rows_of(Groups& groups, const Query& query) {
  constexpr std::size_t kManyTrials = 100'000;
  std::size_t trials = 0;
  std::vector<std::pair<const GroupKey*, Group*>> all;
  for (auto& [key, group] : groups) {
    trials += group.trials.values.size();
    all.emplace_back(&key, &group);
  }
  std::vector<Row> rows(all.size());
  for_each_index(all.size(), trials < kManyTrials ? 1 : 0, [&](std::size_t i) {
    rows[i] = row_of(*all[i].first, std::move(*all[i].second), query);
  });
  return rows;
}

tl::unexpected<Error> unknown(const std::string& what, const std::string& typed,
                              const std::set<std::string>& known) {
  std::string message = "unknown " + what + " '" + typed + "'";
  if (const auto nearest = text::nearest_name(typed, known)) {
    message += ": did you mean '" + *nearest + "'?";
  }
  return fail(ErrorCode::kUsage, message + " ('chimera facts DIR' lists what there is)");
}

Result<void> check_names(const Query& query, const Observations& observations) {
  const bool known_metric = std::any_of(observations.tables.begin(), observations.tables.end(),
                                        [&](const Table& table) {
                                          return table.kind != TableKind::kClaim &&
                                                 Measure::of(table, query.metric).has_value();
                                        }) ||
                            !stated_columns(query, observations).empty() ||
                            is_convertible(query, observations);
  if (!known_metric) {
    return unknown("metric", query.metric, metric_names(observations));
  }
  std::vector<std::string> asked = query.by;
  if (!query.effect.empty()) {
    asked.push_back(query.effect);
  }
  for (const auto* conditions : {&query.where, &query.against}) {
    for (const Condition& condition : *conditions) {
      asked.push_back(condition.column);
    }
  }
  for (const std::string& column : asked) {
    const bool known =
        column == "file" || column == "model" ||
        std::any_of(observations.tables.begin(), observations.tables.end(),
                    [&](const Table& table) { return any_column(table, column) != nullptr; });
    if (!known) {
      return unknown("column", column, column_names(observations));
    }
  }
  return {};
}

}  // namespace

Result<std::vector<Row>> answer(const Query& query, const Observations& observations, Told told) {
  if (auto checked = check_names(query, observations); !checked) {
    return tl::unexpected(checked.error());
  }
  SettingsCache cache;
  std::vector<Row> rows = rows_of(query, observations, cache, told);
  if (rows.empty() && query.by.empty()) {
    rows.push_back(row_of({}, {}, query));
  }
  note_what_came_apart(rows);
  note_what_is_missing(rows, query, observations);
  return rows;
}

std::vector<Row> rows_of(const Query& query, const Observations& observations) {
  SettingsCache cache;
  return rows_of(query, observations, cache, Told{});
}

std::vector<Row> rows_of(const Query& query, const Observations& observations, SettingsCache& cache,
                         Told told) {
  Groups groups = collect(query, observations, cache, told);
  return rows_of(groups, query);
}

std::vector<Evidence> evidence_of(const Row& row) {
  std::vector<Evidence> evidence;
  evidence.reserve(row.cells.size());
  for (const TrialCells& cells : row.cells) {
    evidence.push_back({cells.file, cells.column, cells.pointer, ranges_text(cells.places)});
  }
  return evidence;
}

std::string ranges_text(const std::vector<std::size_t>& places) {
  fmt::basic_memory_buffer<char, 1024> text;
  const auto add = [&text](char before, std::size_t place) {
    if (before != '\0') {
      text.push_back(before);
    }
    const fmt::format_int digits(place);
    text.append(digits.data(), digits.data() + digits.size());
  };
  for (std::size_t i = 0; i < places.size();) {
    std::size_t last = i;
    while (last + 1 < places.size() && places[last + 1] - places[last] <= 1) {
      ++last;
    }
    add(text.size() == 0 ? '\0' : ',', places[i]);
    if (places[last] != places[i]) {
      add('-', places[last]);
    }
    i = last + 1;
  }
  return {text.data(), text.size()};
}

}  // namespace chimera::query
