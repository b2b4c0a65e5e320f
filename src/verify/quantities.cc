#include "verify/quantities.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <utility>

#include "data/unit.h"
#include "verify/fair_readings.h"
#include "verify/metric_choice.h"
#include "verify/parts_said.h"
#include "verify/sample_query.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

// Readings that are tried of one number; beyond them a match would be luck.
constexpr std::size_t kReadingsMax = 5000;
constexpr std::size_t kCellsWithFewDigits = 12;
constexpr std::size_t kCellsWithBareNumber = 30;
constexpr std::size_t kCellsOfUnit = 3;
constexpr std::size_t kCellsOfStated = 6;

bool is_variation(const Metric& metric) {
  return std::find(metric.core.begin(), metric.core.end(), "variation") != metric.core.end();
}

class QuantityJudge {
 public:
  QuantityJudge(const Dataset& dataset, const Numeral& stated, const NumberContext& context)
      : dataset_(dataset), stated_(stated), context_(context) {
    unit_ = !stated.unit.empty()                   ? stated.unit
            : stated.kind == NumeralKind::kPercent ? "%"
                                                   : context.unit;
    for (const std::string* words : {&context.near, &context.wide}) {
      if (auto element = element_said(*words); element && !context_.scope.element) {
        context_.scope.element = std::move(element);
      }
    }
  }

  Judgement judge() {
    ChosenMetrics chosen = choose_metrics(dataset_, stated_, context_, unit_);
    bound_ = std::move(chosen.bound);
    loose_ = chosen.loose;
    of_percentile_ = chosen.of_percentile;
    if (bound_.empty()) {
      return unsupported(ClaimType::kAggregate, VerdictReason::kNoSuchMeasurement,
                         "nothing that was measured has a name that stands here");
    }
    warm_ = context_.scope.place != TrialPlace::kFirst && !context_.cold &&
            (is_warm(context_.near) || is_warm(context_.middle) ||
             (context_.clause.empty() && is_warm(context_.wide)));
    for (const bool binary : {false, true}) {
      binary_ = binary;
      for (const Metric* const metric : bound_.metrics) {
        const bool other = !binary || binary_factor(metric->unit, unit_);
        if (other && try_metric(*metric, context_.statistic)) {
          return settled_;
        }
      }
    }
    binary_ = false;
    if (context_.loose_statistic && !context_.statistic.empty() && stated_.significant >= 3) {
      for (const Metric* const metric : bound_.metrics) {
        if (try_metric(*metric, "")) {
          return settled_;
        }
      }
    }
    // What words define ("p95 TTFT") is no other time.
    if (!first_ && to_stated_unit(unit_, "s") && !unit_.empty() &&
        (!unfit_ || bound_.rank < MetricRank::kDefinition)) {
      bound_ = bind_metrics(dataset_, "latency");
      loose_ = true;
      for (const Metric* const metric : bound_.metrics) {
        if (try_metric(*metric, context_.statistic)) {
          return settled_;
        }
      }
    }
    return wrong();
  }

 private:
  // "The network added 3 ms of latency": a latency of nothing that has a name.
  [[nodiscard]] bool is_vague() const {
    const bool nothing =
        !context_.scope.files &&
        std::all_of(context_.scope.conditions.begin(), context_.scope.conditions.end(),
                    [](const Setting& setting) { return setting.soft; });
    return bound_.rank == MetricRank::kGeneral && nothing && !context_.clause.empty() &&
           context_.statistic.empty() && bound_.metrics.size() > 1;
  }

  bool try_metric(const Metric& metric, const std::string& asked) {
    const bool counts =
        std::find(metric.core.begin(), metric.core.end(), "count") != metric.core.end();
    // "coefficient_of_variation" is one itself.
    const bool itself = (counts && asked == "count") || (asked == "cv" && is_variation(metric));
    const std::string statistic = itself ? std::string() : plain_statistic(asked, metric);
    if (!of_percentile_ && !fits_statistic(metric, statistic)) {
      unfit_ = true;
      return false;
    }
    const auto factor = factor_of(metric);
    if (!factor) {
      other_dimension_ = true;
      return false;
    }
    const SampleOptions options{warm_, false, context_.cold};
    const Sample whole = take_sample(dataset_, metric, context_.scope, options);
    if (whole.cells.empty() && (statistic != "count" || whole.met == 0)) {
      return false;
    }
    // A strict bound, too, is said of all that is spoken of: one file that keeps it is no support.
    const bool strict = stated_.bound == Bound::kAtMost || stated_.bound == Bound::kAtLeast;
    // "The slowest load of A" is that of all of A.
    const bool named =
        context_.clause.empty()
            ? is_of_one_file(dataset_, context_.scope)
            : std::any_of(context_.scope.conditions.begin(), context_.scope.conditions.end(),
                          [](const Setting& setting) { return !setting.soft; });
    // The first trials count for "the longest" of all, unless the text leaves them out.
    const bool of_all_trials = is_extreme(asked) && !context_.loose_statistic;
    const bool extreme = of_all_trials && !stated_.reached && (named || context_.of_whole) &&
                         context_.scope.place == TrialPlace::kAny;
    const bool all = extreme || strict || (context_.of_all && statistic.empty() && !stated_.upper);
    const std::string said = context_.clause + " " + context_.wide + " " + context_.far;
    const bool may_be_warm =  // the mean is of all, unless the text tells warm trials apart
        asked != "mean" || context_.cold_apart || is_warm(said) || says_cold(said);
    for (const Scope& scope : all ? std::vector<Scope>{context_.scope}
                                  : scopes_to_try(dataset_, whole, context_.scope, said)) {
      if (is_one_of_replicates(metric, scope, whole)) {
        continue;
      }
      if (try_scope(metric, scope, statistic, *factor, warm_) ||
          (!warm_ && !of_all_trials && !context_.cold && scope.place == TrialPlace::kAny &&
           !context_.beside_warm && statistic != "count" && may_be_warm &&
           try_scope(metric, scope, statistic, *factor, true))) {
        return true;
      }
      // Warm is also all but the first of a run, whether that was cold or not.
      if (warm_ && scope.place == TrialPlace::kAny) {
        Scope later = scope;
        later.place = TrialPlace::kNotFirst;
        if (try_scope(metric, later, statistic, *factor, false)) {
          return true;
        }
      }
    }
    return false;
  }

  // "Where replicates exist the mean is shown": then one of them, a file of its own, is no mean.
  [[nodiscard]] bool is_one_of_replicates(const Metric& metric, const Scope& scope,
                                          const Sample& whole) const {
    constexpr std::size_t kReplicatesMax = 5;
    const std::size_t all = whole.cells.size();
    return context_.statistic == "mean" && all > 1 && all <= kReplicatesMax &&
           says_means(context_.far) && take_sample(dataset_, metric, scope).cells.size() == 1;
  }

  bool try_scope(const Metric& metric, const Scope& scope, const std::string& statistic,
                 double factor, bool warm_only) {
    // "The warm throughput": a mean that a file states is of all its trials.
    if (warm_ && metric.stated && !is_warm(metric.lower) && has_trials_of(metric, scope)) {
      return false;
    }
    const SampleOptions options{warm_only, context_.plus_minus, context_.cold};
    const Sample sample = take_sample(dataset_, metric, scope, options);
    const std::vector<Reading> readings = readings_of(dataset_, sample, scope, statistic, options);
    if (context_.of_all && statistic.empty() && !stated_.upper) {
      return try_all(metric, sample, readings, factor);
    }
    // A stated statistic of several rows is one value of each.
    const bool each_row = statistic.empty() || context_.loose_statistic ||
                          (sample.stated && sample.statistic == statistic);
    const bool of_whole = sample.stated && !statistic.empty() &&
                          (sample.cells.size() > kCellsOfStated ||
                           (sample.cells.size() > 1 && has_trials_of(metric, scope)));
    if (each_row && !bound_holds(stated_, sample, factor)) {
      if (!readings.empty()) {
        remember(metric, readings.front(), readings.front().value * factor);
      }
      return false;
    }
    for (const Reading& reading : readings) {
      if (++tried_ > kReadingsMax) {
        return false;
      }
      const bool scaled = reading.statistic != "count" && reading.statistic != "cv";
      const double value = reading.value * (scaled ? factor : 1);
      remember(metric, reading, value);
      if (stated_.upper) {
        if (in_range(stated_, sample, statistic, reading, factor)) {
          settled_ = supported(ClaimType::kAggregate, metric.name + " stays in the range");
          finish(settled_, metric, reading, value);
          return true;
        }
        continue;
      }
      const Agreement agrees = agrees_with(metric, reading, value);
      const bool one_of_many = reading.statistic == "cell" && bound_.reason == kBoundByUnit &&
                               sample.cells.size() > kCellsOfUnit;
      const bool luck = one_of_many || (reading.statistic == "cell" && of_whole) ||
                        (reading.statistic == "cell" && stated_.significant < 3 &&
                         sample.cells.size() > kCellsWithFewDigits) ||
                        (reading.statistic == "cell" && is_bare_in_prose() &&
                         sample.cells.size() > kCellsWithBareNumber);
      const bool open = stated_.bound != Bound::kExact && is_vague();
      if ((agrees == Agreement::kExact || agrees == Agreement::kRounded) && !luck && !open) {
        settled_ = supported(
            ClaimType::kAggregate,
            reading_text(metric, reading, value) + ", as stated; " + bound_.reason,
            agrees == Agreement::kExact ? VerdictReason::kExact : VerdictReason::kRounding);
        finish(settled_, metric, reading, value);
        return true;
      }
    }
    return false;
  }

  // Whether the trials are there that a stated metric sums up.
  [[nodiscard]] bool has_trials_of(const Metric& stated, const Scope& scope) const {
    return std::any_of(bound_.metrics.begin(), bound_.metrics.end(), [&](const Metric* metric) {
      return !metric->stated && metric->core == stated.core &&
             !take_sample(dataset_, *metric, scope).cells.empty();
    });
  }

  // A count is exact, their mean is rounded.
  [[nodiscard]] Agreement agrees_with(const Metric& metric, const Reading& reading,
                                      double value) const {
    const bool mean =
        reading.statistic == "mean" || reading.statistic == "median" || reading.statistic == "std";
    return counts_things(metric) && !mean && unit_.empty() ? count_agreement(stated_, value)
                                                           : agreement(stated_, value);
  }

  // Every value must be the stated one.
  bool try_all(const Metric& metric, const Sample& sample, const std::vector<Reading>& readings,
               double factor) {
    const auto values = sample.values();
    const auto odd = std::find_if(values.begin(), values.end(), [&](double value) {
      return (counts_things(metric) ? count_agreement(stated_, value)
                                    : agreement(stated_, value * factor)) < Agreement::kRounded;
    });
    if (readings.empty()) {
      return false;
    }
    if (odd != values.end()) {
      Reading of_odd = readings.front();
      of_odd.query.clear();  // of all, not of this one
      remember(metric, of_odd, *odd * factor);
      return false;
    }
    settled_ = supported(ClaimType::kAggregate, "all values of " + metric.name + " are so");
    finish(settled_, metric, readings.front(), readings.front().value * factor);
    return true;
  }

  // A share of one as a percentage; seconds as milliseconds.
  [[nodiscard]] std::optional<double> factor_of(const Metric& metric) const {
    if (unit_ == "%" && metric.unit.empty()) {
      const auto values = take_sample(dataset_, metric, {}).values();
      const bool share = std::all_of(values.begin(), values.end(),
                                     [](double value) { return value >= 0 && value <= 1; });
      const bool named = std::any_of(metric.core.begin(), metric.core.end(), [](const auto& word) {
        return word == "utilization" || word == "percent" || word == "rate" || word == "usage" ||
               word == "util" || word == "efficiency" || word == "load" || word == "occupancy" ||
               word == "variation";
      });
      return share ? std::optional(100.0) : named ? std::optional(1.0) : std::nullopt;
    }
    if (metric.unit.empty() && is_time(metric)) {
      return unit_.empty() ? std::optional(1.0)
                           : to_stated_unit(unit_of_siblings(dataset_, metric), unit_);
    }
    return binary_ ? binary_factor(metric.unit, unit_) : to_stated_unit(metric.unit, unit_);
  }

  // "Mistral gets by with 215" of many answers of some 200 tokens.
  [[nodiscard]] bool is_bare_in_prose() const {
    return !context_.clause.empty() && stated_.decimals <= 0 && unit_.empty() &&
           stated_.significant < 4;
  }

  // The first reading, of several metrics the nearest such one, is what the data say in its place.
  void remember(const Metric& metric, const Reading& reading, double value) {
    const auto nearer = [&](const std::optional<Kept>& than) {
      return !than || std::abs(value - stated_.value) < std::abs(than->value - stated_.value);
    };
    if (read_.insert(&metric).second && nearer(first_)) {
      first_ = Kept{&metric, reading, value};
    }
    if (nearer(nearest_)) {
      nearest_ = Kept{&metric, reading, value};
    }
  }

  struct Kept {
    const Metric* metric;
    Reading reading;
    double value;
  };

  [[nodiscard]] std::string shown_unit(const Metric& metric, const Reading& reading) const {
    const bool relative = reading.statistic == "cv" && reading.query.empty();
    return relative ? "%" : reading.statistic == "cv" ? "" : unit_.empty() ? metric.unit : unit_;
  }

  [[nodiscard]] std::string reading_text(const Metric& metric, const Reading& reading,
                                         double value) const {
    const std::string what =
        reading.statistic == "cell" ? "a value of" : "the " + reading.statistic + " of";
    return what + " " + metric.name + " is " + value_text(value, shown_unit(metric, reading));
  }

  void finish(Judgement& judgement, const Metric& metric, const Reading& reading,
              double value) const {
    judgement.stated = StatedValue{stated_.value, unit_};
    const std::string query = reading.query.empty() && reading.cell
                                  ? query_of_cell(dataset_, *reading.cell)
                                  : reading.query;
    judgement.found = FoundValue{value, shown_unit(metric, reading), query};
    judgement.evidence = reading.evidence;
  }

  // Whether the files have the measurement, of whatever settings.
  [[nodiscard]] bool is_in_files() const {
    Scope files;
    files.files = context_.scope.files;
    return std::any_of(bound_.metrics.begin(), bound_.metrics.end(), [&](const Metric* metric) {
      return !take_sample(dataset_, *metric, files).cells.empty();
    });
  }

  // Of a log only the lines of a known form are read.
  [[nodiscard]] bool is_read_whole() const {
    return context_.scope.files && !context_.scope.files->empty() &&
           std::all_of(context_.scope.files->begin(), context_.scope.files->end(),
                       [this](std::size_t i) {
                         const FileEntry& file = dataset_.files()[i];
                         return file.has_data() && file.artifact != nullptr &&
                                file.artifact->type != ArtifactType::kLog;
                       });
  }

  // "The p95 in `a.json`", which has means and extremes alone.
  [[nodiscard]] bool lacks_percentiles() const {
    const auto is_percentile = [](std::string_view name) {
      return name.size() > 1 && name.front() == 'p' && is_number(name.substr(1));
    };
    const FileEntry& file = dataset_.files()[context_.scope.files->front()];
    return is_percentile(context_.statistic) &&
           std::ranges::none_of(file.tables, [&](const Table* table) {
             return std::ranges::any_of(table->columns, [&](const Column& column) {
               return lowered(column.name).find("percentile") != std::string::npos ||
                      std::ranges::any_of(name_words(column.name), is_percentile);
             });
           });
  }

  Judgement wrong() {
    if (!first_) {
      const bool own = context_.own_files && context_.scope.files;
      const bool spelled = own && bound_.rank == MetricRank::kSpelled;
      if (spelled && stands_under_key(dataset_, context_.scope, bound_.metrics, stated_)) {
        return supported(ClaimType::kAggregate, "a value under that key");
      }
      if (!is_in_files() && own && is_read_whole() && !other_dimension_ && !unfit_ &&
          bound_.rank >= MetricRank::kDefinition &&
          !all_bindings(dataset_, context_.near + " " + context_.middle + " " + context_.wide)
               .empty()) {
        return contradicted(ClaimType::kAggregate, VerdictReason::kNoSuchThing,
                            "'" + context_.scope.file_alias + "' holds no such measurement");
      }
      if (own && context_.scope.files->size() == 1 && is_read_whole() && lacks_percentiles()) {
        return contradicted(ClaimType::kAggregate, VerdictReason::kNoSuchThing,
                            "'" + context_.scope.file_alias + "' holds no percentile");
      }
      return unsupported(ClaimType::kAggregate, VerdictReason::kNoSuchMeasurement,
                         "no trial of that scope has this measurement");
    }
    if (loose_ || is_vague()) {
      return unsupported(ClaimType::kAggregate, VerdictReason::kTooVague,
                         "only its unit says what it is of, and none of that unit has this value");
    }
    if (is_of_another_order()) {
      return unsupported(ClaimType::kAggregate, VerdictReason::kNoSuchMeasurement,
                         first_->metric->name + " has no value of that order");
    }
    Judgement judgement =
        contradicted(ClaimType::kAggregate, VerdictReason::kWrongValue,
                     reading_text(*first_->metric, first_->reading, first_->value));
    finish(judgement, *first_->metric, first_->reading, first_->value);
    if (nearest_ && agreement(stated_, nearest_->value) == Agreement::kNear) {
      judgement.why += "; a near miss";
    }
    explain(judgement);
    return judgement;
  }

  // "49 GB of disk" is none of a number of parameters: more than a slip of a unit apart.
  [[nodiscard]] bool is_of_another_order() const {
    constexpr double kOrder = 1200;
    const double stated = std::abs(stated_.value);
    const double found = std::abs(nearest_->value);
    return stated > 0 && found > 0 && (stated / found > kOrder || found / stated > kOrder);
  }

  // Which slip makes it, or what it is the right number of.
  void explain(Judgement& judgement) const {
    const Metric& metric = *first_->metric;
    for (const double slip : {1000.0, 0.001}) {
      if (std::abs(stated_.value) > 0 && is_value(first_->value * slip)) {
        judgement.reason = VerdictReason::kUnitSlip;
        judgement.why += "; the digits fit another unit";
        return;
      }
    }
    const Sample sample = take_sample(dataset_, metric, context_.scope);
    const double factor = factor_of(metric).value_or(1);
    for (const Reading& total : readings_of(dataset_, sample, context_.scope, "sum")) {
      if (context_.statistic == "mean" && is_value(total.value * factor)) {
        judgement.reason = VerdictReason::kTotalAsMean;
        judgement.why += "; the stated number is the total";
        return;
      }
    }
    if (const std::string place = place_of_value(dataset_, stated_, unit_, metric);
        !place.empty()) {
      judgement.reason = VerdictReason::kMisattributed;
      judgement.why += "; the stated number is " + place;
    }
  }

  [[nodiscard]] bool is_value(double value) const {
    Numeral exact = stated_;
    exact.bound = Bound::kExact;
    return agreement(exact, value) >= Agreement::kRounded;
  }

  const Dataset& dataset_;
  const Numeral& stated_;
  NumberContext context_;
  std::string unit_;
  BoundMetrics bound_;
  bool warm_ = false;
  bool binary_ = false;  ///< bytes by 1024
  bool of_percentile_ = false;
  bool loose_ = false;  ///< bound by its unit to several things
  bool other_dimension_ = false;
  bool unfit_ = false;  ///< a metric has another statistic than the one that was stated
  std::size_t tried_ = 0;
  std::set<const Metric*> read_;
  std::optional<Kept> first_, nearest_;
  Judgement settled_;
};

}  // namespace

Judgement judge_quantity(const Dataset& dataset, const Numeral& stated,
                         const NumberContext& context) {
  if (stated.reached) {
    Numeral most = stated;
    most.bound = Bound::kExact;
    NumberContext of_most = context;
    if (context.loose_statistic || context.statistic.empty()) {
      of_most.statistic = "max";
      of_most.loose_statistic = false;
    }
    return QuantityJudge(dataset, most, of_most).judge();
  }
  Judgement judgement = QuantityJudge(dataset, stated, context).judge();
  // "The throughput's CV is 0.89 %": of the statistic, not of the metric; "below 2 %" any share is.
  const bool open = stated.bound != Bound::kExact && stated.bound != Bound::kAbout;
  if (context.statistic != "cv" || stated.kind != NumeralKind::kPercent || open ||
      judgement.verdict == Verdict::kSupported) {
    return judgement;
  }
  const Numeral bare = without_percent(stated);
  NumberContext of_metric = context;
  of_metric.unit.clear();
  if (judgement.verdict == Verdict::kUnsupported &&
      bind_metrics(dataset, context.near + " " + context.middle).rank >= MetricRank::kWords) {
    return QuantityJudge(dataset, bare, of_metric).judge();
  }
  // "A has a CV of 0.46 %": of its rate, whatever files of other things call a CV.
  of_metric.near = "throughput";
  of_metric.middle.clear();
  Judgement of_rate = QuantityJudge(dataset, bare, of_metric).judge();
  return of_rate.verdict == Verdict::kSupported ? of_rate : judgement;
}

}  // namespace chimera::verify
