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

constexpr std::size_t kMetricsMax = 6;  ///< of a name; beyond them it names nothing

BoundMetrics metrics_called(const Dataset& dataset, std::string_view text) {
  BoundMetrics bound = bind_metrics(dataset, text);
  return bound.rank < MetricRank::kWords ? bind_weakly(dataset, text) : bound;
}

struct Pairs {
  std::vector<double> x;
  std::vector<double> y;
};

// The rows that have both, of each table.
std::vector<Pairs> pairs_of(const Dataset& dataset, const Metric& a, const Metric& b,
                            const Scope& scope) {
  std::map<std::pair<const Table*, std::size_t>, double> of_b;
  for (const Cell& cell : take_sample(dataset, b, scope).cells) {
    of_b.emplace(std::pair{cell.table, cell.row}, cell.value);
  }
  std::map<const Table*, Pairs> by_table;
  Pairs all;
  for (const Cell& cell : take_sample(dataset, a, scope).cells) {
    const auto other = of_b.find({cell.table, cell.row});
    if (other == of_b.end()) {
      continue;
    }
    for (Pairs* const pairs : {&by_table[cell.table], &all}) {
      pairs->x.push_back(cell.value);
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

std::vector<double> correlations(const Dataset& dataset, const BoundMetrics& of_a,
                                 const BoundMetrics& of_b, const Scope& scope) {
  constexpr std::size_t kPairsMin = 3;
  std::vector<double> found;
  for (const Metric* const a : of_a.metrics) {
    for (const Metric* const b : of_b.metrics) {
      for (const Pairs& pairs : a == b ? std::vector<Pairs>() : pairs_of(dataset, *a, *b, scope)) {
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

}  // namespace

bool says_correlation(std::string_view text) {
  static constexpr std::array<std::string_view, 4> kWords = {"correlat*", "pearson*", "spearman*",
                                                             "r ="};
  return has_any(text, kWords) || trimmed(text, " *_`") == "r";
}

std::optional<Judgement> judge_correlation(const Dataset& dataset, const Numeral& stated,
                                           std::string_view text, const Scope& scope) {
  static constexpr std::array<std::string_view, 6> kJoints = {" and ", " / ",    " vs. ",
                                                              " vs ",  " with ", "/"};
  if (!stated.unit.empty() || stated.kind != NumeralKind::kNumber || std::abs(stated.value) > 1) {
    return std::nullopt;
  }
  for (const std::string_view joint : kJoints) {
    const std::size_t at = text.find(joint);
    if (at == std::string_view::npos) {
      continue;
    }
    const BoundMetrics a = metrics_called(dataset, text.substr(0, at));
    const BoundMetrics b = metrics_called(dataset, text.substr(at + joint.size()));
    if (a.rank < MetricRank::kWords || b.rank < MetricRank::kWords ||
        std::max(a.metrics.size(), b.metrics.size()) > kMetricsMax) {
      continue;
    }
    const std::vector<double> found = correlations(dataset, a, b, scope);
    if (found.empty()) {
      continue;
    }
    const auto nearest =
        std::min_element(found.begin(), found.end(), [&](double left, double right) {
          return std::abs(left - stated.value) < std::abs(right - stated.value);
        });
    const std::string why = "their correlation is " + value_text(*nearest);
    Judgement judgement =
        agreement(stated, *nearest) >= Agreement::kRounded
            ? supported(ClaimType::kAggregate, why, VerdictReason::kRounding)
            : contradicted(ClaimType::kAggregate, VerdictReason::kWrongValue, why);
    judgement.stated = StatedValue{stated.value, ""};
    judgement.found = FoundValue{*nearest, "", ""};
    return judgement;
  }
  return std::nullopt;
}

}  // namespace chimera::verify
