// "A is an exact duplicate of B", "the files under A are byte-identical to those in B": whether
// files hold the same.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "verify/judgement.h"
#include "verify/scope.h"

namespace chimera::verify {

/// "A exists in both B and C", too. nullopt where the clause says nothing of copies, or names no
/// two files or folders. Files of data are compared by what was measured, documents by their text.
std::optional<Judgement> judge_copies(const Dataset& dataset, std::string_view clause,
                                      const std::vector<Mention>& mentions);

/// "`a.csv` exists twice": by the name of the file; nullopt for another statement.
std::optional<Judgement> judge_stands_twice(const Dataset& dataset, std::string_view clause,
                                            const std::vector<Mention>& mentions);

/// "Sets of the same values that stand in more than one file: 7": how many such sets there are;
/// nullopt where the clause speaks of none.
std::optional<Judgement> judge_copied_sets(const Dataset& dataset, const Numeral& stated,
                                           std::string_view clause);

}  // namespace chimera::verify
