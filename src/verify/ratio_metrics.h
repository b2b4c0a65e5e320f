// Which measurements a ratio of two is of, by what its clause, its table's row and its unit say.
#pragma once

#include <vector>

#include "verify/comparison_words.h"
#include "verify/comparisons.h"

namespace chimera::verify {

struct RatioMetrics {
  std::vector<const Metric*> metrics;
  bool guessed = false;  ///< nothing names one: it can support, and refutes nothing
  bool bare = false;     ///< "2.8x B": no word says of what or which way
};

/// `word` is the clause's first comparing word, `first` where the first of the two is looked for.
RatioMetrics metrics_of_ratio(const Dataset& dataset, const Numeral& stated,
                              const ComparisonContext& context, const FoundWord& word,
                              const Scope& first);

/// What "2.8x B" should be where the first is `ratio` times the second: of times, where no verb
/// says that they were taken, it is how much less the first needs.
double bare_ratio(const ComparisonContext& context, const Metric& metric, double ratio);

/// "0.7 GB more": a number in a unit, and no ratio.
bool is_difference(const Numeral& stated);

/// "The best configurations are 31 % apart": whether a ratio may be of extremes; settings compare
/// by their means else.
bool speaks_of_ends(const ComparisonContext& context);

/// "Lowers the memory by 17 %": what changes stands before the number, with its verb.
bool changes_by(const ComparisonContext& context);

/// Leaves of the metrics of a comparison those that it may be of: no deviation or count, an extreme
/// or a percentile only where the clause, in lower case, says it, and then that alone.
void keep_said_statistic(std::string_view clause, std::vector<const Metric*>& metrics);

}  // namespace chimera::verify
