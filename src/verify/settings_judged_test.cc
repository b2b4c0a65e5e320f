// What is said of settings, of experiments by the names of their files, and of things by their own
// names. The expected verdicts are read off the rows.
#include <gtest/gtest.h>

#include <string>

#include "verify/sample_trials.h"

namespace chimera::verify {
namespace {

using sample::metric;
using sample::setting;

// A sweep of two factors and a baseline of the same model; two runs of a suite at another
// temperature each; a machine.
Observations observations() {
  Observations out;
  for (const char* path : {"toy_sweep.csv", "toy_baseline.csv", "suite/20250101-080000/runs.csv",
                           "suite/20250102-090000/runs.csv", "machine.json"}) {
    out.artifacts.push_back({path, ArtifactType::kCsv, 1000, 0});
  }
  Table& sweep = out.tables.emplace_back(sample::table("toy_sweep.csv", 4));
  sweep.columns = {setting("model", Role::kSubject, {"toy:7b-instruct"}, true),
                   setting("num_gpu", Role::kFactor, {"10", "10", "20", "20"}),
                   setting("num_ctx", Role::kFactor, {"1024", "2048", "1024", "2048"}),
                   metric("tokens_s", "tok/s", {40.11, 41.22, 80.33, 79.44}, "throughput")};
  Table& baseline = out.tables.emplace_back(sample::table("toy_baseline.csv", 3));
  baseline.columns = {setting("model", Role::kSubject, {"toy:7b-instruct"}, true),
                      metric("tokens_s", "tok/s", {90.10, 92.20, 94.30}, "throughput")};
  int run = 0;
  for (const char* path : {"suite/20250101-080000/runs.csv", "suite/20250102-090000/runs.csv"}) {
    Table& suite = out.tables.emplace_back(sample::table(path, 2));
    suite.columns = {setting("temperature", Role::kFactor, {run == 0 ? "0.4" : "0.7"}, true),
                     metric("answer_chars", "", {run == 0 ? 311.0 : 422.0, 500.0}, "")};
    ++run;
  }
  Table& machine = out.tables.emplace_back(sample::table("machine.json", 1));
  machine.columns = {setting("gpu_name", Role::kNote, {"NVIDIA RTX 4090"}, true),
                     setting("dtype", Role::kFactor, {"torch.float32"}, true),
                     metric("settings.warmup_runs", "", {5}, ""),
                     metric("power.draw", "W", {300}, "")};
  return out;
}

std::string verdicts_of(const std::string& report) {
  return sample::verdicts(observations(), report);
}

TEST(Settings, TheBestConfigurationAndItsValueAreTwoClaims) {
  EXPECT_EQ(
      verdicts_of("Best configuration of the sweep: num_gpu=20, num_ctx=1024 at 80.33 tok/s."),
      "s s");
  EXPECT_EQ(
      verdicts_of("Best configuration of the sweep: num_gpu=20, num_ctx=2048 at 80.33 tok/s."),
      "c s");
}

TEST(Settings, AreUsedByTheTrialsThatAreSpokenOf) {
  EXPECT_EQ(verdicts_of("The first run used temperature 0.4."), "s");
  EXPECT_EQ(verdicts_of("The second run used temperature 0.4."), "c");
}

TEST(Settings, ThatAreCalledByWhatTheyCount) {
  EXPECT_EQ(verdicts_of("It was measured after 5 warm-up runs each."), "s");
}

TEST(Experiments, PointToTheFilesThatAreCalledSo) {
  // (90.10 + 92.20 + 94.30) / 3 = 92.20; of the sweep (40.11 + … + 79.44) / 4 = 60.275.
  EXPECT_EQ(verdicts_of("In the baseline, toy:7b-instruct reaches a mean of 92.20 tok/s."), "s");
  EXPECT_EQ(verdicts_of("In the sweep, toy:7b-instruct reaches a mean of 92.20 tok/s."), "c");
}

TEST(Names, AFamilyAndASizeAreAModel) {
  EXPECT_EQ(verdicts_of("In the baseline, Toy 7B reaches a mean of 92.20 tok/s."), "s");
}

TEST(Names, ProcessorsAndNumberTypes) {
  EXPECT_EQ(verdicts_of("All of it ran on an RTX 4090."), "s");
  EXPECT_EQ(verdicts_of("All of it ran on an RTX 3060 Ti."), "c");
  EXPECT_EQ(verdicts_of("The networks were executed in float32."), "s");
  EXPECT_EQ(verdicts_of("The networks were executed in bfloat16."), "c");
}

TEST(Numbers, TheStatisticMayStandBehind) {
  EXPECT_EQ(verdicts_of("The baseline has 92.20 tok/s on average, 94.30 tok/s peak."), "s s");
  EXPECT_EQ(verdicts_of("The baseline has 92.20 tok/s on average, 92.20 tok/s peak."), "s c");
}

TEST(Numbers, ConfigurationsAreThoseOfTheNamedFile) {
  EXPECT_EQ(verdicts_of("Across the 4 configurations of `toy_sweep.csv` the mean throughput was "
                        "60.28 tok/s; the best run reached 80.33 and the worst 40.11 tok/s."),
            "s s s s");
  EXPECT_EQ(verdicts_of("Across the 7 configurations of `toy_sweep.csv` the mean throughput was "
                        "60.28 tok/s."),
            "c s");
  EXPECT_EQ(verdicts_of("Over the 3 configurations of `toy_sweep.csv` the mean is 60.28 tok/s."),
            "c s");
}

TEST(Settings, TheBestAndTheWorstSettingBehindTheirRange) {
  const std::string range = "The throughput in `toy_sweep.csv` moves in a corridor between ";
  EXPECT_EQ(
      verdicts_of(range + "40.11 and 80.33 tok/s, with the optimum at num_gpu=20, num_ctx=1024 "
                          "and the weakest result at num_gpu=10, num_ctx=1024."),
      "s s s s");
  EXPECT_EQ(
      verdicts_of(range + "40.11 and 81.33 tok/s, with the optimum at num_gpu=20, num_ctx=2048 "
                          "and the weakest result at num_gpu=10, num_ctx=2048."),
      "s c c c");
}

TEST(Settings, SweepsBuiltAroundLevels) {
  EXPECT_EQ(verdicts_of("`toy_sweep.csv` spans 4 configurations built around num_ctx=1024."), "s");
  EXPECT_EQ(verdicts_of("`toy_sweep.csv` spans 5 configurations built around num_ctx=1024."), "c");
}

TEST(Settings, EachConfigurationOnce) {
  EXPECT_EQ(verdicts_of("Each configuration of `toy_sweep.csv` was run once."), "s");
  Observations twice = observations();
  twice.tables.front().columns[2] =
      setting("num_ctx", Role::kFactor, {"1024", "1024", "2048", "2048"});
  EXPECT_EQ(sample::verdicts(twice, "Each configuration of `toy_sweep.csv` was run once."), "c");
  EXPECT_EQ(verdicts_of("Power has not been logged anywhere."), "c");
}

TEST(Settings, AlmostNoInfluence) {
  // 60.22 and 60.33 by num_ctx, 40.67 and 79.89 by num_gpu.
  EXPECT_EQ(verdicts_of("In `toy_sweep.csv` num_ctx has almost no influence on throughput."), "s");
  EXPECT_EQ(verdicts_of("In `toy_sweep.csv` num_gpu has almost no influence on throughput."), "c");
  EXPECT_EQ(verdicts_of("In `toy_sweep.csv` the offload level has little effect on throughput."),
            "c");
}

TEST(Numbers, FactorsOfAProductAreNoClaims) {
  EXPECT_EQ(verdicts_of("The sweep is a grid of 2 x 2 = 4 configurations."), "s");
}

TEST(Ratios, LowerIsOfTheLargerOne) {
  // 79.885 of num_gpu 20 against 40.665 of 10: 96.4 % more, 49.1 % less.
  EXPECT_EQ(verdicts_of("Throughput is 49.1 % lower with num_gpu=10 than with num_gpu=20."), "s");
  EXPECT_EQ(verdicts_of("Throughput is 96.4 % lower with num_gpu=10 than with num_gpu=20."), "c");
  EXPECT_EQ(verdicts_of("Throughput is 96.4 % higher with num_gpu=20 than with num_gpu=10."), "s");
}

TEST(Opinions, CausesAreShownByNoNumbers) {
  EXPECT_EQ(verdicts_of("The second run is slower, thanks to the higher temperature of the room."),
            "u u");
  EXPECT_EQ(verdicts_of("The answers of the second run are worse."), "u");
}

TEST(Settings, WereNeverRunTogetherIfNoTrialHasThem) {
  const auto said = [](const std::string& setting) {
    return sample::verdicts(observations(), "In `toy_sweep.csv` " + setting + " was never run.");
  };
  EXPECT_EQ(said("`num_gpu=20` `num_ctx=2048`"), "c");
  Observations incomplete = observations();
  incomplete.tables.front().columns[1] =
      setting("num_gpu", Role::kFactor, {"10", "10", "20", "10"});
  EXPECT_EQ(
      sample::verdicts(incomplete, "In `toy_sweep.csv` `num_gpu=20` `num_ctx=2048` was never run."),
      "s");
}

TEST(Settings, OfEachAreThoseOfAll) {
  EXPECT_EQ(verdicts_of("The suites in `suite/` use a temperature of 0.4."), "s");
  EXPECT_EQ(verdicts_of("The suites use a temperature of 0.4 in all runs."), "c");
}

TEST(Settings, ThatDoSomethingAreNotOnlyUsed) {
  EXPECT_NE(verdicts_of("The 2048 context increases memory consumption."), "s");
}

TEST(Settings, AStrongInfluenceIsALargeOne) {
  EXPECT_EQ(verdicts_of("In `toy_sweep.csv` num_gpu has a strong impact on throughput."), "s");
  EXPECT_EQ(verdicts_of("In `toy_sweep.csv` num_ctx strongly affects throughput."), "c");
  EXPECT_EQ(verdicts_of("**Tuning (`toy_sweep.csv`):** Throughput is hardly affected by num_ctx."),
            "s");
  EXPECT_EQ(verdicts_of("**Tuning (`toy_sweep.csv`):** Throughput is insensitive to num_gpu."),
            "c");
}

TEST(Settings, OfSeveralValuesAreVaried) {
  EXPECT_EQ(verdicts_of("The sweep explored different num_ctx values."), "s");
  EXPECT_EQ(verdicts_of("The sweep also explored different repeat_penalty values."), "c");
  EXPECT_EQ(verdicts_of("Various mirostat_tau settings were tested."), "c");
}

TEST(SettingsJudged, TheEndsOfWhatWasTried) {
  Observations data;
  Table& table = sample::add_table(data, "contexts.csv", 3);
  table.columns = {sample::setting("n_ctx", Role::kFactor, {"2048", "8192", "16384"}),
                   sample::metric("tok_s", "tok/s", {90, 80, 60}, "throughput")};
  EXPECT_EQ(sample::verdicts(data, "The longest context tested is 16384 tokens."), "s");
  EXPECT_EQ(sample::verdicts(data, "The longest context tested is 32768 tokens."), "c");
  EXPECT_EQ(sample::verdicts(data, "The smallest context tried was 8192."), "c");
}

// 96 tok/s alone, 61 beside another.
TEST(SettingsJudged, AFactorOfWordsIsSetToNoNumber) {
  Observations data;
  Table& table = sample::add_table(data, "agents.csv", 4);
  table.columns = {sample::setting("mode", Role::kFactor, {"solo", "solo", "duo", "duo"}),
                   sample::metric("tok_s", "tok/s", {96.5, 97.1, 61.0, 61.4}, "throughput")};
  const std::string first = "Mean throughput falls from 96.8 tok/s in solo mode to ";
  EXPECT_EQ(sample::verdicts(data, first + "61.2 tok/s in duo mode."), "s s");
}

TEST(Settings, FlagsAreTrueOrFalse) {
  Observations data;
  Table& table = sample::add_table(data, "healing.json", 1);
  table.columns = {setting("overall_success", Role::kNote, {"False"}),
                   metric("latency_ms", "ms", {5}, "")};
  const auto of = [&](const std::string& report) { return sample::verdicts(data, report); };
  EXPECT_EQ(of("`overall_success` is false in the healing run."), "s");
  EXPECT_EQ(of("The healing run reports an overall success of true."), "c");
}

TEST(Settings, ListsHoldNoLevelThatWasNotRun) {
  EXPECT_EQ(verdicts_of("It was run with context sizes of 1024, 2048 and 8192."), "c");
}

// By hand: the boss takes 10 and 30, the quote 20 and 40.
TEST(Settings, PromptsGoByWordsOfTheirTexts) {
  Observations data;
  Table& table = sample::add_table(data, "suite.csv", 4);
  const std::string_view boss = "Motivate a teammate before a final boss fight.";
  const std::string_view quote = "Give a battle quote for a win.";
  table.columns = {setting("prompt_text", Role::kFactor, {boss, quote, boss, quote}),
                   metric("tokens_s", "tok/s", {10, 20, 30, 40}, "throughput")};
  const auto of = [&](const std::string& report) { return sample::verdicts(data, report); };
  EXPECT_EQ(of("For the boss fight prompt the mean throughput is 20 tok/s."), "s");
  EXPECT_EQ(of("For the battle-quote prompt the mean throughput is 20 tok/s."), "c");
  EXPECT_EQ(of("The lowest rate, 10 tok/s, was recorded for the battle quote prompt."), "c");
}

}  // namespace
}  // namespace chimera::verify
