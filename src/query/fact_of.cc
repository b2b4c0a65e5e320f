// A fact from a query: the stricter sibling of `answer`. An interval is given to replicates and to
// contrasts only; a mean over mixed configurations has none, and says why.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/check.h"
#include "query/compute.h"
#include "query/intervals.h"
#include "query/settings_cache.h"
#include "query/statistics.h"

namespace chimera::query {

namespace {

std::string first_mix(const Row& row) {
  for (const std::string& note : row.notes) {
    if (note.starts_with("mixes ")) {
      return note;
    }
  }
  return "";
}

void give_interval(Fact& fact, const Row& row, const Answer& answer) {
  if (answer.interval) {
    fact.interval = answer.interval;
    return;
  }
  const auto share = share_of(fact.statistic());
  if (fact.statistic() != Statistic::kMean && !share) {
    fact.no_interval = "none is computed for a " + std::string(statistic_name(fact.statistic()));
    return;
  }
  const std::string mix = first_mix(row);
  if (!mix.empty()) {
    fact.no_interval = mix + ": no replicates";
    return;
  }
  auto found = share ? quantile_interval(row.values, *share) : mean_interval(row.values);
  fact.interval = std::move(found.interval);
  fact.no_interval = std::move(found.no_interval);
}

bool keeps_unit(Statistic statistic) {
  return statistic != Statistic::kCount && statistic != Statistic::kRatio &&
         statistic != Statistic::kDetectable && statistic != Statistic::kP &&
         statistic != Statistic::kPInteraction && statistic != Statistic::kCv;
}

Fact fact_in(Query query, const Row& row, std::vector<Evidence> evidence, const Answer& found) {
  query.statistics.assign(1, found.statistic);
  Fact fact{.id = {}, .query = std::move(query), .value = found.value};
  fact.unit = keeps_unit(fact.statistic()) ? row.unit : "";
  fact.n = row.n;
  fact.excluded = row.excluded;
  fact.evidence = std::move(evidence);
  fact.test = found.test;
  fact.tested = found.tested;
  give_interval(fact, row, found);
  return fact;
}

/// As answer; names are looked up among all tables only where nothing was found.
std::vector<Row> rows_for(const Query& query, const Observations& observations,
                          SettingsCache& cache) {
  // Only these intervals depend on whether the trials mix configurations.
  const bool may_have_one = std::ranges::any_of(query.statistics, [](Statistic statistic) {
    return statistic == Statistic::kMean || share_of(statistic).has_value();
  });
  std::vector<Row> rows =
      rows_of(query, observations, cache, {.mixes = may_have_one, .cells = true});
  if (rows.empty()) {
    return answer(query, observations).value_or(std::vector<Row>{});
  }
  return rows;
}

}  // namespace

std::optional<Fact> fact_of(const Query& query, const Observations& observations) {
  CHIMERA_CHECK(query.statistics.size() == 1, "a fact is one statistic of one selection");
  SettingsCache cache;
  std::vector<Fact> facts = facts_of(query, observations, cache);
  if (facts.empty()) {
    return std::nullopt;
  }
  facts.front().id = fact_id(query);
  return std::move(facts.front());
}

std::vector<Fact> facts_of(Query query, const Observations& observations, SettingsCache& cache) {
  CHIMERA_CHECK(query.by.empty(), "a fact is of one selection");
  const std::vector<Row> rows = rows_for(query, observations, cache);
  std::vector<Fact> facts;
  if (rows.size() != 1 || rows.front().answers.empty()) {
    return facts;
  }
  const Row& row = rows.front();
  std::vector<Evidence> evidence = evidence_of(row);
  const std::size_t last = row.answers.size() - 1;
  facts.reserve(row.answers.size());
  for (std::size_t i = 0; i < last; ++i) {
    facts.push_back(fact_in(query, row, evidence, row.answers[i]));
  }
  facts.push_back(fact_in(std::move(query), row, std::move(evidence), row.answers[last]));
  return facts;
}

}  // namespace chimera::query
