// Sentences that `run` writes about trees of other kinds than the sample: they are true by
// construction, so that none may be refuted. The means are worked out by hand beside the rows.
#include <gtest/gtest.h>

#include <string>

#include "verify/sample_trials.h"

namespace chimera::verify {
namespace {

using sample::metric;
using sample::setting;

// Prompts: f16 at 2300 tok/s on average, q8_0 at 2130; generation: 46 and 82.
Observations two_rates() {
  Observations data;
  for (const auto& [file, name, definition, values] :
       {std::tuple{"pp.json", "prompt_ts", "prompt_throughput",
                   std::vector<double>{2250, 2350, 2110, 2150}},
        std::tuple{"tg.json", "gen_ts", "throughput", std::vector<double>{45, 47, 80, 84}}}) {
    Table& table = sample::add_table(data, file, values.size());
    table.columns = {
        setting("model", Role::kSubject, {"qwen:f16", "qwen:f16", "qwen:q8", "qwen:q8"}),
        setting("n_threads", Role::kFactor, {"4", "8", "4", "8"}),
        metric(name, "tok/s", values, definition)};
  }
  return data;
}

std::string verdicts_of(const std::string& report) {
  return sample::verdicts(two_rates(), report);
}

// Two trials of each of four settings; 4 threads: 40, 44, 50, 54, 8 threads: 60, 64, 70, 74.
std::string verdicts_of_sweep(const std::string& report) {
  Observations data;
  Table& table = sample::add_table(data, "sweep.csv", 8);
  table.columns = {
      setting("n_threads", Role::kFactor, {"4", "4", "4", "4", "8", "8", "8", "8"}),
      setting("top_k", Role::kFactor, {"20", "20", "40", "40", "20", "20", "40", "40"}),
      metric("tokens_s", "tok/s", {40, 44, 50, 54, 60, 64, 70, 74}, "throughput")};
  return sample::verdicts(data, report);
}

TEST(OwnReports, AUnitNamesNoOtherRateThanTheSentence) {
  const std::string first = "`qwen:f16` has the highest mean prompt throughput, 2300 tok/s; ";
  EXPECT_EQ(verdicts_of(first + "`qwen:q8` follows with 2130 tok/s."), "s s s");
  EXPECT_EQ(verdicts_of(first + "`qwen:q8` follows with 82 tok/s."), "s s c");
  EXPECT_EQ(verdicts_of("`qwen:q8` generates at 82 tok/s."), "s");
}

TEST(OwnReports, TellingTheBestFromOthersIsOfATest) {
  EXPECT_EQ(verdicts_of("The highest prompt throughput for `qwen:f16` is 2350 tok/s; the "
                        "trials tell the best from every other setting."),
            "s");
}

TEST(OwnReports, TheHigherTheBetter) {
  EXPECT_EQ(verdicts_of("The higher `n_threads`, the better the prompt throughput."), "s");
  EXPECT_EQ(verdicts_of("The higher `n_threads`, the worse the prompt throughput."), "c");
  EXPECT_EQ(verdicts_of("The lower `n_threads`, the lower the prompt throughput."), "s");
}

TEST(OwnReports, TopOfANameIsNoExtreme) {
  const std::string first =
      "The highest throughput, 74 tok/s, was measured with `n_threads=8`, "
      "`top_k=40` and the lowest, ";
  EXPECT_EQ(verdicts_of_sweep(first + "40 tok/s, with `n_threads=4`, `top_k=20`."), "s s");
  EXPECT_EQ(verdicts_of_sweep(first + "44 tok/s, with `n_threads=4`, `top_k=20`."), "s c");
}

TEST(OwnReports, TheLowestBesideTheHighestMeanIsAMean) {
  const std::string first =
      "The highest mean throughput, 67 tok/s, is that of `n_threads=8` and "
      "the lowest, ";
  EXPECT_EQ(verdicts_of_sweep(first + "47 tok/s, that of `n_threads=4`."), "s s");
  EXPECT_EQ(verdicts_of_sweep(first + "40 tok/s, that of `n_threads=4`."), "s c");
}

// Around the median of 63.5 lie 18.5, 16.5, 16.5 and 20.5.
TEST(OwnReports, AMedianAbsoluteDeviationIsNoMedian) {
  EXPECT_EQ(verdicts_of("The median throughput is 63.5 tok/s, whose median absolute deviation is "
                        "17.5 tok/s."),
            "s s");
  EXPECT_EQ(verdicts_of("The median absolute deviation of the throughput is 63.5 tok/s."), "c");
  EXPECT_EQ(verdicts_of("The interquartile range of the throughput is 34.5 tok/s."), "s");
}

TEST(OwnReports, OneOfAFewIsNoCount) {
  EXPECT_EQ(verdicts_of("A difference of means there may be one of a few trials."), "");
}

}  // namespace
}  // namespace chimera::verify
