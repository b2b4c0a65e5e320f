// A level of a factor that coincides with loading the model: its trials are cold starts, the
// others' are not, so an effect of the level can't be told from that of the load.
#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "base/parallel.h"
#include "findings/kind/kinds.h"
#include "findings/kind/levels.h"
#include "findings/phrases.h"

namespace chimera::findings {

namespace {

using enum Section;

struct LevelCount {
  std::string value;
  std::size_t trials = 0;
  std::size_t cold = 0;
};

std::vector<LevelCount> cold_by_level(const Table& table, const Column& column) {
  std::vector<LevelCount> levels;
  for (const std::string& value : levels_of(table, column)) {
    LevelCount& level = levels.emplace_back(LevelCount{value});
    for (std::size_t row = 0; row < table.rows(); ++row) {
      if (!table.state[row].failed && column.text_at(row) == value) {
        ++level.trials;
        level.cold += table.state[row].cold ? 1U : 0U;
      }
    }
  }
  return levels;
}

/// The level on which four fifths of the cold starts fall, and of which half the trials are cold.
const LevelCount* culprit(const std::vector<LevelCount>& levels) {
  std::size_t cold = 0;
  for (const LevelCount& level : levels) {
    cold += level.cold;
  }
  const auto found = std::find_if(levels.begin(), levels.end(), [&](const LevelCount& level) {
    return level.cold >= 2 && 5 * level.cold >= 4 * cold && 2 * level.cold >= level.trials;
  });
  return found == levels.end() || levels.size() < 2 ? nullptr : &*found;
}

Query trials_query(const std::string& metric, const Table& table) {
  Query query{.metric = metric, .statistics = {Statistic::kCount}};
  query.where = {{"file", table.file}};
  return query;
}

/// One table in which the level coincides with the load.
struct Case {
  const Table* table = nullptr;
  std::string metric;
  const Fact* trials = nullptr;  ///< of the level
  const Fact* warm = nullptr;    ///< of the level; holds the cold ones as left out
  const Fact* all = nullptr;     ///< warm ones of the table, likewise
};

std::optional<Case> case_of(FactBook& book, const Table& table, const Column& metric,
                            const Condition& level) {
  Case found{.table = &table, .metric = book.metric_name(table, metric)};
  Query query = trials_query(found.metric, table);
  query.exclude_cold = true;
  found.all = book.ask(query);
  query.where.push_back(level);
  found.warm = book.ask(query);
  query.exclude_cold = false;
  found.trials = book.ask(query);
  const bool counted = found.all != nullptr && found.warm != nullptr && found.trials != nullptr &&
                       found.all->excluded.contains("cold") &&
                       found.warm->excluded.contains("cold");
  if (!counted) {
    return std::nullopt;
  }
  return found;
}

Phrase counts(const Case& found) {
  return join({{value(*found.warm, "cold")},
               say(" of its "),
               {value(*found.trials)},
               say(" trials in "),
               called(found.table->file)});
}

Finding finding_of(const FactBook& book, const Condition& level, const std::vector<Case>& cases) {
  const Phrase named = called(level.column + "=" + level.value);
  std::vector<Phrase> each;
  bool all_cold = true;
  std::size_t trials = 0;
  for (const Case& found : cases) {
    trials += ok_trials(*found.table);
    each.push_back(counts(found));
    all_cold = all_cold && found.all->excluded.at("cold") == found.warm->excluded.at("cold");
  }
  Finding finding{.kind = FindingKind::kConfounded};
  finding.about = {cases.front().metric, {level.column}, {{"file", cases.front().table->file}}};
  finding.strength = 0.5 * book.share_of(trials);
  finding.lattice.chains = one_chain(
      {fixed(named),
       one_of({" coincides with loading the model: ", " falls together with loading the model: "}),
       fixed(join({listed(each),
                   say(all_cold ? ", and no other trials there," : ", and few other trials there,"),
                   say(" are cold starts. An effect of this level can't be told from that of the "
                       "load.")}))});
  finding.consequences = {
      {kConclusion, join({say("What "), named,
                          say(" does is open: it was measured while the model was loaded.")})}};
  return finished(std::move(finding));
}

using LevelKey = std::pair<std::string, std::string>;  // column, value
using Cases = std::vector<std::pair<LevelKey, Case>>;

void add_case(FactBook& book, const Table& table, const Column& column, Cases& cases) {
  const std::vector<LevelCount> levels = cold_by_level(table, column);
  const LevelCount* level = culprit(levels);
  if (level == nullptr) {
    return;
  }
  const auto found =
      case_of(book, table, *main_metrics(table).front(), {column.name, level->value});
  if (found) {
    cases.emplace_back(LevelKey{column.name, level->value}, *found);
  }
}

Cases cases_of(FactBook& book, const Table& table) {
  Cases cases;
  if (main_metrics(table).empty() || !has_cold(table)) {
    return cases;
  }
  for (const Column* column : book.columns(table).factors) {
    add_case(book, table, *column, cases);
  }
  return cases;
}

}  // namespace

std::vector<Finding> find_confounded(FactBook& book) {
  const auto tables = distinct_tables(book.observations(), TableKind::kMeasured);
  std::vector<Cases> found(tables.size());
  for_each_index(tables.size(), 0, [&](std::size_t i) { found[i] = cases_of(book, *tables[i]); });
  std::map<LevelKey, std::vector<Case>> cases;
  for (Cases& of_table : found) {
    for (auto& [level, each] : of_table) {
      cases[level].push_back(std::move(each));
    }
  }
  std::vector<Finding> findings;
  findings.reserve(cases.size());
  for (const auto& [level, of_level] : cases) {
    findings.push_back(finding_of(book, {level.first, level.second}, of_level));
  }
  return findings;
}

}  // namespace chimera::findings
