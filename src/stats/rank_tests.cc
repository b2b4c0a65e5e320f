#include "stats/rank_tests.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>

#include "stats/distribution.h"
#include "stats/mean_difference.h"

namespace chimera::stats {

namespace {

constexpr std::size_t kExactBelow = 50;

struct Ranks {
  std::vector<double> of;  ///< in the order given
  double ties = 0;         ///< Σ t³ − t over groups of t tied values
};

/// Neighbours that are at most `rounding` apart are tied.
Ranks ranks_of(Values values, double rounding) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  Ranks ranks;
  ranks.of.resize(values.size());
  for (std::size_t first = 0; first < order.size();) {
    std::size_t last = first + 1;
    while (last < order.size() && values[order[last]] - values[order[last - 1]] <= rounding) {
      ++last;
    }
    const auto tied = static_cast<double>(last - first);
    ranks.ties += tied * tied * tied - tied;
    for (std::size_t i = first; i < last; ++i) {
      ranks.of[order[i]] = static_cast<double>(first + last + 1) / 2;
    }
    first = last;
  }
  return ranks;
}

/// Twice the smaller tail of a symmetric distribution given as counts by value.
double exact_p(const std::vector<double>& counts, std::size_t value) {
  const std::size_t tail = std::min(value, counts.size() - 1 - value);
  const auto end = counts.begin() + static_cast<std::ptrdiff_t>(tail) + 1;
  const double all = std::accumulate(counts.begin(), counts.end(), 0.0);
  return std::min(1.0, 2 * std::accumulate(counts.begin(), end, 0.0) / all);
}

/// In how many ways n_a and n_b values give each U: as many as u has partitions into at most n_a
/// parts of at most n_b each.
std::vector<double> u_counts(std::size_t n_a, std::size_t n_b) {
  // Those with a part of size b, and those without.
  std::vector<std::vector<double>> ways(n_a + 1, std::vector<double>(n_a * n_b + 1, 0));
  for (auto& row : ways) {
    row[0] = 1;
  }
  for (std::size_t b = 1; b <= n_b; ++b) {
    for (std::size_t a = 1; a <= n_a; ++a) {
      for (std::size_t u = b; u <= a * b; ++u) {
        ways[a][u] += ways[a - 1][u - b];
      }
    }
  }
  return ways[n_a];
}

/// In how many ways signs of the ranks 1 … n give each sum of positive ranks.
std::vector<double> signed_rank_counts(std::size_t n) {
  std::vector<double> ways(n * (n + 1) / 2 + 1, 0);
  ways[0] = 1;
  for (std::size_t rank = 1; rank <= n; ++rank) {
    for (std::size_t sum = ways.size() - 1; sum >= rank; --sum) {
      ways[sum] += ways[sum - rank];
    }
  }
  return ways;
}

/// Two-sided normal p of a whole or half number with continuity correction.
double normal_p(double off, double variance) {
  if (!(variance > 0)) {
    return 1;
  }
  return std::min(1.0,
                  two_sided_normal_p(std::max(0.0, std::abs(off) - 0.5) / std::sqrt(variance)));
}

}  // namespace

std::vector<double> mid_ranks(Values values) {
  return ranks_of(values, 0).of;
}

std::optional<RankOutcome> mann_whitney_test(Values a, Values b) {
  if (a.empty() || b.empty()) {
    return std::nullopt;
  }
  std::vector<double> pooled(a.begin(), a.end());
  pooled.insert(pooled.end(), b.begin(), b.end());
  const Ranks ranks = ranks_of(pooled, 0);
  const auto n_a = static_cast<double>(a.size());
  const auto n_b = static_cast<double>(b.size());
  RankOutcome outcome;
  outcome.statistic = sum(Values(ranks.of).subspan(a.size())) - n_b * (n_b + 1) / 2;
  outcome.exact = !(ranks.ties > 0) && a.size() < kExactBelow && b.size() < kExactBelow;
  if (outcome.exact) {
    outcome.p = exact_p(u_counts(a.size(), b.size()), static_cast<std::size_t>(outcome.statistic));
    return outcome;
  }
  const double n = n_a + n_b;
  const double variance = n_a * n_b / 12 * ((n + 1) - ranks.ties / (n * (n - 1)));
  outcome.p = normal_p(outcome.statistic - n_a * n_b / 2, variance);
  return outcome;
}

std::optional<RankOutcome> signed_rank_test(Values a, Values b) {
  // 1.9 − 0.7 and 2.0 − 0.8 differ in the last bit, but not in rank.
  const double rounding =
      std::numeric_limits<double>::epsilon() * std::max(largest_magnitude(a), largest_magnitude(b));
  std::vector<double> off = differences(a, b);
  off.erase(std::remove_if(off.begin(), off.end(),
                           [&](double value) { return std::abs(value) <= rounding; }),
            off.end());
  if (off.empty()) {
    return std::nullopt;
  }
  std::vector<double> sizes(off.size());
  std::transform(off.begin(), off.end(), sizes.begin(),
                 [](double value) { return std::abs(value); });
  const Ranks ranks = ranks_of(sizes, rounding);
  RankOutcome outcome;
  for (std::size_t i = 0; i < off.size(); ++i) {
    outcome.statistic += off[i] > 0 ? ranks.of[i] : 0;
  }
  outcome.exact = !(ranks.ties > 0) && off.size() == a.size() && off.size() < kExactBelow;
  if (outcome.exact) {
    outcome.p =
        exact_p(signed_rank_counts(off.size()), static_cast<std::size_t>(outcome.statistic));
    return outcome;
  }
  const auto n = static_cast<double>(off.size());
  const double variance = n * (n + 1) * (2 * n + 1) / 24 - ranks.ties / 48;
  outcome.p = normal_p(outcome.statistic - n * (n + 1) / 4, variance);
  return outcome;
}

}  // namespace chimera::stats
