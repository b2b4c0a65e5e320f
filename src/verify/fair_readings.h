// What a reader would try who isn't told the population or means a statistic loosely.
#pragma once

#include <string>
#include <vector>

#include "verify/bind.h"
#include "verify/sample.h"
#include "verify/stated_number.h"

namespace chimera::verify {

/// The scope, then what may be meant where no population is named: each file, each model, each
/// model of a file; at most 60. Rows that a column calls ok, too, and those alone where the text
/// says that the others are left out.
std::vector<Scope> scopes_to_try(const Dataset& dataset, const Sample& sample, const Scope& scope,
                                 std::string_view said = {});

/// "best" and "worst" as "top" or "bottom", "best run" as "max" or "min", by the metric's
/// direction; anything else as it is.
std::string plain_statistic(const std::string& statistic, const Metric& metric);

/// Values that stand in tables of several rows, where some do: a record of one row beside them says
/// what the machine has ("gpu_mem_gb": 16), not what was measured.
std::vector<double> series_values(const Sample& sample);

/// "The slowest pass" of a column that holds each run's maximum.
bool is_end_of(const std::string& statistic, const Metric& metric);

/// "Where replicates exist the mean is shown": whether the words above a table, in lower case, say
/// that its numbers are means.
bool says_means(std::string_view lead);

/// Whether the statistic says how far the values lie apart.
bool is_spread(std::string_view statistic);

/// Whether a statistic may be asked of a metric whose name says one itself.
bool fits_statistic(const Metric& metric, const std::string& statistic);

/// "At most 5" is said of every value; "under 5" of every value, or of mean and median. `factor`
/// takes values to the stated unit. True of a number that is no bound.
bool bound_holds(const Numeral& stated, const Sample& sample, double factor);

/// A range, "5 to 9", holds all values, or the statistic that is named; its ends may be rounded.
/// REQUIRES: the stated number is one.
bool in_range(const Numeral& stated, const Sample& sample, const std::string& statistic,
              const Reading& reading, double factor);

/// Where a number that is wrong of the metric that was meant does occur, as "metric of file"; "" of
/// fewer than three digits, and where nowhere. O(log of the cells) a metric.
std::string place_of_value(const Dataset& dataset, const Numeral& stated, const std::string& unit,
                           const Metric& meant);

/// "0.89 %" as 0.89: of a statistic that is a percentage, whatever unit its metric has.
Numeral without_percent(Numeral stated);

/// Whether one file is named, of which there may be copies.
bool is_of_one_file(const Dataset& dataset, const Scope& scope);

/// "`total_inferences` of 0" beside an error, which is no measurement: whether a cell of that key
/// in one of the files is the number.
bool stands_under_key(const Dataset& dataset, const Scope& scope,
                      const std::vector<const Metric*>& metrics, const Numeral& stated);

}  // namespace chimera::verify
