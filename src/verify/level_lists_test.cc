// Levels that a sentence lists, and what it says became of trials.
#include <gtest/gtest.h>

#include <numeric>
#include <string>

#include "verify/sample_trials.h"

namespace chimera::verify {
namespace {

using sample::metric;
using sample::setting;

// Threads of 2, 4 and 8, batches of 256 and 512; of six rows one timed out and one crashed.
Observations sweep() {
  Observations data;
  Table& table = sample::add_table(data, "sweep.csv", 6);
  table.columns = {setting("threads", Role::kFactor, {"2", "4", "8", "2", "4", "8"}),
                   setting("ubatch", Role::kFactor, {"256", "256", "256", "512", "512", "512"}),
                   metric("tok_per_s", "tok/s", {100, 110, 120, 100, 0, 0}, "throughput")};
  table.judge(4, true, false, "timeout after 60 s");
  table.judge(5, true, false, "segfault");
  return data;
}

std::string verdicts_of(const std::string& report) {
  return sample::verdicts(sweep(), report);
}

TEST(LevelLists, AreOneClaimOfAllTheirLevels) {
  EXPECT_EQ(verdicts_of("The sweep varies `threads` over 2, 4 and 8."), "s");
  EXPECT_EQ(verdicts_of("The sweep varies `threads` over 2, 4 and 16."), "c");
  EXPECT_EQ(
      verdicts_of("The sweep varies `threads` over 2, 4 and 8 and `ubatch` over 256 and 1024."),
      "s c");
}

TEST(LevelLists, AnUpperEndIsTheMost) {
  EXPECT_EQ(verdicts_of("The sweep varies `threads` up to 8."), "s");
  EXPECT_EQ(verdicts_of("The sweep varies `threads` up to 16."), "c");
}

TEST(Trials, BehindAMeanAreWhatItIsOver) {
  EXPECT_EQ(verdicts_of("The sweep averages 107.5 tok/s over 4 successful rows."), "s s");
  EXPECT_EQ(verdicts_of("The sweep averages 107.5 tok/s over 6 successful rows."), "s c");
}

TEST(Trials, ThatTimedOutAreThoseWhoseReasonSaysSo) {
  EXPECT_EQ(verdicts_of("One configuration timed out."), "s");
  EXPECT_EQ(verdicts_of("Two configurations timed out."), "c");
  EXPECT_EQ(verdicts_of("Two configurations failed."), "s");
}

TEST(Ratios, BeatingSaysWhichIsFaster) {
  EXPECT_EQ(verdicts_of("At 256, threads=8 comes out first, beating threads=2 by roughly 20 %."),
            "s");
  EXPECT_EQ(verdicts_of("At 256, threads=2 comes out first, beating threads=8 by roughly 20 %."),
            "c");
}

TEST(Failures, AreThoseOfThePlaceThatIsNamed) {
  Observations data = sweep();
  Table& other = sample::add_table(data, "other_sweep.csv", 2);
  other.columns = {setting("threads", Role::kFactor, {"2", "4"}),
                   metric("tok_per_s", "tok/s", {0, 90}, "throughput")};
  other.judge(0, true, false, "segfault");
  const std::string lead = "All of the failures in `other_sweep.csv` happened at threads=";
  EXPECT_EQ(sample::verdicts(data, lead + "2."), "s");
  EXPECT_EQ(sample::verdicts(data, lead + "4."), "c");
}

TEST(Counts, SetsOfTheSameValuesInSeveralFiles) {
  Observations data;
  for (const char* file : {"a.csv", "copy/a.csv", "b.csv"}) {
    Table& table = sample::add_table(data, file, 2);
    table.columns = {metric("ttft_s", "s", {1.9, 2.1}, "ttft")};
    table.content = std::string_view{file} == "b.csv" ? "b" : "a";
  }
  const std::string claim = "Sets of the same values that stand in more than one file: ";
  EXPECT_EQ(sample::verdicts(data, claim + "1."), "s");
  EXPECT_EQ(sample::verdicts(data, claim + "2."), "c");
}

TEST(Counts, TheTwoAreThoseThatWereSpokenOf) {
  EXPECT_EQ(verdicts_of("No recorded setting tells the two files apart."), "");
  EXPECT_EQ(verdicts_of("There are two files."), "c");
}

TEST(Counts, APartOfWhatNoNameTellsIsNotRefuted) {
  EXPECT_EQ(verdicts_of("Three of the ten suite runs completed without errors."), "u");
  EXPECT_EQ(verdicts_of("In the sweep three of the nine result files are new."), "u");
}

TEST(Counts, ARequestsErrorIsNoWholeFile) {
  Observations data;
  Table& table = sample::add_table(data, "requests.csv", 6);
  table.columns = {
      setting("request_id", Role::kFactor, {"req-1", "req-2", "req-3", "req-4", "req-5", "req-6"}),
      metric("e2e_ms", "ms", {10, 20, 0, 12, 13, 14}, "")};
  table.judge(2, true, false, "decode error");
  const std::string lead = "The error is of req-3 in the batch, where ";
  EXPECT_EQ(sample::verdicts(data, lead + "5 of 6 went through."), "s");
  EXPECT_EQ(sample::verdicts(data, lead + "4 of 6 went through."), "c");
}

TEST(Counts, FilesOfAWordInTheirPaths) {
  Observations data;
  for (const char* path : {"power/a.csv", "power/b.csv", "load/a.csv", "load/b.json"}) {
    data.artifacts.push_back(
        {path, std::string_view{path}.ends_with("csv") ? ArtifactType::kCsv : ArtifactType::kJson,
         100, 0});
  }
  Table& table = data.tables.emplace_back(sample::table("load/b.json", 1));
  table.columns = {metric("samples", "", {400}, ""), metric("mean_ms", "ms", {5}, "")};
  EXPECT_EQ(sample::verdicts(data, "Power was logged in two CSV files."), "s");
  EXPECT_EQ(sample::verdicts(data, "Power was logged in four CSV files."), "c");
  EXPECT_EQ(sample::verdicts(data, "It was measured with 400 samples each."), "s");
}

TEST(Files, WhenTheyWereSavedNoDataTell) {
  Observations data;
  data.artifacts.push_back({"run_20250930.csv", ArtifactType::kCsv, 100, 0});
  EXPECT_EQ(sample::verdicts(data, "Most of the files were last saved on November 14."), "u");
}

TEST(Settings, OfACalibrationNobodyNoted) {
  EXPECT_EQ(verdicts_of("Every variant was calibrated on 512 samples."), "u");
}

// Arm a takes 10 to 13 ms, b 20 to 23; their counts of tokens are alike.
Observations arms() {
  Observations data;
  Table& table = sample::add_table(data, "ab.csv", 8);
  table.columns = {setting("arm", Role::kFactor, {"a", "a", "a", "a", "b", "b", "b", "b"}),
                   metric("latency_ms", "ms", {10, 11, 12, 13, 20, 21, 22, 23}, ""),
                   metric("Tokens", "", {50, 61, 58, 70, 51, 69, 60, 57}, "")};
  return data;
}

TEST(Tests, AreOfWhatTheirOwnClauseNames) {
  const std::string lead = "The latency of the two arms differs significantly; ";
  EXPECT_EQ(
      sample::verdicts(arms(), lead + "the token counts of the two arms differ significantly."),
      "s c");
  EXPECT_EQ(sample::verdicts(
                arms(), lead + "the token counts of the two arms do not differ significantly."),
            "s s");
}

// With 2 threads 100 to 103 tok/s, with 4 as many and a half.
TEST(Tests, SidesOfOneAreNoSettings) {
  Observations data;
  Table& table = sample::add_table(data, "t.csv", 8);
  table.columns = {
      setting("threads", Role::kFactor, {"2", "2", "2", "2", "4", "4", "4", "4"}),
      metric("tok_per_s", "tok/s", {100, 101, 102, 103, 150, 151, 152, 153}, "throughput")};
  EXPECT_EQ(sample::verdicts(data, "Throughput with 2 and with 4 threads differs significantly."),
            "s");
  EXPECT_EQ(
      sample::verdicts(data, "Throughput with 2 and with 4 threads does not differ significantly."),
      "c");
}

TEST(Trials, OfADefiniteNumberThatTimedOut) {
  EXPECT_EQ(verdicts_of("One of the six trials timed out."), "s");
  EXPECT_EQ(verdicts_of("Two of the six trials timed out."), "c");
}

TEST(Trials, BeyondASpelledLimit) {
  Observations data;
  Table& table = sample::add_table(data, "t.csv", 4);
  table.columns = {metric("ttft_s", "s", {0.5, 1.5, 2.5, 3.5}, "ttft")};
  EXPECT_EQ(sample::verdicts(data, "By TTFT, three rows exceed one second."), "s");
  EXPECT_EQ(sample::verdicts(data, "By TTFT, two rows exceed one second."), "c");
}

TEST(Files, ThatAreNoMajority) {
  Observations data;
  for (const char* path : {"a.json", "b.json", "c.csv", "d.md", "e.md"}) {
    const std::string_view name = path;
    data.artifacts.push_back({path,
                              name.ends_with("json")  ? ArtifactType::kJson
                              : name.ends_with("csv") ? ArtifactType::kCsv
                                                      : ArtifactType::kMarkdown,
                              100, 0});
  }
  EXPECT_EQ(sample::verdicts(data, "JSON files make up 40 % of the dataset."), "s");
  EXPECT_EQ(sample::verdicts(data, "JSON files make up the majority of the dataset (40 %)."), "c");
  EXPECT_EQ(sample::verdicts(data, "The tree holds 5 files, most of them JSON (2)."), "s c s");
}

TEST(Files, OfATypeThatAListCounts) {
  Observations data;
  for (const auto& [path, type] :
       {std::pair{"a.json", ArtifactType::kJson}, std::pair{"b.csv", ArtifactType::kCsv},
        std::pair{"c.log", ArtifactType::kLog}, std::pair{"d.log", ArtifactType::kLog}}) {
    data.artifacts.push_back({path, type, 100, 0});
  }
  EXPECT_EQ(sample::verdicts(data, "* **File types:** CSV (1), JSON (1), log (2)"), "s s s");
  EXPECT_EQ(sample::verdicts(data, "* **File types:** CSV (1), JSON (1), log (3)"), "s s c");
}

TEST(Dates, OfThemAreOfAnotherClause) {
  Observations data;
  for (const char* path : {"run_20251002.csv", "run_20251008.csv"}) {
    data.artifacts.push_back({path, ArtifactType::kCsv, 100, 0});
  }
  EXPECT_EQ(sample::verdicts(data, "Many rows are failures; all of them from October 2."), "u");
}

TEST(Dates, AllAreOfADayOnlyWhereNoneIsOfAnother) {
  Observations data;
  for (const char* path : {"run_20251002.csv", "run_20251008.csv"}) {
    data.artifacts.push_back({path, ArtifactType::kCsv, 100, 0});
  }
  EXPECT_EQ(sample::verdicts(data, "All measurements were taken in October 2025."), "s");
  EXPECT_EQ(sample::verdicts(data, "All measurements were taken on October 2, 2025."), "c");
}

// Two of six trials failed, both with 60 layers.
TEST(Failures, WhereAllOfThemAreIsAStatementOfItsOwn) {
  Observations data;
  Table& table = sample::add_table(data, "sweep.csv", 6);
  table.columns = {setting("num_gpu", Role::kFactor, {"40", "60", "60", "40", "80", "80"}),
                   setting("num_ctx", Role::kFactor, {"1", "1", "2", "2", "1", "2"}),
                   metric("tokens_s", "tok/s", {9, 0, 0, 9, 9, 9}, "throughput")};
  table.judge(1, true, false, "timed out");
  table.judge(2, true, false, "timed out");
  EXPECT_EQ(sample::verdicts(data, "Two runs timed out, both at num_gpu 60."), "s s");
  EXPECT_EQ(sample::verdicts(data, "Two runs timed out, both of them at num_ctx 2."), "s c");
}

// Some forty answers of 180 to 219 tokens: that one has 215 says nothing of the others.
TEST(Counts, OneOfManyAnswersIsNoSupport) {
  Observations data;
  Table& table = sample::add_table(data, "t.csv", 40);
  std::vector<double> lengths(40);
  std::iota(lengths.begin(), lengths.end(), 180.0);
  table.columns = {metric("output_tokens", "", lengths, "")};
  EXPECT_EQ(sample::verdicts(data, "The answer has 215 output tokens."), "");
}

TEST(Trials, AllThatWereFinishedDidNotFail) {
  Observations data;
  Table& table = sample::add_table(data, "t.csv", 6);
  table.columns = {setting("engine", Role::kFactor, {"a", "a", "a", "toy1", "toy1", "toy1"}),
                   metric("tok_per_s", "tok/s", {0, 2, 3, 4, 5, 6}, "throughput")};
  table.judge(0, true, false, "refused");
  EXPECT_EQ(
      sample::verdicts(data, "One request failed, whereas toy1 finished all 3 of its requests."),
      "s s");
}

// One run of each: no test, and no claim without it.
TEST(Tests, ABetterOneThatNoTestTellsIsUndecided) {
  EXPECT_EQ(verdicts_of("With `ubatch` 256, threads=2 is significantly faster than threads=8 "
                        "(p < 0.01)."),
            "u");
}

TEST(Failures, BothWithASettingAreAllOfThem) {
  Observations data = sweep();
  const std::string lead = "Two of the 6 runs failed, both with ";
  EXPECT_EQ(sample::verdicts(data, lead + "ubatch=512."), "s s");
  EXPECT_EQ(sample::verdicts(data, lead + "ubatch=256."), "s c");
  EXPECT_EQ(sample::verdicts(data, "One configuration timed out, both of them at ubatch=256."),
            "s c");
}

// A failure whose reason the reader concluded says nothing of causes.
TEST(Failures, HaveTheCausesThatTheirTrialsGive) {
  Observations data;
  Table& table = sample::add_table(data, "sweep.csv", 4);
  table.columns = {
      metric("tokens_s", "tok/s", {9, 0, 0, 0}, "throughput"),
      setting("error", Role::kError,
              {"", "no working Triton installation", "no working Triton installation", ""})};
  table.judge(1, true, false, "no working Triton installation");
  table.judge(2, true, false, "no working Triton installation");
  table.judge(3, true, false, "every value is zero");
  const auto of = [&](const std::string& cause) {
    return sample::verdicts(data, "Three trials failed because " + cause + ".");
  };
  EXPECT_EQ(of("Triton was not installed"), "s s");
  EXPECT_EQ(of("the GPU ran out of memory"), "s c");
}

TEST(Failures, MayRunOutOfMemory) {
  Observations data;
  Table& table = sample::add_table(data, "sweep.csv", 6);
  table.columns = {setting("batch", Role::kFactor, {"1", "2", "4", "8", "16", "32"}),
                   metric("tokens_s", "tok/s", {9, 9, 9, 9, 9, 9}, "throughput")};
  table.judge(3, true, false, "CUDA out of memory");
  table.judge(4, true, false, "CUDA out of memory");
  table.judge(5, true, false, "refused");
  EXPECT_EQ(sample::verdicts(data, "Two configurations ran out of memory."), "s");
  EXPECT_EQ(sample::verdicts(data, "Three configurations ran out of memory."), "c");
}

// One table has it below a key of its own.
TEST(LevelLists, AreOfAllColumnsThatAreCalledSo) {
  Observations data;
  for (const auto& [file, column, low, high] :
       {std::tuple{"a.json", "options.temperature", "0.9", "1.0"},
        std::tuple{"b.csv", "temperature", "0.2", "0.4"}}) {
    Table& table = sample::add_table(data, file, 2);
    table.columns = {setting(column, Role::kFactor, {low, high}),
                     metric("tokens_s", "tok/s", {9, 8}, "throughput")};
  }
  EXPECT_EQ(sample::verdicts(data, "The sweep varies the temperature over 0.2 and 0.4."), "s");
  EXPECT_EQ(sample::verdicts(data, "The sweep varies the temperature over 0.2 and 0.7."), "c");
}

// Two runs of three rows; of the first all failed, of the second one.
TEST(Failures, OfWholeRunsAreCountedByRun) {
  Observations data;
  for (const auto& [file, failed] : {std::pair{"suite/1/runs.csv", std::size_t{3}},
                                     std::pair{"suite/2/runs.csv", std::size_t{1}},
                                     std::pair{"other/runs.csv", std::size_t{0}}}) {
    Table& table = sample::add_table(data, file, 3);
    table.columns = {metric("tokens_s", "tok/s", {9, 8, 7}, "throughput")};
    for (std::size_t row = 0; row < failed; ++row) {
      table.judge(row, true, false, "refused");
    }
  }
  EXPECT_EQ(sample::verdicts(data, "One of the suite folders contains only failed rows."), "s");
  EXPECT_EQ(sample::verdicts(data, "In `suite/`, two of the runs failed entirely."), "c");
  EXPECT_EQ(sample::verdicts(data, "Two of the nightly runs contain only failed rows."), "u");
}

TEST(Swept, HasSeveralLevels) {
  Observations data;
  Table& table = sample::add_table(data, "run.csv", 2);
  table.columns = {sample::setting("num_ctx", Role::kFactor, {"1024", "4096"}),
                   sample::setting("top_p", Role::kFactor, {"0.9", "0.9"}),
                   sample::metric("tokens_s", "tok/s", {10, 20}, "throughput")};
  EXPECT_EQ(sample::verdicts(data, "`num_ctx` was swept as well."), "s");
  EXPECT_EQ(sample::verdicts(data, "`top_p` was swept as well."), "c");
  EXPECT_EQ(sample::verdicts(data, "The study also sweeps top_p."), "c");
}

}  // namespace
}  // namespace chimera::verify
