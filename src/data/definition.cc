#include "data/definition.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"

namespace chimera {

namespace {

using enum Direction;

// Sorted by name. What a tool means exactly is said by its format; here stands what all share.
constexpr Definition of(std::string_view name, std::string_view phrase, std::string_view meaning,
                        Direction direction, std::string_view unit) {
  return {name, name.substr(0, name.find('.')), phrase, meaning, direction, unit};
}

constexpr std::array kDefinitions{
    of("accuracy", "accuracy", "correct answers / answers", kHigherIsBetter, ""),
    of("bandwidth", "bandwidth", "bytes moved / time", kHigherIsBetter, "B/s"),
    of("cached_tokens", "cached prompt tokens", "prompt tokens that were in the cache", kUnknown,
       ""),
    of("cpu_time", "processor time", "processor time of a run, all threads", kLowerIsBetter, "s"),
    of("e2e_latency", "end-to-end latency", "request sent to last token", kLowerIsBetter, "s"),
    of("eval_time", "decode time", "first to last generated token", kUnknown, "s"),
    of("failure_rate", "share of failed trials", "trials that failed / trials", kLowerIsBetter, ""),
    of("goodput", "goodput", "requests that met their limits / wall time", kHigherIsBetter,
       "req/s"),
    of("itl", "inter-token latency", "gap between two tokens or chunks; which, is not known",
       kLowerIsBetter, "s"),
    of("itl.chunk", "inter-chunk latency",
       "gap between two streamed chunks, all requests pooled, client's clock", kLowerIsBetter, "s"),
    of("itl.first", "inter-token latency with the first token",
       "sum of all gaps, the time to the first token too / tokens, of a request", kLowerIsBetter,
       "s"),
    of("itl.request", "inter-token latency of a request",
       "(last − first token) / (tokens − 1), one value a request", kLowerIsBetter, "s"),
    of("kernel_time", "kernel time", "duration of a kernel on the device", kLowerIsBetter, "s"),
    of("load_time", "load time", "bringing the model into memory", kLowerIsBetter, "s"),
    of("memory", "memory use", "bytes in use", kLowerIsBetter, "B"),
    of("power", "power draw", "watts drawn", kLowerIsBetter, "W"),
    of("prompt_eval_time", "prompt evaluation time", "evaluating the prompt", kLowerIsBetter, "s"),
    of("prompt_throughput", "prompt throughput", "prompt tokens / prompt evaluation time",
       kHigherIsBetter, "tok/s"),
    of("prompt_throughput.system", "prompt throughput of the system",
       "prompt tokens of all requests / wall time", kHigherIsBetter, "tok/s"),
    of("prompt_tokens", "prompt tokens", "number of tokens of the prompt", kUnknown, ""),
    of("prompt_tokens.evaluated", "evaluated prompt tokens",
       "prompt tokens evaluated, those in the cache left out", kUnknown, ""),
    of("request_throughput", "request throughput", "requests / wall time", kHigherIsBetter,
       "req/s"),
    of("run_time", "run time", "wall time of one run", kLowerIsBetter, "s"),
    of("throughput", "throughput", "generated tokens / decode time", kHigherIsBetter, "tok/s"),
    of("throughput.request", "throughput of a request",
       "generated tokens / end-to-end latency, one value a request", kHigherIsBetter, "tok/s"),
    of("throughput.system", "throughput of the system",
       "generated tokens of all requests / wall time", kHigherIsBetter, "tok/s"),
    of("tokens", "generated tokens", "number of tokens generated", kUnknown, ""),
    of("total_throughput", "total throughput",
       "prompt and generated tokens of all requests / wall time", kHigherIsBetter, "tok/s"),
    of("tpot", "time per output token",
       "decode time / generated tokens; whether the first counts, is not known", kLowerIsBetter,
       "s"),
    of("tpot.decode", "time per output token after the first",
       "(end-to-end latency − time to first token) / (tokens − 1), of a request", kLowerIsBetter,
       "s"),
    of("tpot.e2e", "time per output token with the first",
       "end-to-end latency / tokens, of a request: holds the time to first token", kLowerIsBetter,
       "s"),
    of("ttft", "time to first token", "request sent to first token", kLowerIsBetter, "s"),
    of("ttft.chunk", "time to first chunk", "request sent to first streamed chunk, client's clock",
       kLowerIsBetter, "s"),
    of("ttft.load", "time to first token (load time included)",
       "request sent to first token, the model's loading by this request in it", kLowerIsBetter,
       "s"),
    of("ttft.server", "time to first token on the server",
       "request received to first token, server's clock", kLowerIsBetter, "s"),
};

struct Alias {
  std::string_view column;  ///< lower case, separators as one underscore, unit suffix taken off
  std::string_view name;
};

constexpr std::array kAliases{
    Alias{"accuracy", "accuracy"},
    Alias{"e2e", "e2e_latency"},
    Alias{"e2e_latency", "e2e_latency"},
    Alias{"end_to_end_latency", "e2e_latency"},
    Alias{"request_latency", "e2e_latency"},
    Alias{"total_duration", "e2e_latency"},
    Alias{"generation_time", "e2e_latency"},
    Alias{"decode", "eval_time"},
    Alias{"decode_time", "eval_time"},
    Alias{"eval", "eval_time"},
    Alias{"eval_duration", "eval_time"},
    Alias{"itl", "itl"},
    Alias{"inter_token_latency", "itl"},
    Alias{"load", "load_time"},
    Alias{"load_duration", "load_time"},
    Alias{"load_time", "load_time"},
    Alias{"model_load", "load_time"},
    Alias{"model_load_time", "load_time"},
    Alias{"model_load_duration", "load_time"},
    Alias{"warmup", "load_time"},
    Alias{"power_draw", "power"},
    Alias{"prefill", "prompt_eval_time"},
    Alias{"prefill_time", "prompt_eval_time"},
    Alias{"prompt_eval", "prompt_eval_time"},
    Alias{"prompt_eval_duration", "prompt_eval_time"},
    Alias{"request_throughput", "request_throughput"},
    Alias{"tokens_s", "throughput"},
    Alias{"tok_s", "throughput"},
    Alias{"tokens_per_second", "throughput"},
    Alias{"tokens_per_sec", "throughput"},
    Alias{"tok_per_s", "throughput"},
    Alias{"tok_per_sec", "throughput"},
    Alias{"tok_rate", "throughput"},
    Alias{"token_rate", "throughput"},
    Alias{"throughput", "throughput"},
    Alias{"throughput_tps", "throughput"},
    Alias{"output_throughput", "throughput"},
    Alias{"eval_count", "tokens"},
    Alias{"tokens", "tokens"},
    Alias{"tokens_generated", "tokens"},
    Alias{"generated_tokens", "tokens"},
    Alias{"gen_tokens", "tokens"},
    Alias{"n_out", "tokens"},
    Alias{"out_tokens", "tokens"},
    Alias{"output_tokens", "tokens"},
    Alias{"new_tokens", "tokens"},
    Alias{"completion_tokens", "tokens"},
    Alias{"tpot", "tpot"},
    Alias{"time_per_output_token", "tpot"},
    Alias{"ttft", "ttft"},
    Alias{"ttfts", "ttft"},
    Alias{"time_to_first_token", "ttft"},
    Alias{"time_to_first_tok", "ttft"},
    Alias{"first_tok", "ttft"},
    Alias{"first_token", "ttft"},
    Alias{"first_token_time", "ttft"},
    Alias{"first_token_latency", "ttft"},
};

// "Generation Time (ms)" → "generation_time_ms"; only the last key of a dotted path counts.
std::string normalised(std::string_view spelled) {
  const std::size_t dot = spelled.rfind('.');
  const std::string_view last = spelled.substr(dot == std::string_view::npos ? 0 : dot + 1);
  std::string key;
  for (std::size_t i = 0; i < last.size(); ++i) {
    const char lower = lower_case(last[i]);
    if (is_hump(last, i)) {
      key += '_';  // "ttftMs"
    }
    if (is_lower_alphanumeric(lower)) {
      key += lower;
    } else if (!key.empty() && key.back() != '_') {
      key += '_';
    }
  }
  while (!key.empty() && key.back() == '_') {
    key.pop_back();
  }
  return key;
}

// "tg_tok_s", "prefill_tps", "decode_tokens_per_second": which phase, then a rate of tokens; "" for
// none.
std::string_view rate_of_phase(std::string_view key) {
  static constexpr std::array<std::string_view, 13> kRates = {
      "rate_tps",          "rate_tok_s", "tok_rate",     "tok_s",      "tok_per_s",
      "tok_per_sec",       "tokens_s",   "tokens_per_s", "toks_per_s", "tokens_per_sec",
      "tokens_per_second", "tps",        "rate"};
  static constexpr std::array<std::string_view, 5> kOfPrompts = {
      "pp", "prompt", "prefill", "prompt_eval", "prompt_processing"};
  static constexpr std::array<std::string_view, 7> kOfGeneration = {
      "tg", "gen", "decode", "generation", "text_generation", "eval", "throughput"};
  for (const std::string_view rate : kRates) {
    if (!key.ends_with(rate) || key.size() < rate.size() + 2) {
      continue;
    }
    const std::string_view phase = key.substr(0, key.size() - rate.size() - 1);
    const auto is_it = [&](std::string_view word) {
      return word == phase && key[phase.size()] == '_';
    };
    if (std::any_of(kOfPrompts.begin(), kOfPrompts.end(), is_it)) {
      return "prompt_throughput";
    }
    if (std::any_of(kOfGeneration.begin(), kOfGeneration.end(), is_it)) {
      return "throughput";
    }
  }
  return "";
}

const Definition* by_alias(std::string_view key) {
  const auto* alias = std::find_if(kAliases.begin(), kAliases.end(),
                                   [&](const Alias& entry) { return entry.column == key; });
  return find_definition(alias == kAliases.end() ? rate_of_phase(key) : alias->name);
}

}  // namespace

std::string_view direction_name(Direction direction) {
  switch (direction) {
    case Direction::kHigherIsBetter:
      return "higher";
    case Direction::kLowerIsBetter:
      return "lower";
    case Direction::kUnknown:
      break;
  }
  return "unknown";
}

std::span<const Definition> definitions() {
  return kDefinitions;
}

bool means(const Definition& definition, std::string_view asked) {
  return definition.name == asked || definition.family == asked;
}

const Definition* find_definition(std::string_view name) {
  const auto* found = std::find_if(kDefinitions.begin(), kDefinitions.end(),
                                   [&](const Definition& entry) { return entry.name == name; });
  return found == kDefinitions.end() ? nullptr : found;
}

const Definition* definition_of_column(std::string_view spelled) {
  const std::string key = normalised(spelled);
  if (const Definition* whole = by_alias(key)) {
    return whole;
  }
  for (const std::string_view unit : {"_ns", "_us", "_ms", "_s", "_seconds"}) {
    if (key.ends_with(unit)) {
      return by_alias(key.substr(0, key.size() - unit.size()));
    }
  }
  return nullptr;
}

}  // namespace chimera
