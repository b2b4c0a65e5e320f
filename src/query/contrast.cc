#include "query/contrast.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "base/check.h"
#include "query/listed.h"
#include "stats/effect_size.h"
#include "stats/mean_tests.h"

namespace chimera::query {

namespace {

std::map<std::string, std::set<std::string>> levels_of(const Trials& trials) {
  std::map<std::string, std::set<std::string>> levels;
  for (const Setting& setting : trials.settings) {
    for (const auto& [column, value] : setting) {
      levels[column].insert(value);
    }
  }
  return levels;
}

/// Columns that can pair: they vary, and both selections know the same levels of them.
std::vector<std::string> pairing_columns(const Trials& a, const Trials& b) {
  const auto left = levels_of(a);
  const auto right = levels_of(b);
  std::vector<std::string> columns;
  for (const auto& [column, levels] : left) {
    const auto other = right.find(column);
    if (levels.size() > 1 && other != right.end() && other->second == levels) {
      columns.push_back(column);
    }
  }
  return columns;
}

using Key = std::vector<std::string>;

/// Trials by key; empty if some keys have more of them than others.
std::map<Key, std::vector<double>> by_key(const Trials& trials,
                                          const std::vector<std::string>& columns) {
  std::map<Key, std::vector<double>> values;
  for (std::size_t i = 0; i < trials.settings.size(); ++i) {
    const Setting& setting = trials.settings[i];
    Key key;
    for (const std::string& column : columns) {
      const auto found = setting.find(column);
      key.push_back(found == setting.end() ? "" : found->second);
    }
    values[std::move(key)].push_back(trials.values[i]);
  }
  const bool balanced = std::all_of(values.begin(), values.end(), [&](const auto& entry) {
    return entry.second.size() == values.begin()->second.size();
  });
  return balanced ? values : std::map<Key, std::vector<double>>{};
}

/// One mean a run, in the order of their names; empty where runs aren't known.
std::vector<double> means_of_runs(const Trials& trials) {
  std::map<std::string_view, std::vector<double>> runs;
  for (std::size_t i = 0; i < trials.runs.size(); ++i) {
    runs[trials.runs[i]].push_back(trials.values[i]);
  }
  std::vector<double> means;
  means.reserve(runs.size());
  for (const auto& [run, values] : runs) {
    means.push_back(stats::mean(values).value_or(0));
  }
  return means;
}

Interval interval_of(const stats::Limits& limits, const std::string& method) {
  return Interval{0.95, limits.low, limits.high, method};
}

}  // namespace

Contrast::Contrast(const Trials& selection, const Trials& against) {
  if (selection.stated.size() == 1 && selection.values.size() == 1 && against.stated.size() == 1 &&
      against.values.size() == 1) {
    selection_ = selection.values;
    against_ = against.values;
    stated_selection_ = selection.stated.front();
    stated_against_ = against.stated.front();
    pairing_ = Pairing::kStated;
    return;
  }
  const auto of_selection = means_of_runs(selection);
  const auto of_against = means_of_runs(against);
  // Where each trial is a run of its own, blocks tell more than runs.
  const bool repeats_in_runs =
      of_selection.size() < selection.values.size() || of_against.size() < against.values.size();
  if (of_selection.size() >= 2 && of_against.size() >= 2 && repeats_in_runs) {
    selection_ = of_selection;
    against_ = of_against;
    pairing_ = Pairing::kRuns;
    return;
  }
  pair_up(selection, against);
  if (pairing_ == Pairing::kNone) {
    selection_ = selection.values;
    against_ = against.values;
  }
}

void Contrast::pair_up(const Trials& selection, const Trials& against) {
  const auto columns = pairing_columns(selection, against);
  const auto left = by_key(selection, columns);
  const auto right = by_key(against, columns);
  const bool same_keys =
      left.size() == right.size() &&
      std::equal(left.begin(), left.end(), right.begin(),
                 [](const auto& a, const auto& b) { return a.first == b.first; });
  if (columns.empty() || left.size() < 2 || !same_keys) {
    return;
  }
  std::uint32_t block = 0;
  for (const auto& [key, values] : left) {
    const std::vector<double>& others = right.at(key);
    selection_.insert(selection_.end(), values.begin(), values.end());
    against_.insert(against_.end(), others.begin(), others.end());
    selection_block_.insert(selection_block_.end(), values.size(), block);
    against_block_.insert(against_block_.end(), others.size(), block);
    ++block;
  }
  const bool single = selection_.size() == left.size() && against_.size() == right.size();
  pairing_ = single ? Pairing::kPairs : Pairing::kBlocks;
  paired_by_ = listed(columns);
}

std::string Contrast::how() const {
  switch (pairing_) {
    case Pairing::kPairs:
      return "paired by " + paired_by_;
    case Pairing::kBlocks:
      return "in blocks of " + paired_by_;
    case Pairing::kRuns:
      return "means of runs";
    case Pairing::kStated:
      return "from stated means, sample deviations and n";
    case Pairing::kNone:
      break;
  }
  return "independent trials";
}

std::optional<stats::Ratio> Contrast::ratio() const {
  switch (pairing_) {
    case Pairing::kPairs:
      return stats::ratio_of_paired_means(against_, selection_);
    case Pairing::kBlocks:
      return stats::ratio_of_blocked_means({against_, against_block_},
                                           {selection_, selection_block_});
    case Pairing::kStated:
      return stats::ratio_of_summaries(stated_against_, stated_selection_);
    case Pairing::kRuns:
    case Pairing::kNone:
      break;
  }
  return stats::ratio_of_means(against_, selection_);
}

std::optional<stats::TestOutcome> Contrast::test() const {
  switch (pairing_) {
    case Pairing::kPairs:
      return stats::paired_test(against_, selection_);
    case Pairing::kBlocks:
      return stats::blocked_test({against_, against_block_}, {selection_, selection_block_});
    case Pairing::kStated:
      return stats::welch_test_of_summaries(stated_against_, stated_selection_);
    case Pairing::kRuns:
    case Pairing::kNone:
      break;
  }
  return stats::welch_test(against_, selection_);
}

std::string Contrast::test_name() const {
  switch (pairing_) {
    case Pairing::kPairs:
      return "paired t-test, " + how();
    case Pairing::kBlocks:
      return "t-test " + how();
    case Pairing::kRuns:
    case Pairing::kStated:
      return "Welch's t-test, " + how();
    case Pairing::kNone:
      break;
  }
  return "Welch's t-test";
}

std::optional<Answer> Contrast::answer(Statistic statistic) const {
  CHIMERA_CHECK(is_contrast(statistic), "a contrast is a ratio, a difference or a p-value");
  Answer answer{.statistic = statistic};
  if (statistic == Statistic::kRatio || statistic == Statistic::kDetectable) {
    const auto found = ratio();
    if (!found || (statistic == Statistic::kDetectable && !found->detectable)) {
      return std::nullopt;
    }
    answer.value = statistic == Statistic::kRatio ? found->value : found->detectable.value_or(0);
    answer.test = "ratio of means, " + how();
    if (statistic == Statistic::kRatio && found->limits) {
      answer.interval = interval_of(*found->limits, answer.test + ", log scale");
    }
    return answer;
  }
  const auto outcome = test();
  answer.test = test_name();
  if (statistic == Statistic::kP) {
    if (!outcome) {
      return std::nullopt;
    }
    answer.value = outcome->p;
    answer.tested = TestValue{outcome->statistic, {outcome->df}};
    return answer;
  }
  const auto high = stats::mean(selection_);
  const auto low = stats::mean(against_);
  if (!high || !low) {
    return std::nullopt;
  }
  answer.value = *high - *low;
  if (outcome) {
    answer.interval = interval_of(outcome->difference_limits, answer.test);
  }
  return answer;
}

}  // namespace chimera::query
