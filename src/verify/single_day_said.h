// "All measurements were taken on a single day": by the times that the data's files carry.
#pragma once

#include <optional>
#include <string_view>

#include "verify/dataset.h"
#include "verify/judgement.h"

namespace chimera::verify {

/// Of the clause, in lower case; nullopt where it says no such thing of what was measured, or where
/// no file with data carries a time.
std::optional<Judgement> judge_single_day(const Dataset& dataset, std::string_view clause);

}  // namespace chimera::verify
