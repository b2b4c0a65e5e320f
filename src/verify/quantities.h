// A measured number in prose or a table: which values its words bind it to, whether one fair
// reading of them is the number, and where a wrong number does occur.
#pragma once

#include <string>

#include "verify/bind.h"
#include "verify/judgement.h"
#include "verify/sample.h"

namespace chimera::verify {

/// What stands around a number, the nearest first, in lower case.
struct NumberContext {
  std::string near;              ///< its clause, or the head of its column
  std::string middle;            ///< of prose: its clause up to the next number
  std::string clause;            ///< of prose
  std::string wide;              ///< its sentence, or the label of its row
  std::string far;               ///< the lead of its table, the headings above
  std::string title;             ///< of a table: the heading above; of a list: the item above
  std::string before;            ///< the sentence before it
  Scope scope;                   ///< that its text names
  std::string statistic;         ///< that a head or a label names; "" for none
  std::string unit;              ///< that a head gives; "" for none
  bool of_all = false;           ///< "all engines reach 100 %": every value must be it
  bool of_whole = false;         ///< "the highest in the dataset": of no file alone
  bool own_files = false;        ///< its own sentence names the files of its scope
  bool of_tokens = false;        ///< "626 tokens": a number of them, no rate
  bool beside_warm = false;      ///< another column of its table is of warm trials
  bool cold = false;             ///< of cold starts alone
  bool cold_apart = false;       ///< of prose: its sentence speaks of cold starts or warm trials
  bool plus_minus = false;       ///< behind "±": a deviation or an error of the mean
  bool loose_statistic = false;  ///< the statistic stands further away, and may be another number's
};

/// Of a number that is no count, share or ratio.
Judgement judge_quantity(const Dataset& dataset, const Numeral& stated,
                         const NumberContext& context);

/// Whether its values are numbers of things, which are exact.
bool counts_things(const Metric& metric);

/// Whether the words speak of another part of the machine than the metric's name does: "system RAM"
/// of what was measured of the GPU.
bool is_of_other_part(std::string_view said, const Metric& metric);

/// Whether a number in that unit may be one of the metric.
bool fits_unit(const Metric& metric, std::string_view unit);

/// The metrics that the nearest words name which the scope has, in a unit that fits.
BoundMetrics metrics_around(const Dataset& dataset, const NumberContext& context,
                            std::string_view unit = {});

/// The one metric that a named scope has, where it has one alone; else none.
BoundMetrics only_metric(const Dataset& dataset, const Scope& scope);

/// What "fast" is said of in a scope: throughput and latency where they were measured, else any
/// rate or time.
BoundMetrics speed_metrics(const Dataset& dataset, const Scope& scope);

/// What "smaller" and "shrinks" are said of where no metric is named: sizes of models and files
/// that the scope has; none where the text, in lower case, says nothing so.
BoundMetrics size_metrics(const Dataset& dataset, std::string_view lower, const Scope& scope);

/// The metric itself where the scope has it; else the one of the same definition and statistic that
/// another tool writes ("mean_e2el_ms", "mean_e2e_latency_ms") and the scope has; nullptr for none.
const Metric* as_measured_in(const Dataset& dataset, const Metric& metric, const Scope& scope);

/// Mean of a metric in a scope, in its unit; nullopt without cells.
std::optional<double> mean_of(const Dataset& dataset, const Metric& metric, const Scope& scope,
                              bool warm_only = false);

}  // namespace chimera::verify
