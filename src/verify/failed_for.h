// What trials failed for, and where: "all out-of-memory failures occurred on this network", "the
// backend with the most failures is A", "no backend completed batch 32", "the run at batch 8 ended
// in a timeout". Reasons are told by the words that they share with the text.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "verify/judgement.h"
#include "verify/scope.h"
#include "verify/tally.h"

namespace chimera::verify {

struct FailedRow {
  const Table* table = nullptr;
  std::size_t row = 0;
};

/// Failed trials of the tree, copies left out, whose reason has all telling words of the text, in
/// lower case: "CUDA out of memory", "unsupported operator"; empty where none has. O(rows).
std::vector<FailedRow> failed_for(const Dataset& dataset, std::string_view said);

/// How many of them the scope holds: in all tables, then in the tables of each shape, since what
/// was built and what was run may both note that it failed.
std::vector<Tally> tally_rows(const Dataset& dataset, const std::vector<FailedRow>& rows,
                              const Scope& scope);

/// How many trials of the scope went well: in all tables, then in those of each shape.
std::vector<Tally> tally_successes(const Dataset& dataset, const Scope& scope);

/// Failed trials of the scope in those tables of one shape that hold most of its trials.
Outcomes main_outcomes(const Dataset& dataset, const Scope& scope);

struct FailedForContext {
  std::string_view clause;        ///< in lower case
  std::vector<Mention> mentions;  ///< in the clause, ranges in it
  Scope around;                   ///< of headings and what was spoken of before
};

/// nullopt where the clause says no such thing.
std::optional<Judgement> judge_failed_reasons(const Dataset& dataset, const NameFinder& names,
                                              const FailedForContext& context);

}  // namespace chimera::verify
