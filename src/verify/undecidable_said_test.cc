// What no data decide is a claim nevertheless, and neither supported nor refuted; what the data do
// decide beside it stays decided. Verdicts follow from the rows here.
#include <gtest/gtest.h>

#include <string>

#include "verify/sample_trials.h"

namespace chimera::verify {
namespace {

using sample::metric;
using sample::setting;

// Two settings of a batch, the larger twice as fast and with longer answers.
std::string verdicts_of(const std::string& text) {
  Observations data;
  data.artifacts.push_back({"raw/sweep.csv", ArtifactType::kCsv, 1000, 0});
  Table& sweep = data.tables.emplace_back(sample::table("raw/sweep.csv", 4));
  sweep.columns = {setting("batch_size", Role::kFactor, {"8", "16", "8", "16"}),
                   metric("tokens_s", "tok/s", {40, 80, 41, 81}, "throughput"),
                   metric("gen_tokens", "", {200, 300, 210, 310}, "tokens")};
  return sample::verdicts(data, text);
}

TEST(UndecidableSaid, WhatPeopleThought) {
  EXPECT_EQ(verdicts_of("Users preferred the longer answers of batch_size=16."), "u");
  EXPECT_EQ(verdicts_of("The raters agreed on 7 of 9 answers."), "u");
  EXPECT_EQ(verdicts_of("batch_size=16 has a higher throughput than batch_size=8."), "s");
}

TEST(UndecidableSaid, WhatWillBe) {
  EXPECT_EQ(verdicts_of("A second card should scale the throughput by 1.9x."), "u");
  EXPECT_EQ(verdicts_of("A newer driver is expected to help."), "u");
  EXPECT_EQ(verdicts_of("The driver should be updated."), "");
  EXPECT_EQ(verdicts_of("What would change this: more repeated runs."), "");
}

TEST(UndecidableSaid, WhatLiesBehindIt) {
  EXPECT_EQ(verdicts_of("Shared-memory pressure limits its occupancy."), "u");
  EXPECT_EQ(verdicts_of("The gains carry over to other cards."), "u");
  EXPECT_EQ(verdicts_of("The small cache is what delays the first token."), "u");
  EXPECT_EQ(verdicts_of("Here is what the file tells."), "");
}

TEST(UndecidableSaid, ASettingThatNothingVaries) {
  EXPECT_EQ(verdicts_of("A larger num_batch improves the prompt evaluation."), "u");
  EXPECT_EQ(verdicts_of("top_k=40 gives shorter answers."), "u");
  EXPECT_EQ(verdicts_of("A larger batch_size increases the throughput."), "s");
  EXPECT_EQ(verdicts_of("A larger batch_size lowers the throughput."), "c");
}

TEST(UndecidableSaid, WhatFollowsAFact) {
  EXPECT_EQ(verdicts_of("The answers of batch_size=16 are more creative."), "u");
  EXPECT_EQ(verdicts_of("Real users write longer prompts than these."), "u");
  EXPECT_EQ(verdicts_of("The results transfer to other accelerators."), "u");
}

TEST(UndecidableSaid, AUnitThatNoColumnThereCanHave) {
  Observations data;
  data.artifacts.push_back({"raw/trace.csv", ArtifactType::kCsv, 1000, 0});
  Table& trace = data.tables.emplace_back(sample::table("raw/trace.csv", 3));
  trace.columns = {metric("gpu_temp_c", "", {60, 70, 73}, ""),
                   metric("gpu_w", "", {150, 200, 230.2}, "")};
  EXPECT_EQ(sample::verdicts(data, "The GPU power peaked at 230.2 W."), "s");
  EXPECT_EQ(sample::verdicts(data, "The GPU power peaked at 250.0 W."), "c");
  EXPECT_EQ(sample::verdicts(data, "The GPU moved 73.0 GB/s."), "u");
}

TEST(UndecidableSaid, ANumberOfNothingThatWasMeasured) {
  EXPECT_EQ(verdicts_of("The divergence of the larger one to the reference is 0.031."), "u");
}

TEST(UndecidableSaid, WhatLiesBehindAnOutcome) {
  Observations data;
  data.artifacts.push_back({"raw/sweep.csv", ArtifactType::kCsv, 1000, 0});
  Table& sweep = data.tables.emplace_back(sample::table("raw/sweep.csv", 3));
  sweep.columns = {setting("threads", Role::kFactor, {"4", "8", "16"}),
                   metric("tokens_s", "tok/s", {40, 80, 0}, "throughput")};
  sweep.judge(2, true, false, "timeout after 120 s");
  EXPECT_EQ(sample::verdicts(data, "One configuration timed out, caused by a lack of memory."),
            "s u");
}

TEST(UndecidableSaid, QuotientsOfWhatWasNotMeasured) {
  EXPECT_EQ(verdicts_of("batch_size=16 yields 12.3 tok/s per GB of memory."), "u");
  EXPECT_EQ(verdicts_of("Two agents reach 99.2 % parallel efficiency."), "u");
}

TEST(UndecidableSaid, KeysThatNoFileHas) {
  EXPECT_EQ(verdicts_of("| Metric | Value |\n|---|---|\n| `json_router.queue.latency` | 40 |\n"),
            "u");
}

TEST(UndecidableSaid, ReasonsThatNobodyMeasured) {
  EXPECT_EQ(verdicts_of("Kernel launches account for most of the wall time."), "u");
  EXPECT_EQ(verdicts_of("batch_size=16 is slow, because copying adds overhead to every call."),
            "u");
  EXPECT_EQ(verdicts_of("The attention layers fall back to higher precision."), "u");
  EXPECT_EQ(verdicts_of("The reason is a fallback to unfused kernels."), "u");
  EXPECT_EQ(verdicts_of("batch_size=16 has the higher throughput, owing to less memory traffic."),
            "s u");
}

TEST(UndecidableSaid, WhatARecommendationRestsOn) {
  EXPECT_EQ(verdicts_of("Consider an 8-bit cache; it should free half of the memory."), "u");
  EXPECT_EQ(verdicts_of("Consider an 8-bit cache."), "");
  EXPECT_EQ(verdicts_of("Keep it on an 8-bit cache because it wins at every size."), "");
}

TEST(UndecidableSaid, HowGoodAnswersAre) {
  EXPECT_EQ(verdicts_of("batch_size=16 gives the best answers of the two."), "u");
}

TEST(UndecidableSaid, ACauseBehindARightNumber) {
  EXPECT_EQ(verdicts_of("The throughput of batch_size=16 peaks at 81 tok/s, most likely thanks to "
                        "operator fusion."),
            "s u");
  EXPECT_EQ(verdicts_of("The highest throughput is 81 tok/s for batch_size=16, most likely caused "
                        "by the file system cache."),
            "s s u");
  EXPECT_EQ(verdicts_of("batch_size=16 is faster owing to its smaller size."), "s u");
  EXPECT_EQ(verdicts_of("The throughput of batch_size=16 is 80.5 tok/s, likely as a result of "
                        "better caching."),
            "s u");
}

TEST(UndecidableSaid, AnEffectOfWhatNobodyNoted) {
  EXPECT_EQ(verdicts_of("Faster NVMe storage cut the load time."), "u");
  EXPECT_EQ(verdicts_of("The installed kernel contributes to this stability."), "u");
  EXPECT_EQ(verdicts_of("A larger batch increases memory consumption."), "u");
  EXPECT_EQ(verdicts_of("Larger batches increase throughput."), "s");
  EXPECT_EQ(verdicts_of("Batch sizes above 16 bring no further gains."), "u");
}

TEST(UndecidableSaid, ASettingOfOneLevel) {
  Observations data;
  Table& table = sample::add_table(data, "raw/one.csv", 2);
  table.columns = {setting("batch_size", Role::kFactor, {"8", "16"}),
                   setting("top_p", Role::kFactor, {"0.9", "0.9"}),
                   metric("tokens_s", "tok/s", {40, 80}, "throughput")};
  EXPECT_EQ(sample::verdicts(data, "A lower top_p reduces the throughput."), "u");
}

TEST(UndecidableSaid, WhatLiesBehindATimeout) {
  Observations data;
  Table& table = sample::add_table(data, "raw/limit.csv", 3);
  table.columns = {setting("threads", Role::kFactor, {"4", "8", "16"}),
                   metric("tokens_s", "tok/s", {40, 80, 0}, "throughput"),
                   setting("error", Role::kError, {"", "", "timed out"})};
  table.judge(2, true, false, "timed out");
  EXPECT_EQ(sample::verdicts(data, "These timeouts were caused by insufficient VRAM."), "u");
  EXPECT_EQ(sample::verdicts(data, "The failed runs were caused by insufficient VRAM."), "c");
  EXPECT_EQ(sample::verdicts(data,
                             "The errors stored in those files consistently indicate that "
                             "the GPU ran out of memory."),
            "c");
}

TEST(UndecidableSaid, ANumberThatNothingHas) {
  EXPECT_EQ(verdicts_of("A random seed of 42 was used with batch_size=16."), "u");
  EXPECT_EQ(verdicts_of("batch_size=16 was used."), "s");
}

TEST(UndecidableSaid, WhatComesBeforeAnyWork) {
  EXPECT_EQ(verdicts_of("batch_size=16 loads faster than batch_size=8."), "u");
  EXPECT_EQ(verdicts_of("batch_size=16 runs faster than batch_size=8."), "s");
  EXPECT_EQ(verdicts_of("Under higher load the rate is limited by the overhead of batch_size=16."),
            "u");
}

}  // namespace
}  // namespace chimera::verify
