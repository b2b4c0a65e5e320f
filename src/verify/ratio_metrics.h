// Which measurements a ratio of two is of, by what its clause, its table's row and its unit say.
#pragma once

#include <vector>

#include "verify/comparison_words.h"
#include "verify/comparisons.h"

namespace chimera::verify {

struct RatioMetrics {
  std::vector<const Metric*> metrics;
  bool guessed = false;  ///< nothing names one: it can support, and refutes nothing
};

/// `word` is the clause's first comparing word, `first` where the first of the two is looked for.
RatioMetrics metrics_of_ratio(const Dataset& dataset, const Numeral& stated,
                              const ComparisonContext& context, const FoundWord& word,
                              const Scope& first);

/// "0.7 GB more": a number in a unit, and no ratio.
bool is_difference(const Numeral& stated);

/// "Lowers the memory by 17 %": what changes stands before the number, with its verb.
bool changes_by(const ComparisonContext& context);

/// Leaves of the metrics of a comparison those that it may be of: no deviation or count, an extreme
/// or a percentile only where the clause, in lower case, says it, and then that alone.
void keep_said_statistic(std::string_view clause, std::vector<const Metric*>& metrics);

}  // namespace chimera::verify
