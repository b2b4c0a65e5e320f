#include "verify/metric_choice.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "verify/fair_readings.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

constexpr std::string_view kBoundByHead = "its head";

class MetricChoice {
 public:
  MetricChoice(const Dataset& dataset, const Numeral& stated, const NumberContext& context,
               std::string_view unit)
      : dataset_(dataset), stated_(stated), context_(context), unit_(unit) {}

  ChosenMetrics choose() {
    bound_ = metrics_around(dataset_, context_, unit_);
    // A name whose unit is another is no name of this number, if its unit alone names something.
    if (!bound_.empty() &&
        std::none_of(bound_.metrics.begin(), bound_.metrics.end(),
                     [&](const Metric* each) { return fits_unit(*each, unit_); })) {
      const BoundMetrics named = std::exchange(bound_, {});
      bind_by_head();
      if (bound_.empty()) {
        bind_by_statistic();
      }
      if (bound_.empty()) {
        bind_by_unit();
      }
      if (bound_.empty()) {
        bound_ = named;
      }
      std::erase_if(bound_.metrics, [&](const Metric* each) {
        return each->unit.empty() && !fits_unit(*each, unit_);
      });
    }
    if (bound_.empty() && unit_ == "tok/s") {
      bound_ = bind_metrics(dataset_, "throughput");
    }
    if (bound_.empty()) {
      bind_by_statistic();
    }
    if (bound_.empty()) {
      bind_by_head();
    }
    if (bound_.empty()) {
      bind_by_unit();
    }
    if (unit_ == "°C") {
      bind_temperatures();
    }
    if (bound_.empty() && context_.clause.empty()) {
      bound_ = bind_weakly(dataset_, context_.near);  // a head, which says no more than it must
    }
    if (bound_.empty() && unit_.empty()) {
      bind_by_test();
    }
    if (bound_.empty() && unit_.empty()) {
      bound_ = only_metric(dataset_, context_.scope);
    }
    if (context_.of_tokens) {
      std::erase_if(bound_.metrics,
                    [](const auto* metric) { return metric->unit.ends_with("/s"); });
      add_all(bound_.metrics, bind_metrics(dataset_, "generated tokens").metrics);
    }
    if (bound_.empty()) {
      return {};
    }
    add_overall();
    prefer_unit();
    prefer_percentile();
    // A column that is spelled, without a word for a statistic, is meant itself.
    const bool itself =
        bound_.rank == MetricRank::kSpelled &&
        std::all_of(bound_.metrics.begin(), bound_.metrics.end(),
                    [&](const Metric* metric) { return metric->statistic == context_.statistic; });
    if (!itself) {
      add_siblings();
    }
    prefer_statistic();
    return {std::move(bound_), loose_, of_percentile_};
  }

 private:
  // "Size (GiB)" below a title that speaks of speed: a head says no more than it must.
  void bind_by_head() {
    if (!context_.clause.empty() || unit_.empty()) {
      return;
    }
    bound_ = bind_weakly(dataset_, context_.near);
    for (const Metric& metric : dataset_.metrics()) {
      if (bound_.metrics.empty() || bound_.reason == kBoundByHead) {
        add_if_headed(metric);
      }
    }
    std::erase_if(bound_.metrics, [&](const Metric* metric) {
      return metric->unit.empty() || !to_stated_unit(metric->unit, unit_);
    });
  }

  // "Compile (s)" of compile_time_s: what else its name says is that it is a time.
  void add_if_headed(const Metric& metric) {
    const std::string_view head =
        std::string_view{context_.near}.substr(0, context_.near.find('('));
    const std::vector<Range> words = words_of(head);
    if (words.size() != 1 || metric.core.size() < 2) {
      return;
    }
    constexpr std::size_t kStem = 5;
    const std::string_view said = head.substr(words[0].begin, words[0].end - words[0].begin);
    const auto is_said = [&](const std::string& word) {
      return said.size() >= kStem && word.starts_with(said.substr(0, kStem));
    };
    if (std::ranges::any_of(metric.core, is_said) &&
        std::ranges::all_of(metric.core, [&](const std::string& word) {
          return is_said(word) || word == "time" || word == "duration";
        })) {
      bound_.metrics.push_back(&metric);
      bound_.rank = MetricRank::kWords;
      bound_.reason = kBoundByHead;
    }
  }

  // Its own, or of a time that has none the one that its siblings say.
  [[nodiscard]] std::string unit_of(const Metric& metric) const {
    return metric.unit.empty() && is_time(metric) ? unit_of_siblings(dataset_, metric)
                                                  : metric.unit;
  }

  // "Mean (ms)", "`p99` is 15.58": the stated statistic of that name.
  void bind_by_statistic() {
    const bool percentile = context_.statistic.starts_with('p');
    if (context_.statistic.empty() || context_.loose_statistic || (unit_.empty() && !percentile) ||
        context_.scope.is_all() ||
        names_unmeasured(dataset_, context_.near + " " + context_.middle)) {
      return;
    }
    for (const Metric& metric : dataset_.metrics()) {
      if (!metric.stated || metric.statistic != context_.statistic) {
        continue;
      }
      const std::string unit = unit_of(metric);
      if (!unit.empty() && (unit_.empty() || to_stated_unit(unit, unit_)) &&
          !take_sample(dataset_, metric, context_.scope).cells.empty()) {
        bound_.metrics.push_back(&metric);
        bound_.rank = MetricRank::kGeneral;
        bound_.reason = "the only statistic of that name there";
      }
    }
  }

  // "13.80 tokens per second overall": of the whole run, as its file may state it.
  void add_overall() {
    const std::string said = context_.near + " " + context_.middle;
    for (const std::string_view word : {"overall", "combined", "aggregate", "aggregated"}) {
      if (unit_.empty() || !has_phrase(said, word)) {
        continue;
      }
      for (const Metric& metric : dataset_.metrics()) {
        const std::vector<std::string> words = name_words(metric.lower);
        if (std::ranges::find(words, word) != words.end() && to_stated_unit(metric.unit, unit_) &&
            !take_sample(dataset_, metric, context_.scope).cells.empty()) {
          bound_.metrics.push_back(&metric);
        }
      }
    }
  }

  // Degrees are of what is called a temperature, and of nothing else.
  void bind_temperatures() {
    const auto is_one = [](const Metric* metric) {
      return std::any_of(metric->core.begin(), metric->core.end(), [](const std::string& word) {
        return word == "temp" || word == "temperature" || word == "temperatures";
      });
    };
    std::erase_if(bound_.metrics, [&](const Metric* metric) { return !is_one(metric); });
    for (const Metric& metric : dataset_.metrics()) {
      if (bound_.empty() && is_one(&metric) &&
          !take_sample(dataset_, metric, context_.scope).cells.empty()) {
        bound_ = {MetricRank::kWords, {&metric}, "degrees are its unit"};
      }
    }
  }

  // "pp512", "tg128" of llama-bench: its tests are told by their rates.
  void bind_by_test() {
    const auto is_test = [](const Setting& setting) {
      return !setting.soft && setting.columns.front() == "test";
    };
    if (std::none_of(context_.scope.conditions.begin(), context_.scope.conditions.end(), is_test)) {
      return;
    }
    for (const Metric& metric : dataset_.metrics()) {
      if (metric.unit == "tok/s" && fits_statistic(metric, context_.statistic) &&
          !take_sample(dataset_, metric, context_.scope).cells.empty()) {
        bound_.metrics.push_back(&metric);
        bound_.rank = MetricRank::kGeneral;
        bound_.reason = "a test is told by its rate";
      }
    }
  }

  // Where some have the stated unit, those without one are not meant.
  void prefer_unit() {
    const auto has_unit = [&](const Metric* metric) {
      const std::string unit = unit_of(*metric);
      return !unit.empty() && to_stated_unit(unit, unit_);
    };
    if (!unit_.empty() && std::any_of(bound_.metrics.begin(), bound_.metrics.end(), has_unit)) {
      std::erase_if(bound_.metrics, [&](const Metric* metric) { return !has_unit(metric); });
    }
  }

  // Where one of them is of the statistic that is asked for, none of another is meant.
  void prefer_statistic() {
    const auto is_asked = [&](const Metric* metric) {
      return metric->statistic == context_.statistic &&
             !take_sample(dataset_, *metric, context_.scope).cells.empty();
    };
    if (!context_.statistic.empty() && !context_.loose_statistic &&
        std::any_of(bound_.metrics.begin(), bound_.metrics.end(), is_asked)) {
      std::erase_if(bound_.metrics, [&](const Metric* metric) {
        return metric->stated && !metric->statistic.empty() &&
               metric->statistic != context_.statistic;
      });
    }
  }

  // "P99 TTFT stays low; the worst value, 1.9 s": still of what the sentence calls p99.
  void prefer_percentile() {
    const std::string said = statistic_in(context_.wide);
    const bool extreme = context_.statistic == "worst" || context_.statistic == "max";
    const auto is_said = [&](const Metric* metric) { return metric->statistic == said; };
    if (extreme && said.starts_with('p') && bind_metrics(dataset_, context_.clause).empty() &&
        std::any_of(bound_.metrics.begin(), bound_.metrics.end(), is_said)) {
      std::erase_if(bound_.metrics, [&](const Metric* metric) { return !is_said(metric); });
      of_percentile_ = true;
    }
  }

  // How large the model's file is is no memory of a run.
  [[nodiscard]] static bool is_size_of_model(const Metric& metric) {
    return metric.core.size() == 2 && metric.core[0] == "model" && metric.core[1] == "size";
  }

  // How long something took to get ready is no time of it, unless words say so.
  [[nodiscard]] bool is_preparation(const Metric& metric) const {
    static constexpr std::array<std::string_view, 6> kWords = {"compile", "compilation", "load",
                                                               "build",   "export",      "warmup"};
    return std::any_of(metric.core.begin(), metric.core.end(), [&](const std::string& word) {
      return std::find(kWords.begin(), kWords.end(), word) != kWords.end() &&
             !has_phrase(context_.near, word + "*") && !has_phrase(context_.clause, word + "*");
    });
  }

  // "takes 3.1 ms": any time of the scope. It can support; only where all are one thing refute.
  void bind_by_unit() {
    std::set<std::vector<std::string>> things;
    if (names_unmeasured(dataset_, context_.near + " " + context_.middle) ||
        stated_.bound == Bound::kAtMost || stated_.bound == Bound::kAtLeast ||
        (stated_.bound != Bound::kExact && stated_.significant < 3)) {
      return;
    }
    const std::string& said = context_.middle.empty() ? context_.near : context_.middle;
    for (const Metric& metric : dataset_.metrics()) {
      if (!unit_.empty() && unit_ != "%" && !metric.unit.empty() &&
          to_stated_unit(metric.unit, unit_) && !is_of_other_part(said, metric) &&
          !is_preparation(metric) && !is_size_of_model(metric) &&
          !take_sample(dataset_, metric, context_.scope).cells.empty()) {
        bound_.metrics.push_back(&metric);
        bound_.rank = MetricRank::kGeneral;
        bound_.reason = kBoundByUnit;
        things.insert(metric.core);
      }
    }
    loose_ = things.size() > 1;
    // Of the whole tree it says enough where one thing alone has such a unit.
    if (context_.scope.is_all() && loose_) {
      bound_ = {};
    }
  }

  // "mean_time_ms" and "std_time_ms" are statistics of one thing.
  void add_siblings() {
    const std::vector<const Metric*> named = bound_.metrics;
    for (const Metric& metric : dataset_.metrics()) {
      const bool known = std::find(named.begin(), named.end(), &metric) != named.end();
      const bool sibling = std::any_of(named.begin(), named.end(), [&](const Metric* each) {
        const std::string asked = plain_statistic(context_.statistic, metric);
        const bool wanted = context_.statistic.empty() || context_.loose_statistic ||
                            metric.statistic == context_.statistic || metric.statistic.empty() ||
                            is_end_of(asked, metric);
        return !each->core.empty() && each->core == metric.core && each->unit == metric.unit &&
               !each->unit.empty() && !each->statistic.empty() && wanted;
      });
      if (!known && sibling) {
        bound_.metrics.push_back(&metric);
      }
    }
  }

  const Dataset& dataset_;
  const Numeral& stated_;
  const NumberContext& context_;
  std::string_view unit_;
  BoundMetrics bound_;
  bool loose_ = false;
  bool of_percentile_ = false;
};

}  // namespace

std::string unit_of_siblings(const Dataset& dataset, const Metric& metric) {
  for (std::size_t dot = metric.lower.rfind('.'); dot != std::string::npos && dot > 0;
       dot = metric.lower.rfind('.', dot - 1)) {
    const std::string_view record = std::string_view{metric.lower}.substr(0, dot + 1);
    std::set<std::string> units;
    for (const Metric& each : dataset.metrics()) {
      if (!each.unit.empty() && is_time(each) && std::string_view{each.lower}.starts_with(record)) {
        units.insert(each.unit);
      }
    }
    if (!units.empty()) {
      return units.size() == 1 ? *units.begin() : "";
    }
  }
  return "";
}

ChosenMetrics choose_metrics(const Dataset& dataset, const Numeral& stated,
                             const NumberContext& context, std::string_view unit) {
  return MetricChoice(dataset, stated, context, unit).choose();
}

}  // namespace chimera::verify
