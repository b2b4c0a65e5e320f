// Whether a factor matters within a table: the F test of all its levels beside what else was
// varied, p adjusted for the factors and metrics of the table (Holm), and how much: the levels
// furthest apart. Factors without an effect are told together, each with its own p.
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "findings/kind/family.h"
#include "findings/kind/interaction.h"
#include "findings/kind/kinds.h"
#include "findings/kind/levels.h"
#include "findings/kind/like_settings.h"
#include "findings/phrases.h"

namespace chimera::findings {

namespace {

using enum Section;

constexpr double kLeastEffect = 0.05;  ///< where the interval of the ratio holds no effect
constexpr double kNoEffect = 0.03;

struct Furthest {
  const Column* metric = nullptr;
  const Column* column = nullptr;
  Scope scope;
  std::vector<Level> levels;          ///< the highest first
  ContrastFacts facts;                ///< the ratio of highest and lowest, p of all
  const Fact* detectable = nullptr;   ///< only where p shows no effect
  const Fact* interaction = nullptr;  ///< only where what it does depends on other factors
  double adjusted = 1;

  [[nodiscard]] const Level& high() const { return levels.front(); }

  [[nodiscard]] const Level& low() const { return levels.back(); }
};

Phrase level_name(const Furthest& found, const Level& level) {
  return called(found.scope.column + "=" + level.value);
}

std::optional<Furthest> furthest_of(FactBook& book, const Table& table, const Column& metric,
                                    const Column& column) {
  Furthest found{.metric = &metric,
                 .column = &column,
                 .scope = table_scope(book, table, metric, column),
                 .levels = {},
                 .facts = {}};
  const Scope& scope = found.scope;
  for (const std::string& level : levels_of(table, column)) {
    found.levels.push_back({level, {}});
  }
  give_means(book, table, metric, column, scope, found.levels);
  found.levels = sorted_by_mean(std::move(found.levels));
  if (found.levels.size() < 2) {
    return std::nullopt;
  }
  const EffectFacts of_levels = effect_of(book, scope);
  found.facts.p = of_levels.p;
  found.detectable = of_levels.detectable;
  found.interaction = of_levels.interaction;
  found.facts.ratio = ratio_of(book, scope, found.high(), found.low());
  if (found.facts.ratio == nullptr || found.facts.p == nullptr) {
    return std::nullopt;
  }
  return found;
}

std::vector<Furthest> family_of(FactBook& book, const Table& table) {
  std::vector<Furthest> family;
  for (const Column* metric : main_metrics(table)) {
    for (const Column* column : book.columns(table).factors) {
      if (auto found = furthest_of(book, table, *metric, *column)) {
        family.push_back(*std::move(found));
      }
    }
  }
  return family;
}

/// What the test supposes where every setting was tried once.
Phrase supposition(const Furthest& found) {
  const std::string_view test = found.facts.p->test;
  const bool beside = test.find(" beside ") != std::string_view::npos;
  const bool with_interactions = test.find("interactions") != std::string_view::npos;
  return say(beside && !with_interactions ? ", supposing that the factors do not interact" : "");
}

/// ", the levels furthest apart, a ratio of …".
Phrase gap_phrase(const Furthest& found) {
  return join({ratio_phrase(found.scope, found.facts), supposition(found)});
}

Finding effect(const FactBook& book, const Table& table, const Furthest& found) {
  const Scope& scope = found.scope;
  const Phrase metric = metric_phrase(scope.metric, scope.definition);
  const bool lower = lower_is_better(scope);
  const Phrase best = level_name(found, lower ? found.low() : found.high());
  Finding finding{.kind = FindingKind::kEffect};
  finding.about = {scope.metric, {scope.column}, scope.where};
  finding.strength = strength_of(book, found.facts, found.levels, kLeastEffect);
  finding.test = test_result(found.facts, found.adjusted);
  finding.lattice.chains = one_chain(
      {fixed(
           join({say("The "), mean_phrase(scope.metric, scope.definition), scope.place, say(" is "),
                 measured(*found.high().mean), say(" for "), level_name(found, found.high())})),
       one_of({" against ", " and ", " compared with "}),
       fixed(join({measured(*found.low().mean), say(" for "), level_name(found, found.low()),
                   say(found.levels.size() > 2 ? ", the levels furthest apart, " : ", "),
                   gap_phrase(found), order_phrase(table, *found.column), say(".")}))});
  if (book.tells_all() && scope.direction != Direction::kUnknown) {
    finding.consequences.push_back(
        {kSummary, join({best, say(" gives the better "), metric, scope.place, say(".")})});
  }
  return finished(std::move(finding));
}

/// "; a ratio of 1.2 would have been seen four times in five".
Phrase seen_phrase(const Furthest& found) {
  return found.detectable == nullptr
             ? Phrase{}
             : join({say("; so many trials would show a ratio of "), say(value(*found.detectable)),
                     say(" four times in five")});
}

/// "; between `b=1` and `b=2` a ratio of 1.1 (…), p = 0.4" of each factor but the widest.
Phrase others_phrase(const std::vector<const Furthest*>& family, const Furthest& widest) {
  Phrase phrase;
  for (const Furthest* found : family) {
    if (found != &widest) {
      phrase = join({std::move(phrase), say("; between "), level_name(*found, found->high()),
                     say(" and "), level_name(*found, found->low()), say(" a ratio of "),
                     say(value(*found->facts.ratio)), interval(*found->facts.ratio), say(", "),
                     p_value(*found->facts.p)});
    }
  }
  return phrase;
}

Finding no_effect(const FactBook& book, const std::vector<const Furthest*>& family) {
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
  finding.strength = strength_of(book, {}, widest.levels, kNoEffect);
  finding.test = test_result(widest.facts, widest.adjusted);
  finding.lattice.chains =
      one_chain({one_of({"No effect of ", "No detectable effect of "}),
                 fixed(join({listed(factors, " or "), say(" on "), metric, scope.place,
                             say(" was found: the widest difference, between "),
                             level_name(widest, widest.high()), say(" and "),
                             level_name(widest, widest.low()), say(", is "), gap_phrase(widest),
                             seen_phrase(widest), others_phrase(family, widest), say(".")}))});
  if (book.tells_all()) {
    finding.consequences = {{kConclusion, join({say("That no effect of "), listed(factors, " or "),
                                                say(" on "), metric, say(" was seen"), scope.place,
                                                say(" does not prove that there is none.")})}};
  }
  return finished(std::move(finding));
}

/// p of its interactions, adjusted for as many tests of them as the family has (Bonferroni, as most
/// of them need not be known); 1 where there are none.
double adjusted_interaction(const Furthest& found, const std::vector<Furthest>& family) {
  const auto tests = std::count_if(family.begin(), family.end(), [](const Furthest& each) {
    return each.facts.p->test.find("interactions") != std::string::npos;
  });
  return found.interaction == nullptr
             ? 1
             : std::min(1.0, found.interaction->value * static_cast<double>(tests));
}

/// Of each pair of factors of a metric one.
void add_interactions(FactBook& book, const Table& table, const std::vector<Furthest>& family,
                      std::vector<Finding>& findings) {
  std::set<std::set<std::string>> told;
  for (const Furthest& found : family) {
    const double adjusted = adjusted_interaction(found, family);
    if (adjusted >= kSignificance) {
      continue;
    }
    auto finding = interaction_of(book, {table, *found.metric, *found.column}, found.scope,
                                  *found.interaction, adjusted);
    if (!finding) {
      continue;
    }
    std::set<std::string> key(finding->about.factors.begin(), finding->about.factors.end());
    key.insert(found.scope.metric);
    if (told.insert(std::move(key)).second) {
      findings.push_back(*std::move(finding));
    }
  }
}

/// An effect that only misses significance after adjustment is neither shown nor absent.
bool shows_none(const Furthest& found) {
  const auto& limits = found.facts.ratio->interval;
  return p_of(found.facts) >= kSignificance && limits && !(limits->low > 1);
}

void of_table(FactBook& book, const Table& table, std::vector<Finding>& findings) {
  std::vector<Furthest> family = family_of(book, table);
  adjust(family, [](const Furthest& found) { return p_of(found.facts); });
  std::map<std::string, std::vector<const Furthest*>> without;
  for (const Furthest& found : family) {
    const bool clear = found.adjusted < kSignificance;
    if (clear && means_mislead(book, {table, *found.metric, *found.column}, found.scope,
                               found.high(), found.low())) {
      findings.push_back(misleading_means(book, {table, *found.metric, *found.column}, found.scope,
                                          found.high(), found.low()));
    } else if (clear) {
      findings.push_back(effect(book, table, found));
    } else if (shows_none(found) && adjusted_interaction(found, family) >= kSignificance) {
      without[found.scope.metric].push_back(&found);
    }
  }
  for (const auto& [metric, none] : without) {
    findings.push_back(no_effect(book, none));
  }
  add_interactions(book, table, family, findings);
}

}  // namespace

void find_effects(FactBook& book, const Table& table, std::vector<Finding>& findings) {
  if (table.rows() >= 4) {
    of_table(book, table, findings);
  }
}

}  // namespace chimera::findings
