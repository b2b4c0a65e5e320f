#include "agents/outcome.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "base/check.h"
#include "stats/descriptive.h"
#include "stats/interval.h"

namespace chimera::agents {

namespace {

constexpr double kLevel = 0.95;

using Values = std::vector<double>;

/// Those that are no number are left out.
std::optional<Ratio> ratio_of(Values ratios) {
  std::erase_if(ratios, [](double ratio) { return !std::isfinite(ratio); });
  const auto mean = stats::geometric_mean(ratios);
  if (!mean) {
    return std::nullopt;
  }
  Ratio ratio{.value = *mean, .low = std::nullopt, .high = std::nullopt};
  if (const auto limits = stats::log_t_interval(ratios, kLevel)) {
    ratio.low = limits->low;
    ratio.high = limits->high;
  }
  return ratio;
}

double mean_or_zero(const Values& values) {
  return stats::mean(values).value_or(0);
}

/// The calls that ran so, of one member or of all; of one repetition or of all.
struct Wanted {
  How how = How::kAlone;
  std::optional<std::size_t> member = std::nullopt;
  std::optional<std::size_t> repetition = std::nullopt;
};

template <typename Take>
Values collect(const std::vector<Trial>& trials, const Wanted& wanted, Take take) {
  Values values;
  for (const Trial& trial : trials) {
    if (trial.step.how != wanted.how ||
        (wanted.repetition && trial.step.repetition != *wanted.repetition)) {
      continue;
    }
    for (const Timed& call : trial.calls) {
      if (!wanted.member || call.member == *wanted.member) {
        values.push_back(take(call));
      }
    }
  }
  return values;
}

double total_of(const Timed& call) {
  return call.total_s();
}

double tokens_of(const Timed& call) {
  return static_cast<double>(call.tokens());
}

/// NaN where there is none.
double decode_speed_of(const Timed& call) {
  return call.decode_tok_s().value_or(std::numeric_limits<double>::quiet_NaN());
}

Values walls(const std::vector<Trial>& trials, How how, std::size_t repetition) {
  Values all;
  for (const Trial& trial : trials) {
    if (trial.step.how == how && trial.step.repetition == repetition) {
      all.push_back(trial.wall_s());
    }
  }
  return all;
}

/// Seconds in which at least two of the calls ran.
double overlap_s(const std::vector<Timed>& calls) {
  std::vector<std::pair<double, int>> edges;
  edges.reserve(2 * calls.size());
  for (const Timed& call : calls) {
    edges.emplace_back(call.start_s, 1);
    edges.emplace_back(call.end_s, -1);
  }
  std::sort(edges.begin(), edges.end());
  double overlap = 0;
  int running = 0;
  for (std::size_t i = 0; i < edges.size(); ++i) {
    if (running >= 2) {
      overlap += edges[i].first - edges[i - 1].first;
    }
    running += edges[i].second;
  }
  return overlap;
}

Shares shares_of(const std::vector<Trial>& trials, How how, std::size_t member) {
  const Wanted wanted{how, member, std::nullopt};
  Shares shares;
  shares.prompt_s = mean_or_zero(collect(trials, wanted, [](const Timed& call) {
    return call.measurement.prompt_eval_s.value_or(0);
  }));
  shares.decode_s = mean_or_zero(collect(
      trials, wanted, [](const Timed& call) { return call.measurement.eval_s.value_or(0); }));
  const double total_s = mean_or_zero(collect(trials, wanted, total_of));
  shares.other_s = std::max(0.0, total_s - shares.prompt_s - shares.decode_s);
  return shares;
}

How all_run(Mode mode) {
  switch (mode) {
    case Mode::kTogether:
      return How::kTogether;
    case Mode::kInTurn:
      return How::kInTurn;
    case Mode::kCompared:
      return How::kAlone;
  }
  CHIMERA_CHECK(false, "a mode out of range");
}

MemberOutcome member_outcome(const Scenario& scenario, const std::vector<Trial>& trials,
                             std::size_t member) {
  const How how = all_run(scenario.mode);
  const Wanted wanted{how, member, std::nullopt};
  MemberOutcome outcome{.name = scenario.members[member].name, .slow_down = std::nullopt};
  outcome.alone_s = mean_or_zero(collect(trials, {How::kAlone, member, std::nullopt}, total_of));
  outcome.tokens = mean_or_zero(collect(trials, wanted, tokens_of));
  outcome.ttft_s = mean_or_zero(collect(
      trials, wanted, [](const Timed& call) { return call.measurement.ttft_s.value_or(0); }));
  outcome.shares = shares_of(trials, how, member);
  if (how == How::kAlone) {
    return outcome;
  }
  outcome.together_s = mean_or_zero(collect(trials, wanted, total_of));
  if (scenario.mode == Mode::kTogether) {
    Values ratios;
    for (std::size_t repetition = 0; repetition < scenario.repetitions; ++repetition) {
      ratios.push_back(
          mean_or_zero(collect(trials, {How::kTogether, member, repetition}, total_of)) /
          mean_or_zero(collect(trials, {How::kAlone, member, repetition}, total_of)));
    }
    outcome.slow_down = ratio_of(ratios);
  }
  return outcome;
}

/// Of all agents once alone, each the mean of its calls in the repetition.
double alone_sum(const Scenario& scenario, const std::vector<Trial>& trials, std::size_t repetition,
                 double (*take)(const Timed&)) {
  double sum = 0;
  for (std::size_t member = 0; member < scenario.members.size(); ++member) {
    sum += mean_or_zero(collect(trials, {How::kAlone, member, repetition}, take));
  }
  return sum;
}

void compare_together(const Scenario& scenario, const std::vector<Trial>& trials,
                      Outcome& outcome) {
  Values speed_ups;
  Values throughputs;
  for (std::size_t repetition = 0; repetition < scenario.repetitions; ++repetition) {
    const double alone_s = alone_sum(scenario, trials, repetition, total_of);
    const double alone_tokens = alone_sum(scenario, trials, repetition, tokens_of);
    const Values wall = walls(trials, How::kTogether, repetition);
    const Values tokens = collect(trials, {How::kTogether, std::nullopt, repetition}, tokens_of);
    const double all_s = std::accumulate(wall.begin(), wall.end(), 0.0);
    const double all_tokens = std::accumulate(tokens.begin(), tokens.end(), 0.0);
    speed_ups.push_back(alone_s / mean_or_zero(wall));
    throughputs.push_back(all_tokens / all_s / (alone_tokens / alone_s));
  }
  outcome.speed_up = ratio_of(speed_ups);
  outcome.throughput = ratio_of(throughputs);
  Values shares;
  for (const Trial& trial : trials) {
    if (trial.step.how == How::kTogether) {
      shares.push_back(overlap_s(trial.calls) / trial.wall_s());
    }
  }
  outcome.overlap = stats::mean(shares);
}

/// Of one member in one repetition, over the other's.
Values ratios_of(const Scenario& scenario, const std::vector<Trial>& trials, std::size_t over,
                 std::size_t under, double (*take)(const Timed&)) {
  Values ratios;
  for (std::size_t repetition = 0; repetition < scenario.repetitions; ++repetition) {
    ratios.push_back(mean_or_zero(collect(trials, {How::kAlone, over, repetition}, take)) /
                     mean_or_zero(collect(trials, {How::kAlone, under, repetition}, take)));
  }
  return ratios;
}

std::string limits_text(const Ratio& ratio) {
  return ratio.low && ratio.high
             ? fmt::format("{:.2f} times, 95 % interval {:.2f} to {:.2f}", ratio.value, *ratio.low,
                           *ratio.high)
             : fmt::format("{:.2f} times, measured once, so without an interval", ratio.value);
}

/// Which side of one the ratio lies on: 1, -1, or 0 where that can't be told.
int side_of(const Ratio& ratio) {
  if (!ratio.low || !ratio.high) {
    return 0;
  }
  return *ratio.low > 1 ? 1 : *ratio.high < 1 ? -1 : 0;
}

std::string verdict_of(const Scenario& scenario, const Outcome& outcome) {
  if (!outcome.speed_up) {
    return fmt::format("one after the other the {} agents take {:.2f} s", scenario.members.size(),
                       outcome.wall_s);
  }
  const Ratio& ratio = *outcome.speed_up;
  const std::string limits = limits_text(ratio);
  const int side = side_of(ratio);
  if (scenario.mode == Mode::kCompared) {
    const std::string& baseline = scenario.members[0].name;
    const std::string& other = scenario.members[1].name;
    if (side == 0) {
      return fmt::format("no difference between '{}' and '{}' can be told: '{}' is as fast {}",
                         baseline, other, other, limits);
    }
    return fmt::format("'{}' is {} than '{}': as fast {}", other, side > 0 ? "faster" : "slower",
                       baseline, limits);
  }
  if (side == 0) {
    return "whether running side by side gains or loses time can't be told: as fast as one after "
           "the other " +
           limits;
  }
  return side > 0 ? "side by side is faster than one after the other: " + limits
                  : "side by side is slower than one after the other: " + limits + " as fast";
}

}  // namespace

double Trial::wall_s() const {
  double first = calls.front().start_s;
  double last = calls.front().end_s;
  for (const Timed& call : calls) {
    first = std::min(first, call.start_s);
    last = std::max(last, call.end_s);
  }
  return last - first;
}

Outcome outcome_of(const Scenario& scenario, const std::vector<Trial>& trials, double load_s) {
  Outcome outcome{.mode = scenario.mode,
                  .repetitions = scenario.repetitions,
                  .load_s = load_s,
                  .speed_up = std::nullopt,
                  .throughput = std::nullopt,
                  .overlap = std::nullopt,
                  .members = {},
                  .verdict = {}};
  const How how = all_run(scenario.mode);
  Values all;
  for (std::size_t repetition = 0; repetition < scenario.repetitions; ++repetition) {
    for (const double wall : walls(trials, how, repetition)) {
      all.push_back(wall);
    }
  }
  outcome.wall_s = mean_or_zero(all);
  for (std::size_t member = 0; member < scenario.members.size(); ++member) {
    outcome.members.push_back(member_outcome(scenario, trials, member));
  }
  if (scenario.mode == Mode::kTogether) {
    compare_together(scenario, trials, outcome);
  } else if (scenario.mode == Mode::kCompared) {
    outcome.speed_up = ratio_of(ratios_of(scenario, trials, 0, 1, total_of));
    outcome.throughput = ratio_of(ratios_of(scenario, trials, 1, 0, decode_speed_of));
  }
  outcome.verdict = verdict_of(scenario, outcome);
  return outcome;
}

}  // namespace chimera::agents
