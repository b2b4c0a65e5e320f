// The two arms of an experiment, where a text doesn't name them: "the gain is significant" of what
// was run with "baseline" and "tuned".
#pragma once

#include <string_view>
#include <vector>

#include "verify/scope.h"

namespace chimera::verify {

/// The changed arm and the one that it is held against: the two levels of a column of which one
/// goes by a word for the reference ("baseline", "default", …), else the two files whose names
/// differ in such a word alone. Empty where the clause, in lower case, speaks of no gain, change or
/// difference, nor of the changed arm by its name, and where there are no two arms, or several.
std::vector<Mention> arms_said(const Dataset& dataset, std::string_view clause,
                               const NameFinder& names);

}  // namespace chimera::verify
