// A response and the factors it was measured under: what linear_model.h and anova.h take. Blocks
// are factors too.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "stats/descriptive.h"

namespace chimera::stats {

struct Factor {
  std::span<const std::uint32_t> codes;  ///< the level of each row, from 0
  std::uint32_t levels = 0;              ///< above every code; levels without rows don't matter
};

/// Whether each level of `inner` occurs with one level of `outer` only. O(rows). REQUIRES: both
/// have the same rows.
bool is_nested(const Factor& inner, const Factor& outer);

/// A main effect, or the interaction of two different factors, by their places in the design.
struct Term {
  std::size_t factor = 0;
  std::optional<std::size_t> with;

  bool operator==(const Term&) const = default;
};

/// REQUIRES: every factor has a code for every value, and interactions name two different factors
/// of the design. All factors have a main effect.
struct Design {
  Values response;
  std::vector<Factor> factors;
  std::vector<Term> interactions;
};

}  // namespace chimera::stats
