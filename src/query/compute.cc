#include "query/compute.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>
#include <tuple>

#include "data/unit.h"
#include "query/apart.h"
#include "query/contrast.h"
#include "query/select.h"
#include "query/statistics.h"
#include "text/nearest.h"

namespace chimera::query {

namespace {

struct GroupKey {
  std::vector<std::string> values;
  std::string definition;  ///< what means something else is never pooled
  std::string unit;        ///< rows whose units don't convert come apart
};

bool text_less(const std::string& a, const std::string& b) {
  double left = 0;
  double right = 0;
  const auto first = std::from_chars(a.data(), a.data() + a.size(), left);
  const auto second = std::from_chars(b.data(), b.data() + b.size(), right);
  const bool numbers = first.ec == std::errc() && second.ec == std::errc() &&
                       first.ptr == a.data() + a.size() && second.ptr == b.data() + b.size();
  if (numbers && (left < right || right < left)) {
    return left < right;
  }
  return a < b;
}

struct GroupLess {
  bool operator()(const GroupKey& a, const GroupKey& b) const {
    if (a.values != b.values) {
      return std::lexicographical_compare(a.values.begin(), a.values.end(), b.values.begin(),
                                          b.values.end(), text_less);
    }
    return std::tie(a.definition, a.unit) < std::tie(b.definition, b.unit);
  }
};

struct Cells {
  std::string pointer;
  std::vector<std::size_t> places;
};

struct Group {
  std::vector<Trial> trials;
  std::vector<Trial> against;
  std::map<std::string, std::size_t> excluded;
  std::map<std::pair<std::string, std::string>, Cells> evidence;  ///< (file + pointer, column)
  std::map<std::string, std::set<std::string>> settings;
  std::size_t cold = 0;
};

using Groups = std::map<GroupKey, Group, GroupLess>;

bool sets_the_trial(Role role) {
  return role == Role::kFactor || role == Role::kBlock || role == Role::kSubject;
}

class Collector {
 public:
  Collector(const Query& query, const Observations& observations)
      : query_(query), observations_(observations) {}

  /// The trials of one selection into the groups; `second` is the against side.
  void collect(const std::vector<Condition>& where, bool second) {
    const std::vector<Source> sources = sources_of(where);
    const bool measured = std::any_of(sources.begin(), sources.end(), [](const Source& source) {
      return source.metric->role != Role::kSummary;
    });
    std::set<std::string> seen;
    for (const auto& [table, metric] : sources) {
      // What somebody summed up is never pooled with what was measured.
      if (measured && metric->role == Role::kSummary) {
        continue;
      }
      const bool is_copy = !table->content.empty() && !seen.insert(table->content).second;
      take_table(*table, *metric, where, {second, is_copy});
    }
  }

  Groups take() { return std::move(groups_); }

 private:
  struct Source {
    const Table* table = nullptr;
    const Column* metric = nullptr;
  };

  [[nodiscard]] std::vector<Source> sources_of(const std::vector<Condition>& where) const {
    std::vector<Source> sources;
    for (const Table& table : observations_.tables) {
      if (table.kind == TableKind::kClaim || !file_matches(table, where)) {
        continue;
      }
      if (const Column* metric = metric_column(table, query_.metric); metric != nullptr) {
        sources.push_back({&table, metric});
      }
    }
    return sources;
  }

  struct Side {
    bool second = false;
    bool is_copy = false;
  };

  void take_table(const Table& table, const Column& metric, const std::vector<Condition>& where,
                  Side side) {
    const auto [unit, factor] = unit_of(metric.unit);
    const std::string definition(metric.definition == nullptr ? "" : metric.definition->name);
    std::vector<const Column*> settings;
    for (const Column& column : table.columns) {
      if (sets_the_trial(column.role)) {
        settings.push_back(&column);
      }
    }
    for (std::size_t row = 0; row < table.rows(); ++row) {
      if (!row_matches(table, row, where)) {
        continue;
      }
      Group& group = groups_[{group_values(table, row), definition, unit}];
      if (excluded(table, metric, row, side, group)) {
        continue;
      }
      Trial trial{metric.number_at(row) * factor, {}};
      for (const Column* column : settings) {
        trial.setting.emplace(column->name, column->text_at(row));
      }
      if (side.second) {
        group.against.push_back(std::move(trial));
        continue;
      }
      for (const auto& [name, value] : trial.setting) {
        group.settings[name].insert(value);
      }
      group.cold += table.state[row].cold ? 1U : 0U;
      group.trials.push_back(std::move(trial));
      Cells& cells = group.evidence[{table.file + "\n" + table.pointer, metric.name}];
      cells.pointer = table.pointer;
      cells.places.push_back(table.place[row]);
    }
  }

  [[nodiscard]] bool excluded(const Table& table, const Column& metric, std::size_t row, Side side,
                              Group& group) const {
    const TrialState& state = table.state[row];
    const char* why = nullptr;
    if (side.is_copy) {
      why = "copies";
    } else if (state.failed && !query_.include_failed) {
      why = "failed";
    } else if (std::isnan(metric.number_at(row))) {
      why = "missing";
    } else if (state.cold && query_.exclude_cold) {
      why = "cold";
    }
    if (why != nullptr && !side.second) {
      ++group.excluded[why];
    }
    return why != nullptr;
  }

  // The first unit met that this one converts into is the unit of all.
  std::pair<std::string, double> unit_of(const std::string& unit) {
    for (const std::string& known : units_) {
      if (const auto factor = conversion_factor(unit, known)) {
        return {known, *factor};
      }
    }
    units_.push_back(unit);
    return {unit, 1.0};
  }

  [[nodiscard]] std::vector<std::string> group_values(const Table& table, std::size_t row) const {
    std::vector<std::string> values;
    values.reserve(query_.by.size());
    for (const std::string& column : query_.by) {
      values.push_back(cell_of(table, column, row).value_or(""));
    }
    return values;
  }

  const Query& query_;
  const Observations& observations_;
  Groups groups_;
  std::vector<std::string> units_;
};

std::vector<double> values_of(const std::vector<Trial>& trials) {
  std::vector<double> values;
  values.reserve(trials.size());
  for (const Trial& trial : trials) {
    values.push_back(trial.value);
  }
  return values;
}

std::vector<std::string> notes_of(const Group& group, const Query& query) {
  std::vector<std::string> notes;
  for (const auto& [column, levels] : group.settings) {
    const bool grouped = std::find(query.by.begin(), query.by.end(), column) != query.by.end();
    if (levels.size() > 1 && !grouped) {
      notes.push_back("mixes " + std::to_string(levels.size()) + " values of " + column);
    }
  }
  if (group.cold > 0) {
    notes.push_back(std::to_string(group.cold) + " of the trials are cold starts");
  }
  return notes;
}

bool is_contrast(Statistic statistic) {
  return statistic == Statistic::kRatio || statistic == Statistic::kDifference ||
         statistic == Statistic::kP;
}

void add_answer(Row& row, std::optional<Answer> answer) {
  if (answer) {
    row.answers.push_back(std::move(*answer));
  }
}

Row row_of(const GroupKey& key, const Group& group, const Query& query) {
  Row row;
  for (std::size_t i = 0; i < query.by.size(); ++i) {
    row.group.push_back({query.by[i], key.values[i]});
  }
  row.definition = key.definition;
  row.unit = key.unit;
  row.values = values_of(group.trials);
  row.n = group.trials.size();
  row.n_against = group.against.size();
  row.excluded = group.excluded;
  row.notes = notes_of(group, query);
  for (const auto& [where, cells] : group.evidence) {
    row.evidence.push_back({where.first.substr(0, where.first.find('\n')), where.second,
                            cells.pointer, ranges_text(cells.places)});
  }
  const Contrast contrast(group.trials, group.against);
  for (const Statistic statistic : query.statistics) {
    add_answer(row, is_contrast(statistic) ? contrast.answer(statistic)
                                           : statistic_of(statistic, row.values));
  }
  return row;
}

std::vector<Condition> second_selection(const Query& query) {
  std::vector<Condition> where;
  for (const Condition& condition : query.where) {
    const bool replaced =
        std::any_of(query.against.begin(), query.against.end(),
                    [&](const Condition& against) { return against.column == condition.column; });
    if (!replaced) {
      where.push_back(condition);
    }
  }
  where.insert(where.end(), query.against.begin(), query.against.end());
  return where;
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
  const bool known_metric =
      std::any_of(observations.tables.begin(), observations.tables.end(), [&](const Table& table) {
        return table.kind != TableKind::kClaim && metric_column(table, query.metric) != nullptr;
      });
  if (!known_metric) {
    return unknown("metric", query.metric, metric_names(observations));
  }
  std::vector<std::string> asked = query.by;
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

Result<std::vector<Row>> answer(const Query& query, const Observations& observations) {
  if (auto checked = check_names(query, observations); !checked) {
    return tl::unexpected(checked.error());
  }
  Collector collector(query, observations);
  collector.collect(query.where, false);
  if (!query.against.empty()) {
    collector.collect(second_selection(query), true);
  }
  Groups groups = collector.take();
  if (groups.empty() && query.by.empty()) {
    groups[{}];
  }
  std::vector<Row> rows;
  for (const auto& [key, group] : groups) {
    rows.push_back(row_of(key, group, query));
  }
  note_what_came_apart(rows);
  return rows;
}

std::string ranges_text(const std::vector<std::size_t>& places) {
  std::string text;
  for (std::size_t i = 0; i < places.size();) {
    std::size_t last = i;
    while (last + 1 < places.size() && places[last + 1] - places[last] <= 1) {
      ++last;
    }
    text += (text.empty() ? "" : ",") + std::to_string(places[i]);
    if (places[last] != places[i]) {
      text += "-" + std::to_string(places[last]);
    }
    i = last + 1;
  }
  return text;
}

}  // namespace chimera::query
