// Whether more of a metric is better, and which metrics speak of speed.
#include <algorithm>
#include <array>

#include "data/unit.h"
#include "verify/bind.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

// What says how good an answer is, or how long it took until anything could be answered.
constexpr std::array<std::string_view, 23> kQualities = {
    "accuracy", "score", "perplexity", "ppl",     "wer",         "cer",    "eer",   "mse",
    "mae",      "auc",   "f1",         "bleu",    "rouge",       "recall", "ndcg",  "top1",
    "loss",     "load",  "temp",       "compile", "compilation", "build",  "warmup"};

}  // namespace

Direction direction_of_metric(const Metric& metric) {
  if (metric.definition != nullptr && metric.definition->direction != Direction::kUnknown) {
    return metric.definition->direction;
  }
  for (const Table* const table : metric.tables) {
    if (const Column* const column = find_column(*table, metric.name); column != nullptr) {
      if (const Direction direction = direction_of(*column); direction != Direction::kUnknown) {
        return direction;
      }
    }
  }
  static constexpr std::array<std::string_view, 24> kMoreIsBetter = {
      "tput", "tflops", "gflops",   "flops", "throughput", "bandwidth", "qps",  "rps",
      "tps",  "speed",  "accuracy", "score", "speedup",    "goodput",   "ts",   "rtfx",
      "xrt",  "auc",    "f1",       "bleu",  "rouge",      "recall",    "ndcg", "top1"};
  const bool more = std::any_of(metric.core.begin(), metric.core.end(), [](const auto& word) {
    return std::find(kMoreIsBetter.begin(), kMoreIsBetter.end(), word) != kMoreIsBetter.end();
  });
  static constexpr std::array<std::string_view, 15> kLessIsBetter = {
      "ppl",    "perplexity", "loss", "error", "errors", "wer", "kld", "failures",
      "failed", "energy",     "rtf",  "cer",   "eer",    "mse", "mae"};
  const bool rate = metric.unit.ends_with("/s") || metric.lower.find("_per_s") != std::string::npos;
  const bool less = std::any_of(metric.core.begin(), metric.core.end(), [](const auto& word) {
    return std::find(kLessIsBetter.begin(), kLessIsBetter.end(), word) != kLessIsBetter.end();
  });
  if (less && !more) {
    return Direction::kLowerIsBetter;
  }
  return more || rate      ? Direction::kHigherIsBetter
         : is_time(metric) ? Direction::kLowerIsBetter
                           : Direction::kUnknown;
}

BoundMetrics fast_metrics(const Dataset& dataset) {
  BoundMetrics bound;
  for (const Metric& metric : dataset.metrics()) {
    const bool spread = metric.statistic == "std" || metric.statistic == "cv";
    const bool quality = std::ranges::any_of(
        metric.core, [](const auto& word) { return is_one_of(word, kQualities); });
    if (!spread && !quality && direction_of_metric(metric) != Direction::kUnknown) {
      bound.metrics.push_back(&metric);
    }
  }
  bound.rank = bound.metrics.empty() ? MetricRank::kNone : MetricRank::kGeneral;
  bound.reason = "'fast' may be said of any rate or time";
  return bound;
}

bool is_time(const Metric& metric) {
  if (!metric.unit.empty()) {
    return conversion_factor(metric.unit, "s").has_value();
  }
  // "itl_p99" of a roll-up that leaves the units out.
  static constexpr std::array<std::string_view, 4> kTimes = {"latency", "ttft", "tpot", "itl"};
  return std::ranges::any_of(metric.core,
                             [](const std::string& word) { return is_one_of(word, kTimes); });
}

}  // namespace chimera::verify
