#include "stats/rank_correlation.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <numeric>
#include <utility>
#include <vector>

#include "base/check.h"
#include "stats/distribution.h"

namespace chimera::stats {

namespace {

constexpr std::size_t kExactMax = 33;

/// Sums over groups of equal values: pairs, and what the variance needs.
struct Ties {
  double pairs = 0;   ///< Σ t(t − 1)/2
  double triple = 0;  ///< Σ t(t − 1)(t − 2)
  double weight = 0;  ///< Σ t(t − 1)(2t + 5)
};

void add_group(Ties& ties, std::size_t size) {
  const auto t = static_cast<double>(size);
  ties.pairs += t * (t - 1) / 2;
  ties.triple += t * (t - 1) * (t - 2);
  ties.weight += t * (t - 1) * (2 * t + 5);
}

using Order = std::vector<std::size_t>;

/// Over runs of `order` whose neighbours are `same`.
Ties ties_of(const Order& order, const std::function<bool(std::size_t, std::size_t)>& same) {
  Ties ties;
  std::size_t size = 1;
  for (std::size_t i = 1; i <= order.size(); ++i) {
    if (i < order.size() && same(order[i - 1], order[i])) {
      ++size;
      continue;
    }
    add_group(ties, size);
    size = 1;
  }
  return ties;
}

/// Pairs of which the later value is smaller; sorts the values (merge sort, from below).
double inversions(std::vector<double>& values) {
  double count = 0;
  std::vector<double> merged(values.size());
  for (std::size_t width = 1; width < values.size(); width *= 2) {
    for (std::size_t begin = 0; begin < values.size(); begin += 2 * width) {
      const std::size_t middle = std::min(begin + width, values.size());
      const std::size_t end = std::min(begin + 2 * width, values.size());
      std::size_t left = begin;
      std::size_t right = middle;
      for (std::size_t at = begin; at < end; ++at) {
        const bool take_right = left == middle || (right < end && values[right] < values[left]);
        count += take_right ? static_cast<double>(middle - left) : 0.0;
        merged[at] = values[take_right ? right++ : left++];
      }
    }
    values.swap(merged);
  }
  return count;
}

/// The chance that a permutation of n without ties has as few or as many discordant pairs, both
/// sides together.
double exact_p(std::size_t n, double discordant) {
  const double pairs = static_cast<double>(n * (n - 1)) / 2;
  const auto few = static_cast<std::size_t>(std::min(discordant, pairs - discordant));
  std::vector<double> share(few + 1, 0);  // of permutations of j with so many discordant pairs
  share[0] = 1;
  for (std::size_t j = 2; j <= n; ++j) {
    std::vector<double> next(few + 1, 0);
    for (std::size_t total = 0; total <= few; ++total) {
      for (std::size_t last = 0; last < j && last <= total; ++last) {
        next[total] += share[total - last] / static_cast<double>(j);
      }
    }
    share = std::move(next);
  }
  return std::min(1.0, 2 * sum(share));
}

}  // namespace

std::optional<RankCorrelation> kendall(Values x, Values y) {
  CHIMERA_CHECK(x.size() == y.size(), "pairs need two samples of one length");
  if (x.size() < 3) {
    return std::nullopt;
  }
  const auto equal = [](double a, double b) { return !(a < b) && !(b < a); };
  Order order(x.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return x[a] < x[b] || (!(x[b] < x[a]) && y[a] < y[b]);
  });
  const Ties of_x = ties_of(order, [&](std::size_t a, std::size_t b) { return equal(x[a], x[b]); });
  const Ties of_both = ties_of(
      order, [&](std::size_t a, std::size_t b) { return equal(x[a], x[b]) && equal(y[a], y[b]); });
  std::vector<double> in_order;
  in_order.reserve(order.size());
  for (const std::size_t i : order) {
    in_order.push_back(y[i]);
  }
  const double discordant = inversions(in_order);
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return y[a] < y[b]; });
  const Ties of_y = ties_of(order, [&](std::size_t a, std::size_t b) { return equal(y[a], y[b]); });
  const auto n = static_cast<double>(x.size());
  const double pairs = n * (n - 1) / 2;
  if (!(of_x.pairs < pairs) || !(of_y.pairs < pairs)) {
    return std::nullopt;
  }
  const double score = pairs - of_x.pairs - of_y.pairs + of_both.pairs - 2 * discordant;
  const double size = n * (n - 1);
  const double variance = (size * (2 * n + 5) - of_x.weight - of_y.weight) / 18 +
                          2 * of_x.pairs * of_y.pairs / size +
                          of_x.triple * of_y.triple / (9 * size * (n - 2));
  RankCorrelation found;
  found.tau_b = score / std::sqrt((pairs - of_x.pairs) * (pairs - of_y.pairs));
  found.statistic = score / std::sqrt(variance);
  const bool has_ties = of_x.pairs > 0 || of_y.pairs > 0;
  found.p = has_ties || x.size() > kExactMax ? two_sided_normal_p(found.statistic)
                                             : exact_p(x.size(), discordant);
  return found;
}

}  // namespace chimera::stats
