// The documents are small twins written by hand after aiperf's and genai-perf's sources; neither
// printed them.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "read/format/format.h"
#include "read/format/format_test_tables.h"
#include "read/trials.h"

namespace chimera::read {
namespace {

using Lines = std::vector<std::string>;

constexpr std::string_view kExport = R"({
  "schema_version": "1.4", "aiperf_version": "0.3.0",
  "request_throughput": {"unit": "requests/sec", "avg": 2.5},
  "request_latency": {"unit": "ms", "avg": 400.0, "p50": 390.0, "p99": 800.0, "std": 10.0},
  "time_to_first_token": {"unit": "ms", "avg": 60.0, "min": 50.0, "count": 10},
  "inter_token_latency": {"unit": "ms", "avg": 9.5, "std": 0.5},
  "output_token_throughput": {"unit": "tokens/sec", "avg": 120.0},
  "output_token_throughput_per_user": {"unit": "tokens/sec/user", "avg": 95.0},
  "output_sequence_length": {"unit": "tokens", "avg": 48.0},
  "warmup_metrics": {"output_token_throughput": {"unit": "tokens/sec", "avg": 1.0}},
  "input_config": {"endpoint": {"model_names": ["m"]}, "loadgen": {"concurrency": 4}},
  "error_summary": [], "was_cancelled": false})";

TEST(Aiperf, DistributionsAreStatedAndThroughputsMeasured) {
  const FormatOutput output = output_of(read_aiperf, "profile_export_aiperf.json", kExport);
  const Table& run = table_at(output, "");
  EXPECT_EQ(run.format, "aiperf");
  EXPECT_EQ(said(run, "time_to_first_token.avg"), "summary ttft.chunk ms 60.0");
  EXPECT_EQ(said(run, "time_to_first_token.count"), "summary ttft.chunk 10");
  EXPECT_EQ(said(run, "inter_token_latency.std"), "summary itl.request ms 0.5");
  EXPECT_EQ(said(run, "request_latency.p99"), "summary e2e_latency ms 800.0");
  EXPECT_EQ(said(run, "request_throughput.avg"), "metric request_throughput req/s 2.5");
  EXPECT_EQ(said(run, "output_token_throughput.avg"), "metric throughput.system tok/s 120.0");
  EXPECT_EQ(said(run, "output_token_throughput_per_user.avg"), "summary throughput tok/s 95.0");
  EXPECT_EQ(said(run, "warmup_metrics.output_token_throughput.avg"), "summary tok/s 1.0")
      << "of the warm-up, no second measurement";
  EXPECT_EQ(find_column(run, "input_config.loadgen.concurrency")->role, Role::kFactor);
  EXPECT_TRUE(output.problems.empty());
  expect_accounted(output);
}

TEST(Aiperf, TheFormOf2025HasItsMetricsUnderRecords) {
  const FormatOutput output =
      output_of(read_aiperf, "p.json",
                R"({"records": {"ttft": {"unit": "ms", "avg": 61.5, "p90": 70},
                                "request_count": {"unit": "requests", "avg": 10}}})");
  EXPECT_EQ(said(table_at(output, ""), "records.ttft.avg"), "summary ttft.chunk ms 61.5");
  EXPECT_EQ(said(table_at(output, ""), "records.request_count.avg"), "metric 10");
}

TEST(Aiperf, TheAggregateOfRunsIsStated) {
  const FormatOutput output =
      output_of(read_aiperf, "profile_export_aiperf_aggregate.json",
                R"({"schema_version": "1.0", "metadata": {"aggregation_type": "confidence",
          "num_profile_runs": 3},
          "metrics": {"time_to_first_token_avg": {"mean": 50.5, "std": 2.0, "cv": 0.04, "unit": "ms"},
                      "request_throughput_avg": {"mean": 4.0, "unit": "requests/sec"}}})");
  const Table& runs = table_at(output, "");
  EXPECT_EQ(said(runs, "metrics.time_to_first_token_avg.mean"), "summary ttft.chunk ms 50.5");
  EXPECT_EQ(said(runs, "metrics.time_to_first_token_avg.cv"), "summary ttft.chunk 0.04");
  EXPECT_EQ(said(runs, "metrics.request_throughput_avg.mean"),
            "summary request_throughput req/s 4.0");
}

TEST(Aiperf, ALineIsARequestAndItsErrorFailsIt) {
  const FormatOutput output = output_of(
      read_aiperf, "profile_export.jsonl",
      "{\"metadata\": {\"x_request_id\": \"a\", \"worker_id\": \"w1\", \"was_cancelled\": false},"
      " \"metrics\": {\"time_to_first_token\": {\"value\": 41.5, \"unit\": \"ms\"},"
      " \"request_latency\": {\"value\": 0.5, \"unit\": \"sec\"}}, \"error\": null}\n"
      "{\"metadata\": {\"x_request_id\": \"b\", \"worker_id\": \"w1\", \"was_cancelled\": false},"
      " \"metrics\": {}, \"error\": {\"code\": 503, \"type\": \"ServerError\","
      " \"message\": \"overloaded\"}}\n");
  Table requests = table_at(output, "");
  ASSERT_EQ(requests.rows(), 2U);
  EXPECT_EQ(said(requests, "metrics.time_to_first_token.value"), "metric ttft.chunk ms 41.5");
  EXPECT_EQ(said(requests, "metrics.request_latency.value"), "metric e2e_latency s 0.5");
  EXPECT_EQ(find_column(requests, "metadata.x_request_id")->role, Role::kBlock);
  judge_trials(requests);
  EXPECT_FALSE(requests.state[0].failed);
  EXPECT_TRUE(requests.state[1].failed);
  EXPECT_EQ(requests.place, (std::vector<std::size_t>{1, 2}));
}

TEST(Aiperf, ARequestsChunksAreRowsOfTheirOwn) {
  const FormatOutput output =
      output_of(read_aiperf, "profile_export.jsonl",
                "{\"metadata\": {\"x_request_id\": \"a\"}, \"metrics\": {\"inter_chunk_latency\":"
                " {\"value\": [10.5, 12.5], \"unit\": \"ms\"}}}\n"
                "{\"metadata\": {\"x_request_id\": \"b\"}, \"metrics\": {\"inter_chunk_latency\":"
                " {\"value\": [20.5], \"unit\": \"ms\"}}}\n");
  const Table& gaps = table_at(output, "/*/metrics/inter_chunk_latency/value");
  EXPECT_EQ(gaps.rows(), 3U) << "also of a request with few chunks";
  EXPECT_EQ(said(gaps, "metrics.inter_chunk_latency.value"), "metric itl.chunk ms 10.5");
  EXPECT_EQ(find_column(gaps, "metadata.x_request_id")->text_at(2), "b");
}

TEST(Aiperf, AnUnknownVersionIsReadAndSaid) {
  const FormatOutput output = output_of(
      read_aiperf, "p.json",
      R"({"schema_version": "2.0", "request_throughput": {"unit": "requests/sec", "avg": 1}})");
  EXPECT_EQ(said(table_at(output, ""), "request_throughput.avg"),
            "metric request_throughput req/s 1");
  ASSERT_EQ(output.problems.size(), 1U);
  EXPECT_EQ(output.problems[0].where, "/schema_version");
}

TEST(Aiperf, StatisticsOfOthersAreNotItsOwn) {
  for (const std::string_view text :
       {R"({"latency": {"unit": "ms", "avg": 3}})", R"({"request_latency": {"avg": 3}, "unit": 1})",
        R"({"metadata": {}, "metrics": {"a": 1}, "unit": 2})", R"([])"}) {
    EXPECT_FALSE(read_aiperf({"a.json", ArtifactType::kJson, text}).has_value()) << text;
  }
}

}  // namespace
}  // namespace chimera::read
