// Whether the levels of one column differ at all, given what else was varied: the type II F test of
// a linear model. Blocks and the other factors and subjects have main effects; factors and subjects
// two-way interactions too where enough is left to judge them by.
#pragma once

#include <optional>
#include <string>

#include "query/compute.h"
#include "query/grouped_trials.h"

namespace chimera::query {

struct FactorEffect {
  Answer p;
  /// The smallest ratio > 1 of two levels' means that so many trials show with a chance of about
  /// 80 %, by the test's residual and the two levels with fewest trials; absent where the test is
  /// not of logarithms.
  std::optional<Answer> detectable;
  /// p that what the column does is the same whatever the levels of the other factors and subjects:
  /// the F test of all its interactions with them; absent where the model has none.
  std::optional<Answer> interaction;
};

/// p of the F test of `column`, in logarithms where all values are positive; `test` names the
/// model. Columns that split the trials as another one does, or nearly each trial for itself, are
/// no part of it. nullopt where the column has one level, is determined by another factor or
/// subject, or nothing is left to judge by. O(trials · columns² + cells · parameters²).
std::optional<FactorEffect> factor_effect(const Trials& trials, const std::string& column);

}  // namespace chimera::query
