// "num_gpu has a significant effect on throughput (p < 0.001)": whether a factor's levels differ,
// by the F test beside what else was varied and by the one of this factor alone. "It has almost no
// influence", "it strongly affects X": by how far the means of its levels lie apart.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verify/judgement.h"
#include "verify/scope.h"

namespace chimera::verify {

struct EffectSaid {
  std::vector<std::string> columns;  ///< of the factor
  bool denied = false;               ///< "no significant effect"
  bool little = false;               ///< "almost no influence": by its size, not by a test
  bool strong = false;               ///< "a strong impact": by its size, too
};

/// The effect that a clause in lower case calls significant or not; nullopt for another statement.
std::optional<EffectSaid> effect_said(const Dataset& dataset, const NameFinder& names,
                                      std::string_view clause);

/// A little effect is one where the levels' means lie within 3 % of each other, cold starts in or
/// out, a strong one from 10 % on; each refutes the other. `words` name the metric; `p` is the one
/// that stands beside it, or null. Where the tests part, unsupported. nullopt where no metric was
/// measured at two levels.
std::optional<Judgement> judge_effect(const Dataset& dataset, const EffectSaid& effect,
                                      const Scope& scope, std::string_view words, const Numeral* p);

/// "X has the largest effect on throughput", "X is the main driver of it": whether the means of no
/// other factor's levels lie further apart in the tables that have X, cold starts in and out. Where
/// the two part, unsupported. `words` name the metric; throughput where they name none. nullopt for
/// another statement.
std::optional<Judgement> judge_largest_effect(const Dataset& dataset, const NameFinder& names,
                                              std::string_view clause, std::string_view words,
                                              const Scope& scope);

}  // namespace chimera::verify
