// vLLM's and SGLang's serving benchmarks. The documents are small twins written by hand after the
// tools' sources; no tool printed them.
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include "read/format/format.h"
#include "read/format/format_test_tables.h"

namespace chimera::read {
namespace {

using Lines = std::vector<std::string>;

constexpr std::string_view kVllm = R"({
  "date": "20251120-101500", "endpoint_type": "openai", "backend": "vllm", "label": null,
  "model_id": "org/small", "tokenizer_id": "org/small", "num_prompts": 3, "request_rate": "inf",
  "burstiness": 1.0, "max_concurrency": 2, "duration": 2.0, "completed": 2, "failed": 1,
  "total_input_tokens": 30, "total_output_tokens": 5, "request_throughput": 1.0,
  "request_goodput:": null, "output_throughput": 2.5, "total_token_throughput": 17.5,
  "mean_ttft_ms": 150.0, "median_ttft_ms": 150.0, "std_ttft_ms": 50.0, "p99.9_ttft_ms": 200.0,
  "mean_tpot_ms": 20.0, "std_tpot_ms": 0.0, "mean_itl_ms": 20.0, "mean_e2el_ms": 190.0,
  "input_lens": [10, 10, 10], "output_lens": [3, 2, 0], "ttfts": [0.1, 0.2, 0.0],
  "itls": [[0.02, 0.03], [0.01], []], "generated_texts": ["a b c", "d e", ""],
  "errors": ["", "", "Connection reset"]})";

TEST(Vllm, ARunsThroughputIsMeasuredAndItsStatisticsAreStated) {
  const FormatOutput output = output_of(read_vllm, "r.json", kVllm);
  const Table& run = table_at(output, "");
  EXPECT_EQ(run.format, "vllm");
  EXPECT_EQ(said(run, "output_throughput"), "metric throughput.system tok/s 2.5");
  EXPECT_EQ(said(run, "total_token_throughput"), "metric total_throughput tok/s 17.5");
  EXPECT_EQ(said(run, "mean_ttft_ms"), "summary ttft.chunk ms 150.0");
  EXPECT_EQ(said(run, "p99.9_ttft_ms"), "summary ttft.chunk ms 200.0");
  EXPECT_EQ(said(run, "mean_tpot_ms"), "summary tpot.decode ms 20.0");
  EXPECT_EQ(said(run, "std_tpot_ms"), "summary tpot.decode ms 0.0") << "of equal values";
  EXPECT_EQ(said(run, "mean_itl_ms"), "summary itl.chunk ms 20.0");
  EXPECT_EQ(said(run, "mean_e2el_ms"), "summary e2e_latency ms 190.0");
  EXPECT_EQ(said(run, "request_goodput:"), "metric goodput req/s missing");
  EXPECT_EQ(find_column(run, "request_rate")->role, Role::kFactor);
  EXPECT_EQ(find_column(run, "request_rate")->text_at(0), "inf");
  expect_accounted(output);
}

TEST(Vllm, RequestsAndGapsAreTrialsWithTheirRequestAsBlock) {
  const FormatOutput output = output_of(read_vllm, "r.json", kVllm);
  const Table& requests = table_at(output, "/*");
  ASSERT_EQ(requests.rows(), 3U);
  EXPECT_EQ(said(requests, "ttfts"), "metric ttft.chunk s 0.1");
  EXPECT_TRUE(std::isnan(find_column(requests, "ttfts")->number[2])) << "0 of a failed request";
  EXPECT_EQ(find_column(requests, "errors")->role, Role::kError);
  EXPECT_EQ(said(requests, "input_lens"), "metric prompt_tokens 10");
  EXPECT_EQ(said(requests, "request"), "block 0");
  EXPECT_TRUE(find_column(requests, "request_rate")->shared);
  EXPECT_EQ(find_column(requests, "duration"), nullptr) << "measured of the run, not of a request";
  const Table& gaps = table_at(output, "/itls/*");
  EXPECT_EQ(find_column(gaps, "itls")->text, (Lines{"0.02", "0.03", "0.01"}));
  EXPECT_EQ(find_column(gaps, "request")->text, (Lines{"0", "0", "1"}));
  EXPECT_EQ(said(gaps, "itls"), "metric itl.chunk s 0.02");
}

TEST(Vllm, TheMeanOfNothingIsMissing) {
  const FormatOutput output =
      output_of(read_vllm, "r.json",
                R"({"model_id": "m", "completed": 0, "duration": 5.0, "output_throughput": 0.0,
          "total_token_throughput": 0, "mean_ttft_ms": 0.0, "std_ttft_ms": 0.0, "p99_ttft_ms": 0})");
  const Table& run = table_at(output, "");
  EXPECT_EQ(said(run, "mean_ttft_ms"), "summary ttft.chunk ms missing");
  EXPECT_EQ(said(run, "std_ttft_ms"), "summary ttft.chunk ms missing");
  EXPECT_EQ(said(run, "p99_ttft_ms"), "summary ttft.chunk ms missing");
  EXPECT_EQ(said(run, "output_throughput"), "metric throughput.system tok/s missing");
  EXPECT_EQ(said(run, "completed"), "metric 0");
  EXPECT_EQ(said(run, "duration"), "metric run_time s 5.0");
}

TEST(Vllm, ZeroGapsOfOneTokenAnswersLeaveTheOthersAlone) {
  const FormatOutput output =
      output_of(read_vllm, "r.json",
                R"({"model_id": "m", "completed": 2, "output_throughput": 4, "mean_ttft_ms": 9.0,
          "mean_itl_ms": 0.0, "p99_itl_ms": 0.0})");
  EXPECT_EQ(said(table_at(output, ""), "p99_itl_ms"), "summary itl.chunk ms missing");
  EXPECT_EQ(said(table_at(output, ""), "mean_ttft_ms"), "summary ttft.chunk ms 9.0");
}

TEST(Vllm, RunsAppendedAsLinesAreRows) {
  const FormatOutput output = output_of(
      read_vllm, "r.json",
      "{\"model_id\": \"m\", \"completed\": 1, \"output_throughput\": 3, \"mean_ttft_ms\": 1.5,"
      " \"ttfts\": [0.0015], \"request_rate\": 1}\n"
      "{\"model_id\": \"m\", \"completed\": 1, \"output_throughput\": 4, \"mean_ttft_ms\": 2.5,"
      " \"ttfts\": [0.0025], \"request_rate\": 2}\n");
  EXPECT_EQ(find_column(table_at(output, ""), "mean_ttft_ms")->text, (Lines{"1.5", "2.5"}));
  EXPECT_EQ(table_at(output, "").place, (std::vector<std::size_t>{1, 2}));
  EXPECT_EQ(find_column(table_at(output, "/1/*"), "ttfts")->text, (Lines{"0.0025"}));
  EXPECT_EQ(find_column(table_at(output, "/1/*"), "request_rate")->text_at(0), "2");
  expect_accounted(output);
}

TEST(Vllm, OldVersionsWroteSeconds) {
  const FormatOutput output = output_of(
      read_vllm, "r.json",
      R"({"tokenizer_id": "m", "completed": 2, "good_completed": 1, "request_throughput": 4,
          "median_ttft": 0.25})");
  EXPECT_EQ(said(table_at(output, ""), "median_ttft"), "summary ttft.chunk s 0.25");
}

TEST(Vllm, ArraysThatDontFitTogetherStayAccountedFor) {
  const FormatOutput output =
      output_of(read_vllm, "r.json",
                R"({"model_id": "m", "completed": 2, "output_throughput": 4, "mean_ttft_ms": 9.0,
          "ttfts": [0.1, 0.2], "input_lens": [1, 2, 3], "itls": [[0.1], 7, [[8]]],
          "ttfts": [1], "errors": [{"a": 1}]})");
  EXPECT_EQ(table_at(output, "/*").rows(), 2U);
  expect_accounted(output);
}

TEST(Vllm, TakesNoFileThatIsAnothersOrIsNoRun) {
  for (const std::string_view text :
       {R"({"completed": 1, "output_throughput": 2})", R"([])", R"([1, null])", R"({})",
        R"({"completed": 1, "output_throughput": )",
        R"({"completed": 1, "x_throughput": 2, "mean_ttft_ms": 3})"}) {
    EXPECT_FALSE(read_vllm({"a.json", ArtifactType::kJson, text}).has_value()) << text;
    EXPECT_FALSE(read_sglang({"a.json", ArtifactType::kJson, text}).has_value()) << text;
  }
  EXPECT_FALSE(read_vllm({"a.csv", ArtifactType::kCsv, kVllm}).has_value());
  EXPECT_FALSE(read_sglang({"a.json", ArtifactType::kJson, kVllm}).has_value());
}

constexpr std::string_view kPrinted =
    "Starting initial single prompt test run...\n"
    "============ Serving Benchmark Result ============\n"
    "Successful requests:                     100       \n"
    "Benchmark duration (s):                  10.50     \n"
    "Request throughput (req/s):              9.52      \n"
    "Output token throughput (tok/s):         1218.50   \n"
    "Total Token throughput (tok/s):          3655.50   \n"
    "---------------Time to First Token----------------\n"
    "Mean TTFT (ms):                          85.10     \n"
    "P99 TTFT (ms):                           190.00    \n"
    "---------------Inter-token Latency----------------\n"
    "Mean ITL (ms):                           0.00      \n"
    "P99 ITL (ms):                            0.00      \n"
    "==================================================\n"
    "done: 1\n";

TEST(Vllm, ThePrintedBlockIsARow) {
  const FormatOutput output = output_of(read_vllm, "run.log", kPrinted, ArtifactType::kLog);
  ASSERT_EQ(output.tables.size(), 1U);
  const Table& run = output.tables[0];
  EXPECT_EQ(run.place, (std::vector<std::size_t>{2}));
  EXPECT_EQ(said(run, "Total Token throughput (tok/s)"), "metric total_throughput tok/s 3655.50");
  EXPECT_EQ(said(run, "P99 TTFT (ms)"), "summary ttft.chunk ms 190.00");
  EXPECT_EQ(said(run, "P99 ITL (ms)"), "summary itl.chunk ms missing") << "its mean is 0";
  EXPECT_EQ(find_column(run, "done"), nullptr);
  expect_accounted(output);
}

TEST(Vllm, WhatElseStandsInTheLogIsReadLikeAnyLog) {
  const std::string text = "req=1 wait_ms=4.5\nreq=2 wait_ms=5.5\n" + std::string(kPrinted);
  const FormatOutput output = output_of(read_vllm, "run.log", text, ArtifactType::kLog);
  ASSERT_EQ(output.tables.size(), 2U);
  EXPECT_EQ(output.tables[0].format, "vllm log");
  EXPECT_EQ(output.tables[0].place, (std::vector<std::size_t>{4}));
  EXPECT_EQ(find_column(output.tables[1], "wait_ms")->text, (Lines{"4.5", "5.5"}));
  EXPECT_EQ(output.tables[1].place, (std::vector<std::size_t>{1, 2}));
  expect_accounted(output);
}

TEST(Vllm, BlocksOfOneLogAreRowsAndACutOneCounts) {
  const std::string twice = std::string(kPrinted) + std::string(kPrinted.substr(0, 300));
  const FormatOutput output = output_of(read_vllm, "run.txt", twice, ArtifactType::kLog);
  EXPECT_EQ(output.tables[0].place, (std::vector<std::size_t>{2, 17}));
  expect_accounted(output);
}

TEST(Vllm, TheBlockInMarkdownIsPrintedTheTablesAroundItAreClaims) {
  const std::string text =
      "# Results\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\n" + std::string(kPrinted) + "```\n";
  const FormatOutput output = output_of(read_vllm, "README.md", text, ArtifactType::kMarkdown);
  ASSERT_EQ(output.tables.size(), 2U);
  EXPECT_EQ(output.tables[0].kind, TableKind::kMeasured);
  EXPECT_EQ(output.tables[0].place, (std::vector<std::size_t>{9}));
  EXPECT_EQ(output.tables[1].kind, TableKind::kClaim);
  EXPECT_FALSE(read_vllm({"a.md", ArtifactType::kMarkdown, "| a |\n|---|\n| 1 |\n"}).has_value());
}

TEST(Sglang, KnowsItsNamesAndKeepsARateWithoutALimit) {
  const FormatOutput output = output_of(
      read_sglang, "r.jsonl",
      "{\"tag\": null, \"backend\": \"sglang\", \"dataset_name\": \"random\", \"request_rate\":"
      " Infinity, \"max_concurrency\": 4, \"sharegpt_output_len\": null, \"duration\": 3.0,"
      " \"completed\": 2, \"total_output_tokens\": 9, \"request_throughput\": 0.7,"
      " \"input_throughput\": 11.0, \"output_throughput\": 3.0, \"total_throughput\": 14.0,"
      " \"mean_e2e_latency_ms\": 700.0, \"median_ttft_ms\": 40.0, \"mean_tpot_ms\": 12.0,"
      " \"mean_itl_ms\": 11.0, \"concurrency\": 0.47, \"accept_length\": null,"
      " \"ttfts\": [0.03, 0.05], \"itls\": [[0.01], [0.02, 0.03]], \"errors\": [\"\", \"\"]}\n");
  const Table& run = table_at(output, "");
  EXPECT_EQ(find_column(run, "request_rate")->text_at(0), "inf");
  EXPECT_EQ(find_column(run, "request_rate")->role, Role::kFactor);
  EXPECT_TRUE(output.problems.empty()) << "nothing of it is missing";
  EXPECT_EQ(said(run, "mean_e2e_latency_ms"), "summary e2e_latency ms 700.0");
  EXPECT_EQ(said(run, "median_ttft_ms"), "summary ttft.chunk ms 40.0");
  EXPECT_EQ(said(run, "output_throughput"), "metric throughput.system tok/s 3.0");
  EXPECT_EQ(said(run, "input_throughput"), "metric prompt_throughput.system tok/s 11.0");
  EXPECT_EQ(said(run, "concurrency"), "metric 0.47") << "measured; max_concurrency was set";
  EXPECT_EQ(find_column(table_at(output, "/0/itls/*"), "request")->text, (Lines{"0", "1", "1"}));
  expect_accounted(output);
}

TEST(Sglang, ItsPrintedBlockIsNotVllms) {
  const std::string_view text =
      "============ Serving Benchmark Result ============\n"
      "Backend:                                 sglang    \n"
      "Traffic request rate:                    inf       \n"
      "Successful requests:                     8         \n"
      "Output token throughput (tok/s):         99.5      \n"
      "Total throughput (tok/s):                300.5     \n"
      "Mean E2E Latency (ms):                   812.00    \n"
      "==================================================\n";
  EXPECT_FALSE(read_vllm({"a.log", ArtifactType::kLog, text}).has_value());
  const FormatOutput output = output_of(read_sglang, "a.log", text, ArtifactType::kLog);
  EXPECT_EQ(said(output.tables[0], "Mean E2E Latency (ms)"), "summary e2e_latency ms 812.00");
  EXPECT_EQ(find_column(output.tables[0], "Traffic request rate")->text_at(0), "inf");
  EXPECT_EQ(said(output.tables[0], "Total throughput (tok/s)"),
            "metric total_throughput tok/s 300.5");
}

}  // namespace
}  // namespace chimera::read
