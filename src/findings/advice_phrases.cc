#include "findings/advice_phrases.h"

#include <string>
#include <string_view>
#include <vector>

#include "findings/kind/levels.h"
#include "findings/phrases.h"

namespace chimera::findings {

namespace {

const Fact* fact_where(const Case& of, const auto& holds) {
  for (const std::string& id : of.basis.finding->facts) {
    const Fact* fact = of.book.find(id);
    if (fact != nullptr && holds(*fact)) {
      return fact;
    }
  }
  return nullptr;
}

const Fact* count_of(const Case& of, std::string_view metric) {
  return fact_where(of, [&](const Fact& fact) { return fact.query.metric == metric; });
}

const Fact* mean_of(const Case& of, bool warm) {
  return fact_where(of, [&](const Fact& fact) {
    return fact.statistic() == Statistic::kMean && fact.query.exclude_cold == warm;
  });
}

}  // namespace

Phrase metric_of(const Basis& basis) {
  return metric_phrase(basis.finding->about.metric, basis.definition);
}

/// "`num_gpu` and `temperature`"; the metric where no factor is named.
Phrase factors_phrase(const Basis& basis) {
  std::vector<Phrase> factors;
  factors.reserve(basis.finding->about.factors.size());
  for (const std::string& factor : basis.finding->about.factors) {
    factors.push_back(called(factor));
  }
  return factors.empty() ? metric_of(basis) : listed(factors);
}

Phrase nothing(const Case& of) {
  static_cast<void>(of);
  return {};
}

Phrase take_the_better(const Case& of) {
  const Basis& basis = of.basis;
  return join({say("Where "), metric_of(basis), say(" decides, take "),
               level_phrase(basis, basis.better), say(" rather than "),
               level_phrase(basis, basis.worse)});
}

Phrase ratio_gained(const Case& of) {
  const Basis& basis = of.basis;
  return join({say("a "),
               mean_phrase(basis.finding->about.metric, basis.definition),
               say(basis.direction == Direction::kLowerIsBetter ? " lower by a factor of "
                                                                : " higher by a factor of "),
               {value(*basis.ratio)},
               interval(*basis.ratio),
               place_of(basis.tables)});
}

Phrase mend_the_cause(const Case& of) {
  const std::vector<std::string>& factors = of.basis.finding->about.factors;
  if (factors.empty()) {
    return say("Mend the cause of the failed trials before they are repeated");
  }
  if (factors == std::vector<std::string>{"file"}) {
    return say("Find out why trials fail in some files and not in others");
  }
  return join({say("Find out why trials fail at some levels of "), factors_phrase(of.basis),
               say(" before one is chosen")});
}

Phrase trials_gained(const Case& of) {
  const Fact* failed = count_of(of, "failed");
  const Fact* trials = count_of(of, "trials");
  return failed == nullptr || trials == nullptr ? Phrase{}
                                                : join({{value(*failed)},
                                                        say(" of "),
                                                        {value(*trials)},
                                                        say(" trials more to judge by")});
}

Phrase warm_up(const Case& of) {
  static_cast<void>(of);
  return say("Keep the model loaded, or send a request for warm-up before the ones that count");
}

Phrase wait_saved(const Case& of) {
  const Fact* all = mean_of(of, false);
  const Fact* warm = mean_of(of, true);
  return all == nullptr || warm == nullptr
             ? Phrase{}
             : join({say("a mean "), metric_of(of.basis), say(" of "), measured(*warm),
                     interval(*warm), say(" instead of "), measured(*all), interval(*all),
                     place_of(of.basis.tables)});
}

Phrase what_it_does(const Case& of) {
  const bool several = of.basis.finding->about.factors.size() > 1;
  return join({say(several ? "What do " : "What does "), factors_phrase(of.basis), say(" do"),
               place_of(of.basis.tables),
               say(several ? ", each apart from the others?"
                           : ", apart from what changed along with it?")});
}

Phrase who_is_better(const Case& of) {
  const Basis& basis = of.basis;
  return join({say("Has "), level_phrase(basis, basis.better), say(" a better "), metric_of(basis),
               say(" than "), level_phrase(basis, basis.worse), say(", when all are run again?")});
}

Phrase whether_it_matters(const Case& of) {
  const Basis& basis = of.basis;
  return join({say("How much of "), metric_of(basis), say(" is due to "), factors_phrase(basis),
               place_of(basis.tables), say("?")});
}

Phrase which_is_best(const Case& of) {
  return join({say("Which setting has the best "), metric_of(of.basis), place_of(of.basis.tables),
               say(", when all are run again?")});
}

Phrase what_trials_say(const Case& of) {
  return join({say("What do single trials say of "), called(of.basis.finding->about.metric),
               place_of(of.basis.tables), say("?")});
}

Phrase record_again(const Case& of) {
  // Other gaps are found in a table.
  const auto& where = of.basis.finding->about.where;
  return !of.basis.tables.empty() || where.empty() || !of.basis.finding->about.metric.empty()
             ? Phrase{}
             : join({say("Record "), called(where.front().value),
                     say(" again: what it should hold is missing")});
}

}  // namespace chimera::findings
