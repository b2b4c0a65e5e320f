#include "verify/ratio_metrics.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "verify/wording.h"

namespace chimera::verify {
namespace {

// "The median grows 11-fold": no mean decides it.
void keep_statistic(const ComparisonContext& context, BoundMetrics& bound) {
  std::string said = statistic_in(context.clause);
  if (said.empty()) {
    // "A is 2x faster, and B benefits the least": an extreme of another thought.
    const std::string around = statistic_in(context.wide);
    said = around == "min" || around == "max" ? std::string() : around;
  }
  const auto is_said = [&](const Metric* metric) { return metric->statistic == said; };
  if (!said.empty() && std::any_of(bound.metrics.begin(), bound.metrics.end(), is_said)) {
    std::erase_if(bound.metrics,
                  [&](const Metric* metric) { return metric->stated && !is_said(metric); });
  } else {
    // Nor is the most of a second, or a percentile, unless a word says so.
    std::erase_if(bound.metrics, [](const Metric* metric) {
      return metric->stated && (metric->statistic == "max" || metric->statistic == "min" ||
                                metric->statistic.starts_with('p'));
    });
  }
}

// "Runs twice as fast", "50 % faster": of its rate, where one was measured there; a time that
// happens to agree is none.
BoundMetrics speed_said(const Dataset& dataset, const ComparisonContext& context,
                        const Scope& scope) {
  static constexpr std::array<std::string_view, 8> kRuns = {
      "runs", "decodes", "generates", "decode", "run", "generate", "faster", "slower"};
  BoundMetrics bound = speed_metrics(dataset, scope);
  const auto is_rate = [&](const Metric* metric) {
    return metric->unit == "tok/s" && mean_of(dataset, *metric, scope).has_value();
  };
  if (has_any(context.clause, kRuns) && std::ranges::any_of(bound.metrics, is_rate)) {
    std::erase_if(bound.metrics, [&](const Metric* metric) { return !is_rate(metric); });
  }
  return bound;
}

// "0.7 GB more": of that dimension; "faster", or "twice its speed": any rate or time, unless the
// clause names one.
BoundMetrics find_metrics(const Dataset& dataset, const Numeral& stated,
                          const ComparisonContext& context, const FoundWord& word,
                          const NumberContext& words) {
  static constexpr std::array<std::string_view, 4> kSpeedWords = {"fast*", "slow*", "quick*",
                                                                  "speed*"};
  if (is_difference(stated)) {
    BoundMetrics bound = metrics_around(dataset, words, stated.unit);
    const auto other = [&](const Metric* metric) {
      return metric->unit.empty() || !to_stated_unit(metric->unit, stated.unit);
    };
    std::erase_if(bound.metrics, other);
    return bound;
  }
  // A cell is of its row's metric; "lowers the peak memory by 17 %" is of what stands before.
  if (BoundMetrics of_row = bind_metrics(dataset, context.head);
      of_row.rank == MetricRank::kSpelled) {
    return of_row;
  }
  // "Keeps its accuracy at a file 3.8x smaller", "at 52 % of its size": of the size alone.
  static constexpr std::array<std::string_view, 6> kOfSize = {
      " file ", " size ", " weights ", " checkpoint ", "file is ", "size is "};
  if (ends_with_any(context.ahead, kOfSize) || has_phrase(words.near, "its size") ||
      has_phrase(words.near, "the size")) {
    if (BoundMetrics sizes = size_metrics(dataset, words.near, words.scope); !sizes.empty()) {
      return sizes;
    }
  }
  BoundMetrics ahead = bind_metrics(dataset, context.ahead);
  if (ahead.empty() && bind_metrics(dataset, words.near).empty()) {
    const bool shrinks = has_phrase(context.ahead, "shrink*");
    BoundMetrics sizes = size_metrics(dataset, shrinks ? context.ahead : words.near, words.scope);
    if (!sizes.empty()) {
      return sizes;
    }
  }
  if (ahead.rank == MetricRank::kSpelled ||
      (ahead.rank >= MetricRank::kWords && !has_any(words.near, kSpeedWords))) {
    return ahead;
  }
  if (ahead.empty() && changes_by(context)) {
    if (BoundMetrics weak = bind_weakly(dataset, context.ahead); !weak.empty()) {
      return weak;
    }
  }
  // What stands behind the number says it before the rest of the clause does.
  const bool own = !bind_metrics(dataset, words.near).empty();
  // "Quicker than B in wall-clock time"
  static constexpr std::array<std::string_view, 3> kThought = {" and ", ";", ", "};
  const std::string_view thought = up_to_any(context.behind, kThought);
  const bool improves = words.near.starts_with(" improvement");  // of what isn't said
  const bool near_speed =
      !own && (improves || has_any(words.near, kSpeedWords)) &&
      bind_metrics(dataset, improves ? thought : context.behind).rank < MetricRank::kWords;
  if (!own && has_phrase(context.clause, "finish*")) {
    if (BoundMetrics times = bind_metrics(dataset, "wall-clock"); !times.empty()) {
      return times;
    }
  }
  const bool speed = near_speed || has_any(context.clause, kSpeedWords);
  if (BoundMetrics weak = bind_weakly(dataset, words.near); !own && !near_speed && !weak.empty()) {
    return weak;
  }
  if (near_speed || (speed && !own && bind_metrics(dataset, words.clause).empty())) {
    return speed_said(dataset, context, words.scope);
  }
  BoundMetrics bound = metrics_around(dataset, words);
  const bool valued = word.word != nullptr &&
                      (word.word->sense == Sense::kBetter || word.word->sense == Sense::kWorse);
  // "The fused kernel gains 3.1x", "saves 43 %": of no other thing that a word names.
  static constexpr std::array<std::string_view, 4> kGains = {"gains", "saves", "advantage of",
                                                             "lead of"};
  const bool gains = has_any(context.ahead, kGains);
  return bound.empty() && (speed || valued || gains) ? speed_metrics(dataset, words.scope) : bound;
}

bool says_time_taken(const ComparisonContext& context) {
  static constexpr std::array<std::string_view, 4> kTakes = {"took", "takes", "needs", "needed"};
  return has_any(context.wide, kTakes);
}

// "A loss of 1.6 points": how much less, and no training loss.
bool is_amount_lost(const Numeral& stated, const ComparisonContext& context) {
  return stated.kind == NumeralKind::kPercent && context.ahead.ends_with("loss of ");
}

// "8.2 ms, about 30x B", "A is 2.8x B": a ratio with nothing between it and its object.
bool is_bare_ratio(const Numeral& stated, const ComparisonContext& context) {
  constexpr std::size_t kNear = 8;  // "2.8x B", "2.8 times B"
  const std::size_t end = context.number_at + stated.range.end - stated.range.begin;
  return stated.kind == NumeralKind::kTimes && words_of(context.near).empty() &&
         std::ranges::any_of(context.around, [&](const Mention& each) {
           return each.range.begin >= end && each.range.begin < end + kNear;
         });
}

}  // namespace

double bare_ratio(const ComparisonContext& context, const Metric& metric, double ratio) {
  const bool time = direction_of_metric(metric) == Direction::kLowerIsBetter;
  return time && !says_time_taken(context) ? 1 / ratio : ratio;
}

bool is_difference(const Numeral& stated) {
  return stated.kind == NumeralKind::kNumber && !stated.unit.empty();
}

bool changes_by(const ComparisonContext& context) {
  return context.ahead.ends_with(" by ") && says_change(context.ahead);
}

void keep_said_statistic(std::string_view clause, std::vector<const Metric*>& metrics) {
  std::erase_if(metrics, [&](const Metric* metric) {
    return metric->statistic == "std" || metric->statistic == "cv" ||
           metric->statistic == "count" ||
           (metric->stated &&
            (metric->statistic == "min" || metric->statistic == "max" ||
             metric->statistic.starts_with('p')) &&
            !has_phrase(clause, metric->statistic));
  });
  // "The lowest p99": neither the mean nor single values.
  const std::string said = statistic_in(clause);
  const auto is_said = [&](const Metric* metric) { return metric->statistic == said; };
  if ((said.starts_with('p') || said == "median") &&
      std::any_of(metrics.begin(), metrics.end(), is_said)) {
    std::erase_if(metrics, [&](const Metric* metric) { return !is_said(metric); });
  }
}

RatioMetrics metrics_of_ratio(const Dataset& dataset, const Numeral& stated,
                              const ComparisonContext& context, const FoundWord& word,
                              const Scope& first) {
  NumberContext words;
  words.near = context.near;
  words.clause = context.unnamed;
  words.wide = context.wide;
  words.before = context.before;
  words.scope = first;
  BoundMetrics bound = find_metrics(dataset, stated, context, word, words);
  const auto is_loss = [](const Metric* metric) {
    return metric->core == std::vector<std::string>{"loss"};
  };
  if (is_amount_lost(stated, context) && std::erase_if(bound.metrics, is_loss) > 0) {
    bound = bind_metrics(dataset, context.before);
  }
  // What shrinks is a size.
  std::erase_if(bound.metrics, [&](const Metric* metric) {
    return has_phrase(context.clause, "shrink*") && !metric->unit.ends_with('B') &&
           metric->lower.find("size") == std::string::npos;
  });
  // Points are apart what is counted in points or per cent.
  std::erase_if(bound.metrics, [&](const Metric* metric) {
    return stated.points && !metric->unit.empty() && metric->unit != "%";
  });
  // "A took 8.2 ms, about 30x B", "A is 2.8x B": of times, or of any speed.
  const bool bare = bound.empty() && is_bare_ratio(stated, context);
  if (bound.empty() && !stated.points && !is_difference(stated)) {
    bound = only_metric(dataset, first);
  }
  const bool takes = bare && says_time_taken(context);
  if (bare && bound.empty()) {
    bound = speed_metrics(dataset, first);
    std::erase_if(bound.metrics, [takes](const Metric* metric) {
      return takes && direction_of_metric(*metric) != Direction::kLowerIsBetter;
    });
  }
  // "A is 17 % over B": of throughput, if that makes it true.
  const bool over = bound.empty() && !stated.points && !is_difference(stated) &&
                    (context.near.starts_with(" over ") || context.near == " over");
  if (over) {
    bound = bind_metrics(dataset, "throughput");
  }
  const bool guessed = over || (bare && !takes);
  keep_statistic(context, bound);
  // How a rate scatters is no rate.
  static constexpr std::array<std::string_view, 6> kScatter = {
      "deviation*", "std*", "scatter*", "spread*", "variation*", "noise*"};
  const bool scatter = has_any(context.clause, kScatter);
  std::erase_if(bound.metrics, [&](const Metric* metric) {
    return !scatter && (metric->statistic == "std" || metric->statistic == "cv");
  });
  return {std::move(bound.metrics), guessed, bare};
}

bool speaks_of_ends(const ComparisonContext& context) {
  static constexpr std::array<std::string_view, 22> kEndWords = {
      "best",    "peak*",    "max*",   "min*",    "highest", "lowest",  "worst",  "fastest",
      "slowest", "top",      "record", "extreme", "tail",    "range",   "spread", "largest",
      "longest", "shortest", "up to",  "optimal", "optimum", "smallest"};
  return has_any(context.clause, kEndWords) || has_any(context.wide, kEndWords) ||
         has_any(context.head, kEndWords);
}

}  // namespace chimera::verify
