// Stated means of files against each other: files that differ in one setting, by the row on which
// it does most and the one on which it does least; and files that nothing recorded tells apart,
// whose means nevertheless differ.
#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "findings/basis.h"
#include "findings/kind/file_groups.h"
#include "findings/kind/kinds.h"
#include "findings/kind/levels.h"
#include "findings/phrases.h"
#include "findings/stated_means.h"
#include "stats/multiplicity.h"

namespace chimera::findings {

namespace {

using enum Section;

constexpr double kLeast = 0.02;  ///< of what no test shows

/// A row that both files have, and its means.
struct Pair {
  Phrase called;
  const Fact* first = nullptr;
  const Fact* second = nullptr;
  ContrastFacts facts;  ///< of the higher against the lower
  double adjusted = 1;
};

/// Two files by one of their stated means.
struct Race {
  const Table* first = nullptr;
  const Table* second = nullptr;
  const Column* mean = nullptr;
  std::vector<Pair> pairs;  ///< the largest ratio first
};

/// The rows with a mean by what tells them apart; empty where nothing does.
std::map<std::string, std::size_t> rows_of(const Table& table, const Column& mean) {
  std::map<std::string, std::size_t> rows;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto where = row_conditions(table, row);
    if (where.size() > 1 && !table.state[row].failed && mean.number_at(row) > 0) {
      rows.emplace(where.back().value, row);
    }
  }
  return rows;
}

/// Asks for what is said of a row that both files have; nullopt where it is not defined.
std::optional<Pair> pair_of(FactBook& book, const Race& race, std::size_t row_of_first,
                            std::size_t row_of_second) {
  const Column& other = *find_column(*race.second, race.mean->name);
  Pair pair{.called = row_name(*race.first, row_of_first),
            .first = cell_fact(book, *race.first, *race.mean, row_of_first),
            .second = cell_fact(book, *race.second, other, row_of_second)};
  if (pair.first == nullptr || pair.second == nullptr) {
    return std::nullopt;
  }
  const bool first_higher = pair.first->value >= pair.second->value;
  const Fact& high = first_higher ? *pair.first : *pair.second;
  Query query{.metric = race.mean->name, .statistics = {Statistic::kRatio, Statistic::kP}};
  query.where = high.query.where;
  query.against = {{"file", first_higher ? race.second->file : race.first->file}};
  const auto facts = book.ask_all(query);
  pair.facts = {facts[0], facts[1]};
  return facts[0] == nullptr ? std::nullopt : std::optional(std::move(pair));
}

void adjust(std::vector<Race>& races) {
  std::vector<double> p;
  for (const Race& race : races) {
    std::ranges::transform(race.pairs, std::back_inserter(p),
                           [](const Pair& pair) { return p_of(pair.facts); });
  }
  const std::vector<double> adjusted = stats::holm_adjusted(p);
  auto next = adjusted.begin();
  for (Race& race : races) {
    for (Pair& pair : race.pairs) {
      pair.adjusted = *next++;
    }
  }
}

Race race_of(FactBook& book, const Table& first, const Table& second, const Column& mean) {
  Race race{&first, &second, &mean, {}};
  const Column* other = find_column(second, mean.name);
  const auto rows =
      other == nullptr ? std::map<std::string, std::size_t>{} : rows_of(second, *other);
  for (const auto& [key, row] : rows_of(first, mean)) {
    const auto partner = rows.find(key);
    auto pair = partner == rows.end() ? std::nullopt : pair_of(book, race, row, partner->second);
    if (pair) {
      race.pairs.push_back(*std::move(pair));
    }
  }
  std::ranges::stable_sort(race.pairs, [](const Pair& a, const Pair& b) {
    return a.facts.ratio->value > b.facts.ratio->value;
  });
  return race;
}

/// "3.8 ms in `a.json` against 0.15 ms in `b.json`, a ratio of 25 (95 % interval …), p < 0.001".
Phrase pair_phrase(const Race& race, const Pair& pair) {
  const Phrase test =
      pair.facts.p == nullptr ? Phrase{} : join({say(", "), p_value(*pair.facts.p)});
  return join({measured(*pair.first),
               say(" in "),
               called(race.first->file),
               say(" against "),
               measured(*pair.second),
               say(" in "),
               called(race.second->file),
               say(", a ratio of "),
               {value(*pair.facts.ratio)},
               interval(*pair.facts.ratio),
               test});
}

/// "The `mean_ms` of `eager` is …, `Welch's t-test`". REQUIRES: the pair was tested.
std::vector<Slot> slots_of(const Race& race, const Pair& pair) {
  return {fixed(join({say("The "), called(race.mean->name), say(" of "), pair.called})),
          one_of({" is ", " amounts to "}),
          fixed(join({pair_phrase(race, pair), say(", "), called(pair.facts.p->test)}))};
}

double strength(const FactBook& book, const Race& race, const Pair& pair) {
  return strength_of(book, pair.facts, {{"", {}, pair.first}, {"", {}, pair.second}}, kLeast) *
         static_cast<double>(race.pairs.size());
}

Finding shell_of(const FactBook& book, FindingKind kind, const Race& race, const Pair& pair) {
  Finding finding{.kind = kind};
  finding.about = {race.mean->name, {}, {{"file", race.first->file}, {"file", race.second->file}}};
  finding.strength = strength(book, race, pair);
  return finding;
}

/// Whether every row is clearly higher in the same file.
bool moves_all(const Race& race) {
  const bool first = race.pairs.front().first->value > race.pairs.front().second->value;
  return std::ranges::all_of(race.pairs, [&](const Pair& pair) {
    return pair.adjusted < kSignificance && (pair.first->value > pair.second->value) == first;
  });
}

/// "For `onnx` in turn …": the row that differs least.
Phrase least_phrase(const Race& race) {
  const Pair& least = race.pairs.back();
  return race.pairs.size() < 2
             ? Phrase{}
             : join({say(" For "), least.called, say(" in turn "), called(race.mean->name),
                     say(" is "), pair_phrase(race, least),
                     say("; no other ratio is closer to one.")});
}

Phrase level_of(const Table& table, const std::string& column) {
  return called(column + "=" + only_level(table, column));
}

/// Files that differ in the level of one column. REQUIRES: the widest pair was tested.
Finding effect_of(const FactBook& book, const Race& race, const std::string& column) {
  const Pair& widest = race.pairs.front();
  const bool clear = widest.adjusted < kSignificance;
  Finding finding =
      shell_of(book, clear ? FindingKind::kEffect : FindingKind::kNoEffect, race, widest);
  finding.about.factors = {column};
  if (!clear || moves_all(race)) {
    // What holds of all of them is at least what holds of the one that differs least.
    const Pair& least = clear ? race.pairs.back() : widest;
    finding.test = test_result(least.facts, least.adjusted);
  } else {
    finding.consequences = {
        {kConclusion, join({say("What "), called(column), say(" does to "), called(race.mean->name),
                            say(" between "), called(race.first->file), say(" and "),
                            called(race.second->file), say(" depends on what ran.")})}};
  }
  Chain chain = {slots_of(race, widest)};
  chain.push_back(
      fixed(join({say("; these files were run with "), level_of(*race.first, column), say(" and "),
                  level_of(*race.second, column),
                  say(" respectively, and neither run was repeated."), least_phrase(race)})));
  finding.lattice.chains = {std::move(chain)};
  return finished(std::move(finding));
}

/// Files that nothing tells apart. nullopt where their means don't differ clearly either.
std::optional<Finding> unlike(const FactBook& book, const Race& race) {
  const auto clear = std::ranges::find_if(
      race.pairs, [](const Pair& pair) { return pair.adjusted < kSignificance; });
  if (clear == race.pairs.end()) {
    return std::nullopt;
  }
  Finding finding = shell_of(book, FindingKind::kSpread, race, *clear);
  finding.test = test_result(clear->facts, clear->adjusted);
  Chain chain = {slots_of(race, *clear)};
  chain.push_back(fixed(say(", though no recorded setting tells the two files apart.")));
  finding.lattice.chains = {std::move(chain)};
  finding.consequences = {
      {kConclusion, join({say("What differs by less than "), called(race.first->file), say(" and "),
                          called(race.second->file), say(" do may be one of runs.")})}};
  return finished(std::move(finding));
}

double middle_of(const Table& table, const Column& mean) {
  double sum = 0;
  const auto rows = rows_of(table, mean);
  for (const auto& [key, row] : rows) {
    sum += std::log(mean.number_at(row));
  }
  return rows.empty() ? 0 : sum / static_cast<double>(rows.size());
}

/// The two of the group's files whose means lie furthest apart; of two the two, by level.
std::pair<const Table*, const Table*> ends_of(const FileGroup& group, const std::string& mean) {
  std::vector<std::pair<double, const Table*>> tables;
  for (const auto& [level, of_level] : group.levels) {
    const Column* column = find_column(*of_level.front(), mean);
    tables.emplace_back(column == nullptr ? 0 : middle_of(*of_level.front(), *column),
                        of_level.front());
  }
  const auto [low, high] = std::ranges::minmax_element(tables);
  return tables.size() == 2 ? std::pair{tables[0].second, tables[1].second}
                            : std::pair{high->second, low->second};
}

bool is_compared(const FileGroup& group) {
  return group.levels.size() >= 2 && group.levels.size() <= kLevelsMax &&
         std::ranges::all_of(group.levels,
                             [](const auto& level) { return level.second.size() == 1; });
}

/// The stated means of both, one race each, tested as one family.
std::vector<Race> races_of(FactBook& book,
                           const std::vector<std::pair<const Table*, const Table*>>& files,
                           const std::vector<const Column*>& means) {
  std::vector<Race> races;
  for (const auto& [first, second] : files) {
    for (const Column* mean : means) {
      if (Race race = race_of(book, *first, *second, *mean); !race.pairs.empty()) {
        races.push_back(std::move(race));
      }
    }
  }
  adjust(races);
  return races;
}

/// The strongest of what tells files apart that nothing recorded does.
void say_unlike(FactBook& book, const std::vector<const Table*>& alike,
                const std::vector<const Column*>& means, std::vector<Finding>& findings) {
  std::vector<std::pair<const Table*, const Table*>> files;
  for (auto first = alike.begin(); first != alike.end(); ++first) {
    std::transform(std::next(first), alike.end(), std::back_inserter(files),
                   [&](const Table* second) {
                     return std::pair{*first, second};
                   });
  }
  std::optional<Finding> strongest;
  for (const Race& race : races_of(book, files, means)) {
    auto finding = unlike(book, race);
    if (finding && (!strongest || finding->strength > strongest->strength)) {
      strongest = std::move(finding);
    }
  }
  if (strongest) {
    findings.push_back(*std::move(strongest));
  }
}

}  // namespace

std::vector<Finding> find_stated_across_files(FactBook& book) {
  std::map<const Table*, std::vector<const Column*>> means;
  for (const auto& [table, mean] : stated_means(book.observations())) {
    means[table].push_back(mean);
  }
  std::vector<Finding> findings;
  std::set<std::vector<const Table*>> repeated;
  for (const FileGroup& group : stated_file_groups(book.observations())) {
    for (const auto& [level, tables] : group.levels) {
      if (tables.size() >= 2 && tables.size() <= kLevelsMax && repeated.insert(tables).second) {
        say_unlike(book, tables, means[tables.front()], findings);
      }
    }
    if (!is_compared(group)) {
      continue;
    }
    const std::vector<const Column*>& of_first = means[group.levels.begin()->second.front()];
    for (const Race& race : races_of(book, {ends_of(group, of_first.front()->name)}, of_first)) {
      if (race.pairs.front().facts.p != nullptr) {
        findings.push_back(effect_of(book, race, group.column));
      }
    }
  }
  return findings;
}

}  // namespace chimera::findings
