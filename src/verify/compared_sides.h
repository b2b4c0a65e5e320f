// What a clause holds against each other: the sides of its comparison, or what a superlative is
// said of, and where.
#pragma once

#include <optional>
#include <vector>

#include "verify/comparison_words.h"
#include "verify/comparisons.h"

namespace chimera::verify {

struct ComparedSides {
  std::vector<Side> a;             ///< what the statement is about
  std::vector<Side> b;             ///< what it is held against; none for a superlative
  Scope scope;                     ///< where
  std::optional<Mention> subject;  ///< whose like a superlative is said against
  bool in_place = false;           ///< what a superlative is said of only says where
  /// "Slowest of the gemma3 family": the values that its like must have one of; empty: any.
  std::vector<std::string> among;
};

/// REQUIRES: a word was found.
ComparedSides find_compared_sides(const Dataset& dataset, const ComparisonContext& context,
                                  const FoundWord& found);

}  // namespace chimera::verify
