// What a program says of its own calls. Means, sample deviations and sums below are worked out by
// hand: of 800, 900 and 1300 tokens the mean is 1000, the deviation √70000 = 264.58.
#include "verify/run_calls.h"

#include <gtest/gtest.h>

#include <string>

#include "verify/sample_trials.h"

namespace chimera::verify {
namespace {

const std::string kStages =
    "## Workflow Summary\n"
    "- Execution time: 60.05s (ingest 0.05s | collector 20.00s | report 40.00s)\n\n";

const std::string kCalls =
    "| Call | Tokens | tok/s | TTFT ms | Duration (s) |\n|---|---|---|---|---|\n"
    "| collector | 800 | 40.00 | 100.0 | 20.00 |\n"
    "| report | 1200 | 30.00 | 300.0 | 40.00 |\n";

Observations observations() {
  Observations out;
  Table& runs = sample::add_table(out, "runs.csv", 2);
  runs.columns = {sample::metric("tokens_s", "tok/s", {50, 60}, "throughput"),
                  sample::metric("ttft_s", "s", {0.5, 0.6}, "ttft")};
  return out;
}

std::string verdicts_of(const std::string& metrics) {
  return sample::verdicts(observations(), kStages + "## Metrics\n" + metrics);
}

TEST(RunCalls, WhatACallTookOnlyTheRecordTells) {
  EXPECT_EQ(verdicts_of(kCalls), "s u u u s u u u s");
}

TEST(RunCalls, StagesAreToldByPlaceWhereNamesAreOthers) {
  const std::string head = "| Agent | Tokens | Duration s |\n|---|---|---|\n";
  EXPECT_EQ(verdicts_of(head + "| DataCollector-9000 | 800 | 20.00 |\n| Writer | 900 | 40.00 |\n"),
            "s u s u s");
  EXPECT_EQ(verdicts_of(head + "| DataCollector-9000 | 800 | 20.00 |\n| Writer | 900 | 41.00 |\n"),
            "s u s u c");
}

TEST(RunCalls, ACallTakesNoLongerThanItsStage) {
  const std::string head = "| Call | Tokens | Duration s |\n|---|---|---|\n";
  EXPECT_EQ(verdicts_of(head + "| collector | 800 | 19.99 |\n"), "s u s");
  EXPECT_EQ(verdicts_of(head + "| collector | 800 | 20.50 |\n"), "s u c");
  EXPECT_EQ(verdicts_of(head + "| collector | 800 | 15.00 |\n"), "s u u");
}

TEST(RunCalls, RowsOfStatisticsAreWorkedOutOfTheCalls) {
  const std::string calls = "s u u u s u u u s ";
  EXPECT_EQ(verdicts_of(kCalls + "| Mean | 1000 | 35.00 | 200.0 | 30.00 |\n"), calls + "s s s s");
  EXPECT_EQ(verdicts_of(kCalls + "| Mean | 1001 | 35.02 | 201.0 | 30.02 |\n"), calls + "c c c c");
  EXPECT_EQ(verdicts_of(kCalls + "| Sample SD | 282.84 | 7.07 | 141.42 | 14.14 |\n"),
            calls + "s s s s");
  EXPECT_EQ(verdicts_of(kCalls + "| Total | 2000 | - | - | 60.00 |\n"), calls + "s s");
  EXPECT_EQ(verdicts_of(kCalls + "| Total | 2010 | - | - | 60.10 |\n"), calls + "c c");
}

TEST(RunCalls, LinesBehindTheTable) {
  const std::string calls = "s u u u s u u u s ";
  EXPECT_EQ(verdicts_of(kCalls + "\n- Throughput CV: 20.2%\n- Tokens Generated: 2000\n"
                                 "- Total Duration: 60000.00 ms\n- Eval Duration: 60000.00 ms\n"
                                 "- TTFT: 200.00 ms\n- Load Duration: 5.00 ms\n"),
            calls + "s s s s s u");
  EXPECT_EQ(verdicts_of(kCalls + "\n- Throughput CV: 21.2%\n- Tokens Generated: 2001\n"
                                 "- Total Duration: 61000.00 ms\n- Eval Duration: 61000.00 ms\n"
                                 "- TTFT: 210.00 ms\n- Throughput: 36.50 tok/s\n"),
            calls + "c c c c c c");
}

TEST(RunCalls, LinesBehindTheTableNeedNoHeadingOfTheirOwn) {
  const auto of_calls = [](const std::string& cv) {
    return sample::verdicts(observations(),
                            kStages + "## Calls\n" + kCalls + "- CV of tok/s: " + cv + "\n");
  };
  EXPECT_EQ(of_calls("20.2 %"), "s u u u s u u u s s");  // 7.071 / 35
  EXPECT_EQ(of_calls("21.2 %"), "s u u u s u u u s c");
}

TEST(RunCalls, SeveralStatisticsInOneLine) {
  const std::string calls = "s u u u s u u u s ";
  const std::string line = "\n- Tokens Generated: 2000\n- Total Duration: 60000.00 ms\n";
  EXPECT_EQ(verdicts_of(kCalls + line + "- Mean throughput: 35.00 tok/s, SD 7.07, CV 20.2%\n"),
            calls + "s s s s s");
  EXPECT_EQ(verdicts_of(kCalls + line + "- Mean throughput: 35.00 tok/s, SD 7.27, CV 21.2%\n"),
            calls + "s s s c c");
}

TEST(RunCalls, ALineWithoutALabelIsOfTheRates) {
  EXPECT_EQ(verdicts_of(kCalls + "\n- Total Duration: 60000.00 ms\n- Sample SD 7.07, CV 20.2%\n"),
            "s u u u s u u u s s s s");
}

TEST(RunCalls, ATableOfStatisticsAlone) {
  const std::string calls = "s u u u s u u u s ";
  EXPECT_EQ(verdicts_of(kCalls + "\n| Metric | Mean | SD | CV |\n|---|---|---|---|\n"
                                 "| Throughput (tok/s) | 35.00 | 7.07 | 20.2 % |\n"
                                 "| TTFT (ms) | 200.0 | 141.4 | 60.0 % |\n"),
            calls + "s s s s s c");
}

TEST(RunCalls, WithoutARunOfItsOwnATableIsOfTheData) {
  EXPECT_EQ(sample::verdicts(observations(), "## Metrics\n" + kCalls).find('s'), std::string::npos);
}

}  // namespace
}  // namespace chimera::verify
