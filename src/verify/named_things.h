// Things that a text says by their own name and that the data know or don't: graphics cards and
// processors, and the types of numbers that a model was run in.
#pragma once

#include <string_view>
#include <vector>

#include "verify/dataset.h"
#include "verify/judgement.h"
#include "verify/plain.h"

namespace chimera::verify {

struct NamedThing {
  Range range;  ///< in the text
  Judgement judgement;
};

/// The things in a clause in lower case, in their order. A name that the data spell is supported;
/// one that they don't is contradicted where they name others of its kind, else unsupported.
std::vector<NamedThing> find_named_things(const Dataset& dataset, std::string_view clause);

/// Whether what stands before a machine's name says that it is the one: "it ran on an …", "GPU: …".
/// REQUIRES: lower case.
bool says_machine(std::string_view before);

}  // namespace chimera::verify
