#include "cli/run_report.h"

#include <optional>
#include <utility>

#include "base/clock.h"
#include "stats/descriptive.h"
#include "text/json_write.h"

namespace chimera::cli {
namespace {

constexpr double kMsPerSecond = 1000;

template <typename T>
std::string value_or_default(const std::optional<T>& value) {
  return value ? text::number_text(static_cast<double>(*value)) : "default";
}

std::string value_or_default(const std::optional<double>& value) {
  return value ? text::number_text(*value) : "default";
}

// The numbers among the engine's options: as the report names them, and as given.
Configuration numbers_of(const engine::Options& options) {
  return {{"num_gpu", value_or_default(options.num_gpu)},
          {"num_ctx", value_or_default(options.num_ctx)},
          {"num_predict", value_or_default(options.num_predict)},
          {"temp", value_or_default(options.temp)},
          {"top_p", value_or_default(options.top_p)},
          {"top_k", value_or_default(options.top_k)},
          {"repeat_penalty", value_or_default(options.repeat_penalty)},
          {"seed", value_or_default(options.seed)},
          {"threads", value_or_default(options.threads)}};
}

void add_own_options(const std::string& role, const engine::Options& options,
                     Configuration& configuration) {
  if (!options.model.empty()) {
    configuration.emplace_back(role + ".model", options.model);
  }
  for (const auto& [key, value] : numbers_of(options)) {
    if (value != "default") {
      configuration.emplace_back(role + "." + key, value);
    }
  }
}

engine::Measurement sum_of(const std::vector<write::Call>& calls) {
  engine::Measurement sum;
  for (const write::Call& call : calls) {
    const engine::Measurement& one = call.measurement;
    sum.load_s += one.load_s;
    sum.prompt_eval_s += one.prompt_eval_s;
    sum.eval_s += one.eval_s;
    sum.total_s += one.total_s;
    sum.tokens += one.tokens;
    sum.prompt_tokens += one.prompt_tokens;
    sum.reused_tokens += one.reused_tokens;
  }
  return sum;
}

/// Between each token and the one before it in the same call.
std::vector<double> token_gaps_s(const std::vector<write::Call>& calls) {
  std::vector<double> gaps;
  for (const write::Call& call : calls) {
    for (std::size_t i = 1; i < call.tokens.size(); ++i) {
      gaps.push_back(call.tokens[i].second - call.tokens[i - 1].second);
    }
  }
  return gaps;
}

void write_tokens(text::JsonWriter& json, const write::Call& call) {
  json.key("tokens").open_array();
  for (const auto& [text, at_s] : call.tokens) {
    json.open_object();
    json.key("text").string(text);
    json.key("at_s").number(at_s);
    json.close_object();
  }
  json.close_array();
}

void write_measurement(text::JsonWriter& json, const engine::Measurement& one) {
  json.key("measurement").open_object();
  json.key("load_s").number(one.load_s);
  json.key("prompt_eval_s").number(one.prompt_eval_s);
  json.key("eval_s").number(one.eval_s);
  json.key("ttft_s").number(one.ttft_s);
  json.key("total_s").number(one.total_s);
  json.key("prompt_tokens").count(one.prompt_tokens);
  json.key("reused_tokens").count(one.reused_tokens);
  json.key("tokens").count(one.tokens);
  json.key("decode_calls").count(one.decode_calls);
  json.key("scored_tokens").count(one.scored_tokens);
  json.close_object();
}

}  // namespace

Configuration configuration_of(const CommandLine& line, const write::Agents& agents,
                               bool with_engine) {
  const std::string& model = line.engine_options.model;
  Configuration configuration = {{"engine", with_engine ? "embedded" : "none"},
                                 {"model", model.empty() ? "default" : model}};
  for (auto& option : numbers_of(line.engine_options)) {
    configuration.push_back(std::move(option));
  }
  if (!line.reading.map_file.empty()) {
    configuration.emplace_back("map", line.reading.map_file);
  }
  if (!line.agents.empty()) {
    configuration.emplace_back("agents", line.agents);
  }
  add_own_options("collector", agents.collector.options, configuration);
  add_own_options("analyst", agents.analyst.options, configuration);
  return configuration;
}

std::vector<std::string> unused_options(const engine::Options& options) {
  std::vector<std::string> flags;
  if (!options.model.empty()) {
    flags.emplace_back("--model");
  }
  for (const auto& [key, value] : numbers_of(options)) {
    if (value == "default") {
      continue;
    }
    std::string flag = "--" + key;
    for (char& c : flag) {
      c = c == '_' ? '-' : c;
    }
    flags.push_back(std::move(flag));
  }
  return flags;
}

std::vector<report::RunInfo::Metric> metrics_of(const std::vector<write::Call>& calls) {
  if (calls.empty()) {
    return {};
  }
  const engine::Measurement sum = sum_of(calls);
  const auto ms = [](std::string key, std::string label, double seconds) {
    return report::RunInfo::Metric{std::move(key), std::move(label), seconds * kMsPerSecond, "ms",
                                   2};
  };
  const auto tokens = static_cast<double>(sum.tokens);
  std::vector<report::RunInfo::Metric> metrics;
  if (sum.eval_s > 0) {
    metrics.push_back({"throughput_tok_s", "Throughput", tokens / sum.eval_s, "tok/s", 2});
  }
  metrics.push_back(ms("ttft_ms", "TTFT", calls.back().measurement.ttft_s));
  metrics.push_back(ms("total_duration_ms", "Total Duration", sum.total_s));
  metrics.push_back({"tokens_generated", "Tokens Generated", tokens, "", 0});
  if (const std::vector<double> gaps = token_gaps_s(calls); !gaps.empty()) {
    metrics.push_back(ms("itl_p50_ms", "ITL p50", stats::percentile(gaps, 0.5).value_or(0)));
    metrics.push_back(ms("itl_p99_ms", "ITL p99", stats::percentile(gaps, 0.99).value_or(0)));
  }
  metrics.push_back(
      {"prompt_tokens", "Prompt Tokens", static_cast<double>(sum.prompt_tokens), "", 0});
  metrics.push_back({"reused_tokens", "Reused Prompt Tokens",
                     static_cast<double>(sum.reused_tokens), "", 0});
  metrics.push_back(ms("prompt_eval_ms", "Prompt Eval", sum.prompt_eval_s));
  metrics.push_back(ms("eval_ms", "Eval Duration", sum.eval_s));
  metrics.push_back(ms("load_ms", "Load Duration", sum.load_s));
  return metrics;
}

std::string transcript_of(const std::vector<write::Call>& calls, const std::string& model) {
  std::string lines;
  for (const write::Call& call : calls) {
    text::JsonWriter json(text::JsonWriter::Layout::kOneLine);
    json.open_object();
    json.key("agent").string(call.agent);
    json.key("model").string(model);
    json.key("system").string(call.prompt.system);
    json.key("user").string(call.prompt.user);
    json.key("inputs").open_object();
    for (const auto& [input, hash] : call.inputs) {
      json.key(input).string(hash);
    }
    json.close_object();
    json.key("text").string(call.text);
    write_tokens(json, call);
    write_measurement(json, call.measurement);
    json.close_object();
    lines += json.take() + "\n";
  }
  return lines;
}

std::vector<report::TypeSummary> types_of(const query::Inventory& inventory) {
  std::vector<report::TypeSummary> types;
  types.reserve(inventory.types.size());
  for (const query::TypeCount& type : inventory.types) {
    types.push_back({std::string(artifact_type_name(type.type)), type.files, type.first_paths,
                     utc_text(type.latest_utc_s)});
  }
  return types;
}

}  // namespace chimera::cli
