// What pull requests say of servers under load: names in short and in long, levels named once,
// metrics named once, numbers without their unit. Verdicts follow from the rows here.
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "verify/sample_trials.h"

namespace chimera::verify {
namespace {

using sample::metric;
using sample::setting;

// Two engines at 1 and 32 requests in flight, each run a file: 100 and 1,400 tok/s, 120 and 1,600.
Observations servers() {
  Observations data;
  const auto add = [&](const std::string& engine, const std::string& clients,
                       std::vector<double> values) {
    const std::string file = engine + "/" + engine + "-concurrency" + clients + ".json";
    data.artifacts.push_back({file, ArtifactType::kJson, 1000, 0});
    Table& table = data.tables.emplace_back(sample::table(file, 1));
    table.columns = {setting("label", Role::kFactor, {engine}),
                     setting("max_concurrency", Role::kFactor, {clients}),
                     metric("output_throughput", "tok/s", {values[0]}, "throughput.system"),
                     metric("mean_ttft_ms", "ms", {values[1]}, "ttft"),
                     metric("mean_tpot_ms", "ms", {values[2]}, "tpot")};
  };
  add("trtllm", "1", {120, 30.5, 8.2});
  add("trtllm", "32", {1600, 260, 15.3});
  add("vllm", "1", {100, 60.25, 9.8});
  add("vllm", "32", {1400, 200, 17.6});
  return data;
}

std::string verdicts_of(const std::string& report) {
  return sample::verdicts(servers(), report);
}

TEST(ServingSaid, AnEngineGoesByItsLongName) {
  EXPECT_EQ(verdicts_of("At 32 concurrent requests TensorRT-LLM reaches 1,600 tok/s."), "s");
  EXPECT_EQ(verdicts_of("At 32 concurrent requests TensorRT-LLM reaches 1,400 tok/s."), "c");
  EXPECT_EQ(verdicts_of("TensorRT-LLM has the lower mean TPOT at every concurrency."), "s");
}

}  // namespace
}  // namespace chimera::verify
