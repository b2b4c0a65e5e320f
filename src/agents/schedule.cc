#include "agents/schedule.h"

#include <algorithm>
#include <numeric>
#include <random>

#include "base/check.h"

namespace chimera::agents {

namespace {

using Order = std::vector<std::size_t>;

/// Fisher and Yates; without a library's distribution, whose draws differ by machine.
Order shuffled(std::size_t count, std::mt19937& random) {
  Order order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (std::size_t left = count; left > 1; --left) {
    std::swap(order[left - 1], order[random() % left]);
  }
  return order;
}

void add_alone(std::size_t repetition, const Order& order, std::vector<Step>& steps) {
  for (const std::size_t member : order) {
    steps.push_back({repetition, How::kAlone, {member}});
  }
}

void add_together(std::size_t repetition, std::size_t members, std::mt19937& random,
                  std::vector<Step>& steps) {
  add_alone(repetition, shuffled(members, random), steps);
  steps.push_back({repetition, How::kTogether, shuffled(members, random)});
  steps.push_back({repetition, How::kTogether, shuffled(members, random)});
  add_alone(repetition, shuffled(members, random), steps);
}

}  // namespace

std::string_view how_name(How how) {
  switch (how) {
    case How::kAlone:
      return "alone";
    case How::kTogether:
      return "together";
    case How::kInTurn:
      return "in turn";
  }
  CHIMERA_CHECK(false, "a way to run out of range");
}

std::vector<Step> schedule_of(const Scenario& scenario) {
  std::mt19937 random(scenario.seed);
  const std::size_t members = scenario.members.size();
  std::vector<Step> steps;
  Order order = shuffled(members, random);
  for (std::size_t repetition = 0; repetition < scenario.repetitions; ++repetition) {
    switch (scenario.mode) {
      case Mode::kTogether:
        add_together(repetition, members, random, steps);
        break;
      case Mode::kCompared:
        if (repetition % 2 == 1) {
          std::reverse(order.begin(), order.end());
        } else {
          order = shuffled(members, random);
        }
        add_alone(repetition, order, steps);
        break;
      case Mode::kInTurn:
        steps.push_back({repetition, How::kInTurn, {}});
        steps.back().members.resize(members);
        std::iota(steps.back().members.begin(), steps.back().members.end(), std::size_t{0});
        break;
    }
  }
  return steps;
}

}  // namespace chimera::agents
