// The best of settings that were repeated. Numbers by scipy 1.17, ttest_ind(…, equal_var=False):
// p = 0.7700 for (20, 21, 23) against (20, 21, 22), 0.0012 against (10, 11, 12).
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "findings/findings.h"
#include "findings/test_tree.h"

namespace chimera::findings {
namespace {

Observations repeated(const std::vector<double>& levels, const std::vector<double>& values) {
  return tree_of({setting("threads", Role::kFactor, levels), metric("tokens_s", values)});
}

const std::vector<double> kThree{1, 2, 3, 1, 2, 3, 1, 2, 3};

TEST(Extreme, NamesWhatTheTrialsDoNotTellFromTheBest) {
  const Analysis analysis = analyze(repeated(kThree, {10, 20, 20, 11, 21, 21, 12, 22, 23}));
  const auto best = found(analysis, FindingKind::kExtreme);
  ASSERT_EQ(best.size(), 1U);
  EXPECT_EQ(best.front().statement,
            "In `a.csv` the highest mean throughput, 21.33 tok/s, is that of `threads=3` and the "
            "lowest, 11.00 tok/s, that of `threads=1`; the trials do not tell the best from "
            "(`threads=2`).");
  EXPECT_EQ(best.front().consequences.size(), 1U);
  expect_sourced(analysis, best.front());
}

TEST(Extreme, SaysThatTheBestIsTellableAndNothingWhereNoneIs) {
  const auto best = [](const std::vector<double>& values) {
    return found(analyze(repeated(kThree, values)), FindingKind::kExtreme);
  };
  EXPECT_TRUE(
      says(best({10, 20, 30, 11, 21, 31, 12, 22, 32}).at(0), "tell the best from every other"));
  EXPECT_TRUE(best({10, 10.1, 10.2, 12, 12, 12, 14, 14, 14}).empty());
}

TEST(Extreme, OfRepeatedSettingsRaisesNoQuestionOfUnrepeatedOnes) {
  const Analysis analysis = analyze(repeated(kThree, {10, 20, 20, 11, 21, 21, 12, 22, 23}));
  for (const Phrase& sentence : analysis.plan.open) {
    EXPECT_EQ(markdown_of(sentence).find("best setting"), std::string::npos);
  }
}

}  // namespace
}  // namespace chimera::findings
