// Mentions of a text in the order in which they stand there.
#pragma once

#include <vector>

#include "verify/scope.h"

namespace chimera::verify {

/// Whether nothing is named there yet.
bool is_unnamed(const std::vector<Mention>& mentions, Range range);

/// Puts it before the first that begins behind it. REQUIRES: they are in order.
void insert_in_order(std::vector<Mention>& mentions, Mention mention);

}  // namespace chimera::verify
