// What prose calls metrics beside their own names.
#pragma once

#include <array>
#include <string_view>
#include <utility>

namespace chimera::verify {

struct Synonym {
  std::string_view phrase;
  std::string_view family;
};

/// Phrases of prose and the catalogue's families that they name.
inline constexpr std::array<Synonym, 100> kSynonyms = {{
    {"request took", "e2e_latency"},
    {"request latency", "e2e_latency"},
    {"request latencies", "e2e_latency"},
    {"the load", "load"},
    {"load takes", "load"},
    {"load took", "load"},
    {"longest load", "load"},
    {"shortest load", "load"},
    {"under load", "no metric"},
    {"the load of", "no metric"},
    {"of the load", "no metric"},
    {"request takes", "e2e_latency"},
    {"run took", "e2e_latency"},
    {"requests took", "e2e_latency"},
    {"eval duration", "eval"},
    {"eval time", "eval"},
    {"evaluation time", "eval"},
    {"evaluation duration", "eval"},
    {"throughput", "throughput"},
    {"tok/s", "throughput"},
    {"tokens/s", "throughput"},
    {"tokens/sec", "throughput"},
    {"tokens/second", "throughput"},
    {"tokens per second", "throughput"},
    {"tokens per sec", "throughput"},
    {"t/s", "throughput"},
    {"tps", "throughput"},
    {"token generation", "throughput"},
    {"generation speed", "throughput"},
    {"generation rate", "throughput"},
    {"decode speed", "throughput"},
    {"prompt processing", "throughput"},
    {"reads prompts", "throughput"},
    {"processes prompts", "throughput"},
    {"loading weights", "load"},
    {"scores", "accuracy"},
    {"accurate", "accuracy"},
    {"mmlu", "accuracy"},
    {"score of", "accuracy"},
    {"output tokens per second", "throughput"},
    {"tokens per sec.", "throughput"},
    {"token throughput", "throughput"},
    {"generation throughput", "throughput"},
    {"first token latency", "ttft"},
    {"time-per-output-token", "tpot"},
    {"inter token latency", "itl"},
    {"token rate", "throughput"},
    {"inference speed", "throughput"},
    {"ttft", "ttft"},
    {"time to first token", "ttft"},
    {"time-to-first-token", "ttft"},
    {"first token", "ttft"},
    {"first-token", "ttft"},
    {"tpot", "tpot"},
    {"time per output token", "tpot"},
    {"itl", "itl"},
    {"inter-token latency", "itl"},
    {"end-to-end", "e2e_latency"},
    {"end to end", "e2e_latency"},
    {"e2e", "e2e_latency"},
    {"generation time", "e2e_latency"},
    {"response time", "e2e_latency"},
    {"request latency", "e2e_latency"},
    {"total latency", "e2e_latency"},
    {"load time", "load"},
    {"load duration", "load"},
    {"loading time", "load"},
    {"model load", "load"},
    {"reload", "load"},
    {"first load", "load"},
    {"cold load", "load"},
    {"loads in", "load"},
    {"loaded in", "load"},
    {"engine build", "compile"},
    {"to load", "load"},
    {"prompt eval", "prompt_eval"},
    {"prompt evaluation", "prompt_eval"},
    {"tokens generated", "tokens"},
    {"generated tokens", "tokens"},
    {"output tokens", "tokens"},
    {"total tokens", "tokens"},
    {"longest replies", "tokens"},
    {"longest answers", "tokens"},
    {"longest responses", "tokens"},
    {"shortest replies", "tokens"},
    {"shortest answers", "tokens"},
    {"shortest responses", "tokens"},
    {"answer length", "tokens"},
    {"reply length", "tokens"},
    {"response length", "tokens"},
    {"output length", "tokens"},
    {"completion length", "tokens"},
    {"to build", "compile"},
    {"to compile", "compile"},
    {"build time", "compile"},
    {"compile time", "compile"},
    {"compilation time", "compile"},
    {"compilation takes", "compile"},
    {"compilation took", "compile"},
    {"of compilation", "compile"},
}};

/// Words of a column's name that alone say too little.
inline constexpr std::array<std::string_view, 31> kWeak = {
    "rows",     "requests", "trials", "times",       "tests",  "test",    "second",  "prompt",
    "key",      "time",     "value",  "size",        "number", "runs",    "samples", "rate",
    "total",    "usage",    "tokens", "id",          "name",   "used",    "memory",  "count",
    "duration", "speed",    "eval",   "temperature", "clock",  "latency", "model"};

/// What says that a rate is of the prompt's tokens, and what says that it isn't.
inline constexpr std::array<std::string_view, 17> kOfPrompts = {
    "prompt processing",      "prompt eval",
    "prompt evaluation",      "prompt throughput",
    "prompt speed",           "prompt rate",
    "prompt tokens",          "prefill",
    "prompt is evaluated",    "prompt was evaluated",
    "prompt was processed",   "prompt is processed",
    "prompts are processed",  "prompts were evaluated",
    "prompts were processed", "reads prompts",
    "processes prompts"};
inline constexpr std::array<std::string_view, 5> kOfGeneration = {"generation", "generated",
                                                                  "generates", "decode", "decoded"};

/// What a column's name shortens, and what prose calls it.
inline constexpr std::array<std::pair<std::string_view, std::string_view>, 30> kLongWords = {{
    {"wall", "wall-clock"},  {"rss", "memory"},        {"usd", "dollar"},
    {"usd", "dollars"},      {"val", "validation"},    {"train", "training"},
    {"fwd", "forward"},      {"bwd", "backward"},      {"mem", "memory"},
    {"acc", "accuracy"},     {"lat", "latency"},       {"util", "utilization"},
    {"util", "utilisation"}, {"gen", "generation"},    {"temp", "temperature"},
    {"req", "request"},      {"dur", "duration"},      {"bw", "bandwidth"},
    {"freq", "frequency"},   {"params", "parameters"}, {"ppl", "perplexity"},
    {"tput", "throughput"},  {"pwr", "power"},         {"vram", "memory"},
    {"agg", "aggregate"},    {"agg", "aggregated"},    {"tps", "rate"},
    {"tps", "throughput"},   {"prefill", "prompt"},    {"err", "error"},
}};

}  // namespace chimera::verify
