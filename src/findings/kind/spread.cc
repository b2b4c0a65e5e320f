// Trials of one setting that lie so far apart that their mean says little: a coefficient of
// variation above a half. Whether a few of them make up most of the sum is said where it holds.
#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>
#include <span>
#include <utility>

#include "findings/kind/kinds.h"
#include "findings/kind/same_setting.h"
#include "findings/phrases.h"
#include "stats/descriptive.h"

namespace chimera::findings {

namespace {

using enum Section;

constexpr double kWide = 0.5;

double variation_of(const SameSetting& trials) {
  return stats::coefficient_of_variation(trials.values).value_or(0);
}

/// Whether the largest of them hold more than half of the sum: a tenth of the trials, at least one.
bool is_dominated(const SameSetting& trials) {
  constexpr std::size_t kOneIn = 10;
  std::vector<double> sorted = trials.values;
  std::sort(sorted.begin(), sorted.end(), std::greater<>());
  const std::size_t few = std::max<std::size_t>(1, sorted.size() / kOneIn);
  const double largest = stats::sum(std::span(sorted).first(few));
  return 2 * largest > stats::sum(sorted);
}

Phrase domination(const SameSetting& trials) {
  constexpr std::size_t kTwoTenths = 20;
  if (!is_dominated(trials)) {
    return {};
  }
  return say(trials.rows.size() < kTwoTenths
                 ? "; one trial alone makes up more than half of the sum"
                 : "; the largest tenth of them makes up more than half of the sum");
}

std::optional<Finding> finding_of(FactBook& book, const SameSetting& trials) {
  const Fact* variation = fact_of(book, trials, Statistic::kCv);
  const Fact* median = fact_of(book, trials, Statistic::kMedian);
  const Fact* mean = fact_of(book, trials, Statistic::kMean);
  if (variation == nullptr || median == nullptr || mean == nullptr) {
    return std::nullopt;
  }
  const Phrase metric = metric_phrase(mean->query.metric, trials.metric->definition);
  Finding finding{.kind = FindingKind::kSpread};
  finding.about = {mean->query.metric, columns_of(trials), trials.where};
  finding.strength = std::log1p(variation->value) * book.share_of(trials.rows.size());
  finding.lattice.chains =
      one_chain({fixed(join({say("The "),
                             {value(*variation, "n")},
                             say(" trials"),
                             setting_of(trials),
                             place_of(trials)})),
                 one_of({" lie far apart in ", " differ widely in "}),
                 fixed(join({metric,
                             say(": a median of "),
                             measured(*median),
                             say(" beside a mean of "),
                             measured(*mean),
                             say(", with a coefficient of variation of "),
                             {value(*variation)},
                             domination(trials),
                             say(trials.warm ? ", cold starts left out." : ".")}))});
  finding.consequences = {
      {kConclusion, join({say("A difference between means of "), metric, place_of(trials),
                          say(" may be one of a few trials.")})}};
  return finished(std::move(finding));
}

}  // namespace

void find_spread(FactBook& book, const Table& table, const std::vector<SameSetting>& settings,
                 std::vector<Finding>& findings) {
  // Of the settings of a metric the one that spreads most; ties go to the first.
  for (const Column* metric : main_metrics(table)) {
    const SameSetting* widest = nullptr;
    for (const SameSetting& trials : settings) {
      const bool wider = widest == nullptr || variation_of(trials) > variation_of(*widest);
      if (trials.metric == metric && variation_of(trials) > kWide && wider) {
        widest = &trials;
      }
    }
    if (auto finding = widest == nullptr ? std::nullopt : finding_of(book, *widest)) {
      findings.push_back(*std::move(finding));
    }
  }
}

}  // namespace chimera::findings
