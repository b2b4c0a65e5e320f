// Two metrics that want different levels: what is best in one costs in the other (latency against
// throughput over the load, accuracy against speed or size). Which levels are worth a thought is
// the Pareto front of their means.
#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "findings/kind/kinds.h"
#include "findings/kind/side.h"
#include "findings/phrases.h"

namespace chimera::findings {

namespace {

using enum Section;

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
  finding.strength = std::min(strength_of(book, {found.ratio_first, nullptr}, first.levels, 0),
                              strength_of(book, {found.ratio_second, nullptr}, second.levels, 0));
  const Phrase last =
      behind.empty() ? say(".") : join({say("; in both no better is "), listed(behind), say(".")});
  finding.lattice.chains = {
      {fixed(join({called(first.scope.column), say(" trades "), one, say(" against "), other,
                   first.scope.place, say(": "), end_phrase(first, found.best_first, second)})),
       one_of({"; ", ", while "}),
       fixed(join({end_phrase(second, found.best_second, first),
                   say(first.scope.warm ? ", cold starts left out" : ""), last}))}};
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

}  // namespace

std::vector<Finding> find_trade_offs(FactBook& book) {
  return find_by_table(book, [&](const Table& table, std::vector<Finding>& findings) {
    for (const Role role : {Role::kSubject, Role::kFactor}) {
      for (const Column* column : compared_columns(table, role)) {
        of_column(book, table, *column, findings);
      }
    }
  });
}

}  // namespace chimera::findings
