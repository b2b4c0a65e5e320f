#include "query/contrast.h"

#include <algorithm>
#include <set>

#include "base/check.h"
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

/// Trials by key; empty if two share one.
std::map<Key, double> by_key(const Trials& trials, const std::vector<std::string>& columns) {
  std::map<Key, double> values;
  for (std::size_t i = 0; i < trials.settings.size(); ++i) {
    const Setting& setting = trials.settings[i];
    Key key;
    for (const std::string& column : columns) {
      const auto found = setting.find(column);
      key.push_back(found == setting.end() ? "" : found->second);
    }
    if (!values.emplace(std::move(key), trials.values[i]).second) {
      return {};
    }
  }
  return values;
}

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    text += i == 0 ? "" : i + 1 == names.size() ? " and " : ", ";
    text += names[i];
  }
  return text;
}

Interval interval_of(const stats::Limits& limits, const std::string& method) {
  return Interval{0.95, limits.low, limits.high, method};
}

}  // namespace

Contrast::Contrast(const Trials& selection, const Trials& against) {
  const auto columns = pairing_columns(selection, against);
  const auto left = by_key(selection, columns);
  const auto right = by_key(against, columns);
  const bool same_keys =
      left.size() == right.size() &&
      std::equal(left.begin(), left.end(), right.begin(),
                 [](const auto& a, const auto& b) { return a.first == b.first; });
  if (!columns.empty() && left.size() >= 2 && same_keys) {
    paired_ = true;
    paired_by_ = listed(columns);
    for (const auto& [key, value] : left) {
      selection_.push_back(value);
      against_.push_back(right.at(key));
    }
    return;
  }
  selection_ = selection.values;
  against_ = against.values;
}

std::optional<Answer> Contrast::answer(Statistic statistic) const {
  Answer answer{.statistic = statistic};
  const std::string how = paired_ ? "paired by " + paired_by_ : "independent trials";
  if (statistic == Statistic::kRatio) {
    const auto ratio = paired_ ? stats::ratio_of_paired_means(against_, selection_)
                               : stats::ratio_of_means(against_, selection_);
    if (!ratio) {
      return std::nullopt;
    }
    answer.value = ratio->value;
    answer.test = "ratio of means, " + how;
    if (ratio->limits) {
      answer.interval = interval_of(*ratio->limits, answer.test + ", log scale");
    }
    return answer;
  }
  CHIMERA_CHECK(statistic == Statistic::kDifference || statistic == Statistic::kP,
                "a contrast is a ratio, a difference or a p-value");
  const auto outcome =
      paired_ ? stats::paired_test(against_, selection_) : stats::welch_test(against_, selection_);
  answer.test = paired_ ? "paired t-test, " + how : "Welch's t-test";
  if (statistic == Statistic::kP) {
    answer.value = outcome ? outcome->p : 0;
    return outcome ? std::optional(answer) : std::nullopt;
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
