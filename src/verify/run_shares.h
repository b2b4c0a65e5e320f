// Of what most runs are: "the majority of all runs use bf16 weights", "vLLM contributes the most
// runs", "followed by SGLang (18)". Told by a table that has runs of several such things.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "verify/judgement.h"
#include "verify/scope.h"

namespace chimera::verify {

/// Where in a clause in lower case it is said that most runs are of something, or that something
/// has the most of them; npos for nowhere.
std::size_t majority_of_runs(std::string_view clause);

/// Whether it holds of the names, whose ranges are in the clause; nullopt where the clause names
/// none, or no table has runs of it and of others.
std::optional<Judgement> judge_majority_of_runs(const Dataset& dataset, std::string_view clause,
                                                const std::vector<Mention>& mentions,
                                                const Scope& scope);

/// "SGLang (18)" where its sentence counts runs: how many the scope has of what stands right before
/// a number in brackets; nullopt where it is none.
std::optional<Judgement> judge_bracketed_runs(const Dataset& dataset, const Numeral& stated,
                                              std::string_view sentence, const Scope& scope);

}  // namespace chimera::verify
