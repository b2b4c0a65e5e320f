// Rows that are labelled by keys and columns as a program flattens them, remarks of rows, and what
// is said of every pair. The means and ratios are worked out by hand beside the rows.
#include <gtest/gtest.h>

#include <string>

#include "verify/sample_trials.h"

namespace chimera::verify {
namespace {

using sample::metric;
using sample::setting;

// Eager takes 4, 6 and 8 ms in three files, jit 2, 3 and 9: less on the mean, not in each. Two
// kernels have each its most: 166 and 244 ms.
Observations observations() {
  Observations out;
  for (const char* path : {"one.json", "two.json", "three.json", "kernels.json", "base.json"}) {
    out.artifacts.push_back({path, ArtifactType::kJson, 1000, 0});
  }
  double time = 4;
  for (const auto& [path, jit] :
       {std::pair{"one.json", 2.0}, std::pair{"two.json", 3.0}, std::pair{"three.json", 9.0}}) {
    Table& table = out.tables.emplace_back(sample::table(path, 2));
    table.columns = {setting("key", Role::kSubject, {"eager", "jit"}),
                     metric("mean_time_ms", "ms", {time, jit}, "")};
    time += 2;
  }
  Table& kernels = out.tables.emplace_back(sample::table("kernels.json", 2));
  kernels.columns = {setting("key", Role::kSubject, {"attention", "tensor_core"}),
                     metric("max_time_ms", "ms", {244, 166}, "")};
  Table& base = out.tables.emplace_back(sample::table("base.json", 1));
  base.columns = {metric("timing.latency_percentiles.p99", "", {15.58}, ""),
                  metric("runs.p99_ms", "ms", {15.9}, "")};
  return out;
}

std::string verdicts_of(const std::string& report) {
  return sample::verdicts(observations(), report);
}

std::string verdicts_of_row(const std::string& row) {
  return verdicts_of("| Metric | Value | Source File |\n|---|---|---|\n" + row + "\n");
}

TEST(KeyedRows, AreOfTheVeryPath) {
  EXPECT_EQ(verdicts_of_row("| `json_latency_percentiles.p99` | 15.58 | base.json |"), "s");
  EXPECT_EQ(verdicts_of_row("| `json_latency_percentiles.p99` | 15.90 | base.json |"), "c");
}

TEST(KeyedRows, KeysAreNamesOfRows) {
  EXPECT_EQ(verdicts_of_row("| `json_tensor_core.max_time_ms` | 166.0 | kernels.json |"), "s");
  EXPECT_EQ(verdicts_of_row("| `json_tensor_core.max_time_ms` | 244.0 | kernels.json |"), "c");
}

TEST(KeyedRows, AFileThatIsThereLacksTheKey) {
  EXPECT_EQ(verdicts_of_row("| `json_power_watts` | 142.6 | kernels.json |"), "c");
  EXPECT_EQ(verdicts_of_row("| `json_power_watts` (Mean) | 142.6 | kernels.json |"), "c");
}

TEST(KeyedRows, AWordOfAColumnsNameIsNoStatistic) {
  Observations data;
  Table& table = sample::add_table(data, "a.csv", 2);
  table.columns = {metric("total_tokens", "", {40, 60}, ""), metric("max_ms", "ms", {5, 7}, ""),
                   metric("avg_ms", "ms", {4, 6}, "")};
  const auto of = [&](const std::string& row) {
    return sample::verdicts(data, "| Metric | Value |\n|---|---|\n" + row);
  };
  EXPECT_EQ(of("| `csv_total_tokens` | 40 |\n"), "s");
  EXPECT_EQ(of("| `csv_total_tokens` | 41 |\n"), "c");
  EXPECT_EQ(of("| `csv_max_ms` | 5.00 |\n"), "s");
  EXPECT_EQ(of("| `csv_max_ms` | 4.00 |\n"), "c");
}

TEST(Rows, AreOfOneFile) {
  Observations data;
  for (const auto& [path, scale] :
       {std::pair{"alpha_base.csv", 1.0}, std::pair{"alpha_more.csv", 2.0}}) {
    Table& table = sample::add_table(data, path, 3);
    table.columns = {
        setting("model", Role::kSubject, {"alpha", "alpha", "alpha"}),
        metric("tokens_s", "tok/s", {90 * scale, 100 * scale, 110 * scale}, "throughput"),
        metric("ttft_s", "s", {1 * scale, 2 * scale, 3 * scale}, "ttft")};
  }
  const std::string head = "| Model | Mean tok/s | SD | Mean TTFT (s) |\n|---|---|---|---|\n";
  EXPECT_EQ(sample::verdicts(data, head + "| alpha | 100.0 | 10.0 | 2.0 |\n"), "s s s");
  EXPECT_EQ(sample::verdicts(data, head + "| alpha | 100.0 | 20.0 | 2.0 |\n"), "s c s");
}

TEST(Remarks, AreOfWhatTheRowIsOf) {
  const std::string head = "| File | Backend | Mean (ms) | Remark |\n|---|---|---|---|\n";
  EXPECT_EQ(verdicts_of(head + "| one.json | jit | 2.0 | 2.0x faster than eager |\n"), "s s");
  EXPECT_EQ(verdicts_of(head + "| one.json | jit | 2.0 | 3.0x faster than eager |\n"), "s c");
  EXPECT_EQ(verdicts_of(head + "| three.json | jit | 9.0 | slowest backend of the file |\n"),
            "s s");
}

TEST(Remarks, ASetBehindASuperlativeSaysOfWhichItIsOne) {
  const std::string head = "| File | Backend | Mean (ms) | Remark |\n|---|---|---|---|\n";
  EXPECT_EQ(verdicts_of(head + "| one.json | jit | 2.0 | fastest of the two |\n"), "s s");
  EXPECT_EQ(verdicts_of(head + "| three.json | jit | 9.0 | fastest of the two |\n"), "s c");
}

TEST(Correlations, OfTwoMetricsOfOneTable) {
  // scipy's pearsonr and spearmanr: 0.94386 and 0.94286.
  Observations data;
  Table& table = sample::add_table(data, "a.csv", 6);
  table.columns = {metric("power_draw", "W", {1, 2, 3, 4, 5, 6}, ""),
                   metric("gpu_load", "%", {2.1, 3.9, 6.2, 7.8, 10.5, 9.0}, ""),
                   metric("fan_rpm", "", {900, 950, 890, 940, 910, 905}, "")};
  const auto of = [&](const std::string& report) { return sample::verdicts(data, report); };
  EXPECT_EQ(of("The correlation of power_draw and gpu_load is 0.944."), "s");
  EXPECT_EQ(of("The correlation of power_draw and gpu_load is 0.954."), "c");
  const std::string head = "| Pair | Pearson r |\n|---|---|\n";
  EXPECT_EQ(of(head + "| power_draw / gpu_load | 0.944 |\n"), "s");
  EXPECT_EQ(of(head + "| power_draw / gpu_load | -0.944 |\n"), "c");
  EXPECT_EQ(of("Power_draw and gpu_load are strongly correlated."), "s");
  EXPECT_EQ(of("Power_draw and gpu_load are negatively correlated."), "c");
  EXPECT_EQ(of("Power_draw and gpu_load are not correlated."), "c");
  EXPECT_EQ(of("Power_draw and gpu_load are almost perfectly correlated."), "c");
  // −0.10 and 0.09.
  EXPECT_EQ(of("Power_draw and fan_rpm are not correlated."), "s");
}

// scipy's pearsonr: 0.99789, and spearmanr 0.94868.
TEST(Correlations, OfASettingAndAMetric) {
  Observations data;
  Table& table = sample::add_table(data, "a.csv", 4);
  table.columns = {setting("max_batch", Role::kFactor, {"8", "8", "16", "32"}),
                   metric("agg_tps", "tok/s", {410, 414, 640, 990}, "throughput")};
  table.columns[0].number = {8, 8, 16, 32};
  EXPECT_EQ(sample::verdicts(data, "The correlation of max_batch and agg_tps is 0.998."), "s");
  EXPECT_EQ(sample::verdicts(data, "The correlation of max_batch and agg_tps is 0.82."), "c");
}

TEST(Always, IsSaidOfEachFileThatHoldsBoth) {
  EXPECT_EQ(verdicts_of("Jit is faster than eager."), "s");
  EXPECT_EQ(verdicts_of("Jit is consistently faster than eager."), "c");
  EXPECT_EQ(verdicts_of("Jit is the fastest backend."), "s");
  EXPECT_EQ(verdicts_of("Jit is consistently the fastest backend."), "c");
}

// Of three formats the size and the accuracy; two kernels of which one is fused.
Observations formats() {
  Observations data;
  data.artifacts.push_back({"formats.csv", ArtifactType::kCsv, 100, 0});
  data.artifacts.push_back({"kernels.csv", ArtifactType::kCsv, 100, 0});
  Table& table = data.tables.emplace_back(sample::table("formats.csv", 3));
  table.columns = {setting("key", Role::kSubject, {"baseline", "int8", "fp8"}),
                   metric("model_size_bytes", "B", {2000, 2100, 2000}, ""),
                   metric("accuracy", "", {0.8, 0.4, 0.8}, "accuracy")};
  Table& kernels = data.tables.emplace_back(sample::table("kernels.csv", 4));
  kernels.columns = {
      setting("kernel", Role::kSubject,
              {"softmax_fused", "softmax_naive", "layernorm_fused", "layernorm_naive"}),
      metric("mean_time_ms", "ms", {1, 3, 2, 4}, "")};
  return data;
}

TEST(Changes, AgainstTheBaseOfTheLevels) {
  const auto of = [](const std::string& report) { return sample::verdicts(formats(), report); };
  EXPECT_EQ(of("INT8 raises the model size."), "s");
  EXPECT_EQ(of("INT8 reduces the model size relative to the baseline."), "c");
  EXPECT_EQ(of("INT8 lowers the accuracy."), "s");
  EXPECT_EQ(of("FP8 keeps the baseline accuracy."), "s");
  EXPECT_EQ(of("INT8 matches the baseline accuracy."), "c");
  EXPECT_EQ(of("INT8 keeps the FP8 accuracy."), "c");
}

TEST(Variants, AreNamedByTheWordThatDiffers) {
  const auto of = [](const std::string& report) { return sample::verdicts(formats(), report); };
  EXPECT_EQ(of("The fused softmax is 3.0 times faster than the naive one."), "s");
  EXPECT_EQ(of("The fused softmax is 2.0 times faster than the naive one."), "c");
  EXPECT_EQ(of("The fused layernorm is 2.0 times faster than the naive one."), "s");
}

TEST(Causes, ThatAlwaysRanAfterALoadAreConfounded) {
  Observations data;
  Table& sweep = sample::add_table(data, "sweep.csv", 6);
  sweep.columns = {
      setting("temperature", Role::kFactor, {"0.2", "0.4", "0.8", "0.2", "0.4", "0.8"}),
      setting("num_ctx", Role::kFactor, {"1024", "1024", "1024", "2048", "2048", "2048"}),
      metric("ttft_s", "s", {6, 0.1, 0.2, 7, 0.1, 0.2}, "ttft"),
      metric("tokens_s", "tok/s", {10, 20, 30, 10, 20, 30}, "throughput")};
  sweep.state[0].cold = true;
  sweep.state[3].cold = true;
  const auto of = [&](const std::string& report) { return sample::verdicts(data, report); };
  EXPECT_EQ(of("A temperature of 0.2 causes the higher TTFT."), "u");
  EXPECT_EQ(of("A low temperature evidently slows the first token."), "u");
  // A number beside it stays one.
  EXPECT_EQ(of("A temperature of 0.2 causes the TTFT of 6.5 s on average."), "u s");
  EXPECT_EQ(sample::claims(data, "A temperature of 0.2 causes the higher TTFT.").front().why,
            "2 of 2 trials at temperature=0.2 come after a load, at 0.4 0 do: confounded");
}

TEST(Unmeasured, ThingsThatBenchmarksSeldomRecord) {
  EXPECT_EQ(verdicts_of("The energy cost is below 0.02 dollars per 1,000 responses."), "u");
  EXPECT_EQ(verdicts_of("Jit leads to more helpful answers."), "u");
  EXPECT_EQ(verdicts_of("The engines have lower carbon emissions than eager."), "u");
  EXPECT_EQ(verdicts_of("Energy was never varied."), "");
}

// Turbo only has a file of the GPU, where it takes 2 ms and plain 1; on the CPU plain takes 9.
TEST(Comparisons, AreOfWhatRanAlike) {
  Observations data;
  for (const auto& [path, device] : {std::pair{"a_cpu.json", "cpu"}, {"a_gpu.json", "gpu"}}) {
    data.artifacts.push_back({path, ArtifactType::kJson, 100, 0});
    const bool gpu = std::string_view{device} == "gpu";
    Table& table = data.tables.emplace_back(sample::table(path, gpu ? 2 : 1));
    table.columns = {setting("device", Role::kFactor, {device}, true)};
    if (gpu) {
      table.columns.push_back(setting("backend", Role::kFactor, {"plain", "turbo"}));
      table.columns.push_back(metric("mean_ms", "ms", {1, 2}, "latency"));
    } else {
      table.columns.push_back(setting("backend", Role::kFactor, {"plain"}));
      table.columns.push_back(metric("mean_ms", "ms", {9}, "latency"));
    }
  }
  EXPECT_EQ(sample::verdicts(data, "Turbo beats plain."), "c");
  EXPECT_EQ(sample::verdicts(data, "Plain beats turbo."), "s");
  // A title's metric that was not measured there is not meant.
  Table& other = data.tables.emplace_back(sample::table("t.csv", 2));
  data.artifacts.push_back({"t.csv", ArtifactType::kCsv, 100, 0});
  other.columns = {metric("tokens_s", "tok/s", {10, 20}, "throughput")};
  EXPECT_EQ(sample::verdicts(data, "# Throughput and backends\n\nPlain beats turbo."), "s");
}

TEST(LogLines, AreCountedByTheirWords) {
  Observations data = observations();
  std::vector<TreeText> texts;
  for (const auto& [path, text] : {std::pair{"logs/gateway_0218.log",
                                             "09:00 WARN gateway req=1 queue depth 59\n"
                                             "09:01 INFO gateway req=2 took_ms=200\n"
                                             "09:02 WARN gateway req=3 queue depth 55\n"
                                             "09:03 ERROR gateway req=4 timeout\n"},
                                   {"logs/build.log", "08:00 INFO start\n08:01 WARN slow\n"}}) {
    data.artifacts.push_back({path, ArtifactType::kLog, 30, 0});
    texts.push_back({path, text});
  }
  const auto verdict_of = [&](const std::string& report) {
    return verify_report(report, data, texts, {})->claims.front().verdict;
  };
  EXPECT_EQ(verdict_of("The gateway log holds 2 WARN lines."), Verdict::kSupported);
  EXPECT_EQ(verdict_of("The gateway log holds 5 warnings."), Verdict::kContradicted);
  EXPECT_EQ(verdict_of("`gateway_0218.log` records one timeout."), Verdict::kSupported);
  EXPECT_EQ(verdict_of("`gateway_0218.log` records 4 timeouts."), Verdict::kContradicted);
  EXPECT_EQ(verdict_of("The logs hold 9 warnings."), Verdict::kUnsupported);
}

TEST(LogLines, TellInWords) {
  Observations data = observations();
  data.artifacts.push_back({"logs/server.log", ArtifactType::kLog, 30, 0});
  const std::vector<TreeText> texts = {
      {"logs/server.log", "09:00 INFO start\n09:01 ERROR CUDA error: an illegal memory access\n"}};
  const auto verdict_of = [&](const std::string& report) {
    const auto claims = verify_report(report, data, texts, {})->claims;
    return claims.empty() ? Verdict::kUnsupported : claims.front().verdict;
  };
  EXPECT_EQ(verdict_of("The server log records an illegal memory access."), Verdict::kSupported);
  EXPECT_EQ(verdict_of("The scheduler aborted with an illegal-memory-access error."),
            Verdict::kSupported);
  EXPECT_EQ(verdict_of("The server log records a broken pipe."), Verdict::kUnsupported);
}

TEST(LogLines, NumbersOfRequestsMeasureNothing) {
  Observations data;
  data.artifacts.push_back({"logs/gateway.log", ArtifactType::kLog, 30, 0});
  Table& table = data.tables.emplace_back(sample::table("logs/gateway.log", 4));
  table.columns = {metric("req", "", {1, 2, 3, 7}, ""),
                   metric("took_ms", "ms", {10, 20, 30, 40}, "")};
  EXPECT_EQ(sample::verdicts(data, "The mean request time was 25 ms."), "s");
}

TEST(Headings, OfMarkdownAreLines) {
  Observations data = observations();
  data.artifacts.push_back({"notes.md", ArtifactType::kMarkdown, 30, 0});
  const std::vector<TreeText> texts = {{"notes.md", "# One\n\n## Two\ntext\n  # Three\n"}};
  const auto verdict_of = [&](const std::string& report) {
    return verify_report(report, data, texts, {})->claims.front().verdict;
  };
  const std::string head = "| Metric | Value |\n|---|---|\n| `markdown_heading_count` | ";
  EXPECT_EQ(verdict_of(head + "3 |\n"), Verdict::kSupported);
  EXPECT_EQ(verdict_of(head + "2 |\n"), Verdict::kSupported);  // those that begin with it
  EXPECT_EQ(verdict_of(head + "4 |\n"), Verdict::kContradicted);
}

// Two trials of each, and their means: of alpha 50 and 70, of beta 90.
Observations trials_and_means() {
  Observations data;
  data.artifacts.push_back({"trials.csv", ArtifactType::kCsv, 100, 0});
  data.artifacts.push_back({"means.csv", ArtifactType::kCsv, 100, 0});
  Table& trials = data.tables.emplace_back(sample::table("trials.csv", 5));
  trials.columns = {setting("engine", Role::kFactor, {"alpha", "alpha", "alpha", "alpha", "beta"}),
                    setting("beam", Role::kFactor, {"4", "4", "8", "8", "4"}),
                    metric("recall_at_20", "", {48.5, 51.5, 68.5, 71.5, 90.5}, "")};
  Table& means = data.tables.emplace_back(sample::table("means.csv", 3));
  means.columns = {setting("engine", Role::kFactor, {"alpha", "alpha", "beta"}),
                   setting("beam", Role::kFactor, {"4", "8", "4"}),
                   metric("mean_recall_at_20", "", {50, 70, 90.5}, "")};
  means.columns.back().role = Role::kSummary;
  return data;
}

TEST(Rows, AMeanIsOfAllTrialsWhereTheyAreThere) {
  const std::string head = "| engine | Mean recall@20 |\n|---|---|\n";
  EXPECT_EQ(sample::verdicts(trials_and_means(), head + "| alpha | 60.0 |\n"), "s");
  EXPECT_EQ(sample::verdicts(trials_and_means(), head + "| alpha | 70.0 |\n"), "c");
}

TEST(Names, MayHoldAnAtSign) {
  EXPECT_EQ(sample::verdicts(trials_and_means(), "The highest recall@20 of beta is 90.5."), "s");
  EXPECT_EQ(sample::verdicts(trials_and_means(), "The highest recall@20 of beta is 91.5."), "c");
}

// bench.csv has a column of tags beside its models, suite.csv models alone.
TEST(Names, OfAColumnThatAFileLacksAreOfTheOneBesideIt) {
  Observations data;
  for (const auto& [path, rate] : {std::pair{"bench.csv", 50.0}, {"suite.csv", 60.0}}) {
    Table& table = sample::add_table(data, path, 2);
    table.columns = {setting("model", Role::kSubject, {"toy:8b-q4_0", "toy:8b-q8_0"}),
                     metric("tokens_s", "tok/s", {rate, rate / 2}, "throughput")};
  }
  data.tables.front().columns.push_back(setting("tag", Role::kFactor, {"q4_0", "q8_0"}));
  const auto of = [&](const std::string& report) { return sample::verdicts(data, report); };
  EXPECT_EQ(of("In `bench.csv` q4_0 reaches 50.0 tok/s."), "s");
  EXPECT_EQ(of("In `suite.csv` q4_0 reaches 60.0 tok/s."), "s");
  EXPECT_EQ(of("In `suite.csv` q8_0 reaches 60.0 tok/s."), "c");
}

TEST(Names, InAnExperimentAreOfTheColumnThatItsFilesHave) {
  Observations data;
  for (const auto& [path, rate] : {std::pair{"toy_bench.csv", 50.0}, {"toy_sweep.csv", 60.0}}) {
    Table& table = sample::add_table(data, path, 2);
    table.columns = {setting("model", Role::kSubject, {"toy:8b-q4_0", "toy:8b-q8_0"}),
                     metric("tokens_s", "tok/s", {rate, rate / 2}, "throughput")};
  }
  data.tables.front().columns.push_back(setting("tag", Role::kFactor, {"q4_0", "q8_0"}));
  EXPECT_EQ(sample::verdicts(data, "In the sweep of q4_0 the throughput is 60.0 tok/s."), "s");
  EXPECT_EQ(sample::verdicts(data, "In the sweep of q4_0 the throughput is 50.0 tok/s."), "c");
}

// A path whose words are names of rows elsewhere; `clients` is a setting of another table.
TEST(KeyedRows, AWholePathIsNoNameOfItsParts) {
  Observations data;
  for (const auto& [file, p99] :
       {std::pair{"lat_a.json", 1280.3}, std::pair{"lat_b.json", 938.2}}) {
    data.artifacts.push_back({file, ArtifactType::kJson, 100, 0});
    Table& table = data.tables.emplace_back(sample::table(file, 1));
    table.columns = {metric("latency_ms.p99", "ms", {p99}, ""),
                     metric("queue_ms.p99", "ms", {50}, ""), metric("clients", "", {4}, "")};
  }
  Table& load = sample::add_table(data, "load.csv", 2);
  load.columns = {setting("clients", Role::kFactor, {"4", "8"}),
                  metric("gen_tok_s", "tok/s", {80, 90}, "throughput")};
  const auto of = [&](const std::string& row) {
    return sample::verdicts(data,
                            "# Latency (4 clients)\n\n| Metric | Value | Source File |\n"
                            "|---|---|---|\n" +
                                row);
  };
  EXPECT_EQ(of("| json_latency_ms.p99 | 1280.3 | lat_a.json |"), "s");
  EXPECT_EQ(of("| json_latency_ms.p99 | 938.2 | lat_a.json |"), "c");
}

TEST(KeyedRows, AKeyCountsNoFiles) {
  Observations data;
  Table& table = sample::add_table(data, "a.csv", 2);
  table.columns = {metric("Tokens", "", {40, 60}, "")};
  EXPECT_EQ(sample::verdicts(data,
                             "# Values by file\n\n| Metric | Value | Source File |\n"
                             "|---|---|---|\n| csv_Tokens (Total) | 100 | a.csv |"),
            "s");
}

// Of two models and three formats.
TEST(RemarksOfRows, AreOfTheKindThatHasSoMany) {
  Observations data;
  Table& table = sample::add_table(data, "a.csv", 6);
  table.columns = {
      setting("model", Role::kSubject, {"fast", "fast", "fast", "slow", "slow", "slow"}),
      setting("format", Role::kFactor, {"bf16", "w8", "w4", "bf16", "w8", "w4"}),
      metric("tokens_s", "tok/s", {90, 95, 99, 40, 45, 49}, "throughput")};
  const auto of = [&](const std::string& row) {
    return sample::verdicts(data,
                            "| Model | Format | tokens_s | Remark |\n|---|---|---|---|\n" + row);
  };
  EXPECT_EQ(of("| fast | bf16 | 90.0 | slowest of the three |"), "s s");
  EXPECT_EQ(of("| fast | w4 | 99.0 | slowest of the three |"), "s c");
}

// Two arms of three iterations, of which the first is slow; means without it: 7 and 4.
Observations arms() {
  Observations data;
  Table& table = sample::add_table(data, "runs.csv", 6);
  table.columns = {
      setting("net", Role::kSubject, {"resnet", "resnet", "resnet", "resnet", "resnet", "resnet"}),
      setting("arm", Role::kFactor, {"default", "default", "default", "tuned", "tuned", "tuned"}),
      metric("iter", "", {1, 2, 3, 1, 2, 3}, ""),
      metric("latency_ms", "ms", {30, 6, 8, 20, 3, 5}, "")};
  table.columns[2].role = Role::kRun;
  return data;
}

TEST(Arms, AHeadThatIsALevelAloneWithItsUnit) {
  const std::string head =
      "| Net | Default ms | Tuned ms | Change |\n|---|---|---|---|\n| resnet | ";
  const std::string title = "## First iteration excluded\n\n";
  EXPECT_EQ(sample::verdicts(arms(), title + head + "7.0 | 4.0 | -42.9 % |\n"), "s s s");
  EXPECT_EQ(sample::verdicts(arms(), title + head + "14.67 | 9.33 | -36.4 % |\n"), "c c c");
  EXPECT_EQ(sample::verdicts(arms(), head + "14.67 | 9.33 | -36.4 % |\n"), "s s s");
}

TEST(Arms, TheStatisticInBracketsIsOfAKeyThatSaysOneItself) {
  Observations data = arms();
  data.tables[0].columns[3].name = "p95_ttft_ms";
  data.tables[0].columns[3].role = Role::kSummary;
  const std::string head = "| Metric | Default | Tuned |\n|---|---|---|\n| p95_ttft_ms (mean) | ";
  EXPECT_EQ(sample::verdicts(data, head + "14.67 | 9.33 |\n"), "s s");
  EXPECT_EQ(sample::verdicts(data, head + "14.67 | 4.33 |\n"), "s c");
}

TEST(KeyedRows, KeysInProse) {
  EXPECT_EQ(verdicts_of("The metric `json_mean_time_ms` of 3.0 ms is low."), "s");
  EXPECT_EQ(verdicts_of("The metric `json_mean_time_ms` of 3.1 ms is low."), "c");
}

TEST(KeyedRows, TimesWithoutAUnitHaveThatOfTheirRecord) {
  Observations data;
  data.artifacts.push_back({"base.json", ArtifactType::kJson, 1000, 0});
  Table& table = data.tables.emplace_back(sample::table("base.json", 1));
  table.columns = {metric("timing.mean_ms", "ms", {15.1}, ""),
                   metric("timing.latency_percentiles.p95", "", {15.58}, "")};
  Table& runs = data.tables.emplace_back(sample::table("base.json", 2));
  runs.columns = {metric("p95_ms", "ms", {15.8, 15.9}, "")};
  const auto of = [&](const std::string& row) {
    return sample::verdicts(data, "## Latency\n\n| Benchmark | p95 (ms) |\n|---|---|\n" + row);
  };
  EXPECT_EQ(of("| base.json | 15.58 |\n"), "s");
  EXPECT_EQ(of("| base.json | 15.38 |\n"), "c");
}

}  // namespace
}  // namespace chimera::verify
