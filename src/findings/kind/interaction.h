// A factor whose effect is another one at other levels of a second factor: its mean over all of
// them says little.
#pragma once

#include "findings/fact_book.h"
#include "findings/kind/levels.h"

namespace chimera::findings {

/// The finding that says so, with the means at the four pairs of levels where it shows most;
/// nullopt where no two factors have trials at such pairs. `p`: of all its interactions;
/// `adjusted`: in its family.
std::optional<Finding> interaction_of(FactBook& book, const Compared& compared, const Scope& scope,
                                      const Fact& p, double adjusted);

}  // namespace chimera::findings
