// What became of trials, without a number: "no run timed out", "phi-3 failed as well", "all
// failures occurred with int4", "torch.compile failed in every run".
#pragma once

#include <optional>
#include <string_view>

#include "verify/statements.h"

namespace chimera::verify {

/// nullopt where the clause says nothing of failures that trials tell.
std::optional<Judgement> judge_failures_said(const Dataset& dataset,
                                             const StatementContext& context);

/// A clause that may say what failed; ranges are in it.
struct FailedContext {
  std::string clause;  ///< in lower case
  std::vector<Mention> mentions;
  std::vector<Numeral> numerals;  ///< that are no part of a name
  Scope scope;                    ///< of what stands around it
  bool of_row = false;            ///< a cell is about its row, and needs no subject
  std::string reason;             ///< what the cell says behind it
};

/// "TensorRT failed for gru on the GPU", "X failed in all three files": nullopt where the clause
/// says more than that, or something else.
std::optional<Judgement> judge_failed_for(const Dataset& dataset, const FailedContext& context);

/// "No trial succeeded", "all of its requests were refused", "failed completely": whether the
/// clause, in lower case, says that every trial of something failed.
bool says_all_failed(std::string_view clause);

/// That of the scope's trials; nullopt where it has none.
std::optional<Judgement> judge_all_lost(const Dataset& dataset, std::string_view clause,
                                        const Scope& scope);

/// Where a clause says that something failed.
struct FailingVerb {
  Range range = {std::string_view::npos, std::string_view::npos};  ///< so for nowhere
  bool of_ending = false;  ///< "timed out", "ran out of memory": not of all that failed
};

FailingVerb failing_verb(std::string_view clause);

/// Whether what stands behind that says where and no more: neither why nor how often.
bool is_place(std::string_view tail);

/// "No configuration of X failed", "there were no failed requests".
bool denies_failing(std::string_view clause);

/// "Most rows below `runs/` carry an error": of the trials of what is named; nullopt for another
/// statement.
std::optional<Judgement> judge_most_failed(const Dataset& dataset, const StatementContext& context);

}  // namespace chimera::verify
