// Why trials failed, as a text says ("because no working Triton installation was found"), against
// the reasons that the data give.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verify/judgement.h"
#include "verify/sample.h"

namespace chimera::verify {

/// Supported where most of the scope's failed trials give a reason that has a word of the cause,
/// contradicted where none of any trial does; nullopt where the sentence, both in lower case,
/// speaks of no failure, where its clause gives no cause, or where no failed trial has a reason.
std::optional<Judgement> judge_failure_cause(const Dataset& dataset, std::string_view clause,
                                             std::string_view sentence, const Scope& scope);

/// "Failed, no working Triton installation", "ran out of memory on street_05", said of the trials
/// of the scope: contradicted where none of them failed, or where those that did give other reasons
/// or are elsewhere than in `place`. nullopt for another statement, in lower case, and where there
/// are no trials.
std::optional<Judgement> judge_failed(const Dataset& dataset, std::string_view said,
                                      const Scope& scope, const std::optional<Scope>& place);

/// The words of a text, in lower case, that tell one cause from another, as far as their forms
/// share: "connec".
std::vector<std::string> reason_words(std::string_view cause);

/// Whether a reason, in lower case, has such a word, or says it otherwise: "timed out".
bool tells_reason(std::string_view reason, std::string_view word);

/// Whether the text, in lower case, is a reason that a trial failed for, or a part of one.
bool is_reason(const Dataset& dataset, std::string_view lower);

}  // namespace chimera::verify
