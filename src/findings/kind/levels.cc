#include "findings/kind/levels.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "findings/kind/kinds.h"
#include "findings/phrases.h"
#include "findings/table_designs.h"

namespace chimera::findings {

namespace {

Query query_of(const Scope& scope, std::vector<Statistic> statistics, const Level& level) {
  Query query{.metric = scope.metric, .statistics = std::move(statistics), .where = {}};
  query.where.reserve(scope.where.size() + 1);
  query.where = scope.where;
  query.where.push_back({scope.column, level.value});
  query.exclude_cold = scope.warm;
  return query;
}

Query query_of(const Scope& scope, std::vector<Statistic> statistics, const Level& level,
               const Level& against) {
  Query query = query_of(scope, std::move(statistics), level);
  query.against = {{scope.column, against.value}};
  return query;
}

const Fact* mean_of(FactBook& book, const Scope& scope, const Level& level) {
  return book.ask(query_of(scope, {Statistic::kMean}, level));
}

}  // namespace

Scope metric_scope(const FactBook& book, const Table& table, const Column& metric) {
  return {.metric = book.metric_name(table, metric),
          .definition = metric.definition,
          .direction = direction_of(metric)};
}

Scope table_scope(const FactBook& book, const Table& table, const Column& metric,
                  const Column& column) {
  Scope scope = metric_scope(book, table, metric);
  scope.where = {{"file", table.file}};
  scope.column = column.name;
  scope.warm = has_cold(table);
  scope.place = join({say(" in "), called(table.file)});
  return scope;
}

void give_means(FactBook& book, const Table& table, const Column& metric, const Column& column,
                const Scope& scope, std::vector<Level>& levels) {
  std::vector<FactBook::LevelMean>& known = book.level_means(table, metric, column);
  for (Level& level : levels) {
    const auto found = std::ranges::find(known, level.value, &FactBook::LevelMean::level);
    level.mean = found != known.end()
                     ? found->mean
                     : known.emplace_back(level.value, mean_of(book, scope, level)).mean;
  }
}

std::vector<Level> levels_by_mean(FactBook& book, const Scope& scope, std::vector<Level> levels) {
  for (Level& level : levels) {
    level.mean = mean_of(book, scope, level);
  }
  return sorted_by_mean(std::move(levels));
}

std::vector<Level> sorted_by_mean(std::vector<Level> levels) {
  std::erase_if(levels, [](const Level& level) { return level.mean == nullptr; });
  std::stable_sort(levels.begin(), levels.end(),
                   [](const Level& a, const Level& b) { return a.mean->value > b.mean->value; });
  return levels;
}

bool lower_is_better(const Scope& scope) {
  return scope.direction == Direction::kLowerIsBetter;
}

ContrastFacts contrast(FactBook& book, const Scope& scope, const Level& high, const Level& low) {
  const auto facts = book.ask_all(query_of(scope, {Statistic::kRatio, Statistic::kP}, high, low));
  return {facts[0], facts[1]};
}

const Fact* contrast_p(FactBook& book, const Scope& scope, const Level& high, const Level& low) {
  return book.ask(query_of(scope, {Statistic::kP}, high, low));
}

const Fact* ratio_of(FactBook& book, const Scope& scope, const Level& high, const Level& low) {
  return book.ask(query_of(scope, {Statistic::kRatio}, high, low));
}

EffectFacts effect_of(FactBook& book, const Scope& scope) {
  Query query{.metric = scope.metric,
              .statistics = {Statistic::kP, Statistic::kDetectable, Statistic::kPInteraction},
              .where = scope.where};
  query.effect = scope.column;
  query.exclude_cold = scope.warm;
  const auto facts = book.ask_some(std::move(query), [](const Fact& p, const Fact& each) {
    return each.statistic() == Statistic::kDetectable ? p.value >= kSignificance
                                                      : each.value < kSignificance;
  });
  return {facts[0], facts[1], facts[2]};
}

double p_of(const ContrastFacts& facts) {
  return facts.p == nullptr ? 1.0 : facts.p->value;
}

Phrase ratio_phrase(const Scope& scope, const ContrastFacts& facts) {
  Phrase phrase = join({say("a ratio of "), say(value(*facts.ratio)), interval(*facts.ratio)});
  if (facts.p != nullptr) {
    phrase =
        join({std::move(phrase), say(", "), p_value(*facts.p), say(", "), called(facts.p->test)});
  }
  return scope.warm ? join({std::move(phrase), say(", cold starts left out")}) : phrase;
}

TestResult test_result(const ContrastFacts& facts, double adjusted) {
  TestResult result{.name = facts.p->test, .p = facts.p->value, .p_adjusted = adjusted};
  if (facts.p->tested) {
    result.statistic = facts.p->tested->statistic;
    result.df = facts.p->tested->df;
  }
  result.effect_name = "ratio of means";
  result.effect = facts.ratio->value;
  if (facts.ratio->interval) {
    result.effect_low = facts.ratio->interval->low;
    result.effect_high = facts.ratio->interval->high;
  }
  return result;
}

double strength_of(const FactBook& book, const ContrastFacts& facts,
                   const std::vector<Level>& levels, double least) {
  const auto limits = facts.ratio == nullptr ? std::nullopt : facts.ratio->interval;
  const double size = limits && limits->low > 1 ? std::log(limits->low) : 0;
  std::size_t trials = 0;
  for (const Level& level : levels) {
    trials += level.mean->n;
  }
  return std::max(size, least) * book.share_of(trials);
}

Phrase order_phrase(const Table& table, const Column& column) {
  return ran_in_order(table, column)
             ? say("; each level ran in one go, not in turn with the others")
             : Phrase{};
}

Phrase listed(const std::vector<Phrase>& phrases, std::string_view last_word) {
  Phrase all;
  for (std::size_t i = 0; i < phrases.size(); ++i) {
    const bool last = i + 1 == phrases.size();
    all = join({all, i == 0 ? Phrase{} : say(last ? std::string(last_word) : ", "), phrases[i]});
  }
  return all;
}

}  // namespace chimera::findings
