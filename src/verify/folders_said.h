// What a text says of the folders of a tree: which holds the most files.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "verify/judgement.h"
#include "verify/scope.h"

namespace chimera::verify {

/// "`reports/gemma3` holds the most files", of the one folder that the clause names: with what lies
/// in folders below it, or without. nullopt for another statement. O(files · depth).
std::optional<Judgement> judge_largest_folder(const Dataset& dataset, std::string_view clause,
                                              const std::vector<Mention>& mentions);

}  // namespace chimera::verify
