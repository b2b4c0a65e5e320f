// Whether the levels of one column differ at all, given what else was varied: the type II F test of
// a linear model. Blocks and the other factors and subjects have main effects; factors and subjects
// two-way interactions too where enough is left to judge them by.
#pragma once

#include <optional>
#include <string>

#include "query/compute.h"
#include "query/grouped_trials.h"

namespace chimera::query {

/// p of the F test of `column`, in logarithms where all values are positive; `test` names the
/// model. Columns that split the trials as another one does, or nearly each trial for itself, are
/// no part of it. nullopt where the column has one level, is determined by another factor or
/// subject, or nothing is left to judge by. O(trials · columns² + cells · parameters²).
std::optional<Answer> factor_effect(const Trials& trials, const std::string& column);

}  // namespace chimera::query
