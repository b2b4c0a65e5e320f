#include "stats/permutation.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>
#include <vector>

#include "base/check.h"
#include "stats/mean_difference.h"

namespace chimera::stats {

namespace {

constexpr double kMostChoices = 200'000;
constexpr std::size_t kMostSigned = 17;

/// Sums at least as far from 0 as the observed one; rounding doesn't part what is tied.
class Counter {
 public:
  Counter(double observed, Values values) {
    double size = 0;
    for (const double value : values) {
      size += std::abs(value);
    }
    constexpr double kRounding = 1e-13;
    threshold_ = std::abs(observed) - kRounding * size;
  }

  void add(double total) {
    ++tried_;
    hits_ += std::abs(total) >= threshold_ ? 1U : 0U;
  }

  PermutationOutcome outcome(double difference, bool exact) const {
    // The observed arrangement is one of all; among drawn ones it is counted along.
    const std::size_t more = exact ? 0 : 1;
    const double p = static_cast<double>(hits_ + more) / static_cast<double>(tried_ + more);
    return {difference, p, exact, tried_};
  }

 private:
  double threshold_ = 0;
  std::size_t tried_ = 0;
  std::size_t hits_ = 0;
};

/// n over k, no further than it matters.
double choices(std::size_t n, std::size_t k) {
  double result = 1;
  for (std::size_t i = 0; i < k && result <= kMostChoices; ++i) {
    result = result * static_cast<double>(n - i) / static_cast<double>(i + 1);
  }
  return std::round(result);
}

/// Every choice of `chosen` of the values, in lexicographic order.
void try_all(Values values, std::size_t chosen, Counter& counter) {
  std::vector<std::size_t> at(chosen);
  std::iota(at.begin(), at.end(), std::size_t{0});
  while (true) {
    counter.add(std::accumulate(at.begin(), at.end(), 0.0,
                                [&](double total, std::size_t i) { return total + values[i]; }));
    std::size_t place = chosen;
    while (place > 0 && at[place - 1] == values.size() - chosen + place - 1) {
      --place;
    }
    if (place == 0) {
      return;
    }
    std::iota(at.begin() + static_cast<std::ptrdiff_t>(place) - 1, at.end(), at[place - 1] + 1);
  }
}

void draw(std::vector<double> values, std::size_t chosen, const PermutationOptions& options,
          Counter& counter) {
  Random random(options.seed);
  for (std::size_t i = 0; i < options.resamples; ++i) {
    double total = 0;
    for (std::size_t k = 0; k < chosen; ++k) {
      std::swap(values[k], values[k + random.index(values.size() - k)]);
      total += values[k];
    }
    counter.add(total);
  }
}

/// Takes the mean off, and then what its rounding left.
void centre(std::vector<double>& values) {
  for (int round = 0; round < 2; ++round) {
    const double middle = mean(values).value_or(0);
    for (double& value : values) {
      value -= middle;
    }
  }
}

void try_all_signs(Values off, Counter& counter) {
  for (std::size_t signs = 0; signs < (std::size_t{1} << off.size()); ++signs) {
    double total = 0;
    for (std::size_t i = 0; i < off.size(); ++i) {
      total += (signs >> i & 1U) != 0 ? -off[i] : off[i];
    }
    counter.add(total);
  }
}

void draw_signs(Values off, const PermutationOptions& options, Counter& counter) {
  Random random(options.seed);
  for (std::size_t i = 0; i < options.resamples; ++i) {
    double total = 0;
    for (const double value : off) {
      total += random.next() >> 63U != 0 ? -value : value;
    }
    counter.add(total);
  }
}

}  // namespace

std::optional<PermutationOutcome> permutation_test(Values a, Values b,
                                                   const PermutationOptions& options) {
  CHIMERA_CHECK(options.resamples > 0, "a permutation test needs resamples");
  const Defined difference = mean_difference(a, b);
  if (!difference) {
    return std::nullopt;
  }
  // Around their common mean the values sum to 0, so one sample's sum decides the difference.
  const bool a_first = a.size() <= b.size();
  std::vector<double> pooled;
  for (const Values values : {a_first ? a : b, a_first ? b : a}) {
    pooled.insert(pooled.end(), values.begin(), values.end());
  }
  centre(pooled);
  const std::size_t chosen = std::min(a.size(), b.size());
  Counter counter(sum(Values(pooled).first(chosen)), Values(pooled));
  const bool exact = choices(pooled.size(), chosen) <= kMostChoices;
  if (exact) {
    try_all(pooled, chosen, counter);
  } else {
    draw(std::move(pooled), chosen, options, counter);
  }
  return counter.outcome(*difference, exact);
}

std::optional<PermutationOutcome> paired_permutation_test(Values a, Values b,
                                                          const PermutationOptions& options) {
  CHIMERA_CHECK(options.resamples > 0, "a permutation test needs resamples");
  const std::vector<double> off = differences(a, b);
  const Defined centre = mean(off);
  if (!centre) {
    return std::nullopt;
  }
  Counter counter(sum(off), off);
  const bool exact = off.size() <= kMostSigned;
  if (exact) {
    try_all_signs(off, counter);
  } else {
    draw_signs(off, options, counter);
  }
  return counter.outcome(*centre, exact);
}

}  // namespace chimera::stats
