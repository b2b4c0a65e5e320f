#include "findings/kind/ranking.h"

#include <algorithm>
#include <utility>

#include "findings/phrases.h"
#include "stats/multiplicity.h"

namespace chimera::findings {

namespace {

using enum Section;

constexpr double kLeast = 0.05;  ///< where the trials don't tell the best two apart

/// The best, and those that the trials can't tell from it.
std::vector<Phrase> best_set(const Ranking& ranking) {
  std::vector<Phrase> set{ranking.levels.front().called};
  for (std::size_t i = 0; i < ranking.adjusted.size(); ++i) {
    if (ranking.adjusted[i] >= kSignificance) {
      set.push_back(ranking.levels[i + 1].called);
    }
  }
  return set;
}

/// "; not each of these means holds a trial of every `prompt`".
Phrase unlike_phrase(const std::string& block) {
  return block.empty()
             ? Phrase{}
             : join({say("; not each of these means holds a trial of every "), called(block)});
}

Phrase ending(const Ranking& ranking) {
  const std::vector<Phrase> set = best_set(ranking);
  const Phrase runs = join({unlike_phrase(ranking.unlike_block),
                            say(ranking.between_runs ? "; no run was repeated" : "")});
  return set.size() == 1
             ? join({runs, say(".")})
             : join({runs, say("; the trials do not tell "), listed(set), say(" apart.")});
}

std::vector<Chain> chains_of_pair(const Ranking& ranking) {
  const Scope& scope = ranking.scope;
  const Phrase mean = mean_phrase(scope.metric, scope.definition);
  const Level& best = ranking.levels[0];
  const Level& other = ranking.levels[1];
  const Phrase rest =
      join({say(", "), ratio_phrase(scope, ranking.against_best[0]), ending(ranking)});
  return {{fixed(join({say("The "), mean, scope.place, say(" is "), measured(*best.mean),
                       say(" for "), best.called})),
           one_of({" against ", " and ", " compared with "}),
           fixed(join({measured(*other.mean), say(" for "), other.called, rest}))},
          {fixed(best.called), one_of({" has", " shows", " gives"}),
           fixed(join({say(" a "), mean, say(" of "), measured(*best.mean), scope.place})),
           one_of({"; ", ", while "}),
           fixed(join({other.called, say(" has "), measured(*other.mean), rest}))}};
}

std::vector<Chain> chains_of_many(const Ranking& ranking) {
  const Scope& scope = ranking.scope;
  const Phrase mean = mean_phrase(scope.metric, scope.definition);
  const std::string superlative = lower_is_better(scope) ? "lowest" : "highest";
  const Level& best = ranking.levels[0];
  const Level& second = ranking.levels[1];
  const Level& last = ranking.levels.back();
  return one_chain(
      {fixed(best.called), one_of({" has", " shows", " gives"}),
       fixed(join({say(" the " + superlative + " "), mean, scope.place, say(", "),
                   measured(*best.mean), say("; ")})),
       fixed(second.called), one_of({" follows with ", " comes next with "}),
       fixed(
           join({measured(*second.mean), say(", "), ratio_phrase(scope, ranking.against_best[0])})),
       one_of({", and ", "; "}),
       fixed(join({last.called, say(" is last with "), measured(*last.mean), ending(ranking)}))});
}

std::vector<Consequence> consequences_of(const Ranking& ranking) {
  const Scope& scope = ranking.scope;
  const Phrase metric = metric_phrase(scope.metric, scope.definition);
  const bool known = scope.direction != Direction::kUnknown;
  const std::vector<Phrase> set = best_set(ranking);
  std::vector<Consequence> all;
  const Phrase& best = ranking.levels[0].called;
  const Phrase& second = ranking.levels[1].called;
  if (known && set.size() == 1) {
    const Phrase choice =
        ranking.levels.size() == 2 ? join({say(" did better than "), second}) : say(" did best");
    all.push_back({kSummary, join({say("Where "), metric, say(" decides, "), best, choice,
                                   ranking.advice_place, say(".")})});
  }
  if (set.size() > 1) {
    all.push_back({kConclusion, join({say("Between "), listed(set), say(" the "), metric,
                                      say(" does not decide"), scope.place, say(".")})});
  }
  return all;
}

Finding finding_of(const FactBook& book, const Ranking& ranking) {
  const bool clear = ranking.adjusted.front() < kSignificance;
  Finding finding{.kind = ranking.is_subject ? FindingKind::kComparison
                          : clear            ? FindingKind::kEffect
                                             : FindingKind::kNoEffect};
  finding.about = {ranking.scope.metric, {ranking.factor}, ranking.scope.where};
  finding.lattice.chains =
      ranking.levels.size() == 2 ? chains_of_pair(ranking) : chains_of_many(ranking);
  const ContrastFacts& nearest = ranking.against_best.front();
  finding.strength = strength_of(book, clear ? nearest : ContrastFacts{}, ranking.levels, kLeast);
  if (nearest.p != nullptr) {
    finding.test = test_result(nearest, ranking.adjusted.front());
    if (book.tells_all()) {
      finding.consequences = consequences_of(ranking);
    }
  }
  return finished(std::move(finding));
}

}  // namespace

std::optional<Ranking> rank(FactBook& book, Scope scope, std::vector<Level> named) {
  Ranking ranking{.scope = std::move(scope)};
  ranking.levels = levels_by_mean(book, ranking.scope, std::move(named));
  if (ranking.levels.size() < 2) {
    return std::nullopt;
  }
  const bool lower = lower_is_better(ranking.scope);
  if (lower) {
    std::reverse(ranking.levels.begin(), ranking.levels.end());
  }
  const Level& best = ranking.levels.front();
  for (std::size_t i = 1; i < ranking.levels.size(); ++i) {
    const Level& high = lower ? ranking.levels[i] : best;
    const Level& low = lower ? best : ranking.levels[i];
    ranking.against_best.push_back(
        i == 1 ? contrast(book, ranking.scope, high, low)
               : ContrastFacts{nullptr, contrast_p(book, ranking.scope, high, low)});
  }
  const bool can_be_said = ranking.against_best.front().ratio != nullptr;
  return can_be_said ? std::optional(std::move(ranking)) : std::nullopt;
}

void say_family(const FactBook& book, std::vector<Ranking> family, std::vector<Finding>& findings) {
  std::vector<double> p;
  for (const Ranking& ranking : family) {
    for (const ContrastFacts& facts : ranking.against_best) {
      p.push_back(p_of(facts));
    }
  }
  const std::vector<double> adjusted = stats::holm_adjusted(p);
  auto next = adjusted.begin();
  for (Ranking& ranking : family) {
    const auto count = static_cast<std::ptrdiff_t>(ranking.against_best.size());
    ranking.adjusted.assign(next, next + count);
    next += count;
    findings.push_back(finding_of(book, ranking));
  }
}

}  // namespace chimera::findings
