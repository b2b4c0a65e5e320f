#include "verify/row_tests.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "stats/descriptive.h"
#include "stats/interval.h"
#include "stats/mean_tests.h"
#include "stats/rank_tests.h"
#include "verify/bind.h"
#include "verify/sample.h"
#include "verify/wording.h"

namespace chimera::verify {

void add_tests_of_rows(const Dataset& dataset, const Metric& metric,
                       const std::pair<Scope, Scope>& sides, std::vector<double>& p) {
  for (const bool warm : {true, false}) {
    const auto a = take_sample(dataset, metric, sides.first, {warm}).values();
    const auto b = take_sample(dataset, metric, sides.second, {warm}).values();
    if (const auto welch = stats::welch_test(a, b)) {
      p.push_back(welch->p);
    }
    const bool enough = a.size() > 1 && b.size() > 1;
    if (const auto ranks = enough ? stats::mann_whitney_test(a, b) : std::nullopt) {
      p.push_back(ranks->p);
    }
  }
}

namespace {

bool names_interval(std::string_view column) {
  const auto words = name_words(column);
  return std::ranges::any_of(words, [](const std::string& word) {
    return word == "interval" || word == "ci" || word == "ci95";
  });
}

// "[15.42, 15.60]": both; nullopt where there are more or fewer.
std::optional<std::pair<double, double>> two_numbers(std::string_view list) {
  std::vector<double> numbers;
  while (!list.empty()) {
    const std::size_t at = list.find_first_of("-0123456789");
    if (at == std::string_view::npos) {
      break;
    }
    list.remove_prefix(at);
    double number = 0;
    const auto [end, error] = std::from_chars(list.data(), list.data() + list.size(), number);
    if (error != std::errc()) {
      return std::nullopt;
    }
    numbers.push_back(number);
    list.remove_prefix(static_cast<std::size_t>(end - list.data()));
  }
  return numbers.size() == 2 ? std::optional(std::pair(numbers.front(), numbers.back()))
                             : std::nullopt;
}

}  // namespace

std::optional<Judgement> judge_mean_interval(const Dataset& dataset, const Numeral& stated,
                                             bool upper, std::string_view words,
                                             const Scope& scope) {
  constexpr double kLevel = 0.95;
  constexpr double kNormal = 1.959964;  // the normal distribution's 97.5th percentile
  std::vector<double> ends;
  std::string of;
  for (const Metric* const metric : bind_metrics(dataset, words).metrics) {
    for (const bool warm : {false, true}) {
      const auto values = take_sample(dataset, *metric, scope, {warm}).values();
      const auto limits = stats::t_interval(values, kLevel);
      if (!limits) {
        continue;
      }
      const double mean = (limits->low + limits->high) / 2;
      const double error =
          *stats::standard_deviation(values) / std::sqrt(static_cast<double>(values.size()));
      ends.push_back(upper ? limits->high : limits->low);
      ends.push_back(mean + (upper ? kNormal : -kNormal) * error);
      of = of.empty() ? metric->name : of;
    }
  }
  if (ends.empty()) {
    return std::nullopt;
  }
  const auto holds = std::find_if(ends.begin(), ends.end(), [&](double end) {
    return agreement(stated, end) >= Agreement::kRounded;
  });
  const std::string why = "the 95 % interval of the mean of " + of +
                          (upper ? " ends at " : " starts at ") + value_text(ends.front());
  Judgement judgement = holds != ends.end()
                            ? supported(ClaimType::kAggregate, why)
                            : contradicted(ClaimType::kAggregate, VerdictReason::kWrongValue, why);
  judgement.stated = StatedValue{stated.value, ""};
  judgement.found = FoundValue{holds != ends.end() ? *holds : ends.front(), "", ""};
  return judgement;
}

namespace {

using Intervals = std::set<std::pair<double, double>>;

// Those that the scope's files state, each once: a table below another repeats what it states.
std::pair<Intervals, std::string> stored_intervals(const Dataset& dataset, const Scope& scope) {
  Intervals intervals;
  std::string file;
  for (const Table* const table : tables_of(dataset, scope)) {
    const RowsInScope rows(*table, scope);
    for (const Column& column : table->columns) {
      for (std::size_t row = 0; names_interval(column.name) && row < table->rows(); ++row) {
        if (auto limits = rows.holds(row) ? two_numbers(column.text_at(row)) : std::nullopt) {
          intervals.insert(*limits);
          file = table->file;
        }
      }
    }
  }
  return {std::move(intervals), std::move(file)};
}

}  // namespace

std::optional<Judgement> judge_overlap(const Dataset& dataset, std::string_view clause,
                                       const std::vector<Mention>& sides) {
  static constexpr std::array<std::string_view, 3> kIntervals = {"interval*", "ci", "cis"};
  static constexpr std::array<std::string_view, 4> kDenied = {"not", "no overlap", "without",
                                                              "never"};
  if (sides.size() != 2 || !has_any(clause, kIntervals) || !has_phrase(clause, "overlap*")) {
    return std::nullopt;
  }
  const Intervals a = stored_intervals(dataset, scope_of({sides.front()})).first;
  const Intervals b = stored_intervals(dataset, scope_of({sides.back()})).first;
  if (a.size() != 1 || b.size() != 1) {
    return std::nullopt;
  }
  const auto [low_a, high_a] = *a.begin();
  const auto [low_b, high_b] = *b.begin();
  const bool overlap = low_a <= high_b && low_b <= high_a;
  const bool denied = has_any(clause, kDenied) || clause.find("n't") != std::string_view::npos;
  const std::string why = "they run from " + value_text(low_a) + " to " + value_text(high_a) +
                          " and from " + value_text(low_b) + " to " + value_text(high_b);
  return overlap != denied
             ? supported(ClaimType::kSignificance, why)
             : contradicted(ClaimType::kSignificance, VerdictReason::kWrongDirection, why);
}

std::optional<Judgement> judge_stored_interval(const Dataset& dataset, const Numeral& stated,
                                               bool upper, const Scope& scope) {
  const auto [intervals, file] = stored_intervals(dataset, scope);
  // "From 15.42 to 15.60" is one number with an upper end.
  Numeral end = stated;
  end.upper.reset();
  const auto agrees = [&](double said, double found) {
    end.value = said;
    return agreement(end, found) >= Agreement::kRounded;
  };
  const bool holds = std::ranges::any_of(intervals, [&](const auto& limits) {
    return agrees(stated.value, upper ? limits.second : limits.first) &&
           (!stated.upper || agrees(*stated.upper, limits.second));
  });
  if (intervals.empty() || (!holds && intervals.size() > 1)) {
    return std::nullopt;
  }
  const std::string why = file + " states an interval from " +
                          value_text(intervals.begin()->first) + " to " +
                          value_text(intervals.begin()->second);
  return holds ? supported(ClaimType::kAggregate, why)
               : contradicted(ClaimType::kAggregate, VerdictReason::kWrongValue, why);
}

}  // namespace chimera::verify
