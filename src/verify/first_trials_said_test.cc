// First trials against those behind them, what is missing, and qualities that nobody measured
// beside what was. Verdicts follow from the rows here.
#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <string_view>
#include <utility>

#include "verify/sample_trials.h"

namespace chimera::verify {
namespace {

using sample::metric;
using sample::setting;

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

// Two models of one file, three prompts each, the first slowest; one of another file whose second
// prompt is; of two more trials, one ended so and has no time.
Observations suites() {
  Observations data;
  Table& suite = sample::add_table(data, "raw/suite.csv", 6);
  suite.columns = {setting("model", Role::kSubject, {"asp", "asp", "asp", "bat", "bat", "bat"}),
                   setting("prompt", Role::kBlock,
                           {"hello but goodbye", "tell a tale", "sum it up", "hello but goodbye",
                            "tell a tale", "sum it up"}),
                   metric("ttft_s", "s", {2, 0.1, 0.2, 3, 0.1, 0.2}, "ttft"),
                   metric("tokens_s", "tok/s", {30, 31, 32, 20, 21, 22}, "throughput")};
  Table& sweep = sample::add_table(data, "raw/cat_tuning.csv", 3);
  sweep.columns = {setting("model", Role::kSubject, {"cat", "cat", "cat"}, true),
                   setting("gpu_layers", Role::kFactor, {"8", "16", "32"}),
                   metric("load_s", "s", {1, kNone, kNone}, "load")};
  sweep.judge(1, true, false, "timed out");
  sweep.judge(2, true, false, "timed out");
  return data;
}

std::string verdicts_of(const std::string& report) {
  return sample::verdicts(suites(), report);
}

TEST(FirstTrialsSaid, AgainstTheOnesThatFollow) {
  EXPECT_EQ(verdicts_of("In every suite the first prompt is slower than the ones that follow."),
            "s");
  EXPECT_EQ(verdicts_of("The first prompt (\"hello but goodbye\") has the highest ttft_s in every "
                        "3-prompt run."),
            "s");
  EXPECT_EQ(verdicts_of("The first prompt has the lowest ttft_s in every suite."), "c");
}

TEST(FirstTrialsSaid, WhatIsMissing) {
  EXPECT_EQ(verdicts_of("There are no missing values in raw/cat_tuning.csv."), "c");
  EXPECT_EQ(verdicts_of("raw/suite.csv has no missing values."), "s");
  EXPECT_EQ(verdicts_of("`top_p` is not recorded in any of the files."), "s");
  EXPECT_EQ(verdicts_of("Since `load_s` is not recorded in any file, add it."), "c");
  EXPECT_EQ(verdicts_of("Speculative decoding was not benchmarked."), "s");
  EXPECT_EQ(verdicts_of("The CSV files have no load_s column."), "c");
  EXPECT_EQ(verdicts_of("The CSV files have no energy column."), "s");
}

TEST(FirstTrialsSaid, ThoseThatEndedSo) {
  const std::string two = "Two configurations of the cat layer tuning timed out. ";
  EXPECT_EQ(verdicts_of(two + "Both of them used gpu_layers=8."), "s c");
  EXPECT_EQ(verdicts_of("Two configurations of the cat tuning timed out."), "s");
}

TEST(FirstTrialsSaid, AQualityBesideANumber) {
  EXPECT_EQ(verdicts_of("asp has a higher throughput than bat and more coherent answers."), "s u");
  EXPECT_EQ(verdicts_of("asp is 48 % faster than bat, and this comes without a loss in response "
                        "quality."),
            "s u");
  EXPECT_EQ(verdicts_of("The answers of asp are less accurate than those of bat."), "u");
}

TEST(FirstTrialsSaid, AGainIsOfTheNamesBeforeIt) {
  EXPECT_EQ(verdicts_of("asp shows a higher throughput than bat, with a gain of 47.6 % on average, "
                        "and about 32 % over bat."),
            "s s c");
}

// Two backends in two files, one of them failing in the second; a copy of a name in another folder.
std::string of_backends(const std::string& text) {
  Observations data;
  for (const char* path : {"raw/conv.csv", "raw/net.csv", "old/conv.csv"}) {
    Table& table = sample::add_table(data, path, 2);
    table.content = path;
    table.columns = {setting("backend", Role::kSubject, {"eager", "rocket"}),
                     setting("runs", Role::kFactor, {"5", "5"}),
                     metric("mean_ms", "ms", {4, 2}, "latency")};
    if (std::string_view{path} == "raw/net.csv") {
      table.judge(1, true, false, "no such engine");
    }
  }
  return sample::verdicts(data, text);
}

TEST(FirstTrialsSaid, OnlyThere) {
  EXPECT_EQ(of_backends("An eager measurement is available only in raw/conv.csv."), "c");
  EXPECT_EQ(of_backends("`net.csv` exists twice."), "c");
  EXPECT_EQ(of_backends("`conv.csv` exists twice (in raw and old)."), "s");
  EXPECT_EQ(of_backends("rocket reduces memory consumption compared with eager."), "u");
  EXPECT_EQ(of_backends("rocket is faster than eager."), "s");
  EXPECT_EQ(of_backends("There is no README that explains the folders."), "s");
}

TEST(FirstTrialsSaid, ATableBehindAWish) {
  const std::string table =
      "The values should be seen as a snapshot.\n\n| Backend | Mean (ms) |\n|---|---|\n";
  EXPECT_EQ(of_backends(table + "| eager | 4 |\n"), "s");
  EXPECT_EQ(of_backends(table + "| eager | 5 |\n"), "c");
}

TEST(FirstTrialsSaid, TheLatencyUnderALoadThatWasNotVaried) {
  EXPECT_EQ(of_backends("The latency degrades under concurrent requests."), "u");
  EXPECT_EQ(of_backends("The latency grows with the number of concurrent users."), "u");
}

// Three runs of a model each, loading more than half of the first time in two of them; a log of a
// card's use.
std::string of_parts(const std::string& text) {
  Observations data;
  Table& runs = sample::add_table(data, "raw/runs.csv", 9);
  runs.columns = {setting("model", Role::kSubject,
                          {"asp", "asp", "asp", "bat", "bat", "bat", "cow", "cow", "cow"}),
                  setting("prompt", Role::kBlock, {"a", "b", "c", "a", "b", "c", "a", "b", "c"}),
                  metric("ttft_s", "s", {4, 0.1, 0.1, 3, 0.1, 0.1, 5, 0.1, 0.1}, "ttft"),
                  metric("load_s", "s", {3, 0, 0, 2, 0, 0, 1, 0, 0}, "load")};
  Table& log = sample::add_table(data, "raw/gpu.csv", 3);
  log.columns = {metric("gpu_utilization", "%", {20, 93, 30}, "")};
  return sample::verdicts(data, text);
}

TEST(FirstTrialsSaid, WhatTheirTimeIsSpentOn) {
  EXPECT_EQ(of_parts("In all models, load_s accounts for the majority of the cold-start TTFT."),
            "c");
  EXPECT_EQ(of_parts("In all suites the first prompt is also the slowest one."), "s");
}

TEST(FirstTrialsSaid, ALimitIsNoRatio) {
  EXPECT_EQ(of_parts("The GPU utilization never exceeds 50%."), "c");
  EXPECT_EQ(of_parts("The GPU utilization never exceeds 95%."), "s");
}

TEST(FirstTrialsSaid, TheLargestEffect) {
  Observations data;
  Table& grid = sample::add_table(data, "raw/grid.csv", 8);
  grid.columns = {
      setting("gpu_layers", Role::kFactor, {"8", "8", "8", "8", "16", "16", "16", "16"}),
      setting("num_ctx", Role::kFactor,
              {"1024", "1024", "4096", "4096", "1024", "1024", "4096", "4096"}),
      metric("tokens_s", "tok/s", {20, 20, 19, 19, 40, 40, 39, 39}, "throughput")};
  EXPECT_EQ(sample::verdicts(data, "gpu_layers has the largest effect on throughput."), "s");
  EXPECT_EQ(sample::verdicts(data, "num_ctx is the main driver of performance."), "c");
}

TEST(FirstTrialsSaid, WhatWordsSayHasNoDigitsThatWereRounded) {
  EXPECT_EQ(of_backends("eager takes roughly double the time of rocket."), "s");
  Observations data;
  Table& two = sample::add_table(data, "raw/two.csv", 2);
  two.columns = {setting("cards", Role::kFactor, {"2", "4"}),
                 metric("tokens_s", "tok/s", {100, 174}, "throughput")};
  EXPECT_NE(sample::verdicts(data, "The throughput at cards=4 is roughly double that at cards=2."),
            "s");
}

TEST(FirstTrialsSaid, WhatAFailedTrialSaysIsMissing) {
  Observations data;
  Table& table = sample::add_table(data, "raw/urls.csv", 2);
  table.columns = {setting("host", Role::kFactor, {"a", "b"}),
                   metric("tokens_s", "tok/s", {0, 80}, "throughput"),
                   setting("error", Role::kError, {"URL is missing a protocol", ""})};
  table.judge(0, true, false, "URL is missing a protocol");
  EXPECT_EQ(sample::verdicts(data, "URL is missing a protocol."), "s");
  EXPECT_EQ(sample::verdicts(data,
                             "The speed had gone down, which is due to thermal throttling, and "
                             "one error was logged."),
            "u");
}

// Three files that state their spread, and two rates of a model that hardly spread.
TEST(FirstTrialsSaid, ALimitOfStatedSpreads) {
  Observations data;
  for (const auto& [path, cv] : {std::pair{"raw/a_baseline.json", 0.4},
                                 {"raw/b_baseline.json", 0.6},
                                 {"raw/c_baseline.json", 31.3}}) {
    Table& file = sample::add_table(data, path, 1);
    file.columns = {metric("coefficient_of_variation", "%", {cv}, "")};
  }
  Table& rates = sample::add_table(data, "raw/rates.csv", 2);
  rates.columns = {metric("tokens_s", "tok/s", {80, 81}, "throughput")};
  EXPECT_EQ(sample::verdicts(data,
                             "All of the baselines have a coefficient of variation below "
                             "1.5%."),
            "c");
}

TEST(FirstTrialsSaid, WhatIsConcludedNamesNoPlace) {
  EXPECT_EQ(
      of_backends("The mean latency ranges from 2 to 4 ms, which indicates that rocket is the "
                  "best choice."),
      "s s s");
}

}  // namespace
}  // namespace chimera::verify
