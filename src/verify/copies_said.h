// "A is an exact duplicate of B", "the files under A are byte-identical to those in B": whether
// files hold the same.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "verify/judgement.h"
#include "verify/scope.h"

namespace chimera::verify {

/// nullopt where the clause says nothing of copies, or names no two files or folders. Files of data
/// are compared by what was measured, documents by their text.
std::optional<Judgement> judge_copies(const Dataset& dataset, std::string_view clause,
                                      const std::vector<Mention>& mentions);

}  // namespace chimera::verify
