// A made-up machine for the tests of this folder: each agent has so many seconds of work, and where
// several run, each gets on at a rate that the test knows. Times are drawn around the truth.
#pragma once

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <random>
#include <vector>

#include "agents/stage.h"

namespace chimera::agents::sample {

struct Machine {
  std::vector<double> work_s;  ///< of each agent, alone
  std::function<double(std::size_t)> rate = [](std::size_t) {
    return 1.0;
  };                 ///< of each of so many
  double noise = 0;  ///< standard deviation of the logarithm of the work
  std::size_t tokens = 50;
};

class SimulatedStage : public Stage {
 public:
  explicit SimulatedStage(Machine machine) : machine_(std::move(machine)) {}

  Result<std::vector<Timed>> run(const Step& step) override {
    std::vector<double> left;
    left.reserve(step.members.size());
    for (const std::size_t member : step.members) {
      left.push_back(machine_.work_s[member] * std::exp(machine_.noise * normal()));
    }
    return step.how == How::kTogether ? side_by_side(step, left) : in_turn(step, left);
  }

 private:
  /// Box and Muller.
  double normal() {
    const double u = (static_cast<double>(random_()) + 1) / 4294967297.0;
    const double v = static_cast<double>(random_()) / 4294967296.0;
    return std::sqrt(-2 * std::log(u)) * std::cos(2 * std::acos(-1.0) * v);
  }

  [[nodiscard]] Timed timed(std::size_t member, double start_s, double end_s) const {
    Timed made{.member = member, .start_s = start_s, .end_s = end_s};
    made.measurement.tokens = machine_.tokens;
    made.measurement.prompt_eval_s = 0.25 * made.total_s();
    made.measurement.eval_s = 0.5 * made.total_s();
    made.token_s.reserve(machine_.tokens);
    for (std::size_t i = 0; i < machine_.tokens; ++i) {
      made.token_s.push_back(made.total_s() * static_cast<double>(i + 1) /
                             static_cast<double>(machine_.tokens));
    }
    return made;
  }

  [[nodiscard]] std::vector<Timed> in_turn(const Step& step,
                                           const std::vector<double>& work) const {
    std::vector<Timed> calls;
    calls.reserve(work.size());
    double at = 0;
    for (std::size_t i = 0; i < work.size(); ++i) {
      calls.push_back(timed(step.members[i], at, at + work[i]));
      at += work[i];
    }
    return calls;
  }

  /// From end to end: whoever has least left ends next.
  [[nodiscard]] std::vector<Timed> side_by_side(const Step& step, std::vector<double> left) const {
    std::vector<std::size_t> order(left.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](auto a, auto b) { return left[a] < left[b]; });
    std::vector<Timed> calls(left.size());
    double at = 0;
    double done = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
      at += (left[order[i]] - done) / machine_.rate(order.size() - i);
      done = left[order[i]];
      calls[order[i]] = timed(step.members[order[i]], 0, at);
    }
    return calls;
  }

  Machine machine_;
  std::mt19937 random_{11};
};

}  // namespace chimera::agents::sample
