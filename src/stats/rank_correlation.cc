#include "stats/rank_correlation.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
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

using Pair = std::pair<double, double>;

/// Of sorted values, by what `key` takes of each.
template <typename Value, typename Key = std::identity>
Ties ties_of(const std::vector<Value>& sorted, Key key = {}) {
  Ties ties;
  std::size_t size = 1;
  for (std::size_t i = 1; i <= sorted.size(); ++i) {
    if (i < sorted.size() && !(key(sorted[i - 1]) < key(sorted[i]))) {
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
  std::vector<Pair> sorted(x.size());
  std::ranges::transform(x, y, sorted.begin(), [](double a, double b) { return Pair(a, b); });
  std::ranges::sort(sorted, [](const Pair& a, const Pair& b) {
    return a.first < b.first || (!(b.first < a.first) && a.second < b.second);
  });
  const Ties of_x = ties_of(sorted, [](const Pair& pair) { return pair.first; });
  const Ties of_both = ties_of(sorted);
  std::vector<double> second(y.size());
  std::ranges::transform(sorted, second.begin(), &Pair::second);
  const double discordant = inversions(second);
  const Ties of_y = ties_of(second);
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
