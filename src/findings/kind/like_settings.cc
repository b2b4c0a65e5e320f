#include "findings/kind/like_settings.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

#include "findings/kind/kinds.h"
#include "findings/phrases.h"
#include "query/rows.h"

namespace chimera::findings {

namespace {

using enum Section;

/// A trial of one of the two levels.
struct Trial {
  std::uint64_t setting = 0;
  std::size_t row = 0;
  bool of_high = false;
  double log_value = 0;
};

/// Those of both levels; empty where a value isn't positive.
std::vector<Trial> trials_of(const Table& table, const Column& metric, const Column& column,
                             const std::string& high, const std::string& low, bool warm) {
  std::vector<Trial> trials;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const TrialState& state = table.state[row];
    const double value = metric.number_at(row);
    const std::string_view level = column.text_at(row);
    if (state.failed || (warm && state.cold) || std::isnan(value) ||
        (level != high && level != low)) {
      continue;
    }
    if (!(value > 0)) {
      return {};
    }
    trials.push_back({.row = row, .of_high = level == high, .log_value = std::log(value)});
  }
  return trials;
}

/// Splits the settings by one more column, if both levels met one of its levels and these repeat.
/// Whether it did.
bool split_by(const query::Levels& levels, std::vector<Trial>& trials) {
  std::vector<unsigned> met(levels.count(), 0);
  std::size_t distinct = 0;
  for (const Trial& trial : trials) {
    unsigned& sides = met[levels.at(trial.row)];
    distinct += sides == 0 ? 1U : 0U;
    sides |= trial.of_high ? 2U : 1U;
  }
  const bool shared = std::ranges::any_of(met, [](unsigned sides) { return sides == 3; });
  if (!shared || distinct < 2 || 2 * distinct > trials.size()) {
    return false;
  }
  constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15;
  for (Trial& trial : trials) {
    const std::uint64_t mixed = trial.setting * kOdd + levels.at(trial.row) + 1;
    trial.setting = mixed ^ (mixed >> 29U);
  }
  return true;
}

/// Over trials of one setting each: the sum of log ratios, and of how many.
double mean_difference(std::vector<Trial> trials, std::size_t& settings) {
  std::ranges::sort(trials, [](const Trial& a, const Trial& b) {
    return a.setting != b.setting ? a.setting < b.setting : a.log_value < b.log_value;
  });
  double sum = 0;
  settings = 0;
  for (auto first = trials.begin(); first != trials.end();) {
    const auto next = std::find_if(
        first, trials.end(), [&](const Trial& trial) { return trial.setting != first->setting; });
    double total[2] = {0, 0};
    double count[2] = {0, 0};
    for (; first != next; ++first) {
      total[first->of_high ? 1 : 0] += first->log_value;
      count[first->of_high ? 1 : 0] += 1;
    }
    if (count[0] > 0 && count[1] > 0) {
      sum += total[1] / count[1] - total[0] / count[0];
      ++settings;
    }
  }
  return settings == 0 ? 0 : sum / static_cast<double>(settings);
}

}  // namespace

std::optional<double> log_ratio_at_like_settings(const FactBook& book, const Compared& compared,
                                                 const std::string& high, const std::string& low,
                                                 bool warm) {
  const auto& [table, metric, column] = compared;
  std::vector<Trial> trials = trials_of(table, metric, column, high, low, warm);
  bool split = false;
  for (const Column* other : book.columns(table).varied) {
    if (other != &column) {
      split = split_by(query::Levels(*other, table.rows()), trials) || split;
    }
  }
  std::size_t settings = 0;
  const double difference = split ? mean_difference(std::move(trials), settings) : 0;
  return settings == 0 ? std::nullopt : std::optional(difference);
}

bool means_mislead(const FactBook& book, const Compared& compared, const Scope& scope,
                   const Level& high, const Level& low) {
  const auto alike = log_ratio_at_like_settings(book, compared, high.value, low.value, scope.warm);
  if (!alike || !(low.mean->value > 0)) {
    return false;
  }
  return *alike < std::log(high.mean->value / low.mean->value) / 2;
}

Finding misleading_means(const FactBook& book, const Compared& compared, const Scope& scope,
                         const Level& high, const Level& low) {
  const Column& column = compared.column;
  const auto alike = log_ratio_at_like_settings(book, compared, high.value, low.value, scope.warm);
  const bool opposite = alike && *alike < 0;
  const auto name = [&](const Level& level) {
    return called(column.role == Role::kSubject ? level.value : column.name + "=" + level.value);
  };
  Finding finding{.kind = FindingKind::kConfounded};
  finding.about = {scope.metric, {column.name}, scope.where};
  finding.strength = 0.5 * book.share_of(high.mean->n + low.mean->n);
  finding.lattice.chains = one_chain(
      {fixed(
           join({say("The "), mean_phrase(scope.metric, scope.definition), scope.place, say(" is "),
                 measured(*high.mean), say(" for "), name(high), say(" and "), measured(*low.mean),
                 say(" for "), name(low), say(scope.warm ? ", cold starts left out" : "")})),
       one_of({", but they were not tried alike: ", "; they were not tried alike, though: "}),
       fixed(say(opposite ? "at the same settings of everything else the order is the other way "
                            "round, so these means don't compare them."
                          : "at the same settings of everything else they lie much nearer to each "
                            "other, so these means don't compare them."))});
  finding.consequences = {
      {kConclusion, join({say("How "), name(high), say(" compares with "), name(low), scope.place,
                          say(" is open: their means are of unlike settings.")})}};
  return finished(std::move(finding));
}

}  // namespace chimera::findings
