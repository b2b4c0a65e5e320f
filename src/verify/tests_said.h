// What a report says of a comparison of two beside their values: ratios, intervals, p. Asked of the
// same query that `chimera query --against` answers.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "verify/judgement.h"
#include "verify/quantities.h"

namespace chimera::verify {

/// p below which a report's "significant" is taken to hold.
inline constexpr double kSignificant = 0.05;

/// What a number beside a comparison is.
enum class TestNumber {
  kNone,
  kRatio,
  kDetectable,  ///< the smallest ratio that would have been seen four times in five
  kInterval,
  kP,
  kLevel,
  kStatistic,
  kSampleSize
};

/// By the words right before and behind it. `text` is its sentence in lower case, ranges in it.
TestNumber test_number(std::string_view text, const Numeral& numeral);

struct TestContext {
  std::vector<Mention>
      sides;  ///< of one kind, in their order before the number; the last two count
  std::vector<std::string> factor;  ///< columns of the one that is tested where no sides are named
  Scope scope;
  std::string words;         ///< that name the metric
  std::string before;        ///< of the sentence with its names, in lower case
  std::string behind;        ///< likewise, behind the number
  bool other_test = false;   ///< one is named that isn't of two samples
  bool factor_test = false;  ///< that one is of all levels of a factor
};

/// Whether a clause in lower case says itself what is tested.
bool names_tested(const Dataset& dataset, std::string_view clause);

/// The metrics that a test may be of, a few at most.
std::vector<const Metric*> tested_metrics(const Dataset& dataset, const TestContext& context);

/// What the last two sides are, each within the context's scope. REQUIRES: two sides.
std::pair<Scope, Scope> tested_sides(const TestContext& context);

/// Whether a query's conditions say all of the scope.
bool is_expressible(const Scope& scope, const Dataset& dataset);

/// "A is significantly faster than B", or not, where `denied`: by a test of the two sides' rows,
/// with cold starts and without; unsupported where these part or a side has one row. nullopt where
/// no metric has rows on both sides. REQUIRES: two sides.
std::optional<Judgement> judge_significance(const Dataset& dataset, const TestContext& context,
                                            bool denied);

/// nullopt where there are no two sides with a metric in common, and no factor that is tested.
std::optional<Judgement> judge_test_number(const Dataset& dataset, const Numeral& stated,
                                           TestNumber kind, const TestContext& context);

}  // namespace chimera::verify
