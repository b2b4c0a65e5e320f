// How much of what can be said of findings is kept.
#pragma once

#include <vector>

#include "data/finding.h"

namespace chimera::findings {

enum class Wording {
  kAll,         ///< every true sentence, for whoever chooses among them, and a plan
  kStatements,  ///< the plain one alone
};

/// Gives back the memory of what isn't kept.
inline void keep_wording(Wording wording, std::vector<Finding>& findings) {
  if (wording == Wording::kAll) {
    return;
  }
  for (Finding& finding : findings) {
    finding.lattice = Lattice{};
    finding.consequences = std::vector<Consequence>{};
  }
}

}  // namespace chimera::findings
