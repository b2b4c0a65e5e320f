// genai-perf's raw profile and inference-perf's requests. The documents are small twins written by
// hand after the tools' sources; no tool printed them. Expected times are differences by hand.
#include <gtest/gtest.h>

#include <string_view>

#include "read/format/format.h"
#include "read/format/format_test_tables.h"
#include "read/trials.h"

namespace chimera::read {
namespace {

constexpr std::string_view kProfile = R"({"service_kind": "openai", "endpoint": "v1/chat",
 "experiments": [{"experiment": {"mode": "concurrency", "value": 2}, "requests": [
  {"timestamp": 1700000000000000001, "request_inputs": {"payload": "{}"},
   "response_timestamps": [1700000000000000003, 1700000000000000051, 1700000000000000061,
                           1700000000000000064],
   "response_outputs": [
    {"response": "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n\n"},
    {"response": "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n"},
    {"response": "data: {\"choices\":[{\"delta\":{\"content\":\"b\"}}]}\n\n"},
    {"response": "data: [DONE]\n\n"}]},
  {"timestamp": 1700000000000000100, "request_inputs": {}, "response_timestamps": [],
   "response_outputs": []}], "window_boundaries": [1, 2]}]})";

TEST(GenaiPerfProfile, TimesAreExactAndOfChunksWithContent) {
  const FormatOutput output = output_of(read_genai_perf_profile, "profile_export.json", kProfile);
  const Table& requests = table_at(output, "/experiments/*/requests");
  EXPECT_EQ(requests.format, "genai-perf-profile");
  EXPECT_EQ(said(requests, "time_to_first_token"), "metric ttft.chunk ns 50")
      << "the chunk that names the role holds no token";
  EXPECT_EQ(said(requests, "request_latency"), "metric e2e_latency ns 60") << "[DONE] is no chunk";
  EXPECT_EQ(said(requests, "experiment.value"), "factor 2");
  const Table& gaps = table_at(output, "/experiments/*/requests/*/chunks");
  ASSERT_EQ(gaps.rows(), 1U);
  EXPECT_EQ(said(gaps, "inter_chunk_latency"), "metric itl.chunk ns 10");
  expect_accounted(output);
}

TEST(GenaiPerfProfile, ARequestWithoutResponseFailed) {
  FormatOutput output = output_of(read_genai_perf_profile, "p.json", kProfile);
  Table requests = table_at(output, "/experiments/*/requests");
  judge_trials(requests);
  EXPECT_FALSE(requests.state[0].failed);
  EXPECT_EQ(requests.reason_of(1), "no response with content");
}

constexpr std::string_view kRequests = R"([
 {"start_time": 10.0, "end_time": 12.0, "request": "{}", "response": "hi", "error": null,
  "info": {"request_metrics": {"text": {"input_tokens": 7}}, "input_tokens": 7,
           "response_metrics": {"output_tokens": 4, "output_token_times": [10.5, 11.0, 11.75]}}},
 {"start_time": 10.0, "end_time": 10.25, "request": "{}", "response": null,
  "info": {"input_tokens": 7, "output_tokens": 0, "output_token_times": []},
  "error": {"error_type": "Timeout", "error_msg": "too slow"}}])";

TEST(InferencePerfRequests, TimesAreWorkedOutAsTheToolDoes) {
  const FormatOutput output =
      output_of(read_inference_perf_requests, "per_request_lifecycle_metrics.json", kRequests);
  const Table& requests = table_at(output, "");
  EXPECT_EQ(said(requests, "request_latency"), "metric e2e_latency s 2");
  EXPECT_EQ(said(requests, "time_to_first_token"), "metric ttft.chunk s 0.5");
  EXPECT_EQ(said(requests, "time_per_output_token"), "metric tpot.decode s 0.5")
      << "(2 − 0.5) / (4 − 1)";
  EXPECT_EQ(said(requests, "info.output_tokens"), "metric tokens 4");
  const Table& gaps = table_at(output, "/*/chunks");
  ASSERT_EQ(gaps.rows(), 2U);
  EXPECT_EQ(said(gaps, "inter_chunk_latency"), "metric itl.chunk s 0.5");
  expect_accounted(output);
}

TEST(InferencePerfRequests, AFailedRequestIsNoLatency) {
  FormatOutput output = output_of(read_inference_perf_requests, "p.json", kRequests);
  Table requests = table_at(output, "");
  judge_trials(requests);
  EXPECT_EQ(requests.reason_of(1), "Timeout: too slow");
  EXPECT_TRUE(std::isnan(find_column(requests, "request_latency")->number_at(1)));
}

TEST(TimedRequests, OthersFilesAreNotTheirs) {
  for (const std::string_view text :
       {R"({"experiments": 3, "response_timestamps": 1})", R"({"experiments": [{}],
        "a": {"response_timestamps": 1}})",
        R"([{"start_time": 1, "end_time": 2, "info": 3}])"}) {
    const Source source{"a.json", ArtifactType::kJson, text};
    EXPECT_FALSE(read_genai_perf_profile(source).has_value()) << text;
    EXPECT_FALSE(read_inference_perf_requests(source).has_value()) << text;
  }
}

}  // namespace
}  // namespace chimera::read
