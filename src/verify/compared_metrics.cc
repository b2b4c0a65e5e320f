#include "verify/compared_metrics.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "verify/paired_signs.h"
#include "verify/ratio_metrics.h"
#include "verify/unmeasured_things.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

// "In the baselines": where some were measured there, no others are meant.
void keep_of_experiment(const Scope& scope, std::vector<const Metric*>& metrics) {
  for (const Setting& setting : scope.conditions) {
    const auto elsewhere = [&](const Metric* metric) {
      return std::none_of(metric->tables.begin(), metric->tables.end(), [&](const Table* table) {
        return path_has(table->file, setting.values);
      });
    };
    if (is_experiment(setting) && !std::all_of(metrics.begin(), metrics.end(), elsewhere)) {
      std::erase_if(metrics, elsewhere);
    }
  }
}

// "Faster" is first of all said of throughput, where both sides have one.
void keep_throughput(const Dataset& dataset, const ComparisonContext& context,
                     const ComparedSides& sides, std::vector<const Metric*>& metrics) {
  const auto is_throughput = [](const Metric* metric) {
    return metric->definition != nullptr ? metric->definition->family == "throughput"
                                         : metric->unit == "tok/s";
  };
  const auto both_have = [&](const Metric* metric) {
    const auto has = [&](const Side& side) {
      return !take_sample(dataset, *metric, side.scope).cells.empty();
    };
    return is_throughput(metric) && std::all_of(sides.a.begin(), sides.a.end(), has) &&
           std::all_of(sides.b.begin(), sides.b.end(), has);
  };
  if (!sides.a.empty() && !says_every_metric(context.clause) &&
      std::any_of(metrics.begin(), metrics.end(), both_have)) {
    std::erase_if(metrics, [&](const Metric* metric) { return !is_throughput(metric); });
  }
}

// What a clause says is done faster or slower before any work is; "" for none.
std::string_view getting_ready(std::string_view clause) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 14> kReady = {{
      {"loads faster", "load time"},
      {"load faster", "load time"},
      {"loads slower", "load time"},
      {"loads more quickly", "load time"},
      {"loads more slowly", "load time"},
      {"loads the fastest", "load time"},
      {"faster to load", "load time"},
      {"slower to load", "load time"},
      {"loaded faster", "load time"},
      {"compiles faster", "compile time"},
      {"compile faster", "compile time"},
      {"compiles slower", "compile time"},
      {"faster to compile", "compile time"},
      {"slower to compile", "compile time"},
  }};
  for (const auto& [words, metric] : kReady) {
    if (has_phrase(clause, words)) {
      return metric;
    }
  }
  return {};
}

// "On every workload" says where, though something counts workloads.
std::string without_each(std::string text) {
  static constexpr std::array<std::string_view, 4> kEach = {" every ", " each ", " all ", " any "};
  for (const std::string_view each : kEach) {
    for (std::size_t at = text.find(each); at != std::string::npos; at = text.find(each, at + 1)) {
      const std::size_t begin = at + each.size();
      const std::size_t end = std::min(text.find_first_of(" ,.;)", begin), text.size());
      std::fill(text.begin() + static_cast<std::ptrdiff_t>(begin),
                text.begin() + static_cast<std::ptrdiff_t>(end), ' ');
    }
  }
  return text;
}

}  // namespace

bool says_getting_ready(std::string_view clause) {
  return !getting_ready(clause).empty();
}

std::vector<const Metric*> metrics_of_comparison(const Dataset& dataset,
                                                 const ComparisonContext& context,
                                                 const FoundWord& found,
                                                 const ComparedSides& sides) {
  std::vector<const Metric*> metrics;
  NumberContext words;
  words.near = without_each(std::string(words_of_extreme(context.unnamed, found)));
  words.clause = without_each(context.unnamed);
  words.wide = without_each(context.wide);
  words.scope = sides.a.empty() ? context.scope : sides.a.front().scope;
  const bool of_speed =
      found.word->superlative && (found.word->word == "fastest" || found.word->word == "slowest" ||
                                  found.word->word == "quickest");
  if (of_speed) {
    words.wide.clear();
  }
  if (has_phrase(context.clause, "smallest model") || has_phrase(context.clause, "largest model")) {
    words.near = "model size";
  }
  // "Loads faster", "is slower to compile": no speed of what comes after it.
  if (const std::string_view readied = getting_ready(context.clause); !readied.empty()) {
    return bind_metrics(dataset, readied).metrics;
  }
  if (bind_metrics(dataset, context.unnamed).empty()) {
    metrics = size_metrics(dataset, context.unnamed, words.scope).metrics;
  }
  if (!metrics.empty()) {
    return metrics;
  }
  metrics = metrics_around(dataset, words).metrics;
  // "Throughput and Compilers": a title's metric that was not measured here is not meant.
  const bool there = std::any_of(metrics.begin(), metrics.end(), [&](const Metric* metric) {
    return !take_sample(dataset, *metric, words.scope).cells.empty();
  });
  const bool elsewhere = bind_metrics(dataset, context.unnamed).empty();
  static constexpr std::array<std::string_view, 3> kSpeed = {"faster", "slower", "quicker"};
  const bool speed = is_one_of(found.word->word, kSpeed);
  // How many failed is no speed.
  std::erase_if(metrics, [speed](const Metric* metric) { return speed && counts_things(*metric); });
  if (!there && elsewhere) {
    metrics.clear();
  }
  // "Is faster, while it raises the WER": no score that the rest of the sentence names is meant.
  if (elsewhere && speed) {
    const std::vector<const Metric*> of_speed_there = fast_metrics(dataset).metrics;
    std::erase_if(metrics, [&](const Metric* metric) {
      return std::ranges::find(of_speed_there, metric) == of_speed_there.end();
    });
  }
  if (metrics.empty() &&
      (found.word->sense == Sense::kBetter || found.word->sense == Sense::kWorse ||
       has_phrase(context.clause, "speed"))) {
    const bool is_speed =
        has_phrase(context.clause, "fast*") || has_phrase(context.clause, "slow*") ||
        has_phrase(context.clause, "quick*") || has_phrase(context.wide, "speed") ||
        has_phrase(context.wide, "performance");
    static constexpr std::array<std::string_view, 15> kLeads = {
        "outperform*", "beat*",        "underperform*", "outpace*",    "outruns",
        "ahead of",    "falls behind", "fall behind",   "fell behind", "lags behind",
        "loses to",    "lost to",      "edges out",     "overtake*",   "trail*"};
    if (is_speed || has_any(context.clause, kLeads)) {
      metrics = speed_metrics(dataset, words.scope).metrics;
      keep_throughput(dataset, context, sides, metrics);
      // "The lowest speed" is no short time.
      const bool amount = found.word->sense == Sense::kMore || found.word->sense == Sense::kLess;
      std::erase_if(metrics, [&](const Metric* metric) {
        return amount && direction_of_metric(*metric) == Direction::kLowerIsBetter;
      });
    }
  }
  // "The lowest mean": of no budget that stands beside it.
  std::erase_if(metrics, [&](const Metric* metric) {
    static constexpr std::array<std::string_view, 5> kLimits = {"budget", "limit", "target", "slo",
                                                                "threshold"};
    return std::ranges::any_of(metric->core, [&](const std::string& word) {
      return is_one_of(word, kLimits) && !has_phrase(context.clause, word);
    });
  });
  keep_of_experiment(sides.scope, metrics);
  keep_said_statistic(context.clause, metrics);
  return metrics;
}

std::vector<const Metric*> measured_beside(const Dataset& dataset,
                                           const std::vector<const Metric*>& metrics,
                                           const std::vector<Side>& a, const Side& b) {
  std::vector<const Metric*> beside;
  std::ranges::copy_if(metrics, std::back_inserter(beside), [&](const Metric* metric) {
    const Sample of_b = take_sample(dataset, *metric, b.scope);
    return std::ranges::any_of(a, [&](const Side& side) {
      return share_a_table(take_sample(dataset, *metric, side.scope), of_b);
    });
  });
  return beside.empty() ? metrics : beside;
}

std::vector<const Metric*> measured_alike(const Dataset& dataset,
                                          const std::vector<const Metric*>& metrics,
                                          const std::vector<Side>& a, const Side& b) {
  std::vector<const Metric*> alike;
  std::ranges::copy_if(metrics, std::back_inserter(alike), [&](const Metric* metric) {
    return !metric->stated && std::ranges::any_of(a, [&](const Side& side) {
      const auto signs = signs_of(take_sample(dataset, *metric, side.scope, {true}),
                                  take_sample(dataset, *metric, b.scope, {true}));
      return signs && signs->pairs > 1;
    });
  });
  return alike;
}

bool names_unmeasured_thing(const Dataset& dataset, const ComparisonContext& context,
                            const FoundWord& found, const std::vector<Side>& a) {
  static constexpr std::array<std::string_view, 14> kThings = {
      "memory", "vram",       "footprint", "power",       "energy",  "accuracy",   "quality",
      "cost",   "perplexity", "price",     "temperature", "context", "vocabulary", "bandwidth"};
  const std::string_view said = words_of_extreme(context.unnamed, found);
  // "Rated best by users"
  static constexpr std::array<std::string_view, 5> kJudged = {"rated ", "rated the ", "judged ",
                                                              "voted ", "voted the "};
  const std::string_view clause = context.clause;
  // "Noticeably higher user satisfaction"
  const std::string_view unnamed = context.unnamed;
  const std::size_t behind = std::min(found.at + found.word->word.size(), unnamed.size());
  constexpr std::size_t kNear = 32;
  const bool amount = found.word->sense == Sense::kMore || found.word->sense == Sense::kLess;
  static constexpr std::array<std::string_view, 4> kEnds = {" than ", ",", ";", " with "};
  if (amount &&
      !unmeasured_quantity(dataset, up_to_any(unnamed.substr(behind, kNear), kEnds)).empty()) {
    return true;
  }
  if (!unmeasured_quantity(dataset, said).empty() ||
      ends_with_any(clause.substr(0, found.at), kJudged)) {
    return true;  // "throughput per watt"
  }
  // "Reduces memory consumption compared with B": no time that was measured.
  static constexpr std::array<std::string_view, 5> kMemory = {
      "memory consumption", "memory usage", "memory footprint", "vram", "gpu memory"};
  const bool memory = has_any(unnamed, kMemory);
  if (a.empty() || (!memory && !has_any(said, kThings))) {
    return false;
  }
  const std::string_view thing = memory ? std::string_view("memory") : said;
  std::vector<const Metric*> named = bind_metrics(dataset, thing).metrics;
  add_all(named, bind_weakly(dataset, thing).metrics);
  return std::all_of(named.begin(), named.end(), [&](const Metric* metric) {
    return take_sample(dataset, *metric, a.front().scope).cells.empty();
  });
}

}  // namespace chimera::verify
