#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "read/format/format.h"

namespace chimera::read {
namespace {

// Hand-written twins of what loadgen/results.cc prints, not files that LoadGen wrote.
constexpr std::string_view kSummaryTwin = R"(
No warnings encountered during test.
================================================
MLPerf Results Summary
================================================
SUT name : PySUT
Scenario : Server
Mode     : PerformanceOnly
Completed samples per second    : 12.50
Result is : INVALID
  Performance constraints satisfied : NO
  Early stopping satisfied: Yes
Recommendations:
 * TTFT constrain not met: Reduce target QPS to improve latency.
TTFT Early Stopping Result:
 * Run successful.
 * Early stopping 99th percentile estimate: 123

================================================
Additional Stats
================================================
Scheduled samples per second : 13.00
Min latency (ns)                : 900000000
99.00 percentile latency (ns)   : 5000000000

Completed tokens per second                 : 3210.75
Mean First Token latency (ns)               : 250000000
99.90 percentile first token latency (ns)   : 990000000

Mean Time to Output Token (ns)               : 20000000
99.00 percentile time to output token (ns)   : 35000000

================================================
Test Parameters Used
================================================
target_qps : 13
target_latency (ns): 2000000000
min_duration (ms): 600000
)";

const Column& column(const FormatOutput& output, std::string_view name) {
  static const Column none{.name = "no such column"};
  const Column* found = output.tables.empty() ? nullptr : find_column(output.tables[0], name);
  return found == nullptr ? none : *found;
}

std::string definition(const FormatOutput& output, std::string_view name) {
  const Column& found = column(output, name);
  return found.definition == nullptr ? "" : std::string(found.definition->name);
}

std::size_t told(const Account& account) {
  std::size_t sum = account.used + account.headers;
  for (const Skipped& skipped : account.skipped) {
    sum += skipped.count;
  }
  return sum;
}

FormatOutput summary(std::string_view text) {
  return read_mlperf_summary({"mlperf_log_summary.txt", ArtifactType::kLog, text})
      .value_or(FormatOutput{});
}

TEST(MlperfSummary, KeepsTheKeysAndSaysWhatTheyMean) {
  const FormatOutput output = summary(kSummaryTwin);
  ASSERT_EQ(output.tables.size(), 1U);
  ASSERT_EQ(output.tables[0].rows(), 1U);
  EXPECT_EQ(output.tables[0].place[0], 4U);
  EXPECT_EQ(column(output, "99.00 percentile latency (ns)").number[0], 5e9);
  EXPECT_EQ(definition(output, "99.00 percentile latency (ns)"), "e2e_latency");
  EXPECT_EQ(definition(output, "99.90 percentile first token latency (ns)"), "ttft");
  EXPECT_EQ(definition(output, "Mean First Token latency (ns)"), "ttft");
  EXPECT_EQ(definition(output, "99.00 percentile time to output token (ns)"), "tpot.decode");
  EXPECT_EQ(definition(output, "Mean Time to Output Token (ns)"), "tpot.decode");
  EXPECT_EQ(definition(output, "Completed tokens per second"), "throughput.system");
  EXPECT_EQ(definition(output, "Completed samples per second"), "request_throughput");
  EXPECT_EQ(definition(output, "Scheduled samples per second"), "");
  EXPECT_EQ(column(output, "Mean First Token latency (ns)").unit, "ns");
  EXPECT_EQ(column(output, "Early stopping 99th percentile estimate").number[0], 123);
}

TEST(MlperfSummary, InvalidIsASettingOfTheRunAndTheLimitIsNoResult) {
  const FormatOutput output = summary(kSummaryTwin);
  EXPECT_EQ(column(output, "Result is").text[0], "INVALID");
  EXPECT_EQ(column(output, "Result is").role, Role::kFactor);
  EXPECT_EQ(column(output, "target_latency (ns)").role, Role::kFactor);
  EXPECT_EQ(definition(output, "target_latency (ns)"), "");
  EXPECT_EQ(column(output, "SUT name").role, Role::kSubject);
}

// Counted by hand: 6 rules and the banner; 19 pairs.
TEST(MlperfSummary, AccountsForEveryLine) {
  const Account account = summary(kSummaryTwin).account.value_or(Account{});
  EXPECT_EQ(account.total, told(account));
  EXPECT_EQ(account.headers, 7U);
  EXPECT_EQ(account.used, 19U);
}

TEST(MlperfSummary, TwoRunsInOneFileAreTwoRows) {
  const std::string twice = std::string(kSummaryTwin) + std::string(kSummaryTwin);
  const FormatOutput output = summary(twice);
  ASSERT_EQ(output.tables.size(), 1U);
  EXPECT_EQ(output.tables[0].rows(), 2U);
}

TEST(MlperfSummary, IsToldByItsBanner) {
  EXPECT_FALSE(
      read_mlperf_summary({"mlperf_log_summary.txt", ArtifactType::kLog, "Samples per second: 3\n"})
          .has_value());
  EXPECT_FALSE(read_mlperf_summary(
                   {"a.txt", ArtifactType::kLog, "see the MLPerf Results Summary below\nx : 1\n"})
                   .has_value());
}

std::string mllog(std::string_view key, std::string_view value, std::string_view error = "false") {
  return ":::MLLOG {\"key\": \"" + std::string(key) + "\", \"value\": " + std::string(value) +
         ", \"time_ms\": 12.5, \"namespace\": \"mlperf::logging\", \"event_type\": "
         "\"POINT_IN_TIME\", \"metadata\": {\"is_error\": " +
         std::string(error) +
         ", \"is_warning\": false, \"file\": \"results.cc\", \"line_no\": 1, \"pid\": 2, "
         "\"tid\": 3}}\n";
}

FormatOutput detail(std::string_view text) {
  return read_mlperf_detail({"mlperf_log_detail.txt", ArtifactType::kLog, text})
      .value_or(FormatOutput{});
}

TEST(MlperfDetail, OneRowWhoseColumnsAreTheKeys) {
  const FormatOutput output = detail(
      mllog("sut_name", "\"PySUT\"") + mllog("requested_server_target_qps", "13") +
      mllog("effective_target_latency_ns", "2000") + mllog("result_validity", "\"INVALID\"") +
      mllog("result_99.00_percentile_latency_ns", "5000") +
      mllog("result_first_token_99.00_percentile_latency_ns", "700") +
      mllog("result_time_to_output_token_mean", "20") +
      mllog("result_completed_tokens_per_second", "3210.75") +
      mllog("result_token_throughput", "3.2e-06") + mllog("result_min_queries_met", "true"));
  ASSERT_EQ(output.tables.size(), 1U);
  EXPECT_EQ(output.tables[0].rows(), 1U);
  EXPECT_EQ(definition(output, "result_99.00_percentile_latency_ns"), "e2e_latency");
  EXPECT_EQ(definition(output, "result_first_token_99.00_percentile_latency_ns"), "ttft");
  EXPECT_EQ(definition(output, "result_time_to_output_token_mean"), "tpot.decode");
  EXPECT_EQ(column(output, "result_time_to_output_token_mean").unit, "ns");
  EXPECT_EQ(definition(output, "result_completed_tokens_per_second"), "throughput.system");
  EXPECT_EQ(definition(output, "result_token_throughput"), "");
  EXPECT_EQ(column(output, "result_validity").role, Role::kFactor);
  EXPECT_EQ(column(output, "effective_target_latency_ns").role, Role::kFactor);
  EXPECT_EQ(column(output, "result_min_queries_met").text[0], "true");
}

TEST(MlperfDetail, AccountsForListsTwinsErrorsAndBrokenLines) {
  const FormatOutput output =
      detail(mllog("a", "1") + mllog("a", "2") + mllog("loaded", "[1, 2]") + "stray\n\n" +
             ":::MLLOG \n:::MLLOG {\"key\": \n" + mllog("error_runtime", "\"ran out\"", "true"));
  const Account account = output.account.value_or(Account{});
  EXPECT_EQ(account.total, 7U);
  EXPECT_EQ(account.total, told(account));
  EXPECT_EQ(account.used, 2U);
  EXPECT_EQ(column(output, "a").text[0], "1");
  ASSERT_EQ(output.problems.size(), 1U);
  EXPECT_NE(output.problems[0].what.find("error_runtime: ran out"), std::string::npos);
}

// A hand-written twin of what metrics/report.py writes.
TEST(MlcommonsEndpoints, StatisticsAreSummariesAndHistogramsNoTrials) {
  const FormatOutput output =
      read_mlcommons_endpoints(
          {"result_summary.json", ArtifactType::kJson,
           R"({"version": "0.1", "n_samples_issued": 10, "n_samples_completed": 9,
           "n_samples_failed": 1, "duration_ns": 5000000000, "state": "complete", "complete": true,
           "ttft": {"total": 90, "min": 5, "max": 20, "median": 9, "avg": 10, "std_dev": 2.5,
                    "percentiles": {"99.0": 19, "50.0": 9},
                    "histogram": {"buckets": [[0, 10], [10, 20]], "counts": [5, 3, 1]}},
           "tpot": {"avg": 3}, "latency": {"avg": 100, "max": 300}, "qps": 1.8, "tps": 60.5,
           "run_config": {"load_pattern": "poisson"}})"})
          .value_or(FormatOutput{});
  ASSERT_FALSE(output.tables.empty());
  EXPECT_EQ(column(output, "ttft.percentiles.99.0").number[0], 19);
  EXPECT_EQ(definition(output, "ttft.percentiles.99.0"), "ttft.chunk");
  EXPECT_EQ(definition(output, "tpot.avg"), "tpot");
  EXPECT_EQ(definition(output, "latency.avg"), "e2e_latency");
  EXPECT_EQ(column(output, "latency.avg").unit, "ns");
  EXPECT_EQ(definition(output, "tps"), "throughput.system");
  EXPECT_EQ(column(output, "run_config.load_pattern").role, Role::kFactor);
  for (std::size_t i = 1; i < output.tables.size(); ++i) {
    for (const Column& found : output.tables[i].columns) {
      EXPECT_TRUE(found.shared || found.role == Role::kNote) << found.name;
    }
  }
  EXPECT_FALSE(
      read_mlcommons_endpoints({"a.json", ArtifactType::kJson, R"({"ttft": {"avg": 1}})"}));
}

}  // namespace
}  // namespace chimera::read
