#include "findings/recommend.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <utility>

#include "base/parallel.h"
#include "findings/advice_phrases.h"
#include "findings/phrases.h"
#include "findings/standing.h"

namespace chimera::findings {

namespace {

struct Row {
  FindingKind kind;
  State state;
  Phrase (*what)(const Case&);  ///< the advice, or the question of the experiment
  Phrase (*gain)(const Case&);
  std::string_view unless;
  std::optional<Ground> ground;  ///< an experiment's
};

using enum FindingKind;

constexpr std::string_view kNotConfirmed = "runs in random order that do not confirm it";

constexpr std::array kTable{
    Row{kComparison, State::kDecided, take_the_better, ratio_gained, kNotConfirmed, {}},
    Row{kEffect, State::kDecided, take_the_better, ratio_gained, kNotConfirmed, {}},
    Row{kTrend, State::kDecided, take_the_better, ratio_gained, kNotConfirmed, {}},
    Row{kComparison, State::kConfounded, who_is_better, nothing, "", Ground::kConfounded},
    Row{kEffect, State::kConfounded, who_is_better, nothing, "", Ground::kConfounded},
    Row{kTrend, State::kConfounded, who_is_better, nothing, "", Ground::kConfounded},
    Row{kComparison, State::kContradicted, who_is_better, nothing, "", Ground::kContradicted},
    Row{kEffect, State::kContradicted, who_is_better, nothing, "", Ground::kContradicted},
    Row{kTrend, State::kContradicted, who_is_better, nothing, "", Ground::kContradicted},
    Row{kComparison, State::kUnrepeated, who_is_better, nothing, "", Ground::kUnrepeated},
    Row{kComparison, State::kInOneGo, who_is_better, nothing, "", Ground::kInOneGo},
    Row{kEffect, State::kUnrepeated, who_is_better, nothing, "", Ground::kUnrepeated},
    Row{kEffect, State::kInOneGo, who_is_better, nothing, "", Ground::kInOneGo},
    Row{kTrend, State::kUnrepeated, who_is_better, nothing, "", Ground::kUnrepeated},
    Row{kTrend, State::kInOneGo, who_is_better, nothing, "", Ground::kInOneGo},
    Row{kComparison, State::kUndecided, whether_it_matters, nothing, "", Ground::kUndecided},
    Row{kNoEffect, State::kUndecided, whether_it_matters, nothing, "", Ground::kUndecided},
    Row{kComparison, State::kStated, what_trials_say, nothing, "", Ground::kWithoutTrials},
    Row{kUndecidable, State::kAsItIs, what_trials_say, nothing, "", Ground::kWithoutTrials},
    Row{kSpread, State::kAsItIs, what_trials_say, nothing, "", Ground::kWithoutTrials},
    Row{kConfounded, State::kAsItIs, what_it_does, nothing, "", Ground::kConfounded},
    Row{kExtreme, State::kAsItIs, which_is_best, nothing, "", Ground::kUnrepeated},
    Row{kFailure,
        State::kAsItIs,
        mend_the_cause,
        trials_gained,
        "trials that fail again for another reason",
        {}},
    Row{kColdStart,
        State::kAsItIs,
        warm_up,
        wait_saved,
        "a use in which every request loads the model",
        {}},
    Row{kGap, State::kAsItIs, record_again, nothing, "", {}},
};

const Row* row_of(const Basis& basis) {
  const auto row = std::find_if(kTable.begin(), kTable.end(), [&](const Row& each) {
    return each.kind == basis.finding->kind && each.state == basis.state;
  });
  return row == kTable.end() ? nullptr : &*row;
}

/// What is open, as parts of a sentence.
std::vector<Phrase> subjects_of(const Basis& basis, Ground ground) {
  if (ground == Ground::kWithoutTrials) {
    return {join({called(basis.finding->about.metric), place_of(basis.tables)})};
  }
  if (basis.finding->kind == kExtreme) {
    return {join({say("the best setting for "), metric_of(basis)})};
  }
  const bool of_two = ground == Ground::kUnrepeated || ground == Ground::kInOneGo ||
                      ground == Ground::kContradicted;
  if (of_two && !basis.factor.empty()) {
    return {join(
        {level_phrase(basis, basis.better), say(" against "), level_phrase(basis, basis.worse)})};
  }
  std::vector<Phrase> factors;
  factors.reserve(basis.finding->about.factors.size());
  for (const std::string& factor : basis.finding->about.factors) {
    factors.push_back(called(factor));
  }
  return factors.empty() ? std::vector<Phrase>{metric_of(basis)} : factors;
}

bool is_less(const Fact& a, const Fact& b) {
  const double low_a = a.interval ? a.interval->low : a.value;
  const double low_b = b.interval ? b.interval->low : b.value;
  return low_a < low_b;
}

}  // namespace

std::optional<Advice> advice_on(const FactBook& book, const Basis& basis) {
  const Row* row = row_of(basis);
  if (row == nullptr || row->ground) {
    return std::nullopt;
  }
  const Case of{book, basis};
  Phrase what = row->what(of);
  if (what.empty()) {
    return std::nullopt;
  }
  return Advice{.findings = {basis.finding->id},
                .what = std::move(what),
                .gain = row->gain(of),
                .unless = row->unless.empty() ? Phrase{} : say(std::string(row->unless))};
}

std::optional<Question> question_on(const FactBook& book, const Basis& basis) {
  const Row* row = row_of(basis);
  if (row == nullptr || !row->ground) {
    return std::nullopt;
  }
  const Phrase what = row->what(Case{book, basis});
  if (what.empty()) {
    return std::nullopt;
  }
  return Question{.ground = *row->ground,
                  .subjects = subjects_of(basis, *row->ground),
                  .asked = markdown_of(what),
                  .finding = basis.finding->id};
}

std::vector<Advice> advice_of(const FactBook& book, const std::vector<Basis>& bases) {
  struct Given {
    Advice advice;
    const Fact* ratio = nullptr;
    std::size_t results = 1;
  };

  std::vector<std::optional<Advice>> ruled(bases.size());
  for_each_index(bases.size(), 0, [&](std::size_t i) { ruled[i] = advice_on(book, bases[i]); });
  std::vector<Given> given;
  std::map<std::string, std::size_t> answered;  // question → its place in `given`
  for (std::size_t i = 0; i < bases.size(); ++i) {
    const Basis& basis = bases[i];
    std::optional<Advice>& advice = ruled[i];
    if (!advice) {
      continue;
    }
    const std::string question =
        basis.state == State::kDecided ? question_of(basis) : basis.finding->id;
    const auto [known, fresh] = answered.emplace(question, given.size());
    if (fresh) {
      given.push_back({.advice = std::move(*advice), .ratio = basis.ratio});
      continue;
    }
    Given& earlier = given[known->second];
    if (is_less(*basis.ratio, *earlier.ratio)) {
      earlier.advice.gain = std::move(advice->gain);
      earlier.ratio = basis.ratio;
    }
    earlier.advice.findings.push_back(basis.finding->id);
    ++earlier.results;
  }
  std::vector<Advice> all;
  all.reserve(given.size());
  for (Given& each : given) {
    if (each.results > 1) {
      each.advice.gain.push_back(words(", the least that several results on it show"));
    }
    all.push_back(std::move(each.advice));
  }
  return all;
}

}  // namespace chimera::findings
