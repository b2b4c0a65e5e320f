#include "cli/run_report.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "text/json.h"

namespace chimera::cli {
namespace {

std::vector<write::Call> two_calls() {
  write::Call collector;
  collector.agent = "DataCollector";
  collector.prompt = {"who", "what\n\"quoted\""};
  collector.inputs = {{"coverage", "00ff"}};
  collector.tokens = {{"Two", 0.25}, {" files\n", 0.5}};
  collector.measurement.prompt_tokens = 100;
  collector.measurement.reused_tokens = 0;
  collector.text = "Two files\n";
  collector.measurement.load_s = 0.4;
  collector.measurement.prompt_eval_s = 0.25;
  collector.measurement.eval_s = 0.5;
  collector.measurement.ttft_s = 0.25;
  collector.measurement.total_s = 1.2;
  collector.measurement.tokens = 10;
  write::Call analyst = collector;
  analyst.agent = "PerformanceAnalyst";
  analyst.measurement.load_s = 0;
  analyst.measurement.eval_s = 1.5;
  analyst.measurement.ttft_s = 0.125;
  analyst.measurement.tokens = 30;
  analyst.measurement.reused_tokens = 60;
  analyst.tokens = {{"a", 1}, {"b", 1.125}, {"c", 1.25}};
  return {collector, analyst};
}

std::map<std::string, double> by_key(const std::vector<report::RunInfo::Metric>& metrics) {
  std::map<std::string, double> values;
  for (const auto& metric : metrics) {
    values[metric.key] = metric.value;
  }
  return values;
}

TEST(MetricsOf, SumsTheCallsAndTakesTheAnalystsTtft) {
  const auto metrics = by_key(metrics_of(two_calls()));
  EXPECT_DOUBLE_EQ(metrics.at("throughput_tok_s"), 20);
  EXPECT_DOUBLE_EQ(metrics.at("ttft_ms"), 125);
  EXPECT_DOUBLE_EQ(metrics.at("total_duration_ms"), 2400);
  EXPECT_DOUBLE_EQ(metrics.at("tokens_generated"), 40);
  EXPECT_DOUBLE_EQ(metrics.at("prompt_eval_ms"), 500);
  EXPECT_DOUBLE_EQ(metrics.at("eval_ms"), 2000);
  EXPECT_DOUBLE_EQ(metrics.at("load_ms"), 400);
  // Gaps of 250, 125 and 125 ms; the 99th percentile lies 0.98 of the way from the second largest.
  EXPECT_DOUBLE_EQ(metrics.at("itl_p50_ms"), 125);
  EXPECT_DOUBLE_EQ(metrics.at("itl_p99_ms"), 247.5);
  EXPECT_DOUBLE_EQ(metrics.at("prompt_tokens"), 200);
  EXPECT_DOUBLE_EQ(metrics.at("reused_tokens"), 60);
}

TEST(MetricsOf, NoneWithoutCallsAndNoThroughputWithoutTime) {
  EXPECT_TRUE(metrics_of({}).empty());
  EXPECT_FALSE(by_key(metrics_of({write::Call{}})).contains("throughput_tok_s"));
}

TEST(MetricsOf, WhatOneCallCannotTellIsLeftOut) {
  std::vector<write::Call> calls = two_calls();
  calls.front().measurement.tokens.reset();
  calls.front().measurement.prompt_tokens.reset();
  calls.back().measurement.load_s.reset();
  calls.back().measurement.ttft_s.reset();
  const auto metrics = by_key(metrics_of(calls));
  EXPECT_EQ(metrics.count("throughput_tok_s") + metrics.count("tokens_generated") +
                metrics.count("load_ms") + metrics.count("ttft_ms"),
            0U);
  EXPECT_DOUBLE_EQ(metrics.at("eval_ms"), 2000);
  const auto read = text::parse_json_lines(transcript_of(calls, "tiny"));
  const text::JsonValue* const measured = read.lines.at(0).value.find("measurement");
  EXPECT_EQ(measured->find("tokens"), nullptr);
  EXPECT_EQ(measured->find("prompt_tokens"), nullptr);
  EXPECT_NE(measured->find("load_s"), nullptr);
}

TEST(MetricsNoteOf, SaysWhoMeasuredWhereAServerDid) {
  std::vector<write::Call> calls = two_calls();
  EXPECT_EQ(metrics_note_of(calls), "");
  EXPECT_EQ(metrics_note_of({}), "");
  calls.back().measurement.counts_from = "server";
  EXPECT_NE(metrics_note_of(calls).find("the server's own"), std::string::npos);
}

TEST(ConfigurationOf, ShowsTheValueOrDefault) {
  CommandLine line;
  line.engine_options.temp = 0.5;
  line.engine_options.seed = 42;
  const write::Agents agents = write::builtin_agents();
  const Configuration shown = configuration_of(line, agents, false);
  const std::map<std::string, std::string> values(shown.begin(), shown.end());
  EXPECT_EQ(values.at("engine"), "none");
  EXPECT_EQ(values.at("model"), "default");
  EXPECT_EQ(values.at("temp"), "0.5");
  EXPECT_EQ(values.at("seed"), "42");
  EXPECT_EQ(values.at("num_ctx"), "default");
  EXPECT_EQ(shown.size(), 11U);
  line.reading.map_file = "m.toml";
  EXPECT_EQ(configuration_of(line, agents, false).back(),
            (std::pair<std::string, std::string>("map", "m.toml")));
}

TEST(ConfigurationOf, ShowsWhatAnAgentSetsItself) {
  CommandLine line;
  line.agents = "mine";
  write::Agents agents = write::builtin_agents();
  agents.analyst.options.temp = 0.5;
  agents.analyst.options.model = "big.gguf";
  const Configuration shown = configuration_of(line, agents, true);
  const std::map<std::string, std::string> values(shown.begin(), shown.end());
  EXPECT_EQ(values.at("agents"), "mine");
  EXPECT_EQ(values.at("analyst.temp"), "0.5");
  EXPECT_EQ(values.at("analyst.model"), "big.gguf");
  EXPECT_FALSE(values.contains("collector.temp"));
}

TEST(ConfigurationOf, NamesTheServerWithoutItsPassword) {
  CommandLine line;
  line.engine = EngineChoice::kOpenAi;
  line.engine_options.url = "http://user:secret@host:1/v1?key=secret";
  line.engine_options.keep_alive = "5m";
  const Configuration shown = configuration_of(line, write::builtin_agents(), true);
  const std::map<std::string, std::string> values(shown.begin(), shown.end());
  EXPECT_EQ(values.at("engine"), "openai");
  EXPECT_EQ(values.at("url"), "http://host:1/v1");
  EXPECT_EQ(values.at("timeout"), "default");
  EXPECT_EQ(values.at("keep_alive"), "5m");
  line.engine_options.url.clear();
  EXPECT_EQ(configuration_of(line, write::builtin_agents(), true).at(11).second, "default");
}

TEST(UnusedOptions, AreNamedAsTyped) {
  engine::Options options;
  options.num_ctx = 1;
  options.model = "m";
  options.timeout_s = 1;
  EXPECT_EQ(unused_options(options),
            (std::vector<std::string>{"--model", "--num-ctx", "--timeout"}));
  EXPECT_TRUE(unused_options({}).empty());
}

TEST(TranscriptOf, OneJsonLineACall) {
  const auto read = text::parse_json_lines(transcript_of(two_calls(), "tiny"));
  ASSERT_TRUE(read.problems.empty());
  ASSERT_EQ(read.lines.size(), 2U);
  const text::JsonValue& call = read.lines[0].value;
  EXPECT_EQ(call.find("agent")->text, "DataCollector");
  EXPECT_EQ(call.find("model")->text, "tiny");
  EXPECT_EQ(call.find("system")->text, "who");
  EXPECT_EQ(call.find("user")->text, "what\n\"quoted\"");
  EXPECT_EQ(call.find("inputs")->find("coverage")->text, "00ff");
  EXPECT_EQ(call.find("tokens")->items.at(1).find("text")->text, " files\n");
  EXPECT_EQ(call.find("tokens")->items.at(1).find("at_s")->text, "0.5");
  EXPECT_EQ(call.find("measurement")->find("tokens")->text, "10");
  EXPECT_EQ(transcript_of({}, "tiny"), "");
}

TEST(TypesOf, KeepsCountsNamesAndTheLatestChange) {
  query::Inventory inventory;
  inventory.types.push_back({ArtifactType::kCsv, 7, 100, 0, {"a.csv"}});
  const auto types = types_of(inventory);
  ASSERT_EQ(types.size(), 1U);
  EXPECT_EQ(types[0].label, "CSV");
  EXPECT_EQ(types[0].files, 7U);
  EXPECT_EQ(types[0].first_paths, std::vector<std::string>{"a.csv"});
  EXPECT_EQ(types[0].latest, "1970-01-01 00:00:00 UTC");
}

}  // namespace
}  // namespace chimera::cli
