#include <cstdint>
#include <functional>

#include "reference_set.h"
#include "stats/anova.h"
#include "stats/bootstrap.h"
#include "stats/correlation.h"
#include "stats/descriptive.h"
#include "stats/effect_size.h"
#include "stats/equivalence.h"
#include "stats/fisher.h"
#include "stats/interval.h"
#include "stats/linear_model.h"
#include "stats/mean_tests.h"
#include "stats/multiplicity.h"
#include "stats/order_interval.h"
#include "stats/pareto.h"
#include "stats/permutation.h"
#include "stats/power.h"
#include "stats/rank_correlation.h"
#include "stats/rank_tests.h"

namespace chimera::stats {

namespace {

using Numbers = std::vector<std::optional<double>>;

/// A set and the words of one expectation.
struct Call {
  const ReferenceSet& set;
  const Expectation& wanted;

  Values values(const std::string& name) const { return set.vectors.at(name); }

  Values values(std::size_t argument) const { return values(wanted.arguments.at(argument)); }

  double number(std::size_t argument) const { return number_of(wanted.arguments.at(argument)); }

  std::size_t whole(std::size_t argument) const {
    return static_cast<std::size_t>(number(argument));
  }

  /// As many absent numbers as were wanted.
  Numbers absent() const { return Numbers(wanted.values.size(), std::nullopt); }

  Numbers limits(const std::optional<Limits>& of) const {
    return of ? Numbers{of->low, of->high} : absent();
  }
};

using Function = std::function<Numbers(const Call&)>;
using Functions = std::map<std::string, Function>;

Function statistic(Defined (*of)(Values)) {
  return [of](const Call& call) { return Numbers{of(call.values(0))}; };
}

Function interval(std::optional<Limits> (*of)(Values, double)) {
  return [of](const Call& call) { return call.limits(of(call.values(0), call.number(1))); };
}

Numbers bootstrap(const Call& call) {
  BootstrapOptions options;
  options.resamples = call.whole(2);
  options.kind =
      call.wanted.arguments[0] == "bca" ? BootstrapKind::kBca : BootstrapKind::kPercentile;
  return call.limits(bootstrap_interval(call.values(1), mean, options));
}

Functions one_sample() {
  return {
      {"mean", statistic(mean)},
      {"deviation", statistic(standard_deviation)},
      {"cv", statistic(coefficient_of_variation)},
      {"mad", statistic(median_absolute_deviation)},
      {"iqr", statistic(interquartile_range)},
      {"geomean", statistic(geometric_mean)},
      {"percentile", [](const Call& c) { return Numbers{percentile(c.values(0), c.number(1))}; }},
      {"t_interval", interval(t_interval)},
      {"log_t_interval", interval(log_t_interval)},
      {"lognormal_mean_interval", interval(lognormal_mean_interval)},
      {"order_interval",
       [](const Call& c) {
         return c.limits(order_interval(c.values(0), c.number(1), c.number(2)).limits);
       }},
      {"bootstrap", bootstrap},
  };
}

Numbers numbers_of(const std::optional<TestOutcome>& test, const Call& call) {
  if (!test) {
    return call.absent();
  }
  const Limits limits = difference_limits(*test);
  return {test->statistic, test->df, test->p, limits.low, limits.high};
}

Function t_test(std::optional<TestOutcome> (*of)(Values, Values)) {
  return
      [of](const Call& call) { return numbers_of(of(call.values("a"), call.values("b")), call); };
}

Function rank_test(std::optional<RankOutcome> (*of)(Values, Values)) {
  return [of](const Call& call) {
    const auto test = of(call.values("a"), call.values("b"));
    return test ? Numbers{test->statistic, test->p, test->exact ? 1.0 : 0.0} : call.absent();
  };
}

Function permutation(std::optional<PermutationOutcome> (*of)(Values, Values,
                                                             const PermutationOptions&)) {
  return [of](const Call& call) {
    PermutationOptions options;
    options.resamples = call.whole(0);
    const auto test = of(call.values("a"), call.values("b"), options);
    return test ? Numbers{test->p, test->exact ? 1.0 : 0.0, static_cast<double>(test->arrangements)}
                : call.absent();
  };
}

Function equivalence(std::optional<Equivalence> (*of)(Values, Values, const Limits&)) {
  return [of](const Call& call) {
    const double last = call.number(call.wanted.arguments.size() - 1);
    const Limits margin =
        call.wanted.arguments.size() == 1 ? Limits{-last, last} : Limits{call.number(0), last};
    const auto test = of(call.values("a"), call.values("b"), margin);
    Numbers numbers = test ? Numbers{test->p, test->limits.low, test->limits.high} : call.absent();
    numbers.resize(call.wanted.values.size());
    return numbers;
  };
}

Function effect_size(Defined (*of)(Values, Values)) {
  return [of](const Call& call) { return Numbers{of(call.values("a"), call.values("b"))}; };
}

Numbers ratio(const Call& call) {
  const auto result = ratio_of_means(call.values("a"), call.values("b"));
  return result && result->limits
             ? Numbers{result->value, result->limits->low, result->limits->high}
             : call.absent();
}

Summary summary_of(const Call& call, const std::string& name) {
  const Values of = call.values(name);
  return {of[0], of[1], static_cast<std::size_t>(of[2])};
}

Numbers numbers_of(const std::optional<Ratio>& ratio, const Call& call) {
  return ratio && ratio->limits ? Numbers{ratio->value, ratio->limits->low, ratio->limits->high}
                                : call.absent();
}

/// Of both sides, whose values stand in the same blocks.
template <typename Of>
Function blocked(Of of) {
  return [of](const Call& call) {
    std::vector<std::uint32_t> block;
    for (const double number : call.values("block")) {
      block.push_back(static_cast<std::uint32_t>(number));
    }
    return numbers_of(of(Blocked{call.values("a"), block}, Blocked{call.values("b"), block}), call);
  };
}

Functions dependent() {
  return {
      {"kendall",
       [](const Call& c) {
         const auto found = kendall(c.values("x"), c.values("y"));
         return found ? Numbers{found->tau_b, found->p} : c.absent();
       }},
      {"pearson", [](const Call& c) { return Numbers{pearson(c.values("x"), c.values("y"))}; }},
      {"spearman", [](const Call& c) { return Numbers{spearman(c.values("x"), c.values("y"))}; }},
      {"welch_of_summaries",
       [](const Call& c) {
         return numbers_of(welch_test_of_summaries(summary_of(c, "of_a"), summary_of(c, "of_b")),
                           c);
       }},
      {"welch_anova",
       [](const Call& c) {
         std::vector<Summary> samples;
         for (std::size_t i = 0; i < c.values("means").size(); ++i) {
           samples.push_back({c.values("means")[i], c.values("deviations")[i],
                              static_cast<std::size_t>(c.values("sizes")[i])});
         }
         const auto outcome = welch_anova_of_summaries(samples);
         return outcome ? Numbers{outcome->f, outcome->df_between, outcome->df_within, outcome->p}
                        : c.absent();
       }},
      {"ratio_of_summaries",
       [](const Call& c) {
         return numbers_of(ratio_of_summaries(summary_of(c, "of_a"), summary_of(c, "of_b")), c);
       }},
      {"blocked", blocked(blocked_test)},
      {"ratio_of_blocks", blocked(ratio_of_blocked_means)},
  };
}

Functions two_samples() {
  return {
      {"welch", t_test(welch_test)},
      {"paired", t_test(paired_test)},
      {"mann_whitney", rank_test(mann_whitney_test)},
      {"signed_rank", rank_test(signed_rank_test)},
      {"permutation", permutation(permutation_test)},
      {"paired_permutation", permutation(paired_permutation_test)},
      {"equivalence", equivalence(equivalence_test)},
      {"paired_equivalence", equivalence(paired_equivalence_test)},
      {"ratio_equivalence", equivalence(ratio_equivalence_test)},
      {"hedges", effect_size(hedges_g)},
      {"cliff", effect_size(cliffs_delta)},
      {"ratio", ratio},
  };
}

/// The design that the words from `first` on describe: the number of factors, then interactions.
class Factorial {
 public:
  Factorial(const Call& call, std::size_t first) {
    design_.response = call.values("y");
    codes_.resize(call.whole(first));
    for (std::size_t i = 0; i < codes_.size(); ++i) {
      for (const double code : call.values("f" + std::to_string(i))) {
        codes_[i].push_back(static_cast<std::uint32_t>(code));
      }
      design_.factors.push_back({codes_[i], 100});
    }
    for (std::size_t i = first + 1; i < call.wanted.arguments.size(); ++i) {
      design_.interactions.push_back(term(call.wanted.arguments[i]));
    }
  }

  static Term term(const std::string& text) {
    const std::size_t colon = text.find(':');
    const auto factor = static_cast<std::size_t>(number_of(text.substr(0, colon)));
    return colon == std::string::npos
               ? Term{factor, std::nullopt}
               : Term{factor, static_cast<std::size_t>(number_of(text.substr(colon + 1)))};
  }

  const Design& design() const { return design_; }

 private:
  Design design_;
  std::vector<std::vector<std::uint32_t>> codes_;
};

Numbers anova_row(const Call& call) {
  const Factorial factorial(call, 1);
  const auto table = anova(factorial.design());
  const std::string& term = call.wanted.arguments[0];
  if (table && term == "residual") {
    const auto df = static_cast<double>(table->residual_df);
    return {table->residual_squares, df, std::nullopt, std::nullopt};
  }
  for (const AnovaRow& row : table ? table->rows : std::vector<AnovaRow>()) {
    if (row.term == Factorial::term(term)) {
      return {row.squares, static_cast<double>(row.df), row.f, row.p};
    }
  }
  return call.absent();
}

Numbers numbers_of(const Estimate& estimate) {
  const Limits limits = estimate.limits.value_or(Limits{});
  return {estimate.value, limits.low, limits.high, estimate.p};
}

Numbers effect(const Call& call) {
  const Factorial factorial(call, 2);
  const auto model = LinearModel::fit(factorial.design());
  const Term term = Factorial::term(call.wanted.arguments[0]);
  return model ? numbers_of(model->effects(term, 0.95).at(call.whole(1)).estimate) : call.absent();
}

Numbers difference(const Call& call) {
  const Factorial factorial(call, 1);
  const auto model = LinearModel::fit(factorial.design());
  const Term term = Factorial::term(call.wanted.arguments[0]);
  if (!model) {
    return call.absent();
  }
  const auto effects = model->effects(term, 0.95);
  const auto estimate =
      model->difference(term.factor, effects.front().level, effects.back().level, 0.95);
  return estimate ? numbers_of(*estimate) : call.absent();
}

Numbers residuals(const Call& call) {
  const Factorial factorial(call, 0);
  const auto model = LinearModel::fit(factorial.design());
  return model ? Numbers{model->residuals().deviation, static_cast<double>(model->residuals().df),
                         model->residuals().largest_standardised}
               : call.absent();
}

Function adjusted(std::vector<double> (*of)(std::span<const double>)) {
  return [of](const Call& call) {
    const std::vector<double> p = of(call.values("p"));
    return Numbers(p.begin(), p.end());
  };
}

Numbers front(const Call& call) {
  std::vector<Objective> objectives;
  objectives.reserve(call.whole(0));
  for (std::size_t i = 0; i < call.whole(0); ++i) {
    objectives.push_back({call.values("o" + std::to_string(i)), Better::kLower});
  }
  Numbers points;
  for (const std::size_t point : pareto_front(objectives)) {
    points.emplace_back(static_cast<double>(point));
  }
  return points;
}

Numbers fisher(const Call& call) {
  const FisherOutcome outcome =
      fisher_exact_test({call.whole(0), call.whole(1), call.whole(2), call.whole(3)});
  return {outcome.p, outcome.odds_ratio};
}

Numbers group_size(const Call& call) {
  const auto n = group_size_needed(call.number(0), call.number(1), call.number(2));
  return n ? Numbers{static_cast<double>(*n)} : call.absent();
}

Functions others() {
  return {
      {"anova", anova_row},
      {"effect", effect},
      {"difference", difference},
      {"residuals", residuals},
      {"holm", adjusted(holm_adjusted)},
      {"benjamini_hochberg", adjusted(benjamini_hochberg_adjusted)},
      {"pareto", front},
      {"fisher", fisher},
      {"wilson",
       [](const Call& c) {
         return c.limits(wilson_interval(c.whole(0), c.whole(1), c.number(2)));
       }},
      {"power",
       [](const Call& c) {
         return Numbers{two_sample_power(c.number(0), {c.whole(1), c.whole(2)}, c.number(3))};
       }},
      {"group_size", group_size},
      {"detectable",
       [](const Call& c) {
         return Numbers{detectable_effect({c.whole(0), c.whole(1)}, c.number(2), c.number(3))};
       }},
  };
}

}  // namespace

std::vector<std::optional<double>> computed(const ReferenceSet& set, const Expectation& wanted) {
  for (const Functions& functions : {one_sample(), two_samples(), dependent(), others()}) {
    const auto found = functions.find(wanted.function);
    if (found != functions.end()) {
      return found->second({set, wanted});
    }
  }
  return {};
}

}  // namespace chimera::stats
