// Levels that a text says something of and no trial has: "at 32 clients" where 16 were the most.
#pragma once

#include <vector>

#include "verify/scope.h"
#include "verify/stated_number.h"

namespace chimera::verify {

/// Of the numbers of a clause in lower case those that are such a level, by the word that stands
/// right behind ("clients") or before ("batch size"); none where the clause says what was tried.
/// `begin`: where the clause begins in the text that the numbers' places are of.
std::vector<Numeral> untried_levels(const Dataset& dataset, const NameFinder& names,
                                    std::string_view clause, std::size_t begin,
                                    const std::vector<Numeral>& numerals);

}  // namespace chimera::verify
