#include <cmath>
#include <string>

#include "read/format/fixture.h"

namespace chimera::read {
namespace {

// Twins, after what cmd/bench/bench.go prints; the first epoch's numbers are those of its README.
constexpr std::string_view kCsv =
    "NAME,STEP,COUNT,NS_PER_COUNT,TOKEN_PER_SEC\n"
    "# Model: gemma3 | Params: 4.3B | Quant: Q4_K_M | Family: gemma3 | Size: 4080218931\n"
    "gemma3,prefill,128,78125.00,12800.00\ngemma3,generate,512,19531.25,51200.00\n"
    "gemma3,ttft,1,45123000,0\ngemma3,load,1,1500000000,0\ngemma3,total,1,2861047625,0\n"
    "gemma3,prefill,0,0.00,0.00\ngemma3,generate,256,20000.00,50000.00\n";

constexpr std::string_view kBenchstat =
    "# Model: gemma3 | Params: 4.3B | Quant: Q4_K_M\n"
    "BenchmarkModel/name=gemma3/step=prefill 1 78125.00 ns/token 12800.00 token/sec\n"
    "BenchmarkModel/name=gemma3/step=generate 1 19531.25 ns/token 51200.00 token/sec\n"
    "BenchmarkModel/name=gemma3/step=ttft 1 45123000 ns/op\n"
    "BenchmarkModel/name=gemma3 1 2861047625 ns/request\nPASS\n";

const Table* table_of(const FormatOutput& output, std::string_view column, std::string_view step) {
  for (const Table& table : output.tables) {
    const Column* found = find_column(table, column);
    if (found != nullptr && found->text_at(0) == step) {
      return &table;
    }
  }
  return nullptr;
}

TEST(OllamaBench, EachStepOfTheCsvMeansItsOwn) {
  const FormatOutput output = read_with_formats("a.csv", ArtifactType::kCsv, kCsv);
  ASSERT_EQ(output.tables.size(), 5U);
  const Table* prefill = table_of(output, "STEP", "prefill");
  const Table* generate = table_of(output, "STEP", "generate");
  const Table* first = table_of(output, "STEP", "ttft");
  ASSERT_TRUE(prefill != nullptr && generate != nullptr && first != nullptr);
  EXPECT_EQ(generate->format, "ollama-bench");
  EXPECT_EQ(meaning(*prefill, "TOKEN_PER_SEC"), "metric prompt_throughput [tok/s]");
  EXPECT_EQ(meaning(*generate, "TOKEN_PER_SEC"), "metric throughput [tok/s]");
  EXPECT_EQ(meaning(*generate, "NS_PER_COUNT"), "metric tpot [ns]");
  EXPECT_EQ(meaning(*generate, "COUNT"), "metric tokens");
  EXPECT_EQ(meaning(*generate, "Quant"), "factor");
  EXPECT_EQ(meaning(*generate, "NAME"), "subject");
  EXPECT_EQ(generate->place, (std::vector<std::size_t>{4, 9}));
  EXPECT_EQ(find_column(*generate, "epoch")->text_at(1), "2");
  EXPECT_EQ(meaning(*first, "NS_PER_COUNT"), "metric ttft.chunk [ns]");
  EXPECT_DOUBLE_EQ(number_in(*first, "NS_PER_COUNT"), 45123000);
  EXPECT_TRUE(is_accounted_for(output));
}

TEST(OllamaBench, ZeroStandsForNoTokens) {
  const FormatOutput output = read_with_formats("a.csv", ArtifactType::kCsv, kCsv);
  const Table* prefill = table_of(output, "STEP", "prefill");
  const Table* first = table_of(output, "STEP", "ttft");
  ASSERT_TRUE(prefill != nullptr && first != nullptr);
  EXPECT_DOUBLE_EQ(number_in(*prefill, "TOKEN_PER_SEC", 0), 12800);
  EXPECT_TRUE(std::isnan(number_in(*prefill, "TOKEN_PER_SEC", 1)));
  EXPECT_TRUE(std::isnan(number_in(*prefill, "NS_PER_COUNT", 1)));
  EXPECT_TRUE(std::isnan(number_in(*first, "TOKEN_PER_SEC")));
}

TEST(OllamaBench, LinesForBenchstatAreTheSame) {
  const FormatOutput output = read_with_formats("a.txt", ArtifactType::kLog, kBenchstat);
  ASSERT_EQ(output.tables.size(), 4U);
  const Table* generate = table_of(output, "step", "generate");
  const Table* total = table_of(output, "step", "total");
  ASSERT_TRUE(generate != nullptr && total != nullptr);
  EXPECT_EQ(meaning(*generate, "token/sec"), "metric throughput [tok/s]");
  EXPECT_DOUBLE_EQ(number_in(*generate, "ns/token"), 19531.25);
  EXPECT_EQ(meaning(*total, "ns/request"), "metric e2e_latency [ns]");
  EXPECT_EQ(find_column(*total, "name")->text_at(0), "gemma3");
  EXPECT_TRUE(is_accounted_for(output));
}

}  // namespace
}  // namespace chimera::read
