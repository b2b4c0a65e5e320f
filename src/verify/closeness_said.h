// How far a text says that values or levels lie apart: "the three num_ctx means lie within 0.4 % of
// each other", "its best and its worst row are 1.9 % apart", "the best configuration is 43 % faster
// than the worst".
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "verify/judgement.h"
#include "verify/scope.h"

namespace chimera::verify {

struct ClosenessContext {
  std::string clause;   ///< in lower case
  std::string unnamed;  ///< the same without names, for the metric
  std::size_t at = 0;   ///< where the number begins in it
  Scope scope;
};

/// Of a percentage or a ratio: of the least and the most of single values, or of the means of a
/// factor's levels. Refuted only where the scope is named. nullopt where the clause says no such
/// thing.
std::optional<Judgement> judge_closeness(const Dataset& dataset, const NameFinder& names,
                                         const Numeral& stated, const ClosenessContext& context);

}  // namespace chimera::verify
