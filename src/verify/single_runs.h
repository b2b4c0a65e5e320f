// "About `a` against `b` the data hold one run for each setting": whether settings were repeated.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "verify/judgement.h"
#include "verify/scope.h"

namespace chimera::verify {

/// "Each configuration was run once": of the tables of what is named that vary two factors or more.
/// Of two neighbours among the mentions that are values of one column: some table that has both
/// must hold fewer than two trials a setting, by factors and subjects, or tables alike that have
/// one of the two fewer than two of a setting. nullopt where the text says nothing of that or names
/// no two. O(pairs · rows).
std::optional<Judgement> judge_single_runs(const Dataset& dataset, std::string_view clause,
                                           const std::vector<Mention>& mentions);

}  // namespace chimera::verify
