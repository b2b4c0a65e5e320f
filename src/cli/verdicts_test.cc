#include "cli/verdicts.h"

#include <gtest/gtest.h>

namespace chimera::cli {
namespace {

Claim claim_with(Verdict verdict) {
  Claim claim;
  claim.verdict = verdict;
  return claim;
}

TEST(Verdicts, AReportOfOursStandsUnlessAClaimIsRefuted) {
  EXPECT_TRUE(stands({}, "out"));
  EXPECT_TRUE(stands({claim_with(Verdict::kSupported), claim_with(Verdict::kUnsupported)}, "out"));
  const auto refuted =
      stands({claim_with(Verdict::kSupported), claim_with(Verdict::kContradicted)}, "out");
  ASSERT_FALSE(refuted);
  EXPECT_EQ(exit_status(refuted.error().code), 1);
  EXPECT_NE(refuted.error().message.find("refutes 1 claim of it"), std::string::npos);
  EXPECT_NE(refuted.error().message.find("'out/verdicts.json'"), std::string::npos);
}

}  // namespace
}  // namespace chimera::cli
