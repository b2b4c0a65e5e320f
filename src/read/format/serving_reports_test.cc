// inference-perf, llmperf, llama-benchy and InferenceX. The documents are small twins written by
// hand after the tools' sources; no tool printed them.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "read/format/format.h"
#include "read/format/format_test_tables.h"
#include "read/trials.h"

namespace chimera::read {
namespace {

TEST(InferencePerf, BothTimesPerTokenKeepTheirMeaning) {
  const FormatOutput output =
      output_of(read_inference_perf, "stage_0_lifecycle_metrics.json",
                R"({"load_summary": {"count": 10, "requested_rate": 2.0, "achieved_rate": 1.9,
                           "schedule_delay": {"mean": 0.001, "p99.9": 0.002}},
          "successes": {"count": 9,
            "latency": {"request_latency": {"mean": 1.5, "p0.1": 1.0},
                        "normalized_time_per_output_token": {"mean": 0.03},
                        "time_per_output_token": {"mean": 0.02, "p99.9": 0.05},
                        "time_to_first_token": {"mean": 0.1}, "inter_token_latency": null},
            "throughput": {"output_tokens_per_sec": 95.0, "requests_per_sec": 1.9}},
          "failures": {"count": 1, "request_latency": {"mean": 3.0}}})");
  const Table& run = table_at(output, "");
  EXPECT_EQ(run.format, "inference-perf");
  EXPECT_EQ(said(run, "successes.latency.time_per_output_token.mean"),
            "summary tpot.decode s 0.02");
  EXPECT_EQ(said(run, "successes.latency.time_per_output_token.p99.9"),
            "summary tpot.decode s 0.05");
  EXPECT_EQ(said(run, "successes.latency.normalized_time_per_output_token.mean"),
            "summary tpot.e2e s 0.03");
  EXPECT_EQ(said(run, "successes.throughput.output_tokens_per_sec"),
            "metric throughput.system tok/s 95.0");
  EXPECT_EQ(said(run, "failures.request_latency.mean"), "summary s 3.0")
      << "a failed request's latency is no end-to-end latency";
  EXPECT_EQ(said(run, "load_summary.requested_rate"), "factor req/s 2.0");
  expect_accounted(output);
}

TEST(InferencePerf, WhatPrometheusCountedIsTheServers) {
  const FormatOutput output =
      output_of(read_inference_perf, "stage_0_prometheus_metrics.json",
                R"({"load_summary": {}, "failures": {}, "successes": {"count": 9, "rate": 8.5,
          "output_len": {"mean": 500, "rate": 480.5}, "request_latency": {"mean": 4.5},
          "time_to_first_token": {"median": 2.5}, "time_per_output_token": {"mean": 0.02},
          "num_preemptions_total": {"mean": 0}}})");
  const Table& run = table_at(output, "");
  EXPECT_EQ(said(run, "successes.time_to_first_token.median"), "summary ttft.server s 2.5");
  EXPECT_EQ(said(run, "successes.request_latency.mean"), "summary s 4.5");
  EXPECT_EQ(said(run, "successes.output_len.rate"), "summary throughput.system tok/s 480.5");
  EXPECT_EQ(said(run, "successes.num_preemptions_total.mean"), "summary 0");
}

TEST(Llmperf, ItsInterTokenLatencyHoldsTheFirstToken) {
  const FormatOutput output =
      output_of(read_llmperf, "m_summary.json",
                R"({"version": "2023-08-31", "model": "m", "num_concurrent_requests": 2,
          "results_inter_token_latency_s_mean": 0.05, "results_ttft_s_quantiles_p99": 0.4,
          "results_number_input_tokens_min": "548", "results_num_requests_started": 4,
          "results_mean_output_throughput_token_per_s": 33.5, "results_error_rate": 0.25})");
  const Table& run = table_at(output, "");
  EXPECT_EQ(said(run, "results_inter_token_latency_s_mean"), "summary itl.first s 0.05");
  EXPECT_EQ(said(run, "results_ttft_s_quantiles_p99"), "summary ttft.chunk s 0.4");
  EXPECT_EQ(said(run, "results_number_input_tokens_min"), "summary 548");
  EXPECT_EQ(said(run, "results_mean_output_throughput_token_per_s"),
            "metric throughput.system tok/s 33.5");
  EXPECT_EQ(said(run, "num_concurrent_requests"), "factor 2");
}

TEST(Llmperf, ARowOfZerosIsAFailedTrial) {
  const FormatOutput output = output_of(
      read_llmperf, "m_individual_responses.json",
      R"([{"error_code": null, "error_msg": "", "inter_token_latency_s": 0.02, "ttft_s": 0.3,
           "end_to_end_latency_s": 1.5, "request_output_throughput_token_per_s": 40.0,
           "number_output_tokens": 60, "number_input_tokens": 500},
          {"error_code": 429, "error_msg": "", "inter_token_latency_s": 0, "ttft_s": 0,
           "end_to_end_latency_s": 0, "request_output_throughput_token_per_s": 0,
           "number_output_tokens": 0, "number_input_tokens": 500},
          {"error_code": null, "error_msg": "", "inter_token_latency_s": 0, "ttft_s": 0,
           "end_to_end_latency_s": 0, "request_output_throughput_token_per_s": 0,
           "number_output_tokens": 0, "number_input_tokens": 500}])");
  Table responses = table_at(output, "");
  EXPECT_EQ(said(responses, "inter_token_latency_s"), "metric itl.first s 0.02");
  judge_trials(responses);
  EXPECT_FALSE(responses.state[0].failed);
  EXPECT_EQ(responses.reason_of(1), "error code 429");
  EXPECT_EQ(responses.reason_of(2), "no answer: its latency is 0");
}

TEST(LlamaBenchy, ValuesAreTrialsUnderTheirQuantity) {
  const FormatOutput output =
      output_of(read_llama_benchy, "r.json",
                R"({"version": "0.3", "latency_mode": "api", "latency_ms": 1.5, "model": "m",
          "benchmarks": [{"concurrency": 1, "prompt_size": 512, "response_size": 32,
            "tg_req_throughput": {"mean": 20.0, "std": 1.0, "values": [19.0, 20.0, 21.0]},
            "ttfr": {"mean": 90.0, "std": 0.0, "values": [90.0]},
            "est_ppt": null, "e2e_ttft": {"mean": 95.0, "std": 0.0, "values": [95, 95, 95]}}]})");
  EXPECT_EQ(said(table_at(output, "/benchmarks"), "tg_req_throughput.mean"),
            "summary throughput tok/s 20.0");
  EXPECT_EQ(said(table_at(output, "/benchmarks"), "ttfr.mean"), "summary ms 90.0");
  const Table& decode = table_at(output, "/benchmarks/*/tg_req_throughput/values");
  EXPECT_EQ(said(decode, "tg_req_throughput.values"), "metric throughput tok/s 19.0");
  EXPECT_EQ(find_column(decode, "prompt_size")->text_at(2), "512");
  EXPECT_EQ(said(table_at(output, "/benchmarks/*/e2e_ttft/values"), "e2e_ttft.values"),
            "metric ttft.chunk ms 95");
  EXPECT_EQ(said(table_at(output, "/benchmarks/*/ttfr/values"), "ttfr.values"), "metric ms 90.0")
      << "the first response is no token";
  expect_accounted(output);
}

TEST(InferenceX, RowsHaveSecondsAndTheirMachine) {
  const FormatOutput output = output_of(
      read_inference_x, "agg.json",
      R"([{"hw": "gpu-a", "conc": 4, "model": "m", "framework": "vllm", "precision": "fp8", "tp": 8,
           "tput_per_gpu": 500.5, "mean_ttft": 0.4, "p99_tpot": 0.02, "median_intvty": 60.0},
          {"hw": "gpu-b", "conc": 4, "model": "m", "framework": "vllm", "precision": "fp8", "tp": 8,
           "tput_per_gpu": 700.5, "mean_ttft": 0.3, "p99_tpot": 0.01, "median_intvty": 80.0}])");
  const Table& rows = table_at(output, "");
  EXPECT_EQ(said(rows, "tput_per_gpu"), "metric tok/s 500.5");
  EXPECT_EQ(said(rows, "mean_ttft"), "summary ttft.chunk s 0.4");
  EXPECT_EQ(said(rows, "p99_tpot"), "summary tpot.decode s 0.02");
  EXPECT_EQ(find_column(rows, "hw")->role, Role::kSubject);
  EXPECT_EQ(said(rows, "tp"), "factor 8");
}

TEST(ServingReports, NoFormatTakesOthersFiles) {
  for (const Format& format : formats()) {
    for (const std::string_view text :
         {R"({"load_summary": 1, "successes": "failures"})", R"({"results_a": 1})", R"([[], 3])",
          R"({"latency_mode": 1, "benchmarks": "est_ppt"})", R"([{"hw": 1, "conc": 2}])"}) {
      const bool generic = format.type.has_value();
      if (!generic) {
        EXPECT_FALSE(format.read({"a.json", ArtifactType::kJson, text}).has_value())
            << format.name << " took " << text;
      }
    }
  }
}

}  // namespace
}  // namespace chimera::read
