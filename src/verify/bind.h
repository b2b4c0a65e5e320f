// Words → what is measured and which statistic: ranked candidates, each with the reason why. A
// number is looked up only among what a word of its sentence, head or row binds it to, so that a
// match by chance is no support.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "verify/dataset.h"
#include "verify/plain.h"

namespace chimera::verify {

/// How a text names a metric, the surest last.
enum class MetricRank { kNone, kGeneral, kWords, kDefinition, kSpelled };

struct BoundMetrics {
  MetricRank rank = MetricRank::kNone;
  std::vector<const Metric*> metrics;
  std::string reason;    ///< "'ttft' names time to first token"
  bool by_unit = false;  ///< nothing but a unit says so: "tok/s"

  [[nodiscard]] bool empty() const { return metrics.empty(); }
};

/// The metrics that the text names, by each way of naming that names some, the surest first.
std::vector<BoundMetrics> all_bindings(const Dataset& dataset, std::string_view lower);

/// The surest of them.
BoundMetrics bind_metrics(const Dataset& dataset, std::string_view lower);

/// Metrics of a name of one word that alone says too little ("memory_gb"), where the text has it:
/// for a number that stands right beside the word.
BoundMetrics bind_weakly(const Dataset& dataset, std::string_view lower);

/// Whether the text names a kind of metric that the catalogue defines and the data have none of:
/// "inter-token latency" is then no latency that was measured.
bool names_unmeasured(const Dataset& dataset, std::string_view lower);

/// The score that the text calls by the first word of its name alone: "perplexity" of
/// perplexity_wikitext; none where several begin so.
BoundMetrics scores_by_first_word(const Dataset& dataset, std::string_view lower);

/// Whether the name in the range is one part of a sensor's: "GPU" of "GPU temperature", which is
/// then no setting.
bool names_sensor(const Dataset& dataset, std::string_view lower, Range part);

/// The statistic that the text names: "mean", "p95", "sum", "best", …; "" for none.
std::string statistic_in(std::string_view lower);

/// Whether a statistic is an end of the values: "max", "best", …
bool is_extreme(std::string_view statistic);

/// "Inflated by a maximum of ": the statistic that the text ends with and a number would be; ""
/// where it ends otherwise.
std::string statistic_right_before(std::string_view lower);

/// The statistic of a number whose own words say `said`, with that of the first where they go on
/// from another number: "A has the highest mean, 99; B follows with 88".
/// `before`: the sentence up to the number; `own`: the words since the number before it.
std::string statistic_carried(std::string_view before, std::string_view own, std::string said);

/// The direction in which more is meant to be better: of its definition, or of time.
Direction direction_of_metric(const Metric& metric);

/// What "fast" and "slow" may be said of: rates and times; by the catalogue's names first.
BoundMetrics fast_metrics(const Dataset& dataset);

/// Whether it is a time.
bool is_time(const Metric& metric);

/// Whether the text speaks of what should be, not of what was.
bool is_wish(std::string_view lower);

}  // namespace chimera::verify
