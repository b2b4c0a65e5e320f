// Levels of a factor against each other within a table: those furthest apart, p adjusted for having
// picked them (Bonferroni over the pairs of levels) and for the factors and metrics of the table
// (Holm). Factors without an effect are told together.
#include <algorithm>
#include <cmath>

#include "findings/kind/kinds.h"
#include "findings/kind/levels.h"
#include "findings/phrases.h"
#include "stats/multiplicity.h"

namespace chimera::findings {

namespace {

using enum Section;

struct Furthest {
  Scope scope;
  Level high;
  Level low;
  std::size_t levels = 0;
  ContrastFacts facts;
  double adjusted = 1;
};

Phrase level_name(const Furthest& found, const Level& level) {
  return called(found.scope.column + "=" + level.value);
}

std::vector<Furthest> family_of(FactBook& book, const Table& table, const Column& metric) {
  std::vector<Furthest> family;
  for (const Column* column : compared_columns(table, Role::kFactor)) {
    Scope scope{.metric = book.metric_name(table, metric),
                .definition = metric.definition,
                .direction = direction_of(metric)};
    scope.where = {{"file", table.file}};
    scope.column = column->name;
    scope.warm = has_cold(table);
    scope.place = join({say(" in "), called(table.file)});
    std::vector<Level> named;
    for (const std::string& level : levels_of(table, *column)) {
      named.push_back({level, {}});
    }
    const auto levels = levels_by_mean(book, scope, std::move(named));
    if (levels.size() < 2 || !(levels.front().mean->value > levels.back().mean->value)) {
      continue;
    }
    const ContrastFacts facts = contrast(book, scope, levels.front(), levels.back());
    if (facts.ratio != nullptr && facts.p != nullptr) {
      family.push_back({std::move(scope), levels.front(), levels.back(), levels.size(), facts});
    }
  }
  return family;
}

void adjust(std::vector<Furthest>& family) {
  std::vector<double> p;
  p.reserve(family.size());
  for (const Furthest& found : family) {
    const auto pairs = 0.5 * static_cast<double>(found.levels * (found.levels - 1));
    p.push_back(std::min(1.0, p_of(found.facts) * pairs));
  }
  const std::vector<double> adjusted = stats::holm_adjusted(p);
  for (std::size_t i = 0; i < family.size(); ++i) {
    family[i].adjusted = adjusted[i];
  }
}

Finding effect(const Furthest& found) {
  const Scope& scope = found.scope;
  const Phrase metric = metric_phrase(scope.metric, scope.definition);
  const bool lower = lower_is_better(scope);
  const Phrase best = level_name(found, lower ? found.low : found.high);
  Finding finding{.kind = FindingKind::kEffect};
  finding.about = {scope.metric, {scope.column}, scope.where};
  finding.strength = strength_of(found.facts, 0.05);
  finding.test = test_result(found.facts, found.adjusted);
  finding.lattice.chains = {
      {fixed(join({say("The mean "), metric, scope.place, say(" is "), measured(*found.high.mean),
                   say(" for "), level_name(found, found.high)})),
       one_of({" against ", " and ", " compared with "}),
       fixed(join({measured(*found.low.mean), say(" for "), level_name(found, found.low),
                   say(found.levels > 2 ? ", the levels furthest apart, " : ", "),
                   ratio_phrase(scope, found.facts), say(".")}))}};
  if (scope.direction != Direction::kUnknown) {
    finding.consequences.push_back(
        {kSummary, join({best, say(" gives the better "), metric, scope.place, say(".")})});
  }
  finding.consequences.push_back(
      {kRecommendation,
       join({say("Measure "), level_name(found, found.high), say(" and "),
             level_name(found, found.low), say(" again in several runs and in random order"),
             scope.place, say(".")})});
  return finished(std::move(finding));
}

Finding no_effect(const std::vector<const Furthest*>& family) {
  const Furthest& widest = **std::max_element(
      family.begin(), family.end(),
      [](const auto* a, const auto* b) { return a->facts.ratio->value < b->facts.ratio->value; });
  const Scope& scope = widest.scope;
  const Phrase metric = metric_phrase(scope.metric, scope.definition);
  Finding finding{.kind = FindingKind::kNoEffect};
  std::vector<Phrase> factors;
  for (const Furthest* found : family) {
    finding.about.factors.push_back(found->scope.column);
    factors.push_back(called(found->scope.column));
  }
  finding.about.metric = scope.metric;
  finding.about.where = scope.where;
  finding.strength = 0.06;
  finding.test = test_result(widest.facts, widest.adjusted);
  finding.lattice.chains = {
      {one_of({"No effect of ", "No detectable effect of "}),
       fixed(join({listed(factors, " or "), say(" on "), metric, scope.place,
                   say(" was found: the widest difference, between "),
                   level_name(widest, widest.high), say(" and "), level_name(widest, widest.low),
                   say(", is "), ratio_phrase(scope, widest.facts), say(".")}))}};
  finding.consequences = {{kConclusion, join({say("That no effect of "), listed(factors, " or "),
                                              say(" on "), metric, say(" was seen"), scope.place,
                                              say(" does not prove that there is none.")})}};
  return finished(std::move(finding));
}

/// An effect that only misses significance after adjustment is neither shown nor absent.
bool shows_none(const Furthest& found) {
  const auto& limits = found.facts.ratio->interval;
  return found.adjusted >= kSignificance && limits && !(limits->low > 1);
}

void of_table(FactBook& book, const Table& table, std::vector<Finding>& findings) {
  std::vector<Furthest> family;
  for (const Column* metric : main_metrics(table)) {
    std::vector<Furthest> found = family_of(book, table, *metric);
    std::move(found.begin(), found.end(), std::back_inserter(family));
  }
  adjust(family);
  std::map<std::string, std::vector<const Furthest*>> without;
  for (const Furthest& found : family) {
    if (found.adjusted < kSignificance) {
      findings.push_back(effect(found));
    } else if (shows_none(found)) {
      without[found.scope.metric].push_back(&found);
    }
  }
  for (const auto& [metric, none] : without) {
    findings.push_back(no_effect(none));
  }
}

}  // namespace

std::vector<Finding> find_effects(FactBook& book) {
  std::vector<Finding> findings;
  for (const Table* table : distinct_tables(book.observations(), TableKind::kMeasured)) {
    if (table->rows() >= 4) {
      of_table(book, *table, findings);
    }
  }
  return findings;
}

}  // namespace chimera::findings
