// Prompts as prose calls them, by a word or two of their text: "the boss fight prompt", "on the
// battle-quote prompt".
#pragma once

#include <string_view>
#include <vector>

#include "verify/scope.h"

namespace chimera::verify {

/// Adds a level for each such name in a text in lower case, where just one text of a column of
/// prompts has its words, and nothing else is named there. O(names · texts).
void add_prompt_names(const Dataset& dataset, std::string_view lower,
                      std::vector<Mention>& mentions);

}  // namespace chimera::verify
