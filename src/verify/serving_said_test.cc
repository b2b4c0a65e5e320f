// What pull requests say of servers under load: names in short and in long, levels named once,
// metrics named once, numbers without their unit. Verdicts follow from the rows here.
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "verify/sample_trials.h"

namespace chimera::verify {
namespace {

using sample::metric;
using sample::setting;

// Two engines at 1, 4 and 32 requests in flight, each run a file: 100 to 1,400 tok/s, 120 to 1,600.
Observations servers() {
  Observations data;
  const auto add = [&](const std::string& engine, const std::string& clients,
                       std::vector<double> values) {
    const std::string file = engine + "/" + engine + "-concurrency" + clients + ".json";
    data.artifacts.push_back({file, ArtifactType::kJson, 1000, 0});
    Table& table = data.tables.emplace_back(sample::table(file, 1));
    table.columns = {setting("label", Role::kFactor, {engine}),
                     setting("max_concurrency", Role::kFactor, {clients}),
                     metric("output_throughput", "tok/s", {values[0]}, "throughput.system"),
                     metric("mean_ttft_ms", "ms", {values[1]}, "ttft"),
                     metric("mean_tpot_ms", "ms", {values[2]}, "tpot")};
  };
  add("trtllm", "1", {120, 30.5, 8.2});
  add("trtllm", "4", {420, 40, 9});
  add("trtllm", "32", {1600, 260, 15.3});
  add("vllm", "1", {100, 60.25, 9.8});
  add("vllm", "4", {350, 65, 10.5});
  add("vllm", "32", {1400, 200, 17.6});
  return data;
}

std::string verdicts_of(const std::string& report) {
  return sample::verdicts(servers(), report);
}

TEST(ServingSaid, AnEngineGoesByItsLongName) {
  EXPECT_EQ(verdicts_of("At 32 concurrent requests TensorRT-LLM reaches 1,600 tok/s."), "s");
  EXPECT_EQ(verdicts_of("At 32 concurrent requests TensorRT-LLM reaches 1,400 tok/s."), "c");
  EXPECT_EQ(verdicts_of("TensorRT-LLM has the lower mean TPOT at every concurrency."), "s");
}

TEST(ServingSaid, LevelsInProse) {
  EXPECT_EQ(verdicts_of("At 32 requests in flight vLLM reaches 1,400 tok/s."), "s");
  EXPECT_EQ(verdicts_of("The throughput of vLLM at 4 is 350 tok/s."), "s");
  EXPECT_EQ(verdicts_of("The throughput of vLLM at 4 is 1,400 tok/s."), "c");
  Observations data;
  Table& table = sample::add_table(data, "depth.csv", 3);
  table.columns = {setting("n_depth", Role::kFactor, {"0", "4096", "16384"}),
                   metric("tokens_s", "tok/s", {138.1, 120.5, 77.2}, "throughput")};
  EXPECT_EQ(sample::verdicts(data, "Throughput drops to 77.2 tok/s at 16K."), "s");
  EXPECT_EQ(sample::verdicts(data, "Throughput drops to 77.2 tok/s at a depth of 4k."), "c");
  EXPECT_EQ(sample::verdicts(data, "With a depth of 4,096 it is 120.5 tok/s."), "s");
}

// 28 of 30 requests were answered, as the server's summary says.
TEST(ServingSaid, RequestsThatWereSentAndLost) {
  Observations data;
  data.artifacts.push_back({"server.json", ArtifactType::kJson, 1000, 0});
  Table& table = data.tables.emplace_back(sample::table("server.json", 1));
  table.columns = {sample::setting("num_prompts", Role::kNote, {"30"}),
                   metric("completed", "", {28}, ""), metric("failed", "", {2}, ""),
                   metric("output_throughput", "tok/s", {900}, "throughput.system")};
  table.columns[0].number = {30};
  EXPECT_EQ(sample::verdicts(data, "The server lost two of its 30 requests."), "s");
  EXPECT_EQ(sample::verdicts(data, "The server lost five of its 30 requests."), "c");
}

TEST(ServingSaid, TheFormerAndTheLatter) {
  const std::string two = "We ran vLLM and TensorRT-LLM. ";
  EXPECT_EQ(verdicts_of(two + "At 32 the throughput is 1,400 tok/s for the former and 1,600 tok/s "
                              "for the latter."),
            "s s");
  EXPECT_EQ(verdicts_of(two + "At 32 the throughput is 1,600 tok/s for the former and 1,400 tok/s "
                              "for the latter."),
            "c c");
}

TEST(ServingSaid, HigherThanTheOneNamed) {
  EXPECT_EQ(verdicts_of("At 32 concurrent requests the mean TTFT is 30 % higher than vLLM's."),
            "s");
  EXPECT_EQ(verdicts_of("At 32 concurrent requests the mean TTFT is 30 % lower than vLLM's."), "c");
}

TEST(ServingSaid, ANumberWithoutItsUnitGoesOn) {
  const std::string first = "At 32 TensorRT-LLM gives us 1,600 output tok/s where vLLM gives ";
  EXPECT_EQ(verdicts_of(first + "1,400."), "s s");
  EXPECT_EQ(verdicts_of(first + "1,300."), "s c");
}

TEST(ServingSaid, AChangeBesideItsTwoNumbers) {
  const std::string rise = "Speculative decoding lifts vLLM from 350 to 450 tok/s at concurrency 4";
  EXPECT_EQ(verdicts_of(rise + ", a gain of 28.6 %."), "u s");
  EXPECT_EQ(verdicts_of(rise + ", a gain of 38.6 %."), "u c");
  const std::string beside = "At 4 TensorRT-LLM reaches 420.0 tok/s, vLLM 350.0, i.e. a lead of ";
  EXPECT_EQ(verdicts_of(beside + "20 %."), "s s s");
  EXPECT_EQ(verdicts_of(beside + "25 %."), "s s c");
}

// 100 and 102 W of readings that are ok, 60 W while it ramps up; files called by their load.
TEST(ServingSaid, RowsThatAreOk) {
  Observations data;
  Table& table = sample::add_table(data, "power.csv", 3);
  table.columns = {setting("status", Role::kError, {"ramp", "ok", "ok"}),
                   metric("package_w", "W", {60, 100, 102}, "")};
  EXPECT_EQ(sample::verdicts(data, "The mean package power is 101.0 W."), "s");
  EXPECT_EQ(sample::verdicts(data, "The mean package power is 87.3 W."), "s");
  const std::string out = "With the ramp-up readings taken out the mean package power is ";
  EXPECT_EQ(sample::verdicts(data, out + "101.0 W."), "s");
  EXPECT_EQ(sample::verdicts(data, out + "87.3 W."), "u");
}

TEST(ServingSaid, WarmIsAllButTheFirst) {
  Observations data;
  Table& table = sample::add_table(data, "run.csv", 3);
  table.columns = {metric("ttft_ms", "ms", {140, 85, 89}, "ttft")};
  EXPECT_EQ(sample::verdicts(data, "The warm TTFT averages 87.0 ms."), "s");
  EXPECT_EQ(sample::verdicts(data, "The warm TTFT averages 95.0 ms."), "c");
}

TEST(ServingSaid, ASettingThatIsAWordOfFilesToo) {
  Observations data = servers();
  Table& table = sample::add_table(data, "all.csv", 2);
  table.columns = {setting("clients", Role::kFactor, {"4", "32"}),
                   metric("goodput", "req/s", {2, 3}, "")};
  EXPECT_EQ(sample::verdicts(data, "Goodput is 50 % higher at concurrency 32 than at 4."), "s");
  EXPECT_EQ(sample::verdicts(data, "TensorRT-LLM leads in throughput at concurrency 1 and 4."),
            "s");
}

// alpha failed twice of four; its first token took 9.6 s at most, 9.1 s of them loading.
Observations requests() {
  Observations data;
  Table& table = sample::add_table(data, "requests.csv", 6);
  table.columns = {
      setting("model", Role::kSubject, {"alpha", "alpha", "alpha", "alpha", "beta", "beta"}),
      metric("ttft_s", "s", {9.61, 0.3, 0, 0, 0.4, 0.5}, "ttft"),
      metric("load_s", "s", {9.12, 0.1, 0, 0, 0.2, 0.2}, "load_time"),
      metric("prompt_tok_s", "tok/s", {90, 91, 0, 0, 70, 71}, "prompt_throughput"),
      metric("tokens_s", "tok/s", {30, 31, 0, 0, 60, 61}, "throughput")};
  table.judge(2, true, false, "refused");
  table.judge(3, true, false, "refused");
  return data;
}

TEST(ServingSaid, PartsAndFailuresInOtherWords) {
  const auto said = [](const std::string& report) { return sample::verdicts(requests(), report); };
  EXPECT_EQ(said("The longest TTFT of alpha is 9.61 s, 9.12 s of it loading weights."), "s s");
  EXPECT_EQ(said("alpha reads prompts faster than beta."), "s");
  EXPECT_EQ(said("beta reads prompts faster than alpha."), "c");
  EXPECT_EQ(said("alpha failed 2 times."), "s");
  EXPECT_EQ(said("alpha failed 3 times."), "c");
  EXPECT_EQ(said("There were requests, of which three failed."), "u");
}

// What genai-perf nests is a measurement by its own name: 2.8 s at p50 of requests, 0.2 s of first
// tokens.
TEST(ServingSaid, AMeasurementsNameIsNoKey) {
  Observations data;
  data.artifacts.push_back({"export.json", ArtifactType::kJson, 1000, 0});
  Table& table = data.tables.emplace_back(sample::table("export.json", 1));
  table.columns = {metric("request_latency.p50", "ms", {2814}, ""),
                   metric("request_latency.p99", "ms", {3099}, ""),
                   metric("time_to_first_token.p50", "ms", {193}, ""),
                   metric("time_to_first_token.p99", "ms", {450}, "")};
  for (Column& column : table.columns) {
    column.definition = definition_of_column(column.name);
  }
  EXPECT_EQ(sample::verdicts(data, "The p99 request latency is 3.10 s."), "s");
  EXPECT_EQ(sample::verdicts(data, "The p99 time to first token is 450 ms."), "s");
  EXPECT_EQ(sample::verdicts(data, "The p99 request latency is 450 ms."), "c");
}

TEST(ServingSaid, ASecondSuperlativeWithoutAVerb) {
  EXPECT_EQ(verdicts_of("TensorRT-LLM has the highest throughput, vLLM the lowest."), "s s");
  EXPECT_EQ(verdicts_of("TensorRT-LLM has the highest throughput, vLLM the highest."), "s c");
  EXPECT_EQ(verdicts_of("TensorRT-LLM is the fastest in TPOT and the slowest in throughput."),
            "s c");
}

TEST(ServingSaid, AFailureRateIsOfTheTrials) {
  const auto said = [](const std::string& report) { return sample::verdicts(requests(), report); };
  EXPECT_EQ(said("The failure rate of alpha is 50 %."), "s");
  EXPECT_EQ(said("The failure rate of alpha is 40 %."), "c");
  EXPECT_EQ(said("The failure rate is 33.3 %."), "s");
}

// A word of one file's name of three, in a code span.
TEST(ServingSaid, AWordOfAFilesName) {
  Observations data;
  double jit = 2;
  for (const char* file : {"net_plain.csv", "net_torchtrt.csv", "net_triton.csv"}) {
    Table& table = sample::add_table(data, file, 2);
    table.columns = {setting("backend", Role::kFactor, {"eager", "jit"}),
                     metric("mean_time_ms", "ms", {24, jit}, "")};
    jit *= 2;
  }
  EXPECT_EQ(sample::verdicts(data, "In the `torchtrt` run eager is 6 times slower than jit."), "s");
  EXPECT_EQ(sample::verdicts(data, "In the `torchtrt` run jit takes 4.00 ms."), "s");
  EXPECT_EQ(sample::verdicts(data, "In the `torchtrt` run jit takes 8.00 ms."), "c");
}

TEST(ServingSaid, AFolderBesideOneOther) {
  Observations data;
  for (const auto& [file, rate] :
       {std::pair("runs/bf16/a.csv", 1000.0), std::pair("runs/fp8/a.csv", 1445.0)}) {
    Table& table = sample::add_table(data, file, 1);
    table.columns = {metric("output_throughput", "tok/s", {rate}, "throughput.system")};
  }
  EXPECT_EQ(sample::verdicts(data, "fp8 lifts the output throughput by 44.5 %."), "s");
  EXPECT_EQ(sample::verdicts(data, "fp8 has the higher output throughput."), "s");
  EXPECT_EQ(sample::verdicts(data, "fp8 has the lower output throughput."), "c");
}

TEST(ServingSaid, ADayInAPathIsNoStatement) {
  Observations data;
  for (const char* file : {"archive/2026-09-12/a.csv", "runs/2026-09-13/b.csv"}) {
    data.artifacts.push_back({file, ArtifactType::kCsv, 1000, 0});
    data.tables.emplace_back(sample::table(file, 1)).columns = {metric("ttft_ms", "ms", {9}, "")};
  }
  EXPECT_EQ(sample::verdicts(data, "`archive/2026-09-12/a.csv` is stray; ignore it."), "");
  EXPECT_NE(sample::verdicts(data, "The runs are of 2026-09-12."), "");
}

}  // namespace
}  // namespace chimera::verify
