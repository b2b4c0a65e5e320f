// Runs that should repeat each other and don't: rows of a table, told apart by nothing, of which
// each states its own mean, deviation and n. Welch's F test of their means says whether what a
// run's samples account for explains how far the means lie apart.
#include <algorithm>
#include <optional>
#include <utility>

#include "findings/kind/kinds.h"
#include "findings/kind/levels.h"
#include "findings/phrases.h"
#include "findings/stated_means.h"
#include "query/stated_sample.h"
#include "stats/mean_tests.h"

namespace chimera::findings {

namespace {

using enum Section;

constexpr double kWide = 1.1;  ///< runs whose means lie no further apart are near enough

/// The rows' samples, as stated; empty where a row does not state all of it or has a name.
std::vector<stats::Summary> runs_of(const Table& table, const Column& mean) {
  const Column* deviation = query::deviation_of(table, mean);
  std::vector<stats::Summary> runs;
  for (std::size_t row = 0; deviation != nullptr && row < table.rows(); ++row) {
    const auto n = query::sample_size(table, mean, row);
    const bool stated = n && mean.number_at(row) > 0 && deviation->number_at(row) >= 0;
    if (!stated || !row_name(table, row).empty()) {
      return {};
    }
    runs.push_back({.mean = mean.number_at(row),
                    .deviation = query::sample_deviation(deviation->number_at(row), *n),
                    .n = *n});
  }
  return runs;
}

bool sets_any(const Table& table) {
  return std::any_of(table.columns.begin(), table.columns.end(), [&](const Column& column) {
    return column.role == Role::kFactor && !column.shared && levels_of(table, column).size() > 1;
  });
}

TestResult test_of(const stats::SeveralMeansOutcome& outcome, double ratio) {
  TestResult test{.name = "Welch's F test of stated means",
                  .df = {outcome.df_between, outcome.df_within}};
  test.statistic = outcome.f;
  test.p = outcome.p;
  test.p_adjusted = outcome.p;
  test.effect_name = "ratio of the largest mean to the smallest";
  test.effect = ratio;
  return test;
}

std::optional<Finding> finding_of(FactBook& book, const Table& table, const Column& mean) {
  const std::vector<stats::Summary> runs = runs_of(table, mean);
  const auto outcome = sets_any(table) ? std::nullopt : stats::welch_anova_of_summaries(runs);
  if (!outcome || outcome->p >= kSignificance) {
    return std::nullopt;
  }
  Query query{.metric = mean.name, .statistics = {Statistic::kMin, Statistic::kMax}};
  query.where = {{"file", table.file}};
  const auto facts = book.ask_all(query);
  const Fact* least = facts[0];
  const Fact* most = facts[1];
  const bool told = least != nullptr && most != nullptr && least->n == runs.size() &&
                    most->value > kWide * least->value;
  if (!told) {
    return std::nullopt;
  }
  Finding finding{.kind = FindingKind::kSpread};
  finding.about = {mean.name, {}, {{"file", table.file}}};
  finding.strength = 0.3 * book.share_of(runs.size());
  finding.test = test_of(*outcome, most->value / least->value);
  finding.lattice.chains = one_chain(
      {fixed(join({say("The "), {value(*least, "n")}, say(" runs in "), called(table.file)})),
       one_of({" do not repeat each other", " differ from run to run"}),
       fixed(join({say(": their "), called(mean.name), say(" lies between "), measured(*least),
                   say(" and "), measured(*most),
                   say(", further apart than the samples within a run account for.")}))});
  finding.consequences = {{kConclusion, join({say("One run like those in "), called(table.file),
                                              say(" says little about the next.")})}};
  return finished(std::move(finding));
}

}  // namespace

std::vector<Finding> find_unlike_runs(FactBook& book) {
  std::vector<Finding> findings;
  for (const auto& [table, mean] : stated_means(book.observations())) {
    if (auto finding = finding_of(book, *table, *mean)) {
      findings.push_back(*std::move(finding));
    }
  }
  return findings;
}

}  // namespace chimera::findings
