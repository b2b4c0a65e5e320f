// The metrics that the words around a number name.
#include <algorithm>
#include <array>
#include <utility>

#include "data/unit.h"
#include "stats/descriptive.h"
#include "verify/fair_readings.h"
#include "verify/quantities.h"
#include "verify/wording.h"

namespace chimera::verify {

bool counts_things(const Metric& metric) {
  static constexpr std::array<std::string_view, 11> kThings = {
      "tokens", "count",  "failed", "completed", "requests", "prompts",
      "errors", "layers", "steps",  "samples",   "index"};
  return metric.unit.empty() &&
         std::any_of(metric.core.begin(), metric.core.end(), [](const std::string& word) {
           return std::find(kThings.begin(), kThings.end(), word) != kThings.end();
         });
}

namespace {

// Whether a column that notes no unit may be in that one: 11.2 GB/s are no temperature, 3.1 ms no
// loss.
bool may_have_unit(const Metric& metric, std::string_view unit) {
  static constexpr std::array<std::string_view, 8> kMoved = {"bandwidth",  "read", "write", "disk",
                                                             "throughput", "net",  "io",    "rate"};
  static constexpr std::array<std::string_view, 6> kPower = {"power", "watt", "watts",
                                                             "draw",  "pkg",  "tdp"};
  static constexpr std::array<std::string_view, 14> kNoTimes = {
      "temp",  "temperature", "accuracy", "loss",   "mse",   "wer",  "cer",
      "ratio", "perplexity",  "ppl",      "tokens", "score", "rank", "top1"};
  const auto has = [&metric](const auto& words) {
    return std::ranges::any_of(metric.core,
                               [&](const std::string& word) { return is_one_of(word, words); });
  };
  if (unit.ends_with("B/s")) {
    return has(kMoved);
  }
  if (unit == "W") {
    return has(kPower) || metric.lower.ends_with("_w");
  }
  return !conversion_factor(unit, "s") ||
         (!has(kNoTimes) && metric.lower.find("per_s") == std::string::npos);
}

}  // namespace

bool fits_unit(const Metric& metric, std::string_view unit) {
  static constexpr std::array<std::string_view, 12> kPure = {
      "util",  "utilization", "utilisation", "percent",    "pct",      "cv",
      "ratio", "speedup",     "variation",   "efficiency", "fraction", "share"};
  const bool pure = metric.unit.empty() && !unit.empty() && unit != "%" &&
                    std::any_of(metric.core.begin(), metric.core.end(), [](const auto& word) {
                      return std::find(kPure.begin(), kPure.end(), word) != kPure.end();
                    });
  static constexpr std::array<std::string_view, 8> kBytes = {"memory", "mem",  "vram", "ram",
                                                             "size",   "disk", "rss",  "bytes"};
  const bool bytes = unit.size() > 1 && unit.ends_with('B') && metric.unit.empty();
  const bool holds = std::any_of(metric.core.begin(), metric.core.end(), [](const auto& word) {
    return std::find(kBytes.begin(), kBytes.end(), word) != kBytes.end();
  });
  if (bytes && !holds) {
    return false;
  }
  if (metric.unit.empty() && !may_have_unit(metric, unit)) {
    return false;
  }
  // A number of tokens is no rate.
  const bool tokens =
      metric.unit.empty() && metric.definition != nullptr &&
      (metric.definition->family == "tokens" || metric.definition->family == "prompt_tokens");
  if (tokens && !unit.empty()) {
    return false;
  }
  return !pure && to_stated_unit(metric.unit, unit).has_value() &&
         (unit.empty() || unit == "%" ||
          (!counts_things(metric) &&
           (metric.definition == nullptr || metric.definition->name != "accuracy")));
}

namespace {

// Parts of a machine, each by its words: a number of one is none of another.
constexpr std::array<std::array<std::string_view, 4>, 4> kParts = {{
    {"gpu", "vram", "cuda", "video memory"},
    {"ram", "cpu", "host", "system memory"},
    {"disk", "ssd", "storage", "drive"},
    {"network", "ethernet", "infiniband", "nic"},
}};

}  // namespace

bool is_of_other_part(std::string_view said, const Metric& metric) {
  std::string name = metric.lower;
  std::replace_if(
      name.begin(), name.end(), [](char c) { return !is_word_char(c); }, ' ');
  const auto names = [&](const auto& part) { return has_any(name, part); };
  const auto is_said = [&](const auto& part) { return has_any(said, part); };
  return std::any_of(kParts.begin(), kParts.end(), names) &&
         std::any_of(kParts.begin(), kParts.end(), is_said) &&
         std::none_of(kParts.begin(), kParts.end(),
                      [&](const auto& part) { return names(part) && is_said(part); });
}

BoundMetrics metrics_around(const Dataset& dataset, const NumberContext& context,
                            std::string_view unit) {
  BoundMetrics first;
  std::optional<BoundMetrics> of_unit;
  for (const std::string* const text :
       {&context.near, &context.middle, &context.clause, &context.wide, &context.before,
        &context.far, &context.title}) {
    if (of_unit && text == &context.before) {
      return *of_unit;
    }
    for (BoundMetrics& bound : all_bindings(dataset, *text)) {
      std::erase_if(bound.metrics, [&](const Metric* metric) {
        return is_of_other_part(context.middle.empty() ? context.near : context.middle, *metric);
      });
      if (bound.metrics.empty()) {
        continue;
      }
      const bool measured =
          std::any_of(bound.metrics.begin(), bound.metrics.end(), [&](const Metric* metric) {
            // "Output tokens" is no maximum of them unless a word says so.
            const bool asked = !context.statistic.empty() || fits_statistic(*metric, "");
            return asked && fits_unit(*metric, unit) &&
                   !take_sample(dataset, *metric, context.scope).cells.empty();
          });
      // "A has the highest prompt throughput; B follows with 88 tok/s": of what its sentence names.
      const bool own = text == &context.near || text == &context.middle || text == &context.clause;
      if (measured && own && bound.by_unit) {
        of_unit = std::move(bound);
        break;
      }
      if (measured && (!of_unit || (bound.rank == MetricRank::kDefinition && !bound.by_unit))) {
        return bound;
      }
      if (first.empty()) {
        first = std::move(bound);
      }
    }
    if (first.empty() && names_unmeasured(dataset, *text)) {
      return first;
    }
  }
  return first;
}

BoundMetrics only_metric(const Dataset& dataset, const Scope& scope) {
  BoundMetrics bound;
  const bool named = std::any_of(scope.conditions.begin(), scope.conditions.end(),
                                 [](const Setting& setting) { return !setting.soft; });
  for (const Metric& metric : dataset.metrics()) {
    if (named && metric.statistic != "std" && !take_sample(dataset, metric, scope).cells.empty()) {
      bound.metrics.push_back(&metric);
    }
  }
  if (bound.metrics.size() != 1) {
    return {};
  }
  bound.rank = MetricRank::kGeneral;
  bound.reason = "all that was measured there";
  return bound;
}

BoundMetrics speed_metrics(const Dataset& dataset, const Scope& scope) {
  BoundMetrics named = bind_metrics(dataset, "throughput");
  const BoundMetrics times = bind_metrics(dataset, "latency");
  named.metrics.insert(named.metrics.end(), times.metrics.begin(), times.metrics.end());
  // "speed_x": times real time, which the catalogue doesn't know.
  for (const Metric& metric : dataset.metrics()) {
    if (std::ranges::find(metric.core, "speed") != metric.core.end()) {
      add_all(named.metrics, {&metric});
    }
  }
  std::erase_if(named.metrics, [](const Metric* metric) {
    return metric->statistic == "std" || metric->statistic == "cv";
  });
  const bool measured = std::any_of(
      named.metrics.begin(), named.metrics.end(),
      [&](const Metric* metric) { return !take_sample(dataset, *metric, scope).cells.empty(); });
  return measured ? named : fast_metrics(dataset);
}

namespace {

constexpr std::array<std::string_view, 4> kSizes = {"size", "weights", "disk", "bytes"};

}  // namespace

BoundMetrics size_metrics(const Dataset& dataset, std::string_view lower, const Scope& scope) {
  static constexpr std::array<std::string_view, 12> kSizeWords = {
      "smaller", "larger",  "bigger", "smallest", "largest",  "biggest",
      "compact", "shrink*", "shrunk", "its size", "the size", "the file size"};
  BoundMetrics bound;
  if (!has_any(lower, kSizeWords)) {
    return bound;
  }
  for (const Metric& metric : dataset.metrics()) {
    const bool bytes = metric.unit.ends_with('B') || metric.unit.empty();
    const bool size = std::any_of(metric.core.begin(), metric.core.end(),
                                  [](const auto& word) { return is_one_of(word, kSizes); });
    if (bytes && size && !take_sample(dataset, metric, scope).cells.empty()) {
      bound.metrics.push_back(&metric);
    }
  }
  bound.rank = bound.metrics.empty() ? MetricRank::kNone : MetricRank::kGeneral;
  bound.reason = "a size";
  return bound;
}

const Metric* as_measured_in(const Dataset& dataset, const Metric& metric, const Scope& scope) {
  if (!take_sample(dataset, metric, scope).cells.empty()) {
    return &metric;
  }
  for (const Metric& other : dataset.metrics()) {
    if (metric.definition != nullptr && other.definition == metric.definition &&
        other.statistic == metric.statistic && other.unit == metric.unit &&
        !take_sample(dataset, other, scope).cells.empty()) {
      return &other;
    }
  }
  return nullptr;
}

std::optional<double> mean_of(const Dataset& dataset, const Metric& metric, const Scope& scope,
                              bool warm_only) {
  return stats::mean(take_sample(dataset, metric, scope, {warm_only}).values());
}

}  // namespace chimera::verify
