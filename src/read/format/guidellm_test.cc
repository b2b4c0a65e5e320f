// The documents are small twins written by hand after guidellm's sources; it printed none of them.
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

constexpr std::string_view kTwin = R"({
  "metadata": {"version": 2, "guidellm_version": "0.5.0"},
  "benchmarks": [{
    "type_": "generative_benchmark",
    "config": {"run_id": "r-1", "run_index": 0, "strategy": {"type_": "concurrent", "streams": 4}},
    "metrics": {
      "request_totals": {"successful": 2, "incomplete": 1, "errored": 0, "total": 3},
      "requests_per_second": {"successful": {"mean": 1.5, "count": 2}},
      "output_tokens_per_second": {"successful": {"mean": 30.0, "count": 2}},
      "time_to_first_token_ms": {
        "successful": {"mean": 50.0, "std_dev": 0.0, "variance": 0.0, "count": 2,
                       "percentiles": {"p50": 50.0, "p99": 50.0}, "pdf": [[1, 2], [3, 4]]},
        "errored": {"mean": 0.0, "std_dev": 0.0, "count": 0, "percentiles": {"p50": 0.0}}},
      "time_per_output_token_ms": {"successful": {"mean": 20.0, "count": 2}},
      "inter_token_latency_ms": {"successful": {"mean": 11.0, "count": 2}}},
    "requests": {
      "successful": [
        {"request_id": "a", "request_latency": 0.5, "prompt_tokens": 8, "output_tokens": 10,
         "time_to_first_token_ms": 50.0, "time_per_output_token_ms": 19.0,
         "inter_token_latency_ms": 11.5, "output_tokens_per_second": 20.0},
        {"request_id": "b", "request_latency": 0.25, "prompt_tokens": 8, "output_tokens": 10,
         "time_to_first_token_ms": 50.0, "time_per_output_token_ms": 21.0,
         "inter_token_latency_ms": 10.5, "output_tokens_per_second": 40.0}],
      "incomplete": [{"request_id": "c", "request_latency": 9.0, "time_to_first_token_ms": 50.0}],
      "errored": [], "total": null}}]})";

TEST(Guidellm, StatedStatisticsKeepTheToolsMeaning) {
  const FormatOutput output = output_of(read_guidellm, "benchmarks.json", kTwin);
  const Table& runs = table_at(output, "/benchmarks");
  EXPECT_EQ(runs.format, "guidellm");
  EXPECT_EQ(said(runs, "metrics.time_per_output_token_ms.successful.mean"),
            "summary tpot.e2e ms 20.0");
  EXPECT_EQ(said(runs, "metrics.inter_token_latency_ms.successful.mean"),
            "summary itl.request ms 11.0");
  EXPECT_EQ(said(runs, "metrics.time_to_first_token_ms.successful.percentiles.p99"),
            "summary ttft ms 50.0");
  EXPECT_EQ(said(runs, "metrics.output_tokens_per_second.successful.mean"),
            "summary throughput.system tok/s 30.0");
  EXPECT_EQ(said(runs, "metrics.time_to_first_token_ms.successful.count"), "summary 2");
  EXPECT_EQ(find_column(runs, "config.strategy.streams")->role, Role::kFactor);
  EXPECT_TRUE(output.problems.empty());
  expect_accounted(output);
}

TEST(Guidellm, WhatWasSetOrScheduledIsNoMeasurement) {
  const FormatOutput output = output_of(
      read_guidellm, "b.json",
      R"({"metadata": {"version": 2}, "config": {"spec": {"data": [{"output_tokens": 8}]}},
          "benchmarks": [{"metrics": {"time_to_first_token_ms": {"successful": {"mean": 5.0}}},
            "scheduler_state": {"progress": {"total_duration": 30.5}},
            "scheduler_metrics": {"queued_time_avg": 0.5}}]})");
  const Table& runs = table_at(output, "/benchmarks");
  EXPECT_EQ(said(runs, "scheduler_state.progress.total_duration"), "note 30.5")
      << "of the run, no request's latency";
  EXPECT_EQ(said(runs, "scheduler_metrics.queued_time_avg"), "summary s 0.5");
  EXPECT_EQ(said(table_at(output, "/config/spec/data"), "output_tokens"), "factor 8");
}

TEST(Guidellm, AGroupWithoutRequestsHasNoStatistics) {
  const FormatOutput output = output_of(read_guidellm, "b.json", kTwin);
  const Table& runs = table_at(output, "/benchmarks");
  EXPECT_EQ(said(runs, "metrics.time_to_first_token_ms.errored.mean"), "summary ttft ms missing");
  EXPECT_EQ(said(runs, "metrics.time_to_first_token_ms.errored.percentiles.p50"),
            "summary ttft ms missing");
  EXPECT_EQ(said(runs, "metrics.time_to_first_token_ms.errored.count"), "summary 0");
  EXPECT_EQ(said(runs, "metrics.time_to_first_token_ms.successful.std_dev"), "summary ttft ms 0.0")
      << "the deviation of equal values";
}

TEST(Guidellm, RequestsAreTrialsAndCarryTheirLoad) {
  FormatOutput output = output_of(read_guidellm, "b.json", kTwin);
  const Table& requests = table_at(output, "/benchmarks/*/requests/successful");
  EXPECT_EQ(said(requests, "time_per_output_token_ms"), "metric tpot.e2e ms 19.0");
  EXPECT_EQ(said(requests, "inter_token_latency_ms"), "metric itl.request ms 11.5");
  EXPECT_EQ(said(requests, "request_latency"), "metric e2e_latency s 0.5");
  EXPECT_EQ(said(requests, "output_tokens_per_second"), "metric throughput.request tok/s 20.0");
  EXPECT_EQ(find_column(requests, "request_id")->role, Role::kBlock);
  EXPECT_EQ(find_column(requests, "config.strategy.streams")->text, (Lines{"4", "4"}));
}

TEST(Guidellm, WhatDidNotEndIsAFailedTrial) {
  FormatOutput output = output_of(read_guidellm, "b.json", kTwin);
  Table incomplete = table_at(output, "/benchmarks/*/requests/incomplete");
  judge_trials(incomplete);
  ASSERT_EQ(incomplete.rows(), 1U);
  EXPECT_TRUE(incomplete.state[0].failed);
  EXPECT_EQ(incomplete.reason_of(0), "incomplete");
}

TEST(Guidellm, AnUnknownVersionIsReadAndSaid) {
  std::string text(kTwin);
  text.replace(text.find("\"version\": 2"), 12, "\"version\": 7");
  const FormatOutput output = output_of(read_guidellm, "b.json", text);
  EXPECT_EQ(table_at(output, "/benchmarks").rows(), 1U);
  ASSERT_EQ(output.problems.size(), 1U);
  EXPECT_EQ(output.problems[0].where, "/metadata/version");
}

TEST(Guidellm, ItsCsvHasThreeHeadersAndRowsOfOtherWidthsAreLeftOut) {
  const FormatOutput output = output_of(
      read_guidellm, "benchmarks.csv",
      "Run Info,Run Info,Benchmark,Time to First Token,Time to First Token,Token Throughput\r\n"
      "Run ID,Run Index,Strategy,Successful ms,Successful ms,Successful Output Tokens/Sec\r\n"
      ",,,Mean,Percentiles,Mean\r\n"
      "r1,0,constant,41.5,\"[40.0, 41.0, 50.0]\",120.5\r\n"
      "r1,1,constant,42.5,\"[40.0, 42.0, 50.0]\",121.5,9\r\n",
      ArtifactType::kCsv);
  ASSERT_EQ(output.tables.size(), 1U);
  const Table& runs = output.tables[0];
  EXPECT_EQ(runs.place, (std::vector<std::size_t>{4}));
  EXPECT_EQ(said(runs, "Time to First Token.Successful ms.Mean"), "summary ttft ms 41.5");
  EXPECT_EQ(said(runs, "Token Throughput.Successful Output Tokens/Sec.Mean"),
            "summary throughput.system tok/s 120.5");
  EXPECT_EQ(find_column(runs, "Benchmark.Strategy")->role, Role::kFactor);
  EXPECT_EQ(find_column(runs, "Time to First Token.Successful ms.Percentiles")->role, Role::kNote);
  ASSERT_EQ(output.problems.size(), 1U);
  EXPECT_EQ(output.problems[0].where, "line 5");
  expect_accounted(output);
}

TEST(Guidellm, OthersBenchmarksAreNotItsOwn) {
  for (const std::string_view text :
       {R"({"benchmarks": [{"name": "time_to_first_token_ms"}], "time_to_first_token_ms": 1})",
        R"({"benchmarks": 3, "a": "\"time_to_first_token_ms\""})", R"([{}])"}) {
    EXPECT_FALSE(read_guidellm({"a.json", ArtifactType::kJson, text}).has_value()) << text;
  }
}

}  // namespace
}  // namespace chimera::read
