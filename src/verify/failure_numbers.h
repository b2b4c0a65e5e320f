// Numbers of failures that a label counts and that their reasons tell: "Compile errors (4): …",
// "13.2 GiB were already allocated when the request failed", "stopped after 41 of 60 iterations".
#pragma once

#include <optional>
#include <string_view>

#include "verify/judgement.h"
#include "verify/scope.h"

namespace chimera::verify {

/// Where a number stands, all in lower case.
struct FailureNumberContext {
  std::string_view sentence;
  std::string_view ahead;   ///< from the clause's begin to the number
  std::string_view behind;  ///< from the number on, itself included, to the clause's end
  Scope scope;              ///< of the trials that the sentence names
  Scope around;             ///< of what stands around it
};

/// nullopt where the number is no such one; where no reason has it, it may be measured.
std::optional<Judgement> judge_failure_number(const Dataset& dataset, const Numeral& stated,
                                              const FailureNumberContext& context);

}  // namespace chimera::verify
