// The statistic that a text names.
#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "verify/bind.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

struct StatisticWord {
  std::string_view word;
  std::string_view statistic;
};

constexpr std::array<StatisticWord, 50> kStatisticWords = {{
    {"mean", "mean"},     {"avg", "mean"},      {"average", "mean"},  {"averaged", "mean"},
    {"median", "median"}, {"p50", "median"},    {"std", "std"},       {"stdev", "std"},
    {"stddev", "std"},    {"sd", "std"},        {"min", "min"},       {"minimum", "min"},
    {"least", "min"},     {"lowest", "min"},    {"fastest", "best"},  {"max", "max"},
    {"maximum", "max"},   {"most", "max"},      {"highest", "max"},   {"peak", "max"},
    {"best", "best"},     {"worst", "worst"},   {"p95", "p95"},       {"p99", "p99"},
    {"p90", "p90"},       {"p75", "p75"},       {"p25", "p25"},       {"p5", "p5"},
    {"sum", "sum"},       {"total", "sum"},     {"n", "count"},       {"count", "count"},
    {"cv", "cv"},         {"variance", "var"},  {"var", "var"},       {"deviation", "std"},
    {"slowest", "worst"}, {"quickest", "best"}, {"longest", "max"},   {"shortest", "min"},
    {"largest", "max"},   {"smallest", "min"},  {"peaked", "max"},    {"peaks", "max"},
    {"hottest", "max"},   {"coolest", "min"},   {"averages", "mean"}, {"averaging", "mean"},
    {"mad", "mad"},       {"iqr", "iqr"},
}};

// "The largest effect": no largest value.
bool is_of_effect(std::string_view behind) {
  static constexpr std::array<std::string_view, 4> kEffects = {" effect", " impact", " influence",
                                                               " role"};
  return starts_with_any(behind, kEffects);
}

// "Total GPU memory": all of a card's, and no sum.
bool is_whole_of_part(std::string_view spelled, std::string_view behind) {
  static constexpr std::array<std::string_view, 8> kParts = {
      " gpu memory", " gpu ram",       " memory", " vram",
      " ram",        " device memory", " power",  " board power"};
  return spelled == "total" && starts_with_word(behind, kParts);
}

// "B follows with 88", "… is 99 tok/s for A against 88 for B".
bool follows_another(std::string_view before) {
  static constexpr std::array<std::string_view, 6> kFollows = {
      " follows with ",    " comes next with ", " is last with ",
      " comes last with ", " against ",         " compared with "};
  return ends_with_any(before, kFollows);
}

// "The highest mean, 99, is that of A and the lowest, 88, that of B".
bool is_extreme_of_means(std::string_view before, std::string_view own) {
  static constexpr std::array<std::string_view, 6> kOfMeans = {"highest mean",   "lowest mean",
                                                               "best mean",      "highest average",
                                                               "lowest average", "best average"};
  static constexpr std::array<std::string_view, 2> kEllipses = {"and the lowest",
                                                                "and the highest"};
  return has_any(before, kOfMeans) && has_any(own, kEllipses);
}

}  // namespace

std::string_view statistic_word(std::string_view word) {
  const auto* const found =
      std::find_if(kStatisticWords.begin(), kStatisticWords.end(),
                   [&](const StatisticWord& each) { return each.word == word; });
  return found == kStatisticWords.end() ? std::string_view() : found->statistic;
}

std::string statistic_carried(std::string_view before, std::string_view own, std::string said) {
  if (is_extreme_of_means(before, own)) {
    return "mean";
  }
  if (!said.empty() || !follows_another(before)) {
    return said;
  }
  const std::string of_first = statistic_in(before);
  return of_first == "mean" || of_first == "median" ? of_first : "";
}

std::string statistic_right_before(std::string_view lower) {
  if (!lower.ends_with(" of ")) {
    return {};
  }
  lower.remove_suffix(4);
  const std::vector<Range> words = words_of(lower);
  if (words.empty() || words.back().end != lower.size()) {
    return {};
  }
  return std::string(statistic_word(lower.substr(words.back().begin)));
}

std::string statistic_in(std::string_view lower) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 24> kPhrases = {{
      {"tops out", "max"},
      {"bottoms out", "min"},
      {"adds up to", "sum"},
      {"add up to", "sum"},
      {"sums up to", "sum"},
      {"median absolute deviation", "mad"},
      {"interquartile range", "iqr"},
      {"standard deviation", "std"},
      {"std dev", "std"},
      {"std. dev", "std"},
      {"coefficient of variation", "cv"},
      {"95th percentile", "p95"},
      {"99th percentile", "p99"},
      {"90th percentile", "p90"},
      {"5th percentile", "p5"},
      {"on average", "mean"},
      {"best-case", "best"},
      {"worst-case", "worst"},
      {"number of", "count"},
      {"total duration", ""},
      {"total latency", ""},
      {"end-to-end", ""},
      {"at least", ""},
      {"at most", ""},
  }};
  // "The p99 … on average" is a p99.
  for (const std::string_view percentile : {"p99", "p95", "p90"}) {
    if (has_phrase(lower, percentile)) {
      return std::string(percentile);
    }
  }
  for (const auto& [phrase, statistic] : kPhrases) {
    if (has_phrase(lower, phrase)) {
      return std::string(statistic);
    }
  }
  // "The highest mean": a mean. "Peak" is always one value, "highest" may be of means.
  std::string extreme;
  for (const Range& word : words_of(lower)) {
    const std::string_view spelled = lower.substr(word.begin, word.end - word.begin);
    const std::string_view said = statistic_word(spelled);
    if (said.empty() || spelled == "most" || spelled == "n" ||
        is_of_effect(lower.substr(word.end)) || is_whole_of_part(spelled, lower.substr(word.end))) {
      continue;
    }
    const bool loose =
        spelled == "highest" || spelled == "lowest" || said == "best" || said == "worst";
    if (!loose && said != "max" && said != "min") {
      return std::string(said);
    }
    if (extreme.empty()) {
      extreme = spelled == "highest" ? "top" : spelled == "lowest" ? "bottom" : std::string(said);
    }
  }
  if (!extreme.empty()) {
    return extreme;
  }
  if (lower == "n") {
    return "count";
  }
  // A column head that is this word alone.
  return lower == "most" ? "max" : "";
}

bool is_extreme(std::string_view statistic) {
  static constexpr std::array<std::string_view, 6> kExtremes = {"top", "bottom", "max",
                                                                "min", "best",   "worst"};
  return is_one_of(statistic, kExtremes);
}

}  // namespace chimera::verify
