#include <string>

#include "read/format/fixture.h"

namespace chimera::read {
namespace {

// A twin: two lines with the keys and in the spelling of batched-bench.cpp. By hand: 2·128/0.5 =
// 512, 2·32/1.6 = 40, 320/2.1 = 152.380952.
constexpr const char* kLines =
    R"({"n_kv_max": 2048, "n_batch": 2048, "n_ubatch": 512, "flash_attn": 0, "is_pp_shared": 0, )"
    R"("n_gpu_layers": -1, "n_threads": 2, "n_threads_batch": 2, "pp": 128, "tg": 32, "pl": 1, )"
    R"("n_kv": 160, "t_pp": 0.250000, "speed_pp": 512.000000, "t_tg": 1.000000, )"
    R"("speed_tg": 32.000000, "t": 1.250000, "speed": 128.000000})"
    "\n"
    R"({"n_kv_max": 2048, "n_batch": 2048, "n_ubatch": 512, "flash_attn": 0, "is_pp_shared": 0, )"
    R"("n_gpu_layers": -1, "n_threads": 2, "n_threads_batch": 2, "pp": 128, "tg": 32, "pl": 2, )"
    R"("n_kv": 320, "t_pp": 0.500000, "speed_pp": 512.000000, "t_tg": 1.600000, )"
    R"("speed_tg": 40.000000, "t": 2.100000, "speed": 152.380952})"
    "\n";

TEST(BatchedBench, SpeedsAreThoseOfTheSystem) {
  for (const auto& [name, type] :
       {std::pair("a.jsonl", ArtifactType::kJson), std::pair("a.log", ArtifactType::kLog)}) {
    const FormatOutput output = read_with_formats(name, type, kLines);
    ASSERT_EQ(output.tables.size(), 1U);
    const Table& table = output.tables[0];
    EXPECT_EQ(table.format, "llama-batched-bench");
    EXPECT_EQ(table.place, (std::vector<std::size_t>{1, 2}));
    EXPECT_EQ(meaning(table, "pl"), "factor");
    EXPECT_EQ(meaning(table, "n_batch"), "factor");
    EXPECT_EQ(meaning(table, "t_pp"), "metric prompt_eval_time [s]");
    EXPECT_EQ(meaning(table, "speed_pp"), "metric prompt_throughput.system [tok/s]");
    EXPECT_EQ(meaning(table, "t_tg"), "metric eval_time [s]");
    EXPECT_EQ(meaning(table, "speed_tg"), "metric throughput.system [tok/s]");
    EXPECT_EQ(meaning(table, "t"), "metric run_time [s]");
    EXPECT_EQ(meaning(table, "speed"), "metric total_throughput [tok/s]");
    EXPECT_DOUBLE_EQ(number_in(table, "speed", 1), 152.380952);
    EXPECT_TRUE(is_accounted_for(output));
  }
}

// The numbers are the file's, by eye.
TEST(BatchedBench, ItsOwnLinesAreRead) {
  const FormatOutput output =
      read_with_formats("a.jsonl", ArtifactType::kJson, fixture("llama-batched-bench/bench.jsonl"));
  ASSERT_EQ(output.tables.size(), 1U);
  ASSERT_EQ(output.tables[0].rows(), 4U);
  EXPECT_EQ(output.tables[0].format, "llama-batched-bench");
  EXPECT_DOUBLE_EQ(number_in(output.tables[0], "speed_tg", 1), 50.225620);
  EXPECT_TRUE(is_accounted_for(output));
}

TEST(BatchedBench, OtherSpeedsAreNotMine) {
  EXPECT_FALSE(read_batched_bench({"a.json", ArtifactType::kJson, R"([{"speed_pp": 3}])"}));
}

}  // namespace
}  // namespace chimera::read
