// Tests that are made side by side, and so are judged together.
#pragma once

#include <cstddef>
#include <vector>

#include "stats/multiplicity.h"

namespace chimera::findings {

/// Sets each one's `adjusted` to its p, `p_of(each)`, adjusted for all of the family (Holm).
template <typename Tested, typename POf>
void adjust(std::vector<Tested>& family, POf p_of) {
  std::vector<double> p;
  p.reserve(family.size());
  for (const Tested& each : family) {
    p.push_back(p_of(each));
  }
  const std::vector<double> adjusted = stats::holm_adjusted(p);
  for (std::size_t i = 0; i < family.size(); ++i) {
    family[i].adjusted = adjusted[i];
  }
}

}  // namespace chimera::findings
