// Two metrics that want different levels: what is best in one costs in the other (latency against
// throughput over the load, accuracy against speed or size). Which levels are worth a thought is
// the Pareto front of their means. Of a sweep that is only stated, a value a level, nothing can be
// tested, and the finding says so.
#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>

#include "findings/kind/kinds.h"
#include "findings/kind/side.h"
#include "findings/phrases.h"

namespace chimera::findings {

namespace {

using enum Section;

constexpr std::size_t kStatedRowsMax = 32;  ///< more levels are no choice that a sentence can tell

/// Families that are held against each other, the first pair that a table measures.
constexpr std::array<std::pair<std::string_view, std::string_view>, 13> kPairs{{
    {"throughput", "ttft"},
    {"throughput", "tpot"},
    {"throughput", "itl"},
    {"throughput", "e2e_latency"},
    {"request_throughput", "ttft"},
    {"request_throughput", "tpot"},
    {"request_throughput", "e2e_latency"},
    {"goodput", "ttft"},
    {"accuracy", "throughput"},
    {"accuracy", "e2e_latency"},
    {"accuracy", "memory"},
    {"throughput", "memory"},
    {"throughput", "power"},
}};

const Column* measured(const Table& table, std::string_view family) {
  const auto found =
      std::find_if(table.columns.begin(), table.columns.end(), [&](const Column& column) {
        return column.definition != nullptr && column.definition->family == family &&
               column.role == Role::kMetric && !column.shared &&
               direction_of(column) != Direction::kUnknown;
      });
  return found == table.columns.end() ? nullptr : &*found;
}

/// What a stated mean is the mean of: "mean_ttft_ms", "ttft_mean". nullptr where it is no mean, or
/// of nothing that the catalogue knows.
const Definition* stated_meaning(const Column& column) {
  std::string_view key = column.name;
  key.remove_prefix(key.rfind('.') + 1);
  for (const std::string_view word : {"mean", "avg", "average"}) {
    const std::size_t rest = key.size() - std::min(key.size(), word.size() + 1);
    const bool first = rest > 0 && key.starts_with(word) && key[word.size()] == '_';
    const bool last = rest > 0 && key.ends_with(word) && key[rest] == '_';
    if (first || last) {
      const auto of = first ? key.substr(word.size() + 1) : key.substr(0, rest);
      return column.definition != nullptr ? column.definition : definition_of_column(of);
    }
  }
  return nullptr;
}

const Column* stated(const Table& table, std::string_view family) {
  const auto found =
      std::find_if(table.columns.begin(), table.columns.end(), [&](const Column& column) {
        const bool is_stated = column.role == Role::kSummary && !column.shared;
        const Definition* of = is_stated ? stated_meaning(column) : nullptr;
        return of != nullptr && of->family == family && of->direction != Direction::kUnknown;
      });
  return found == table.columns.end() ? nullptr : &*found;
}

/// A metric of the family, measured or else stated.
const Column* told(const Table& table, std::string_view family) {
  const Column* column = measured(table, family);
  return column != nullptr ? column : stated(table, family);
}

constexpr double kStatedStrength = 0.01;  ///< below what was tested

Phrase best_word(const Side& side) {
  const Phrase metric = metric_phrase(side.scope.metric, side.scope.definition);
  return join(
      {say(lower_is_better(side.scope) ? "the lowest mean " : "the highest mean "), metric});
}

struct TradeOff {
  Side first;
  Side second;
  std::size_t best_first = 0;
  std::size_t best_second = 0;
  const Fact* ratio_first = nullptr;
  const Fact* ratio_second = nullptr;
  bool is_stated = false;  ///< of values that somebody summed up: nothing is tested
};

std::optional<TradeOff> trade_off_of(FactBook& book, Side first, Side second) {
  if (!is_complete(first) || !is_complete(second)) {
    return std::nullopt;
  }
  TradeOff found{std::move(first), std::move(second)};
  found.best_first = best_of(found.first);
  found.best_second = best_of(found.second);
  if (found.best_first == found.best_second) {
    return std::nullopt;
  }
  found.ratio_first = clear_ratio(book, found.first, found.best_first, found.best_second);
  found.ratio_second = clear_ratio(book, found.second, found.best_first, found.best_second);
  if (found.ratio_first == nullptr || found.ratio_second == nullptr) {
    return std::nullopt;
  }
  return found;
}

/// Levels with one stated value each. What differs by less is no choice to make.
const Fact* stated_ratio(FactBook& book, const Side& side, std::size_t a, std::size_t b) {
  constexpr double kLeastRatio = 1.1;
  const bool a_higher = side.levels[a].mean->value > side.levels[b].mean->value;
  const Level& high = side.levels[a_higher ? a : b];
  const Level& low = side.levels[a_higher ? b : a];
  const Fact* ratio = ratio_of(book, side.scope, high, low);
  return ratio != nullptr && ratio->value >= kLeastRatio ? ratio : nullptr;
}

bool holds_one_each(const Side& side) {
  return std::all_of(side.levels.begin(), side.levels.end(),
                     [](const Level& level) { return level.mean->n == 1; });
}

Side stated_side(FactBook& book, const Table& table, const Column& metric, const Column& column) {
  Side side = side_of(book, table, metric, column);
  if (const Definition* of = stated_meaning(metric); of != nullptr) {
    side.scope.definition = of;
    side.scope.direction = of->direction;
  }
  return side;
}

std::optional<TradeOff> stated_trade_off_of(FactBook& book, Side first, Side second) {
  constexpr std::size_t kLevelsMin = 3;
  const bool usable = is_complete(first) && is_complete(second) &&
                      first.levels.size() >= kLevelsMin && holds_one_each(first) &&
                      holds_one_each(second);
  if (!usable || best_of(first) == best_of(second)) {
    return std::nullopt;
  }
  TradeOff found{std::move(first), std::move(second)};
  found.best_first = best_of(found.first);
  found.best_second = best_of(found.second);
  found.ratio_first = stated_ratio(book, found.first, found.best_first, found.best_second);
  found.ratio_second = stated_ratio(book, found.second, found.best_first, found.best_second);
  found.is_stated = true;
  if (found.ratio_first == nullptr || found.ratio_second == nullptr) {
    return std::nullopt;
  }
  return found;
}

/// "`c=8` has the highest mean throughput, 10 tok/s, at a mean time to first token of 2 s".
Phrase end_phrase(const Side& at, std::size_t best, const Side& cost) {
  return join({at.levels[best].called, say(" has "), best_word(at), say(", "),
               findings::measured(*at.levels[best].mean), say(", at a mean "),
               metric_phrase(cost.scope.metric, cost.scope.definition), say(" of "),
               findings::measured(*cost.levels[best].mean)});
}

Finding finding_of(const FactBook& book, const TradeOff& found) {
  const Side& first = found.first;
  const Side& second = found.second;
  const Phrase one = metric_phrase(first.scope.metric, first.scope.definition);
  const Phrase other = metric_phrase(second.scope.metric, second.scope.definition);
  const std::vector<Phrase> behind = dominated(first, second);
  Finding finding{.kind = FindingKind::kTradeOff};
  finding.about = {first.scope.metric, {first.scope.column}, first.scope.where};
  const double least = found.is_stated ? kStatedStrength : 0;
  finding.strength =
      std::min(strength_of(book, {found.ratio_first, nullptr}, first.levels, least),
               strength_of(book, {found.ratio_second, nullptr}, second.levels, least));
  const Phrase last = join(
      {behind.empty() ? Phrase{} : join({say("; in both no better is "), listed(behind)}),
       say(found.is_stated ? "; each is a stated value without its trials, so nothing is tested."
                           : ".")});
  finding.lattice.chains = one_chain(
      {fixed(join({called(first.scope.column), say(" trades "), one, say(" against "), other,
                   first.scope.place, say(": "), end_phrase(first, found.best_first, second)})),
       one_of({"; ", ", while "}),
       fixed(join({end_phrase(second, found.best_second, first),
                   say(first.scope.warm ? ", cold starts left out" : ""), last}))});
  finding.consequences = {
      {kSummary,
       join({say("Between "), one, say(" and "), other, say(" there is a choice to make"),
             first.scope.place, say(": "), called(first.scope.column), say(" moves both.")})},
      {kConclusion, join({say("No level of "), called(first.scope.column), say(" is best in both "),
                          one, say(" and "), other, first.scope.place, say(".")})}};
  return finished(std::move(finding));
}

void of_column(FactBook& book, const Table& table, const Column& column,
               std::vector<Finding>& findings) {
  for (const auto& [one, other] : kPairs) {
    const Column* first = measured(table, one);
    const Column* second = measured(table, other);
    if (first == nullptr || second == nullptr) {
      continue;
    }
    if (const auto found = trade_off_of(book, side_of(book, table, *first, column),
                                        side_of(book, table, *second, column))) {
      findings.push_back(finding_of(book, *found));
      return;
    }
  }
}

/// What a table states of a sweep: a row a level of the only thing that was varied.
void of_stated(FactBook& book, const Table& table, std::vector<Finding>& findings) {
  const std::vector<const Column*>& varied = book.columns(table).varied;
  if (varied.size() != 1 || varied.front()->role == Role::kBlock || !table.derived_from.empty() ||
      table.rows() > kStatedRowsMax) {
    return;
  }
  for (const auto& [one, other] : kPairs) {
    const Column* first = told(table, one);
    const Column* second = told(table, other);
    const bool is_stated = first != nullptr && second != nullptr &&
                           (first->role == Role::kSummary || second->role == Role::kSummary);
    if (!is_stated) {
      continue;
    }
    if (const auto found =
            stated_trade_off_of(book, stated_side(book, table, *first, *varied.front()),
                                stated_side(book, table, *second, *varied.front()))) {
      findings.push_back(finding_of(book, *found));
      return;
    }
  }
}

}  // namespace

void find_trade_offs(FactBook& book, const Table& table, std::vector<Finding>& findings) {
  const TableColumns& columns = book.columns(table);
  for (const auto* compared : {&columns.subjects, &columns.factors}) {
    for (const Column* column : *compared) {
      of_column(book, table, *column, findings);
    }
  }
}

std::vector<Finding> find_stated_trade_offs(FactBook& book) {
  std::vector<const Table*> tables = distinct_tables(book.observations(), TableKind::kSummary);
  const auto measured_ones = distinct_tables(book.observations(), TableKind::kMeasured);
  tables.insert(tables.end(), measured_ones.begin(), measured_ones.end());
  return find_in_all(book, tables.size(), [&](std::size_t i, std::vector<Finding>& findings) {
    of_stated(book, *tables[i], findings);
  });
}

}  // namespace chimera::findings
