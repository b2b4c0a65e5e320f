#include "engine/sampling.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/check.h"

namespace chimera::engine {
namespace {

struct Weighted {
  std::size_t index = 0;
  double logit = 0;
  double weight = 0;
};

// Sets weights exp((logit - best) / temp); the first entry is the best one.
double weigh(std::vector<Weighted>& sorted, double temp) {
  double sum = 0;
  for (Weighted& entry : sorted) {
    entry.weight = std::exp((entry.logit - sorted.front().logit) / temp);
    sum += entry.weight;
  }
  return sum;
}

// Keeps the fewest candidates whose probability reaches top_p, at least one.
void keep_top_p(std::vector<Weighted>& sorted, double top_p) {
  const double enough = top_p * weigh(sorted, 1.0);
  double sum = 0;
  std::size_t kept = 0;
  while (kept < sorted.size() && (kept == 0 || sum < enough)) {
    sum += sorted[kept].weight;
    ++kept;
  }
  sorted.resize(kept);
}

}  // namespace

Sampler::Sampler(const Options& options)
    : temp_(options.temp.value_or(0)),
      top_p_(options.top_p.value_or(1)),
      top_k_(static_cast<std::size_t>(options.top_k.value_or(0))),
      repeat_cost_(options.repeat_penalty ? std::log(*options.repeat_penalty) : kRepeatCostLogits),
      seed_(options.seed.value_or(1)),
      random_(seed_) {}

void Sampler::reset() {
  uses_.clear();
  random_.seed(seed_);
}

double Sampler::cost(Token previous, Token token) const {
  const auto used = uses_.find({previous, token});
  return used == uses_.end() ? 0 : repeat_cost_ * used->second;
}

double Sampler::uniform() {
  return static_cast<double>(random_()) / 4294967296.0;
}

std::size_t Sampler::pick(Token previous, std::span<const Candidate> candidates) {
  CHIMERA_CHECK(!candidates.empty(), "a pick needs something to pick from");
  std::vector<Weighted> sorted;
  sorted.reserve(candidates.size());
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    sorted.push_back({i, candidates[i].logit - cost(previous, candidates[i].token), 0});
  }
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const Weighted& a, const Weighted& b) { return a.logit > b.logit; });
  if (top_k_ != 0 && top_k_ < sorted.size()) {
    sorted.resize(top_k_);
  }
  if (top_p_ < 1) {
    keep_top_p(sorted, top_p_);
  }
  std::size_t chosen = 0;
  if (temp_ > 0) {
    double left = uniform() * weigh(sorted, temp_);
    while (chosen + 1 < sorted.size() && left >= sorted[chosen].weight) {
      left -= sorted[chosen].weight;
      ++chosen;
    }
  }
  const std::size_t index = sorted[chosen].index;
  ++uses_[{previous, candidates[index].token}];
  return index;
}

}  // namespace chimera::engine
