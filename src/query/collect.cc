#include "query/collect.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <span>
#include <tuple>

#include "data/unit.h"
#include "query/measure.h"
#include "query/row_units.h"
#include "query/rows.h"
#include "query/select.h"
#include "query/stated_sample.h"
#include "text/glob.h"

namespace chimera::query {

namespace {

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

/// A file is a run, unless a column names the runs in it.
std::string run_of(const Table& table, std::size_t row) {
  std::string run = table.file;
  for (const Column& column : table.columns) {
    if (column.role == Role::kRun) {
      run.append("\n").append(column.text_at(row));
    }
  }
  return run;
}

void add_stated(const Table& table, const Measure& measure, std::size_t row, double factor,
                Trials& trials) {
  if (!measure.is_stated()) {
    return;
  }
  const Column& metric = *measure.column();
  const Column* deviation = deviation_of(table, metric);
  const auto n = deviation == nullptr ? std::nullopt : sample_size(table, metric, row);
  if (n && deviation->unit == metric.unit && !std::isnan(deviation->number_at(row))) {
    const double spread = sample_deviation(deviation->number_at(row), *n);
    trials.stated.push_back({metric.number_at(row) * factor, spread * factor, *n});
  }
}

class Collector {
 public:
  Collector(const Query& query, const Observations& observations)
      : query_(query), observations_(observations) {}

  /// The trials of one selection into the groups; `second` is the against side.
  void collect(const std::vector<Condition>& where, bool second) {
    const std::vector<Source> sources = sources_of(where);
    const bool measured = std::any_of(sources.begin(), sources.end(), [](const Source& source) {
      return !source.measure.is_stated();
    });
    std::set<std::string> seen;
    for (const auto& [table, measure] : sources) {
      // What somebody summed up is never pooled with what was measured.
      if (measured && measure.is_stated()) {
        continue;
      }
      const bool is_copy = !table->content.empty() && !seen.insert(table->content).second;
      take_table(*table, measure, where, {second, is_copy});
    }
  }

  Groups take() { return std::move(groups_); }

 private:
  struct Source {
    const Table* table = nullptr;
    Measure measure;
  };

  /// The tables of the one file that the conditions name, else all: a fact of one file of many
  /// costs no more than one of few.
  [[nodiscard]] std::span<const Table> candidates(const std::vector<Condition>& where) const {
    const std::span<const Table> all(observations_.tables);
    const auto named = std::find_if(where.begin(), where.end(), [](const Condition& condition) {
      return condition.column == "file" && !text::is_glob(condition.value);
    });
    if (named == where.end()) {
      return all;
    }
    const auto [begin, end] = std::ranges::equal_range(all, named->value, {}, &Table::file);
    return {begin, end};
  }

  [[nodiscard]] std::vector<Source> sources_of(const std::vector<Condition>& where) const {
    std::vector<Source> sources;
    for (const Table& table : candidates(where)) {
      if (table.kind == TableKind::kClaim || !file_matches(table, where)) {
        continue;
      }
      if (const auto measure = Measure::of(table, query_.metric)) {
        sources.push_back({&table, *measure});
      }
    }
    return sources;
  }

  [[nodiscard]] bool wants_settings() const {
    return !query_.against.empty() || !query_.effect.empty();
  }

  struct Side {
    bool second = false;
    bool is_copy = false;
  };

  /// What one table adds to one group.
  struct Share {
    Group* group = nullptr;
    double factor = 1;  ///< from the values' unit to the group's
    std::vector<std::size_t> places;
    Settings::Seen levels;
  };

  void take_table(const Table& table, const Measure& measure, const std::vector<Condition>& where,
                  Side side) {
    const RowUnits units =
        measure.column() == nullptr ? RowUnits() : RowUnits(table, *measure.column());
    const std::string definition = measure.definition();
    const RowFilter filter(table, where);
    const RowGroups row_groups(table, query_.by);
    const Settings settings(table);
    std::vector<Share> shares(row_groups.count() * units.count());
    for (std::size_t row = 0; row < table.rows(); ++row) {
      if (!filter.matches(row)) {
        continue;
      }
      const std::size_t number = row_groups.group_of(row);
      Share& share = shares[number * units.count() + units.at(row)];
      if (share.group == nullptr) {
        const auto [unit, factor] = unit_of(units.unit(units.at(row)));
        share.group = &groups_[{row_groups.values(number), definition, unit}];
        share.factor = factor;
        share.levels = settings.none_seen();
      }
      if (excluded(table, measure, row, side, *share.group)) {
        continue;
      }
      Trials& trials = side.second ? share.group->against : share.group->trials;
      trials.values.push_back(measure.at(row) * share.factor);
      if (wants_settings()) {
        trials.settings.push_back(settings.at(row));
        trials.runs.push_back(run_of(table, row));
        add_stated(table, measure, row, share.factor, trials);
      }
      if (side.second) {
        continue;
      }
      settings.see(row, share.levels);
      share.group->cold += table.state[row].cold ? 1U : 0U;
      share.places.push_back(table.place[row]);
    }
    for (Share& share : shares) {
      hand_over(table, measure, settings, share);
    }
  }

  static void hand_over(const Table& table, const Measure& measure, const Settings& settings,
                        Share& share) {
    if (share.places.empty()) {
      return;
    }
    settings.add_seen(share.levels, share.group->settings);
    settings.add_roles(share.group->trials.roles);
    Cells& cells =
        share.group->evidence[{table.file + "\n" + table.pointer, measure.evidence_column()}];
    cells.pointer = table.pointer;
    if (cells.places.empty()) {
      cells.places = std::move(share.places);
    } else {
      cells.places.insert(cells.places.end(), share.places.begin(), share.places.end());
    }
  }

  [[nodiscard]] bool excluded(const Table& table, const Measure& measure, std::size_t row,
                              Side side, Group& group) const {
    const TrialState& state = table.state[row];
    const char* why = nullptr;
    if (side.is_copy) {
      why = "copies";
    } else if (state.failed && !query_.include_failed && !measure.counts_failures()) {
      why = "failed";
    } else if (std::isnan(measure.at(row))) {
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

  const Query& query_;
  const Observations& observations_;
  Groups groups_;
  std::vector<std::string> units_;
};

}  // namespace

bool GroupLess::operator()(const GroupKey& a, const GroupKey& b) const {
  if (a.values != b.values) {
    return std::lexicographical_compare(a.values.begin(), a.values.end(), b.values.begin(),
                                        b.values.end(), text_less);
  }
  return std::tie(a.definition, a.unit) < std::tie(b.definition, b.unit);
}

std::vector<Condition> against_selection(const Query& query) {
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

Groups collect(const Query& query, const Observations& observations) {
  Collector collector(query, observations);
  collector.collect(query.where, false);
  if (!query.against.empty()) {
    collector.collect(against_selection(query), true);
  }
  return collector.take();
}

}  // namespace chimera::query
