#include <cmath>
#include <string>

#include "read/format/fixture.h"
#include "read/trials.h"

namespace chimera::read {
namespace {

// Twins, in the shape of kernel_tuner/file_utils.py and of its cache files.
constexpr std::string_view kResults =
    R"({"results":[{"timestamp":"2024-01-02","configuration":{"block":128},"times":)"
    R"({"compilation":400.5,"framework":1.5,"runtimes":[2.0,3.0,4.0]},"invalidity":"correct",)"
    R"("correctness":1,"measurements":[{"name":"time","value":3.0,"unit":"ms"},)"
    R"({"name":"GFLOP/s","value":12.5,"unit":""}],"objectives":["time"]},)"
    R"({"configuration":{"block":256},"times":{"compilation":10,"runtimes":[]},)"
    R"("invalidity":"compile","correctness":1,"measurements":[],"objectives":["time"]}],)"
    R"("schema_version":"1.0.0","metadata":{"timeunit":"milliseconds"}})";

constexpr std::string_view kCache =
    R"({"device_name":"GPU","kernel_name":"add","problem_size":[48,64],)"
    R"("tune_params_keys":["block"],"tune_params":{"block":[128,256]},"cache":{)"
    R"("128":{"block":128,"time":3.0,"times":[2.0,3.0,4.0],"compile_time":400.5,)"
    R"("nvml_power":139.1},"256":{"block":256,"time":"CompilationFailedConfig",)"
    R"("compile_time":10}}})";

TEST(KernelTuner, ResultsHaveTheirRuntimesAsTrials) {
  const FormatOutput output = read_with_formats("results.json", ArtifactType::kJson, kResults);
  ASSERT_EQ(output.tables.size(), 2U);
  const Table& stated = output.tables[0];
  EXPECT_EQ(stated.format, "kernel-tuner");
  EXPECT_EQ(stated.kind, TableKind::kSummary);
  EXPECT_EQ(meaning(stated, "measurements.time"), "summary kernel_time [ms]");
  EXPECT_EQ(meaning(stated, "measurements.GFLOP/s"), "summary");
  EXPECT_EQ(meaning(stated, "times.compilation"), "note [ms]");
  EXPECT_DOUBLE_EQ(number_in(stated, "measurements.GFLOP/s", 0), 12.5);
  EXPECT_TRUE(std::isnan(number_in(stated, "measurements.time", 1)));
  Table trials = output.tables[1];
  ASSERT_EQ(trials.rows(), 4U);
  EXPECT_EQ(meaning(trials, "configuration.block"), "factor");
  EXPECT_EQ(meaning(trials, "times.runtimes"), "metric kernel_time [ms]");
  EXPECT_DOUBLE_EQ(number_in(trials, "times.runtimes", 2), 4);
  judge_trials(trials);
  EXPECT_FALSE(trials.state[2].failed);
  EXPECT_TRUE(trials.state[3].failed);
  EXPECT_EQ(trials.reason_of(3), "compile");
  EXPECT_TRUE(is_accounted_for(output));
}

TEST(KernelTuner, ACachedErrorIsAFailedTrialWithoutATime) {
  const FormatOutput output = read_with_formats("cache.json", ArtifactType::kJson, kCache);
  ASSERT_EQ(output.tables.size(), 2U);
  EXPECT_EQ(meaning(output.tables[0], "time"), "summary kernel_time [ms]");
  EXPECT_EQ(meaning(output.tables[0], "nvml_power"), "summary");
  EXPECT_TRUE(std::isnan(number_in(output.tables[0], "time", 1)));
  Table trials = output.tables[1];
  ASSERT_EQ(trials.rows(), 4U);
  EXPECT_EQ(meaning(trials, "block"), "factor");
  EXPECT_EQ(meaning(trials, "device_name"), "subject");
  EXPECT_EQ(find_column(trials, "problem_size")->text_at(0), "48x64");
  EXPECT_DOUBLE_EQ(number_in(trials, "times", 0), 2);
  judge_trials(trials);
  EXPECT_EQ(trials.reason_of(3), "CompilationFailedConfig");
  EXPECT_TRUE(is_accounted_for(output));
}

TEST(KernelTuner, OtherResultsAreNotMine) {
  EXPECT_FALSE(read_kernel_tuner(
      {"a.json", ArtifactType::kJson, R"({"results":[{"configuration":1,"invalidity":2}]})"}));
}

}  // namespace
}  // namespace chimera::read
