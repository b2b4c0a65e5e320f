// What a log is said to tell in words: "the server log records a CUDA out-of-memory error", "the
// scheduler aborted with an illegal memory access".
#pragma once

#include <optional>
#include <string_view>

#include "verify/dataset.h"
#include "verify/judgement.h"

namespace chimera::verify {

/// Supported where one line of a log has all of the words; nullopt where none has, or the clause,
/// in lower case, says no such thing: a log may say it otherwise.
std::optional<Judgement> judge_log_phrase(const Dataset& dataset, std::string_view clause);

}  // namespace chimera::verify
