#include "verify/correlations_said.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "stats/correlation.h"
#include "verify/bind.h"
#include "verify/sample.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

constexpr std::size_t kNamesMax = 6;  ///< metrics of a name; beyond them it names nothing

using Values = std::map<std::pair<const Table*, std::size_t>, double>;  ///< by table and row

Values values_of_metric(const Dataset& dataset, const Metric& metric, const Scope& scope) {
  Values values;
  for (const Cell& cell : take_sample(dataset, metric, scope).cells) {
    values.emplace(std::pair{cell.table, cell.row}, cell.value);
  }
  return values;
}

Values values_of_setting(const Dataset& dataset, const std::string& column, const Scope& scope) {
  Values values;
  for (const Table* const table : tables_of(dataset, scope)) {
    const Column* const setting = column_called(*table, column);
    const RowsInScope rows(*table, scope);
    for (std::size_t row = 0; setting != nullptr && row < table->rows(); ++row) {
      const double value = setting->number_at(row);
      if (rows.holds(row) && !table->state[row].failed && std::isfinite(value)) {
        values.emplace(std::pair{table, row}, value);
      }
    }
  }
  return values;
}

// What the text names, by each way to take it.
std::vector<Values> sides_called(const Dataset& dataset, const NameFinder& names,
                                 std::string_view text, const Scope& scope) {
  BoundMetrics bound = bind_metrics(dataset, text);
  bound = bound.rank < MetricRank::kWords ? bind_weakly(dataset, text) : bound;
  const std::vector<std::string> settings = names.factor_in(text);
  std::vector<Values> sides;
  if (bound.rank < MetricRank::kSpelled && !settings.empty() && settings.size() <= kNamesMax) {
    for (const std::string& setting : settings) {
      sides.push_back(values_of_setting(dataset, setting, scope));
    }
  } else if (bound.rank >= MetricRank::kWords && bound.metrics.size() <= kNamesMax) {
    for (const Metric* const metric : bound.metrics) {
      sides.push_back(values_of_metric(dataset, *metric, scope));
    }
  }
  return sides;
}

struct Pairs {
  std::vector<double> x;
  std::vector<double> y;
};

// The rows that have both, of each table.
std::vector<Pairs> pairs_of(const Values& a, const Values& b) {
  std::map<const Table*, Pairs> by_table;
  Pairs all;
  for (const auto& [place, value] : a) {
    const auto other = b.find(place);
    if (other == b.end()) {
      continue;
    }
    for (Pairs* const pairs : {&by_table[place.first], &all}) {
      pairs->x.push_back(value);
      pairs->y.push_back(other->second);
    }
  }
  std::vector<Pairs> pairs;
  pairs.reserve(by_table.size() + 1);
  for (auto& [table, of_table] : by_table) {
    pairs.push_back(std::move(of_table));
  }
  if (pairs.size() > 1) {
    pairs.push_back(std::move(all));
  }
  return pairs;
}

std::vector<double> correlations(const std::vector<Values>& of_a, const std::vector<Values>& of_b) {
  constexpr std::size_t kPairsMin = 3;
  std::vector<double> found;
  for (const Values& a : of_a) {
    for (const Values& b : of_b) {
      for (const Pairs& pairs : a == b ? std::vector<Pairs>() : pairs_of(a, b)) {
        for (const auto& r :
             {stats::pearson(pairs.x, pairs.y), stats::spearman(pairs.x, pairs.y)}) {
          if (r && pairs.x.size() >= kPairsMin) {
            found.push_back(*r);
          }
        }
      }
    }
  }
  return found;
}

// Of the first joint that parts two such names; empty where none does.
std::vector<double> correlations_said(const Dataset& dataset, const NameFinder& names,
                                      std::string_view text, const Scope& scope) {
  static constexpr std::array<std::string_view, 6> kJoints = {" and ", " / ",    " vs. ",
                                                              " vs ",  " with ", "/"};
  for (const std::string_view joint : kJoints) {
    const std::size_t at = text.find(joint);
    if (at == std::string_view::npos) {
      continue;
    }
    auto found = correlations(sides_called(dataset, names, text.substr(0, at), scope),
                              sides_called(dataset, names, text.substr(at + joint.size()), scope));
    if (!found.empty()) {
      return found;
    }
  }
  return {};
}

struct Limits {
  std::string_view word;
  double least;  ///< of the amount
  double most;
};

}  // namespace

bool says_correlation(std::string_view text) {
  static constexpr std::array<std::string_view, 4> kWords = {"correlat*", "pearson*", "spearman*",
                                                             "r ="};
  return has_any(text, kWords) || trimmed(text, " *_`") == "r";
}

std::optional<Judgement> judge_correlation(const Dataset& dataset, const NameFinder& names,
                                           const Numeral& stated, std::string_view text,
                                           const Scope& scope) {
  if (!stated.unit.empty() || stated.kind != NumeralKind::kNumber || std::abs(stated.value) > 1) {
    return std::nullopt;
  }
  const std::vector<double> found = correlations_said(dataset, names, text, scope);
  if (found.empty()) {
    return std::nullopt;
  }
  const auto nearest = std::min_element(found.begin(), found.end(), [&](double left, double right) {
    return std::abs(left - stated.value) < std::abs(right - stated.value);
  });
  const std::string why = "their correlation is " + value_text(*nearest);
  Judgement judgement = agreement(stated, *nearest) >= Agreement::kRounded
                            ? supported(ClaimType::kAggregate, why, VerdictReason::kRounding)
                            : contradicted(ClaimType::kAggregate, VerdictReason::kWrongValue, why);
  judgement.stated = StatedValue{stated.value, ""};
  judgement.found = FoundValue{*nearest, "", ""};
  return judgement;
}

std::optional<Judgement> judge_correlated(const Dataset& dataset, const NameFinder& names,
                                          std::string_view clause, const Scope& scope) {
  static constexpr std::array<Limits, 12> kAmounts = {{{"perfectly", 0.95, 1},
                                                       {"no correlation", 0, 0.2},
                                                       {"not correlated", 0, 0.2},
                                                       {"uncorrelated", 0, 0.2},
                                                       {"weakly", 0, 0.4},
                                                       {"weak correlation", 0, 0.4},
                                                       {"strongly", 0.7, 1},
                                                       {"strong", 0.7, 1},
                                                       {"highly", 0.7, 1},
                                                       {"closely", 0.7, 1},
                                                       {"tightly", 0.7, 1},
                                                       {"correlate*", 0.2, 1}}};
  const auto amount = std::ranges::find_if(
      kAmounts, [&](const Limits& each) { return has_phrase(clause, each.word); });
  if (!has_phrase(clause, "correlat*") && !has_phrase(clause, "uncorrelated")) {
    return std::nullopt;
  }
  const std::vector<double> found = correlations_said(dataset, names, clause, scope);
  if (found.empty() || amount == kAmounts.end()) {
    return std::nullopt;
  }
  const bool falls = has_phrase(clause, "negativ*") || has_phrase(clause, "invers*");
  const bool rises = has_phrase(clause, "positiv*");
  const auto holds = [&](double r) {
    const bool as_said = (!falls || r <= 0) && (!rises || r >= 0);
    return as_said && std::abs(r) >= amount->least && std::abs(r) <= amount->most;
  };
  const std::string why = "their correlation is " + value_text(found.front());
  // "Strongly" is said of Pearson's; Spearman's of the same rows may be lower.
  const auto is_near = [&](double r) {
    return holds(r) || (amount->most >= 1 && std::abs(r) >= amount->least / 2 &&
                        (r > 0) == (found.front() > 0));
  };
  const auto agreeing = std::ranges::count_if(found, holds);
  const bool all = holds(found.front()) && std::ranges::all_of(found, is_near);
  return all             ? supported(ClaimType::kComparison, why)
         : agreeing == 0 ? contradicted(ClaimType::kComparison, VerdictReason::kWrongValue, why)
                         : unsupported(ClaimType::kComparison, VerdictReason::kTooVague,
                                       why + "; other ways to take it differ");
}

}  // namespace chimera::verify
