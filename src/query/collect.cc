#include "query/collect.h"

#include <algorithm>
#include <charconv>
#include <memory>
#include <optional>
#include <span>
#include <tuple>
#include <utility>

#include "base/parallel.h"
#include "data/unit.h"
#include "query/measure.h"
#include "query/row_units.h"
#include "query/rows.h"
#include "query/select.h"
#include "query/shares.h"
#include "text/glob.h"

namespace chimera::query {

namespace {

constexpr std::size_t kManyTables = 64;  ///< that are worth a second thread

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

/// One table's units follow each other: their places stand together.
void add_places(const Table& table, std::string column, std::vector<std::size_t> places,
                std::vector<TrialCells>& evidence) {
  if (!evidence.empty() && evidence.back().file == table.file &&
      evidence.back().pointer == table.pointer && evidence.back().column == column) {
    append(std::move(places), evidence.back().places);
    return;
  }
  evidence.push_back({table.file, std::move(column), table.pointer, std::move(places)});
}

class Collector {
 public:
  Collector(const Query& query, const Observations& observations, SettingsCache& cache, Told told)
      : query_(query), observations_(observations), cache_(cache), told_(told) {}

  /// The trials of one selection into the groups; `second` is the against side.
  void collect(const std::vector<Condition>& where, bool second) {
    const std::vector<Source> sources = pooled_sources(where);
    const std::size_t threads = sources.size() < kManyTables ? 1 : 0;
    const Told told = second ? Told{.mixes = false, .cells = false} : told_;
    std::vector<std::unique_ptr<TableShares>> shares(sources.size());
    for_each_index(sources.size(), threads, [&](std::size_t i) {
      shares[i] = std::make_unique<TableShares>(sources[i], where, query_, cache_, told);
    });
    std::vector<GroupShare> added;
    for (std::size_t i = 0; i < sources.size(); ++i) {
      deal(sources[i], *shares[i], added);
    }
    // Table after table, since what one adds lies together, whatever its groups.
    for_each_index(2, threads, [&](std::size_t i) {
      for (const GroupShare& share : added) {
        if (i == 0) {
          add_levels(share);
        } else {
          add_trials(share, second);
        }
      }
    });
  }

  Groups take() { return std::move(groups_); }

 private:
  struct Source {
    const Table* table = nullptr;
    Measure measure;
    bool is_copy = false;  ///< of a table that counts already
  };

  /// What one table adds, and to which groups.
  struct TableShares {
    TableShares(const Source& source, const std::vector<Condition>& where, const Query& query,
                SettingsCache& cache, Told told)
        : units(source.measure.column() == nullptr
                    ? RowUnits()
                    : RowUnits(*source.table, *source.measure.column())),
          groups(*source.table, query.by),
          settings(cache.of(*source.table)),
          all(share_rows({*source.table, source.measure, units, query,
                          RowFilter(*source.table, where, *settings), groups, *settings,
                          source.is_copy, told})) {}

    RowUnits units;
    RowGroups groups;
    std::shared_ptr<const Settings> settings;
    std::vector<Share> all;
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
    const auto begin = std::ranges::lower_bound(all, named->value, {}, &Table::file);
    const auto end = std::find_if(begin, all.end(),
                                  [&](const Table& table) { return table.file != named->value; });
    return {begin, end};
  }

  [[nodiscard]] std::vector<Source> sources_of(const std::vector<Condition>& where) const {
    const std::span<const Table> tables = candidates(where);
    std::vector<std::optional<Measure>> measures(tables.size());
    for_each_index(tables.size(), tables.size() < kManyTables ? 1 : 0, [&](std::size_t i) {
      if (tables[i].kind != TableKind::kClaim && file_matches(tables[i], where)) {
        measures[i] = Measure::of(tables[i], query_.metric);
      }
    });
    std::vector<Source> sources;
    for (std::size_t i = 0; i < tables.size(); ++i) {
      if (const auto& measure = measures[i]) {
        sources.push_back({&tables[i], *measure});
      }
    }
    return sources;
  }

  /// What somebody summed up is never pooled with what was measured.
  [[nodiscard]] std::vector<Source> pooled_sources(const std::vector<Condition>& where) const {
    std::vector<Source> sources = sources_of(where);
    const bool measured = std::any_of(sources.begin(), sources.end(), [](const Source& source) {
      return !source.measure.is_stated();
    });
    std::erase_if(sources, [measured](const Source& source) {
      return measured && source.measure.is_stated();
    });
    std::set<std::string_view> seen;
    for (Source& source : sources) {
      const std::string& content = source.table->content;
      source.is_copy = !content.empty() && !seen.insert(content).second;
    }
    return sources;
  }

  /// What one table adds to one group.
  struct GroupShare {
    Group* group = nullptr;
    const Source* source = nullptr;
    const Settings* settings = nullptr;
    Share* share = nullptr;
    double factor = 1;  ///< into the group's unit
  };

  void deal(const Source& source, TableShares& shares, std::vector<GroupShare>& added) {
    const std::size_t units = shares.units.count();
    for (std::size_t i = 0; i < shares.all.size(); ++i) {
      if (shares.all[i].met) {
        const auto [unit, factor] = unit_of(shares.units.unit(i % units));
        Group& group =
            groups_[{shares.groups.values(i / units), source.measure.definition(), unit}];
        added.push_back({&group, &source, shares.settings.get(), &shares.all[i], factor});
      }
    }
  }

  /// Touches nothing that add_trials does.
  static void add_levels(const GroupShare& added) {
    if (!added.share->levels.empty()) {
      added.settings->add_seen(added.share->levels, added.group->settings);
    }
  }

  static void add_trials(const GroupShare& added, bool second) {
    const auto& [group, source, settings, share, factor] = added;
    share->scale(factor);
    if (!second) {
      add_evidence(*source->table, source->measure, *share, *group);
    }
    Trials& trials = second ? group->against : group->trials;
    if (!share->rows.empty()) {
      add_settings(*source->table, *settings, share->rows, trials);
    }
    append(std::move(share->values), trials.values);
    append(std::move(share->stated), trials.stated);
  }

  static void add_evidence(const Table& table, const Measure& measure, Share& share, Group& group) {
    group.cold += share.cold;
    for (std::size_t i = 0; i < share.left_out.size(); ++i) {
      if (share.left_out.at(i) > 0) {
        group.excluded[std::string(kLeftOutNames.at(i))] += share.left_out.at(i);
      }
    }
    if (!share.places.empty()) {
      add_places(table, measure.evidence_column(), std::move(share.places), group.evidence);
    }
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
  Told told_;
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

Groups collect(const Query& query, const Observations& observations, SettingsCache& cache,
               Told told) {
  Collector collector(query, observations, cache, told);
  collector.collect(query.where, false);
  if (!query.against.empty()) {
    collector.collect(against_selection(query), true);
  }
  return collector.take();
}

}  // namespace chimera::query
