#include "read/roles.h"

#include <gtest/gtest.h>

#include <array>
#include <string>

#include "read/table_builder.h"

namespace chimera::read {
namespace {

Table grid() {
  TableBuilder builder("g.csv", "", "csv");
  for (int i = 0; i < 12; ++i) {
    builder.add_row(static_cast<std::size_t>(i) + 2,
                    {{"timestamp", "2025-09-30T20:11:33"},
                     {"model", "m"},
                     {"num_gpu", std::to_string(40 + 20 * (i % 3))},
                     {"cache_kind", std::to_string(i % 2)},
                     {"prompt_index", std::to_string(i % 4)},
                     {"ttft_s", std::to_string(0.1 + i * 0.01)},
                     {"Tokens per Second", std::to_string(70.0 + i)},
                     {"mean_load_s", std::to_string(1.0 + i)},
                     {"response_text", "a text that differs " + std::to_string(i)},
                     {"error", ""},
                     {"err", ""}});
  }
  Table table = builder.take();
  assign_roles(table);
  return table;
}

TEST(Roles, AreToldByNameCellsAndRepetition) {
  const Table table = grid();
  const auto role = [&](std::string_view name) { return find_column(table, name)->role; };
  EXPECT_EQ(role("timestamp"), Role::kTime);
  EXPECT_EQ(role("model"), Role::kSubject);
  EXPECT_EQ(role("num_gpu"), Role::kFactor);
  EXPECT_EQ(role("cache_kind"), Role::kFactor);
  EXPECT_EQ(role("prompt_index"), Role::kBlock);
  EXPECT_EQ(role("ttft_s"), Role::kMetric);
  EXPECT_EQ(role("Tokens per Second"), Role::kMetric);
  EXPECT_EQ(role("mean_load_s"), Role::kSummary);
  EXPECT_EQ(role("response_text"), Role::kNote);
  EXPECT_EQ(role("error"), Role::kError);
  EXPECT_EQ(role("err"), Role::kError);
}

TEST(Roles, AStatisticIsToldBetweenCapitals) {
  TableBuilder builder("g.csv", "", "csv");
  for (std::size_t i = 0; i < 4; ++i) {
    builder.add_row(i + 2, {{"MeanMs", std::to_string(9.3 + static_cast<double>(i))},
                            {"P99Ms", std::to_string(12.4 + static_cast<double>(i))},
                            {"StepMs", std::to_string(3.1 + static_cast<double>(i))}});
  }
  Table table = builder.take();
  assign_roles(table);
  EXPECT_EQ(find_column(table, "MeanMs")->role, Role::kSummary);
  EXPECT_EQ(find_column(table, "P99Ms")->role, Role::kSummary);
  EXPECT_EQ(find_column(table, "StepMs")->role, Role::kMetric);
}

TEST(Roles, ASensorThatOnceHadNoReadingMeasures) {
  TableBuilder builder("g.csv", "", "csv");
  const std::array<std::string, 4> readings = {"129.3", "618.4", "N/A", "594.8"};
  for (std::size_t i = 0; i < readings.size(); ++i) {
    builder.add_row(i + 2, {{"power_w", readings.at(i)},
                            {"fan_rpm", i == 1 ? "[Not Supported]" : std::to_string(900 + i)},
                            {"note", i == 1 ? "N/A" : "text " + std::to_string(i)}});
  }
  Table table = builder.take();
  assign_roles(table);
  EXPECT_EQ(find_column(table, "power_w")->role, Role::kMetric);
  EXPECT_EQ(find_column(table, "fan_rpm")->role, Role::kMetric);
  EXPECT_EQ(find_column(table, "note")->role, Role::kNote);
}

TEST(Roles, IdsNameNothingAndSizesMeasure) {
  TableBuilder builder("g.csv", "", "csv");
  for (int i = 0; i < 4; ++i) {
    builder.add_row(static_cast<std::size_t>(i) + 2,
                    {{"ID", std::to_string(i)},
                     {"model_size_bytes", std::to_string(4096 + i)},
                     {"mean_tokens_s", ""},
                     {"model.width", std::to_string(64 + i)},
                     {"environment.gpu_count", "1"}});
  }
  Table table = builder.take();
  assign_roles(table);
  EXPECT_EQ(find_column(table, "ID")->role, Role::kNote);
  EXPECT_EQ(find_column(table, "model_size_bytes")->role, Role::kMetric);
  EXPECT_EQ(find_column(table, "mean_tokens_s")->role, Role::kSummary);
  EXPECT_EQ(find_column(table, "model.width")->role, Role::kFactor);
  EXPECT_EQ(find_column(table, "environment.gpu_count")->role, Role::kNote);
}

TEST(Roles, EveryColumnSaysWhy) {
  for (const Column& column : grid().columns) {
    EXPECT_FALSE(column.evidence.empty()) << column.name;
  }
}

TEST(Roles, MetricsCarryUnitAndDefinition) {
  const Table table = grid();
  const Column* rate = find_column(table, "Tokens per Second");
  EXPECT_EQ(rate->unit, "tok/s");
  ASSERT_NE(rate->definition, nullptr);
  EXPECT_EQ(rate->definition->name, "throughput");
}

TEST(Roles, ASensorsTemperatureIsNoSamplingTemperature) {
  for (const auto& [cell, expected] :
       {std::pair{"0.8", Role::kFactor}, std::pair{"48", Role::kMetric}}) {
    TableBuilder builder("t.csv", "", "csv");
    builder.add_row(2, {{"temperature", cell}, {"ttft_s", "1"}});
    Table table = builder.take();
    assign_roles(table);
    EXPECT_EQ(find_column(table, "temperature")->role, expected) << cell;
  }
}

// What engines limit is set, however few rows there are and whatever a "max" in its name says.
TEST(Roles, EnginesOptionsAreSettings) {
  for (const char* option :
       {"max_num_seqs", "max_model_len", "max_num_batched_tokens", "max_batch_size",
        "gpu_memory_utilization", "mem_fraction_static", "num_speculative_tokens",
        "tensor_parallel_size", "ubatch", "kv_bits"}) {
    TableBuilder builder("t.csv", "", "csv");
    builder.add_row(2, {{option, "8"}, {"max_latency_ms", "8"}});
    builder.add_row(3, {{option, "16"}, {"max_latency_ms", "16"}});
    Table table = builder.take();
    assign_roles(table);
    EXPECT_EQ(find_column(table, option)->role, Role::kFactor) << option;
    EXPECT_EQ(find_column(table, "max_latency_ms")->role, Role::kSummary);
  }
}

TEST(Roles, ATimeOfABatchIsMeasured) {
  TableBuilder builder("t.csv", "", "csv");
  builder.add_row(2, {{"batch_size", "8"}, {"batch_ms", "189.5"}, {"warmup_s", "3.1"}});
  builder.add_row(3, {{"batch_size", "8"}, {"batch_ms", "190.1"}, {"warmup_s", "0.05"}});
  Table table = builder.take();
  assign_roles(table);
  EXPECT_EQ(find_column(table, "batch_size")->role, Role::kFactor);
  EXPECT_EQ(find_column(table, "batch_ms")->role, Role::kMetric);
  EXPECT_EQ(find_column(table, "warmup_s")->role, Role::kMetric);
}

TEST(Roles, AGridInAUnitIsASetting) {
  TableBuilder builder("t.csv", "", "csv");
  for (std::size_t row = 2; row < 14; ++row) {
    builder.add_row(row, {{"beam_size", row % 2 == 0 ? "1" : "5"},
                          {"chunk_s", row < 8 ? "10" : "20"},
                          {"wer_pct", std::to_string(9.5 + 0.1 * static_cast<double>(row))},
                          {"peak_mb", row < 8 ? "793" : "463"}});
  }
  Table table = builder.take();
  assign_roles(table);
  EXPECT_EQ(find_column(table, "chunk_s")->role, Role::kFactor);
  EXPECT_EQ(find_column(table, "peak_mb")->role, Role::kMetric);  // behind what was measured
}

TEST(Roles, NumbersOfPromptsAndQuestionsPairTrials) {
  for (const char* name : {"idx", "prompt_no", "question_id", "q_no", "utterance"}) {
    EXPECT_EQ(role_of_name(name), Role::kBlock) << name;
  }
  EXPECT_EQ(role_of_name("setting"), Role::kFactor);
  EXPECT_EQ(role_of_name("cfg"), Role::kFactor);
}

TEST(Roles, ASensorRepeatsItsReadings) {
  TableBuilder builder("t.csv", "", "csv");
  for (std::size_t row = 2; row < 14; ++row) {
    const char* reading = row % 2 == 0 ? "46" : "47";
    builder.add_row(row, {{"gpu_temp_c", reading}, {"cpu_util", reading}, {"tp", reading}});
  }
  Table table = builder.take();
  assign_roles(table);
  EXPECT_EQ(find_column(table, "gpu_temp_c")->role, Role::kMetric);
  EXPECT_EQ(find_column(table, "cpu_util")->role, Role::kMetric);
  EXPECT_EQ(find_column(table, "tp")->role, Role::kFactor);
}

TEST(Roles, ATableOfStatedStatisticsIsASummary) {
  TableBuilder builder("s.csv", "", "csv");
  // How many prompts it rests on is no measurement beside it.
  builder.add_row(2, {{"num_gpu", "40"}, {"prompt_count", "5"}, {"mean_tokens_s", "77.29"}});
  Table table = builder.take();
  assign_roles(table);
  EXPECT_EQ(table.kind, TableKind::kSummary);
}

TEST(Roles, AWaitThatHoldsTheLoadIsNoPlainTimeToFirstToken) {
  const auto meaning = [](const Table& table, std::string_view name) {
    const Column* column = find_column(table, name);
    return column->definition == nullptr ? "" : column->definition->name;
  };
  // Of Ollama's numbers: 0.1382 = 0.0704 + 0.0678.
  TableBuilder builder("t.csv", "", "csv");
  builder.add_row(2, {{"ttft_s", "0.1382"},
                      {"load_s", "0.0704"},
                      {"prompt_eval_s", "0.0678"},
                      {"client.ttft_s", "0.14"}});
  Table table = builder.take();
  assign_roles(table);
  EXPECT_EQ(meaning(table, "ttft_s"), "ttft.load");
  EXPECT_EQ(meaning(table, "client.ttft_s"), "ttft");  // its record tells of no load
  EXPECT_TRUE(means(*find_column(table, "ttft_s")->definition, "ttft"));
}

}  // namespace
}  // namespace chimera::read
