#include "cli/run_report.h"

#include <optional>
#include <utility>

#include "base/clock.h"
#include "base/http.h"
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
      std::string own = role;
      own.append(".").append(key);
      configuration.emplace_back(std::move(own), value);
    }
  }
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

// Of the calls; absent where one of them lacks it.
template <typename T>
std::optional<T> sum_of(const std::vector<write::Call>& calls,
                        std::optional<T> engine::Measurement::*part) {
  T sum{};
  for (const write::Call& call : calls) {
    const std::optional<T>& one = call.measurement.*part;
    if (!one) {
      return std::nullopt;
    }
    sum += *one;
  }
  return sum;
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

void write_if_known(text::JsonWriter& json, std::string_view key,
                    const std::optional<double>& value) {
  if (value) {
    json.key(key).number(*value);
  }
}

void write_if_known(text::JsonWriter& json, std::string_view key,
                    const std::optional<std::size_t>& value) {
  if (value) {
    json.key(key).count(*value);
  }
}

void write_measurement(text::JsonWriter& json, const engine::Measurement& one) {
  json.key("measurement").open_object();
  write_if_known(json, "load_s", one.load_s);
  write_if_known(json, "prompt_eval_s", one.prompt_eval_s);
  write_if_known(json, "eval_s", one.eval_s);
  write_if_known(json, "ttft_s", one.ttft_s);
  json.key("total_s").number(one.total_s);
  write_if_known(json, "prompt_tokens", one.prompt_tokens);
  write_if_known(json, "reused_tokens", one.reused_tokens);
  write_if_known(json, "tokens", one.tokens);
  write_if_known(json, "decode_calls", one.decode_calls);
  json.key("scored_tokens").count(one.scored_tokens);
  json.key("asked").count(one.asked);
  json.key("replaced").count(one.replaced);
  json.key("counts_from").string(one.counts_from);
  json.key("ttft_from").string(one.ttft_from);
  json.close_object();
}

}  // namespace

Configuration configuration_of(const CommandLine& line, const write::Agents& agents,
                               bool with_engine) {
  const std::string& model = line.engine_options.model;
  const std::string_view engine = with_engine ? engine_choice_name(line.engine) : "none";
  Configuration configuration = {{"engine", std::string(engine)},
                                 {"model", model.empty() ? "default" : model}};
  for (auto& option : numbers_of(line.engine_options)) {
    configuration.push_back(std::move(option));
  }
  const engine::Options& options = line.engine_options;
  if (line.engine == EngineChoice::kOllama || line.engine == EngineChoice::kOpenAi) {
    configuration.emplace_back("url", options.url.empty() ? "default" : public_url(options.url));
    configuration.emplace_back("timeout", value_or_default(options.timeout_s));
    configuration.emplace_back("keep_alive", options.keep_alive.value_or("default"));
  }
  if (!line.reading.map_file.empty()) {
    configuration.emplace_back("map", line.reading.map_file);
  }
  if (line.free_style && with_engine) {
    configuration.emplace_back("style", "free");
  }
  if (!line.agents.empty()) {
    configuration.emplace_back("agents", line.agents);
  }
  add_own_options("collector", agents.collector.options, configuration);
  add_own_options("analyst", agents.analyst.options, configuration);
  return configuration;
}

std::vector<std::string> server_options(const engine::Options& options) {
  std::vector<std::string> flags;
  if (options.timeout_s) {
    flags.emplace_back("--timeout");
  }
  if (options.keep_alive) {
    flags.emplace_back("--keep-alive");
  }
  return flags;
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
  for (const std::string& flag : server_options(options)) {
    flags.push_back(flag);
  }
  return flags;
}

std::vector<report::RunInfo::Metric> metrics_of(const std::vector<write::Call>& calls) {
  if (calls.empty()) {
    return {};
  }
  std::vector<report::RunInfo::Metric> metrics;
  const auto add_ms = [&metrics](std::string key, std::string label,
                                 const std::optional<double>& seconds) {
    if (seconds) {
      metrics.push_back({std::move(key), std::move(label), *seconds * kMsPerSecond, "ms", 2});
    }
  };
  const auto add_count = [&metrics](std::string key, std::string label,
                                    const std::optional<std::size_t>& count) {
    if (count) {
      metrics.push_back({std::move(key), std::move(label), static_cast<double>(*count), "", 0});
    }
  };
  using engine::Measurement;
  const auto tokens = sum_of(calls, &Measurement::tokens);
  const auto eval_s = sum_of(calls, &Measurement::eval_s);
  double total_s = 0;
  for (const write::Call& call : calls) {
    total_s += call.measurement.total_s;
  }
  if (tokens && eval_s.value_or(0) > 0) {
    metrics.push_back({"throughput_tok_s", "Throughput",
                       static_cast<double>(*tokens) / eval_s.value_or(1), "tok/s", 2});
  }
  add_ms("ttft_ms", "TTFT", calls.back().measurement.ttft_s);
  add_ms("total_duration_ms", "Total Duration", total_s);
  add_count("tokens_generated", "Tokens Generated", tokens);
  if (const std::vector<double> gaps = token_gaps_s(calls); !gaps.empty()) {
    add_ms("itl_p50_ms", "ITL p50", stats::percentile(gaps, 0.5));
    add_ms("itl_p99_ms", "ITL p99", stats::percentile(gaps, 0.99));
  }
  add_count("prompt_tokens", "Prompt Tokens", sum_of(calls, &Measurement::prompt_tokens));
  add_count("reused_tokens", "Reused Prompt Tokens", sum_of(calls, &Measurement::reused_tokens));
  add_ms("prompt_eval_ms", "Prompt Eval", sum_of(calls, &Measurement::prompt_eval_s));
  add_ms("eval_ms", "Eval Duration", eval_s);
  add_ms("load_ms", "Load Duration", sum_of(calls, &Measurement::load_s));
  return metrics;
}

std::string metrics_note_of(const std::vector<write::Call>& calls) {
  if (calls.empty() || calls.back().measurement.counts_from != "server") {
    return "";
  }
  return "Tokens, prompt eval, eval and load are the server's own counts, summed over its answers; "
         "TTFT and the total are by this program's clock.";
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
