#include "query/contrast.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <numeric>
#include <span>
#include <string_view>
#include <utility>

#include "base/check.h"
#include "query/listed.h"
#include "stats/effect_size.h"
#include "stats/mean_tests.h"

namespace chimera::query {

namespace {

/// What trials of both sides are paired by: the columns that vary and of which both know the same
/// levels. A key is a combination of these.
struct Keys {
  std::vector<std::string> columns;
  std::vector<std::uint32_t> of_trial;  ///< of the selection, then of the other side; sorted as the
                                        ///< levels' texts are
  std::uint32_t count = 0;
};

/// As split, where there are few combinations: each has a place in a table.
void split_by_table(const std::vector<std::uint32_t>& codes, std::size_t width, Keys& keys) {
  constexpr std::uint32_t kNone = UINT32_MAX;
  std::vector<std::uint32_t> number(std::max<std::size_t>(keys.count, 1) * width, kNone);
  for (std::size_t i = 0; i < codes.size(); ++i) {
    number[keys.of_trial[i] * width + codes[i]] = 0;
  }
  keys.count = 0;
  for (std::uint32_t& each : number) {
    each = each == kNone ? kNone : keys.count++;
  }
  for (std::size_t i = 0; i < codes.size(); ++i) {
    keys.of_trial[i] = number[keys.of_trial[i] * width + codes[i]];
  }
}

/// Splits what the keys number by one more column, whose codes are below `width`.
void split(const std::vector<std::uint32_t>& codes, std::size_t width, Keys& keys) {
  constexpr std::size_t kEntries = 8;  // a trial, and less work than sorting
  if (std::max<std::size_t>(keys.count, 1) * width <= kEntries * codes.size()) {
    split_by_table(codes, width, keys);
    return;
  }
  constexpr unsigned kBits = 32;
  std::vector<std::uint64_t> pairs(codes.size());
  std::transform(codes.begin(), codes.end(), keys.of_trial.begin(), pairs.begin(),
                 [](std::uint64_t code, std::uint64_t key) { return key << kBits | code; });
  std::vector<std::uint64_t> sorted = pairs;
  std::sort(sorted.begin(), sorted.end());
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  keys.count = static_cast<std::uint32_t>(sorted.size());
  std::transform(pairs.begin(), pairs.end(), keys.of_trial.begin(), [&](std::uint64_t pair) {
    const auto at = std::lower_bound(sorted.begin(), sorted.end(), pair);
    return static_cast<std::uint32_t>(at - sorted.begin());
  });
}

/// Of one table they mostly are the same bytes.
bool are_alike(const std::vector<std::string_view>& a, const std::vector<std::string_view>& b) {
  return std::ranges::equal(a, b, [](std::string_view left, std::string_view right) {
    return left.size() == right.size() && (left.data() == right.data() || left == right);
  });
}

Keys keys_of(const Trials& selection, const Trials& against) {
  Keys keys;
  keys.of_trial.resize(selection.values.size() + against.values.size(), 0);
  for (const SettingColumn& column : selection.settings) {
    if (column.levels_at_most() < 2) {
      continue;
    }
    const auto other =
        std::ranges::lower_bound(against.settings, column.name(), {}, &SettingColumn::name);
    if (other == against.settings.end() || other->name() != column.name()) {
      continue;
    }
    SettingColumn::Ranked both = column.ranked();
    if (both.levels.size() < 2) {
      continue;
    }
    const SettingColumn::Ranked right = other->ranked();
    if (are_alike(both.levels, right.levels)) {
      both.codes.insert(both.codes.end(), right.codes.begin(), right.codes.end());
      split(both.codes, both.levels.size() + 1, keys);
      keys.columns.push_back(column.name());
    }
  }
  return keys;
}

/// The trials of one side, key after key, those of one key as they come.
struct KeyedTrials {
  std::vector<double> values;
  std::vector<std::uint32_t> keys;
};

/// Absent where a key has no trial of the side, or some have more than others.
std::optional<KeyedTrials> by_key(const std::vector<double>& values,
                                  std::span<const std::uint32_t> key_of, std::uint32_t count) {
  const std::size_t each = values.size() / count;
  KeyedTrials keyed{std::vector<double>(values.size()), std::vector<std::uint32_t>(values.size())};
  std::vector<std::size_t> found(count, 0);
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::uint32_t key = key_of[i];
    if (found[key] == each) {
      return std::nullopt;
    }
    const std::size_t place = key * each + found[key]++;
    keyed.values[place] = values[i];
    keyed.keys[place] = key;
  }
  return each * count == values.size() ? std::optional(std::move(keyed)) : std::nullopt;
}

/// One mean a run, in the order of their names; empty where runs aren't known.
std::vector<double> means_of_runs(const Trials& trials) {
  std::map<std::string_view, std::vector<double>> runs;
  for (std::size_t i = 0; i < trials.runs.size(); ++i) {
    runs[trials.run_names[trials.runs[i]]].push_back(trials.values[i]);
  }
  std::vector<double> means;
  means.reserve(runs.size());
  for (const auto& [run, values] : runs) {
    means.push_back(stats::mean(values).value_or(0));
  }
  return means;
}

/// Whether some trials may belong to other runs than the first.
bool has_several_runs(const Trials& trials) {
  return std::any_of(trials.runs.begin(), trials.runs.end(),
                     [&](std::uint32_t run) { return run != trials.runs.front(); });
}

Interval interval_of(const stats::Limits& limits, const std::string& method) {
  return Interval{0.95, limits.low, limits.high, method};
}

}  // namespace

Contrast::Contrast(const Trials& selection, const Trials& against) {
  choose(selection, against);
}

void Contrast::choose(const Trials& selection, const Trials& against) {
  if (selection.stated.size() == 1 && selection.values.size() == 1 && against.stated.size() == 1 &&
      against.values.size() == 1) {
    selection_ = selection.values;
    against_ = against.values;
    stated_selection_ = selection.stated.front();
    stated_against_ = against.stated.front();
    pairing_ = Pairing::kStated;
    return;
  }
  if (take_runs(selection, against)) {
    return;
  }
  pair_up(selection, against);
  if (pairing_ == Pairing::kNone) {
    selection_ = selection.values;
    against_ = against.values;
  }
}

bool Contrast::take_runs(const Trials& selection, const Trials& against) {
  if (!has_several_runs(selection) || !has_several_runs(against)) {
    return false;
  }
  auto of_selection = means_of_runs(selection);
  auto of_against = means_of_runs(against);
  // Where each trial is a run of its own, blocks tell more than runs.
  const bool repeats_in_runs =
      of_selection.size() < selection.values.size() || of_against.size() < against.values.size();
  if (of_selection.size() < 2 || of_against.size() < 2 || !repeats_in_runs) {
    return false;
  }
  selection_ = std::move(of_selection);
  against_ = std::move(of_against);
  pairing_ = Pairing::kRuns;
  return true;
}

void Contrast::pair_up(const Trials& selection, const Trials& against) {
  // As many of each key on a side: their number divides both.
  if (std::gcd(selection.values.size(), against.values.size()) < 2) {
    return;
  }
  const Keys keys = keys_of(selection, against);
  if (keys.count < 2) {
    return;
  }
  const std::span<const std::uint32_t> all(keys.of_trial);
  auto left = by_key(selection.values, all.first(selection.values.size()), keys.count);
  auto right = by_key(against.values, all.subspan(selection.values.size()), keys.count);
  if (!left || !right) {
    return;
  }
  selection_ = std::move(left->values);
  against_ = std::move(right->values);
  selection_block_ = std::move(left->keys);
  against_block_ = std::move(right->keys);
  const bool single = selection_.size() == keys.count && against_.size() == keys.count;
  pairing_ = single ? Pairing::kPairs : Pairing::kBlocks;
  paired_by_ = listed(keys.columns);
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

std::optional<stats::Ratio> Contrast::find_ratio() const {
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

std::optional<stats::TestOutcome> Contrast::find_test() const {
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
  if (statistic == Statistic::kPInteraction) {
    return std::nullopt;  // two selections have none
  }
  Answer answer{.statistic = statistic};
  if (statistic == Statistic::kRatio || statistic == Statistic::kDetectable) {
    const auto ratio = find_ratio();
    if (!ratio || (statistic == Statistic::kDetectable && !ratio->detectable)) {
      return std::nullopt;
    }
    answer.value = statistic == Statistic::kRatio ? ratio->value : ratio->detectable.value_or(0);
    answer.test = "ratio of means, " + how();
    if (statistic == Statistic::kRatio && ratio->limits) {
      answer.interval = interval_of(*ratio->limits, answer.test + ", log scale");
    }
    return answer;
  }
  answer.test = test_name();
  const auto test = find_test();
  if (statistic == Statistic::kP) {
    if (!test) {
      return std::nullopt;
    }
    answer.value = test->p;
    answer.tested = TestValue{test->statistic, {test->df}};
    return answer;
  }
  const auto high = stats::mean(selection_);
  const auto low = stats::mean(against_);
  if (!high || !low) {
    return std::nullopt;
  }
  answer.value = *high - *low;
  if (test) {
    answer.interval = interval_of(stats::difference_limits(*test), answer.test);
  }
  return answer;
}

}  // namespace chimera::query
