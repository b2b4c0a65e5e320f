// llm-d's Benchmark Report, optimum-benchmark and Chimeraforge. The documents are small twins
// written by hand after the tools' sources; no tool printed them.
#include <gtest/gtest.h>

#include <string_view>

#include "read/format/fixture.h"
#include "read/format/format.h"
#include "read/format/format_test_tables.h"

namespace chimera::read {
namespace {

TEST(LlmdReport, UnitsStandBesideAndMeaningsAreTheFamilys) {
  const FormatOutput output = output_of(read_llmd_report, "br.json",
                                        R"({"version": "0.2.1", "run": {"uid": "u1"},
          "scenario": {"load": {"standardized": {"tool": "guidellm", "concurrency": 8}}},
          "results": {"request_performance": {"aggregate": {
            "requests": {"total": 10, "failures": 1},
            "latency": {"time_per_output_token": {"units": "ms/token", "mean": 20.5, "p99": 30},
                        "normalized_time_per_output_token": {"units": "s/token", "mean": 0.03},
                        "time_to_first_token": {"units": "ms", "mean": 90.0}},
            "throughput": {"output_token_rate": {"units": "tokens/s", "mean": 500.0},
                           "request_rate": {"units": "queries/s", "mean": 4.5}}}}}})");
  const Table& run = table_at(output, "");
  const std::string at = "results.request_performance.aggregate.";
  EXPECT_EQ(said(run, at + "latency.time_per_output_token.mean"), "summary tpot ms 20.5")
      << "whether the first token counts depends on the tool behind";
  EXPECT_EQ(said(run, at + "latency.normalized_time_per_output_token.mean"),
            "summary tpot.e2e s 0.03");
  EXPECT_EQ(said(run, at + "latency.time_to_first_token.mean"), "summary ttft ms 90.0");
  EXPECT_EQ(said(run, at + "throughput.output_token_rate.mean"),
            "summary throughput.system tok/s 500.0");
  EXPECT_EQ(said(run, at + "throughput.request_rate.mean"), "summary request_throughput req/s 4.5");
  EXPECT_EQ(said(run, "scenario.load.standardized.concurrency"), "factor 8");
  expect_accounted(output);
}

TEST(LlmdReport, YamlIsReadLikeJson) {
  const std::string yaml = fixture("llm-d/report.yaml");
  const FormatOutput output = output_of(read_llmd_report, "report.yaml", yaml, ArtifactType::kYaml);
  const FormatOutput twin =
      output_of(read_llmd_report, "report.yaml", fixture("llm-d/report.json"));
  ASSERT_EQ(output.tables.size(), twin.tables.size());
  const Table& run = table_at(output, "");
  const Table& other = table_at(twin, "");
  ASSERT_EQ(run.columns.size(), other.columns.size());
  for (std::size_t i = 0; i < run.columns.size(); ++i) {
    EXPECT_EQ(said(run, run.columns[i].name), said(other, other.columns[i].name));
  }
  const std::string at = "results.request_performance.aggregate.";
  EXPECT_EQ(said(run, at + "latency.time_per_output_token.mean"), "summary tpot ms 20.5");
  EXPECT_EQ(said(run, at + "latency.inter_token_latency.p99"), "summary itl ms 30");
  EXPECT_EQ(said(run, at + "throughput.output_token_rate.mean"),
            "summary throughput.system tok/s 5.0e+2");
  expect_accounted(output);
}

TEST(LlmdReport, YamlThatBreaksNamesItsLineAndOtherYamlIsNotTaken) {
  const FormatOutput broken = output_of(
      read_llmd_report, "r.yaml", "version: '0.2'\nscenario: [\nunits: }\n", ArtifactType::kYaml);
  EXPECT_TRUE(broken.tables.empty());
  ASSERT_EQ(broken.problems.size(), 1U);
  EXPECT_EQ(broken.problems[0].where, "line 3");
  for (const std::string_view text :
       {"version: 1\nscenario: units\n", "image: nginx\nreplicas: 3\n"}) {
    EXPECT_FALSE(read_llmd_report({"r.yaml", ArtifactType::kYaml, text}).has_value());
  }
}

TEST(LlmdReport, TheFirstVersionHasPlainThroughputs) {
  const FormatOutput output = output_of(
      read_llmd_report, "br.json",
      R"({"version": "0.1", "scenario": {"model": {"name": "m"}, "load": {"name": "vllm"}},
          "metrics": {"time": {"duration": 12.5}, "requests": {"total": 3},
            "latency": {"request_latency": {"units": "s", "mean": 1.5, "stddev": 0.1}},
            "throughput": {"total_tokens_per_sec": 80.0, "requests_per_sec": 0.24}}})");
  const Table& run = table_at(output, "");
  EXPECT_EQ(said(run, "metrics.latency.request_latency.stddev"), "summary e2e_latency s 0.1");
  EXPECT_EQ(said(run, "metrics.throughput.total_tokens_per_sec"),
            "metric total_throughput tok/s 80.0");
  EXPECT_EQ(said(run, "metrics.time.duration"), "metric run_time s 12.5");
  EXPECT_EQ(find_column(run, "scenario.model.name")->role, Role::kSubject);
}

TEST(OptimumBenchmark, RepetitionsAreTrialsInTheUnitBesideThem) {
  const FormatOutput output = output_of(
      read_optimum_benchmark, "benchmark_report.json",
      R"({"load_model": {"memory": {"unit": "MB", "max_ram": 500.5}, "latency": {"unit": "s",
           "values": [2.5], "count": 1, "mean": 2.5, "stdev": 0, "stdev_": 0},
           "throughput": null, "energy": null, "efficiency": null},
          "prefill": {"memory": null, "latency": {"unit": "s", "values": [0.5, 0.7], "count": 2,
           "mean": 0.6, "stdev": 0.1}, "throughput": {"unit": "samples/s", "value": 1.6},
           "efficiency": null},
          "decode": {"memory": null, "latency": {"unit": "s", "values": [5, 7], "count": 2,
           "mean": 6.0, "stdev": 0}, "throughput": {"unit": "tokens/s", "value": 10.5}}})");
  const Table& report = table_at(output, "");
  EXPECT_EQ(said(report, "load_model.latency.mean"), "summary load_time s 2.5");
  EXPECT_EQ(said(report, "load_model.latency.stdev"), "summary load_time s missing")
      << "one value has no deviation";
  EXPECT_EQ(said(report, "decode.latency.stdev"), "summary eval_time s 0");
  EXPECT_EQ(said(report, "load_model.memory.max_ram"), "summary memory MB 500.5");
  EXPECT_EQ(said(report, "decode.throughput.value"), "summary throughput tok/s 10.5");
  EXPECT_EQ(find_column(report, "prefill.throughput.value")->definition, nullptr)
      << "samples are no tokens";
  const Table& prefill = table_at(output, "/prefill/latency/values");
  EXPECT_EQ(prefill.rows(), 2U);
  EXPECT_EQ(said(prefill, "prefill.latency.values"), "metric prompt_eval_time s 0.5");
  EXPECT_EQ(table_at(output, "/load_model/latency/values").rows(), 1U);
  expect_accounted(output);
}

TEST(Chimeraforge, RunsAreTrialsAndSentinelsAreMissing) {
  const FormatOutput output =
      output_of(read_chimeraforge, "bench.json",
                R"([{"model": "m", "backend": "vllm", "quant": null, "workload": "chat", "runs": 2,
           "context_length": 512, "individual_runs": [
            {"tokens_generated": 10, "throughput_tps": 20.5, "ttft_ms": -1.0,
             "total_duration_ms": 500.0, "prompt_eval_duration_ms": 0.0, "eval_duration_ms": 490.0},
            {"tokens_generated": 12, "throughput_tps": 24.5, "ttft_ms": -1.0,
             "total_duration_ms": 510.0, "prompt_eval_duration_ms": 9.0, "eval_duration_ms": 480}],
           "aggregate": {"count": 2, "throughput_tps": {"mean": 22.5, "stddev": 2.8},
                         "ttft_ms": {"mean": -1.0, "stddev": 0.0}, "tokens_generated": 22}},
          {"model": "n", "backend": "vllm", "workload": "chat", "runs": 1, "individual_runs": [],
           "aggregate": {"count": 0, "throughput_tps": {"mean": 0.0, "stddev": 0.0},
                         "ttft_ms": {"mean": 0.0, "stddev": 0.0}, "tokens_generated": 0}}])");
  const Table& runs = table_at(output, "/*/individual_runs");
  EXPECT_EQ(said(runs, "throughput_tps"), "metric throughput tok/s 20.5");
  EXPECT_EQ(said(runs, "ttft_ms"), "metric ttft ms missing") << "not measurable, says the tool";
  EXPECT_EQ(said(runs, "total_duration_ms"), "metric e2e_latency ms 500.0");
  const Table& results = table_at(output, "");
  EXPECT_EQ(said(results, "aggregate.ttft_ms.mean"), "summary ttft ms missing");
  EXPECT_EQ(said(results, "aggregate.throughput_tps.mean"), "summary throughput tok/s 22.5");
  const Column* mean = find_column(results, "aggregate.throughput_tps.mean");
  EXPECT_TRUE(std::isnan(mean->number_at(1))) << "of no run";
  expect_accounted(output);
}

TEST(Chimeraforge, TheRustAgentsZerosAreMissing) {
  const FormatOutput output = output_of(read_chimeraforge, "metrics.json",
                                        R"({"baseline": {"agent_type": "Baseline", "runs": 1,
            "aggregate_metrics": {"average_tokens_per_second": 0.0, "average_ttft_ms": 490.5,
              "stddev_throughput": 0.0, "stddev_ttft": 0.0, "total_tokens_generated": 0},
            "individual_runs": [{"eval_duration_ms": 0.0, "load_duration_ms": 0.0,
              "throughput_tokens_per_sec": 0.0, "tokens_generated": 0,
              "total_duration_ms": 1985.5, "ttft_ms": 490.5}]},
          "benchmark_type": "x"})");
  const Table& runs = table_at(output, "/baseline/individual_runs");
  EXPECT_EQ(said(runs, "throughput_tokens_per_sec"), "metric throughput tok/s missing");
  EXPECT_EQ(said(runs, "tokens_generated"), "metric tokens missing");
  EXPECT_EQ(said(runs, "ttft_ms"), "metric ttft ms 490.5");
  const Table& whole = table_at(output, "");
  EXPECT_EQ(said(whole, "baseline.aggregate_metrics.average_tokens_per_second"),
            "summary throughput tok/s missing");
  EXPECT_EQ(said(whole, "baseline.aggregate_metrics.average_ttft_ms"), "summary ttft ms 490.5");
  EXPECT_EQ(said(whole, "baseline.aggregate_metrics.stddev_ttft"), "summary ttft ms missing")
      << "one run has no deviation";
}

TEST(LocalReports, OthersFilesAreNotTheirs) {
  for (const std::string_view text :
       {R"({"version": 1, "scenario": "units"})", R"({"individual_runs": 1, "b": "\"aggregate"})",
        R"({"memory": 1, "latency": 2, "values": 3, "efficiency": 4})", R"([3, "\"units\""])"}) {
    const Source source{"a.json", ArtifactType::kJson, text};
    EXPECT_FALSE(read_llmd_report(source).has_value()) << text;
    EXPECT_FALSE(read_optimum_benchmark(source).has_value()) << text;
    EXPECT_FALSE(read_chimeraforge(source).has_value()) << text;
  }
}

}  // namespace
}  // namespace chimera::read
