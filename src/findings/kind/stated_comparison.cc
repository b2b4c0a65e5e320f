// Stated means against each other: by their deviations and n where these are stated too, else only
// told, since nothing can be tested.
#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "findings/kind/kinds.h"
#include "findings/kind/levels.h"
#include "findings/kind/ranking.h"
#include "findings/phrases.h"
#include "findings/stated_means.h"
#include "query/stated_sample.h"

namespace chimera::findings {

namespace {

/// Rows that are alternatives to each other: they differ in one subject only, and no sample of
/// them dominates the others.
struct Race {
  const Table* table = nullptr;
  const Column* mean = nullptr;
  std::vector<std::size_t> rows;
  std::size_t fast = 0;
  std::size_t slow = 0;
};

/// A size ("512x512") is an input, no alternative.
bool is_size(const std::string& level) {
  return !level.empty() && level.find_first_not_of("0123456789xX*.,_ ") == std::string::npos;
}

bool dominated(const Table& table, const Column& mean, std::size_t row) {
  const Column* deviation = query::deviation_of(table, mean);
  return deviation != nullptr && deviation->number_at(row) > mean.number_at(row);
}

/// A repeated run is no alternative to the others of its level.
void drop_repeated(const Table& table, std::vector<std::size_t>& rows) {
  std::map<std::string, std::size_t> times;
  for (const std::size_t row : rows) {
    ++times[row_conditions(table, row).back().value];
  }
  std::erase_if(
      rows, [&](std::size_t row) { return times[row_conditions(table, row).back().value] > 1; });
}

/// Rows by the levels of all subjects but the last, which tells the alternatives.
std::map<std::string, std::vector<std::size_t>> alternatives(const Table& table,
                                                             const Column& mean) {
  std::map<std::string, std::vector<std::size_t>> groups;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto where = row_conditions(table, row);
    const bool usable = where.size() > 1 && !table.state[row].failed && mean.number_at(row) > 0 &&
                        !is_size(where.back().value) && !dominated(table, mean, row);
    if (!usable) {
      continue;
    }
    std::string key;
    for (std::size_t i = 1; i + 1 < where.size(); ++i) {
      const bool repeats_last = where[i].value == where.back().value;
      key += repeats_last ? "" : where[i].value + "\n";
    }
    groups[key].push_back(row);
  }
  for (auto& [key, rows] : groups) {
    drop_repeated(table, rows);
  }
  return groups;
}

std::vector<Race> races(const Table& table, const Column& mean) {
  std::vector<Race> found;
  for (const auto& [key, rows] : alternatives(table, mean)) {
    if (rows.size() < 2) {
      continue;
    }
    const auto [fast, slow] = std::minmax_element(
        rows.begin(), rows.end(),
        [&](std::size_t a, std::size_t b) { return mean.number_at(a) < mean.number_at(b); });
    if (mean.number_at(*fast) < mean.number_at(*slow)) {
      found.push_back({&table, &mean, rows, *fast, *slow});
    }
  }
  return found;
}

Phrase last_name(const Race& race, std::size_t row) {
  return called(row_conditions(*race.table, row).back().value);
}

const Fact* ratio_of(FactBook& book, const Race& race) {
  Query query{.metric = race.mean->name, .statistics = {Statistic::kRatio}};
  query.where = row_conditions(*race.table, race.slow);
  query.against = row_conditions(*race.table, race.fast);
  query.against.erase(query.against.begin());
  return book.ask(query);
}

/// "`a` most often, to `b` and `c` else"; the levels alone where none is ahead.
Phrase winners(const std::vector<Race>& group) {
  std::map<std::string, std::size_t> won;
  for (const Race& race : group) {
    ++won[row_conditions(*race.table, race.fast).back().value];
  }
  const auto most = std::max_element(
      won.begin(), won.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  const auto ahead = std::count_if(won.begin(), won.end(),
                                   [&](const auto& entry) { return entry.second == most->second; });
  std::vector<Phrase> others;
  for (const auto& [winner, times] : won) {
    if (ahead > 1 || winner != most->first) {
      others.push_back(called(winner));
    }
  }
  if (ahead > 1) {
    return listed(others, " or ");
  }
  const Phrase first = called(most->first);
  return others.empty() ? first
                        : join({first, say(" most often, else to "), listed(others, " or ")});
}

const Race* widest_race(FactBook& book, const std::vector<Race>& group) {
  const Race* widest = nullptr;
  double most = 0;
  for (const Race& race : group) {
    const Fact* ratio = ratio_of(book, race);
    if (ratio != nullptr && ratio->value > most) {
      widest = &race;
      most = ratio->value;
    }
  }
  return widest;
}

std::size_t rows_of(const std::vector<Race>& group) {
  std::set<const Table*> tables;
  std::size_t rows = 0;
  for (const Race& race : group) {
    rows += tables.insert(race.table).second ? ok_trials(*race.table) : 0;
  }
  return rows;
}

/// One sentence for all tables of a folder that state the same mean.
std::optional<Finding> stated_comparison(FactBook& book, const std::vector<Race>& group) {
  const Race* widest = widest_race(book, group);
  if (widest == nullptr) {
    return std::nullopt;
  }
  const Fact* ratio = ratio_of(book, *widest);
  const Fact* fast = cell_fact(book, *widest->table, *widest->mean, widest->fast);
  const Fact* slow = cell_fact(book, *widest->table, *widest->mean, widest->slow);
  if (fast == nullptr || slow == nullptr) {
    return std::nullopt;
  }
  const Phrase file = called(widest->table->file);
  const Phrase metric = called(last_key(widest->mean->name));
  Finding finding{.kind = FindingKind::kComparison};
  finding.about = {widest->mean->name, {}, {{"file", widest->table->file}}};
  finding.strength = std::min(0.2, std::log(ratio->value) / 20) * book.share_of(rows_of(group));
  const Phrase gap =
      join({measured(*fast),
            say(" for "),
            last_name(*widest, widest->fast),
            say(" and "),
            measured(*slow),
            say(" for "),
            last_name(*widest, widest->slow),
            say(", a ratio of "),
            {value(*ratio)},
            say("; these are stated means without their trials, so nothing is tested.")});
  if (group.size() == 1) {
    finding.lattice.chains = one_chain({fixed(join({say("In "), file, say(" ")})),
                                        one_of({"the lowest and the highest ", "the ends of "}),
                                        fixed(join({metric, say(" are "), gap}))});
  } else {
    finding.lattice.chains =
        one_chain({fixed(join({say("In "), called(folder_of(widest->table->file)),
                               say(" the lowest "), metric})),
                   one_of({" belongs to ", " goes to "}),
                   fixed(join({winners(group), say(". The widest gap, in "), file,
                               say(", is between "), gap}))});
  }
  return finished(std::move(finding));
}

/// What all rows of the race share, the file first.
std::vector<Condition> shared_conditions(const Race& race) {
  std::vector<Condition> shared = row_conditions(*race.table, race.rows.front());
  for (const std::size_t row : race.rows) {
    const auto here = row_conditions(*race.table, row);
    std::erase_if(shared, [&](const Condition& condition) {
      return std::find(here.begin(), here.end(), condition) == here.end();
    });
  }
  return shared;
}

/// The race as a ranking; nullopt where one of its means can't be tested against the best.
std::optional<Ranking> tested(FactBook& book, const Race& race) {
  Scope scope{.metric = race.mean->name,
              .definition = nullptr,
              .direction = presumed_direction(*race.mean)};
  if (race.rows.size() > kLevelsMax || scope.direction == Direction::kUnknown) {
    return std::nullopt;
  }
  scope.where = shared_conditions(race);
  scope.column = row_conditions(*race.table, race.fast).back().column;
  scope.place = join({say(" in "), called(race.table->file)});
  std::vector<Level> levels;
  levels.reserve(race.rows.size());
  for (const std::size_t row : race.rows) {
    levels.push_back({row_conditions(*race.table, row).back().value, last_name(race, row)});
  }
  auto ranking = rank(book, std::move(scope), std::move(levels));
  const bool is_tested =
      ranking && std::all_of(ranking->against_best.begin(), ranking->against_best.end(),
                             [](const ContrastFacts& facts) { return facts.p != nullptr; });
  if (!is_tested) {
    return std::nullopt;
  }
  ranking->factor = ranking->scope.column;
  ranking->between_runs = true;
  ranking->advice_place = ranking->scope.place;
  return ranking;
}

}  // namespace

std::vector<Finding> find_stated_comparisons(FactBook& book) {
  std::vector<Finding> findings;
  std::map<std::pair<std::string, std::string>, std::vector<Race>> folders;
  for (const auto& [table, mean] : stated_means(book.observations())) {
    std::vector<Ranking> family;
    for (const Race& race : races(*table, *mean)) {
      if (auto ranking = tested(book, race)) {
        family.push_back(*std::move(ranking));
      } else {
        folders[{folder_of(race.table->file), last_key(mean->name)}].push_back(race);
      }
    }
    say_family(book, std::move(family), findings);
  }
  for (const auto& [where, group] : folders) {
    if (auto finding = stated_comparison(book, group)) {
      findings.push_back(*std::move(finding));
    }
  }
  return findings;
}

}  // namespace chimera::findings
