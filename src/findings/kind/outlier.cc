// A trial far from the others of its setting: by the modified z of median and MAD (Iglewicz and
// Hoaglin 1993) and by Tukey's outer fences, on the scale as it stands and in logarithms, so that
// the long tail of a latency is none. Where more than one trial in ten lies so far out, the setting
// has no usual value, and spread.cc tells of it.
#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

#include "findings/kind/kinds.h"
#include "findings/kind/same_setting.h"
#include "findings/phrases.h"
#include "stats/descriptive.h"

namespace chimera::findings {

namespace {

using enum Section;

/// What a value must lie outside of to be far.
struct Fences {
  double low = 0;
  double high = 0;

  [[nodiscard]] bool is_outside(double value) const { return value < low || value > high; }
};

/// The wider ones of both rules; nullopt where half of the values are equal, so that nothing says
/// how much they usually differ.
std::optional<Fences> fences_of(stats::Values values) {
  constexpr double kModifiedZ = 3.5;
  constexpr double kNormal = 0.6745;
  constexpr double kRanges = 3;
  const auto median = stats::median(values);
  const auto mad = stats::median_absolute_deviation(values);
  const auto range = stats::interquartile_range(values);
  const auto lower = stats::percentile(values, 0.25);
  if (!median || !mad || !range || !lower || !(*mad > 0)) {
    return std::nullopt;
  }
  const double reach = kModifiedZ * *mad / kNormal;
  return Fences{std::min(*median - reach, *lower - kRanges * *range),
                std::max(*median + reach, *lower + *range + kRanges * *range)};
}

struct Outlier {
  const SameSetting* trials = nullptr;
  std::size_t row = 0;
  double size = 0;  ///< |log| of its ratio to the median
  bool above = false;
  bool only = false;  ///< no other trial of the setting lies so far out
};

/// The furthest trial of those outside the fences.
std::optional<Outlier> outlier_of(const SameSetting& trials) {
  constexpr double kLeastRatio = 1.2;  // nearer to the median it changes nothing
  constexpr std::size_t kOneIn = 10;
  const auto logarithms = stats::logarithms(trials.values).value_or(std::vector<double>{});
  const auto plain = fences_of(trials.values);
  const auto relative = fences_of(logarithms);
  if (!plain || !relative) {
    return std::nullopt;
  }
  const double centre = std::log(stats::median(trials.values).value_or(1));
  Outlier most{.trials = &trials};
  std::size_t far = 0;
  for (std::size_t i = 0; i < logarithms.size(); ++i) {
    const double off = logarithms[i] - centre;
    const bool is_out = plain->is_outside(trials.values[i]) && relative->is_outside(logarithms[i]);
    if (!is_out || std::abs(off) < std::log(kLeastRatio)) {
      continue;
    }
    ++far;
    if (std::abs(off) > most.size) {
      most.row = trials.rows[i];
      most.size = std::abs(off);
      most.above = off > 0;
    }
  }
  most.only = far == 1;
  const bool few = far > 0 && far <= std::max<std::size_t>(1, trials.rows.size() / kOneIn);
  return few ? std::optional(most) : std::nullopt;
}

/// "line `17` of `file`"; for JSON "row `3` of `/results` in `file`", as evidence counts them.
Phrase trial_place(const FactBook& book, const Table& table, std::size_t row) {
  const auto& artifacts = book.observations().artifacts;
  const bool is_json = std::any_of(artifacts.begin(), artifacts.end(), [&](const Artifact& each) {
    return each.path == table.file && each.type == ArtifactType::kJson;
  });
  const Phrase place = called(std::to_string(table.place[row]));
  const bool is_below = is_json && !table.pointer.empty();
  return join({say(is_json ? "row " : "line "), place, say(" of "),
               is_below ? join({called(table.pointer), say(" in ")}) : Phrase{},
               called(table.file)});
}

/// Whether the mean would be another by a tenth or more without the trial.
bool moves_the_mean(const Outlier& found) {
  constexpr double kMuch = 0.1;
  const SameSetting& trials = *found.trials;
  const double sum = stats::sum(trials.values);
  const auto others = static_cast<double>(trials.values.size() - 1);
  const double without = (sum - trials.metric->number_at(found.row)) / others;
  return std::abs(sum / (others + 1) - without) >= kMuch * without;
}

std::optional<Finding> finding_of(FactBook& book, const Outlier& found) {
  const SameSetting& trials = *found.trials;
  const Table& table = *trials.table;
  const Fact* value = fact_of(book, trials, found.above ? Statistic::kMax : Statistic::kMin);
  const Fact* median = fact_of(book, trials, Statistic::kMedian);
  const Fact* mad = fact_of(book, trials, Statistic::kMad);
  if (value == nullptr || median == nullptr || mad == nullptr) {
    return std::nullopt;
  }
  const Phrase metric = metric_phrase(value->query.metric, trials.metric->definition);
  const Phrase place = trial_place(book, table, found.row);
  Finding finding{.kind = FindingKind::kOutlier};
  finding.about = {value->query.metric, columns_of(trials), trials.where};
  finding.strength = found.size * book.share_of(trials.rows.size());
  const Phrase usual = join({say(found.above ? " above" : " below"),
                             say(" the median of "),
                             measured(*median),
                             say(" of the "),
                             {findings::value(*median, "n")},
                             say(" trials"),
                             setting_of(trials),
                             say(", whose median absolute deviation is "),
                             measured(*mad),
                             say(trials.warm ? ", cold starts left out" : ""),
                             say(found.only ? "; no other of them lies so far out." : ".")});
  finding.lattice.chains = one_chain(
      {fixed(join({say("In "), place, say(" the "), metric, say(" is "), measured(*value)})),
       one_of({", far", ", a long way"}), fixed(usual)});
  if (moves_the_mean(found)) {
    finding.consequences.push_back(
        {kConclusion, join({say("The mean "), metric, setting_of(trials), place_of(trials),
                            say(" hangs on a single trial; the median does not.")})});
  }
  return finished(std::move(finding));
}

}  // namespace

void find_outliers(FactBook& book, const Table& table, const std::vector<SameSetting>& settings,
                   std::vector<Finding>& findings) {
  // Of the settings of a metric the trial furthest from its median; ties go to the first place.
  for (const Column* metric : main_metrics(table)) {
    std::optional<Outlier> most;
    for (const SameSetting& trials : settings) {
      const auto found = trials.metric == metric ? outlier_of(trials) : std::nullopt;
      if (found && (!most || found->size > most->size)) {
        most = found;
      }
    }
    if (auto finding = most ? finding_of(book, *most) : std::nullopt) {
      findings.push_back(*std::move(finding));
    }
  }
}

}  // namespace chimera::findings
