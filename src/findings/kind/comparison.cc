// Subjects against each other within a table: models, kernels, backends. The best is held against
// every other one.
#include "findings/kind/kinds.h"
#include "findings/kind/like_settings.h"
#include "findings/kind/ranking.h"
#include "findings/kind/unlike_blocks.h"
#include "findings/phrases.h"

namespace chimera::findings {

namespace {

std::vector<Level> called_as_they_are(const std::vector<std::string>& values) {
  std::vector<Level> levels;
  levels.reserve(values.size());
  for (const std::string& value : values) {
    levels.push_back({value, called(value)});
  }
  return levels;
}

std::vector<LevelTrials> trials_of(const Table& table, const Column& metric, const Column& column,
                                   const Ranking& ranking) {
  std::vector<LevelTrials> levels;
  levels.reserve(ranking.levels.size());
  for (const Level& level : ranking.levels) {
    levels.push_back({&table, &metric, &column, level.value, ranking.scope.warm});
  }
  return levels;
}

/// Whether the best one's mean and another's, which it is clearly told from, are of unlike
/// settings; says so.
bool add_misleading(const FactBook& book, const Table& table, const Column& metric,
                    const Column& column, const Ranking& ranking, std::vector<Finding>& findings) {
  const bool lower = lower_is_better(ranking.scope);
  const Level& best = ranking.levels.front();
  for (std::size_t i = 1; i < ranking.levels.size(); ++i) {
    const Level& other = ranking.levels[i];
    const Level& high = lower ? other : best;
    const Level& low = lower ? best : other;
    if (p_of(ranking.against_best[i - 1]) < kSignificance &&
        means_mislead(book, {table, metric, column}, ranking.scope, high, low)) {
      findings.push_back(misleading_means(book, {table, metric, column}, ranking.scope, high, low));
      return true;
    }
  }
  return false;
}

void within_table(FactBook& book, const Table& table, std::vector<Finding>& findings) {
  const std::vector<const Column*>& columns = book.columns(table).subjects;
  std::vector<Ranking> family;
  for (const Column* metric : main_metrics(table)) {
    for (const Column* column : columns) {
      auto ranking = rank(book, table_scope(book, table, *metric, *column),
                          called_as_they_are(levels_of(table, *column)));
      if (!ranking || add_misleading(book, table, *metric, *column, *ranking, findings)) {
        continue;
      }
      ranking->factor = column->name;
      ranking->unlike_block = unlike_block(trials_of(table, *metric, *column, *ranking));
      ranking->advice_place = ranking->scope.place;
      family.push_back(*std::move(ranking));
    }
  }
  say_family(book, std::move(family), findings);
}

}  // namespace

void find_comparisons(FactBook& book, const Table& table, std::vector<Finding>& findings) {
  if (table.rows() >= 4) {
    within_table(book, table, findings);
  }
}

}  // namespace chimera::findings
