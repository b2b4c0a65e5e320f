// What is said of a gain without its two sides. p by scipy 1.17, ttest_ind without equal variances.
#include <gtest/gtest.h>

#include <string>

#include "verify/sample_trials.h"

namespace chimera::verify {
namespace {

using sample::metric;
using sample::setting;

// Throughput p < 0.001, memory p = 0.57; 100 and 110 tok/s on average.
std::string of_levels(const std::string& report) {
  Observations data;
  Table& table = sample::add_table(data, "ab.csv", 8);
  table.columns = {
      setting("mode", Role::kFactor,
              {"default", "default", "default", "default", "tuned", "tuned", "tuned", "tuned"}),
      metric("tokens_s", "tok/s", {99, 100, 101, 100, 109, 110, 111, 110}, "throughput"),
      metric("vram_gb", "GB", {20.1, 20.4, 20.2, 20.5, 20.3, 20.2, 20.6, 20.4}, "")};
  return sample::verdicts(data, report);
}

TEST(Arms, TheTwoLevelsOfWhichOneIsTheReference) {
  EXPECT_EQ(of_levels("The throughput gain is statistically significant (p < 0.001)."), "s");
  EXPECT_EQ(of_levels("The throughput gain is not significant (p = 0.41)."), "c");
  EXPECT_EQ(of_levels("The VRAM difference is significant."), "c");
  EXPECT_EQ(of_levels("The VRAM difference is not significant."), "s");
}

TEST(Arms, ANumberIsRefutedOnlyAgainstTheReference) {
  EXPECT_EQ(of_levels("The tuned mode raises the mean throughput by 10 %."), "s");
  EXPECT_EQ(of_levels("The tuned mode lifts the mean throughput by 16 % over the default."), "c");
}

// Two files whose names differ in the word alone, numbers apart; means 212 and 187 ms.
std::string of_files(const std::string& report) {
  Observations data;
  for (const auto& [file, values] :
       {std::pair{"latency/gateway_baseline_17734.json", std::vector<double>{211, 212, 213, 212}},
        std::pair{"latency/gateway_tuned_17809.json", std::vector<double>{186, 187, 188, 187}}}) {
    Table& table = sample::add_table(data, file, values.size());
    table.columns = {metric("mean_ms", "ms", values, "")};
  }
  return sample::verdicts(data, report);
}

TEST(Arms, TheTwoFilesThatDifferInAWordForIt) {
  EXPECT_EQ(of_files("The gateway improvement is significant (Welch's t-test, p < 0.001)."), "s");
  EXPECT_EQ(of_files("The tuned gateway lowers the mean latency by 11.8 % against the baseline."),
            "s");
  EXPECT_EQ(of_files("The tuned gateway lowers the mean latency by 16.8 % against the baseline."),
            "c");
}

}  // namespace
}  // namespace chimera::verify
