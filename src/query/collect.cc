#include "query/collect.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <span>
#include <tuple>
#include <utility>

#include "data/unit.h"
#include "query/measure.h"
#include "query/row_units.h"
#include "query/rows.h"
#include "query/select.h"
#include "query/shares.h"
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

template <typename T>
void append(std::vector<T> more, std::vector<T>& all) {
  if (all.empty()) {
    all = std::move(more);
  } else {
    std::move(more.begin(), more.end(), std::back_inserter(all));
  }
}

class Collector {
 public:
  Collector(const Query& query, const Observations& observations, SettingsCache& cache)
      : query_(query), observations_(observations), cache_(cache) {}

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

  struct Side {
    bool second = false;
    bool is_copy = false;
  };

  void take_table(const Table& table, const Measure& measure, const std::vector<Condition>& where,
                  Side side) {
    const RowUnits units =
        measure.column() == nullptr ? RowUnits() : RowUnits(table, *measure.column());
    const std::shared_ptr<const Settings> known = cache_.of(table);
    const Settings& settings = *known;
    const RowFilter filter(table, where, settings);
    const RowGroups row_groups(table, query_.by);
    std::vector<Share> shares =
        share_rows({table, measure, units, query_, filter, row_groups, settings, side.is_copy});
    for (std::size_t i = 0; i < shares.size(); ++i) {
      if (!shares[i].met) {
        continue;
      }
      const auto [unit, factor] = unit_of(units.unit(i % units.count()));
      shares[i].scale(factor);
      Group& group = groups_[{row_groups.values(i / units.count()), measure.definition(), unit}];
      if (!side.second) {
        add_evidence(table, measure, settings, shares[i], group);
      }
      Trials& trials = side.second ? group.against : group.trials;
      if (!shares[i].rows.empty()) {
        add_settings(table, settings, shares[i].rows, trials);
      }
      append(std::move(shares[i].values), trials.values);
      append(std::move(shares[i].stated), trials.stated);
    }
  }

  static void add_evidence(const Table& table, const Measure& measure, const Settings& settings,
                           Share& share, Group& group) {
    group.cold += share.cold;
    for (const auto& [why, count] : share.excluded) {
      group.excluded[why] += count;
    }
    if (share.places.empty()) {
      return;
    }
    settings.add_seen(share.levels, group.settings);
    Cells& cells = group.evidence[{table.file + "\n" + table.pointer, measure.evidence_column()}];
    cells.pointer = table.pointer;
    append(std::move(share.places), cells.places);
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
  SettingsCache& cache_;
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

Groups collect(const Query& query, const Observations& observations, SettingsCache& cache) {
  Collector collector(query, observations, cache);
  collector.collect(query.where, false);
  if (!query.against.empty()) {
    collector.collect(against_selection(query), true);
  }
  return collector.take();
}

}  // namespace chimera::query
