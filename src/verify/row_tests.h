// What a report may have computed of all rows of a side, where a query would pair or block them:
// Welch's test, Mann and Whitney's, the interval of a mean.
#pragma once

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "verify/judgement.h"
#include "verify/scope.h"

namespace chimera::verify {

/// Adds the p of both tests, with cold starts and without, to those that are there.
void add_tests_of_rows(const Dataset& dataset, const Metric& metric,
                       const std::pair<Scope, Scope>& sides, std::vector<double>& p);

/// "The 95 % confidence interval of mean TTFT is 0.2 to 0.3 s": one end of it, by Student's t or by
/// the normal distribution. `words`, in lower case, name the metric; nullopt where the scope has
/// fewer than two values of one.
std::optional<Judgement> judge_mean_interval(const Dataset& dataset, const Numeral& stated,
                                             bool upper, std::string_view words,
                                             const Scope& scope);

/// "The confidence intervals of A and B do not overlap": by the one that each of two sides states;
/// nullopt for another clause, or where a side states none or several.
std::optional<Judgement> judge_overlap(const Dataset& dataset, std::string_view clause,
                                       const std::vector<Mention>& sides);

/// Of an interval that a file of the scope states as a list of two; nullopt where none does, or
/// where several do and none fits.
std::optional<Judgement> judge_stored_interval(const Dataset& dataset, const Numeral& stated,
                                               bool upper, const Scope& scope);

}  // namespace chimera::verify
