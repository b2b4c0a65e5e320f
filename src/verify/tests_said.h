// What a report says of a comparison of two beside their values: ratios, intervals, p. Asked of the
// same query that `chimera query --against` answers.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verify/judgement.h"
#include "verify/quantities.h"

namespace chimera::verify {

/// What a number beside a comparison is.
enum class TestNumber { kNone, kRatio, kInterval, kP, kLevel, kStatistic, kSampleSize };

/// By the words right before and behind it. `text` is its sentence in lower case, ranges in it.
TestNumber test_number(std::string_view text, const Numeral& numeral);

struct TestContext {
  std::vector<Mention>
      sides;  ///< of one kind, in their order before the number; the last two count
  Scope scope;
  std::string words;        ///< that name the metric
  bool other_test = false;  ///< one is named that isn't of two samples
};

/// nullopt where there are no two sides with a metric in common.
std::optional<Judgement> judge_test_number(const Dataset& dataset, const Numeral& stated,
                                           TestNumber kind, const TestContext& context);

}  // namespace chimera::verify
