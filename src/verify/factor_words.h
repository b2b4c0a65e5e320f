// What prose calls a factor beside its own name.
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace chimera::verify {

/// Columns of one setting, by the last keys of their names, and what it is called.
struct SettingWords {
  std::array<std::string_view, 6> columns;
  std::array<std::string_view, 10> words;
};

inline constexpr std::array<SettingWords, 5> kSettings = {{
    {{"num_gpu", "n_gpu_layers", "gpu_layers", "ngl", "n_gpu", "num_gpu_layers"},
     {"gpu layers", "gpu layer", "layers", "offloaded layers", "layers offloaded", "num gpu",
      "offload level", "gpu offload", "gpu offloading", "offload setting"}},
    {{"num_gpu"}, {"gpu"}},
    {{"num_ctx", "n_ctx", "ctx_size", "context_length", "max_model_len", "ctx"},
     {"context", "context size", "context sizes", "context window", "context length", "ctx"}},
    {{"temperature", "temp"}, {"temperature", "temperatures", "temp"}},
    {{"request_rate", "req_rate"}, {"request rate", "qps", "rps", "req/s", "rate"}},
}};

/// Calls `take(word, column)` for what a column is called, which is named in lower case.
template <typename Take>
void for_words_of(const std::string& column, Take take) {
  const std::string_view last = std::string_view{column}.substr(column.rfind('.') + 1);
  for (const SettingWords& setting : kSettings) {
    if (last.empty() ||
        std::find(setting.columns.begin(), setting.columns.end(), last) == setting.columns.end()) {
      continue;
    }
    for (const std::string_view word : setting.words) {
      if (!word.empty()) {
        take(word, column);
      }
    }
  }
}

/// A word of a column's name, and another phrase for the whole.
inline constexpr std::array<std::pair<std::string_view, std::string_view>, 33> kFactorPhrases = {{
    {"concurrency", "concurrent requests"},
    {"input", "input tokens"},
    {"output", "output tokens"},
    {"concurrency", "concurrent users"},
    {"concurrency", "concurrent clients"},
    {"concurrency", "clients"},
    {"concurrency", "users"},
    {"concurrency", "client"},
    {"concurrency", "concurrency level"},
    {"concurrency", "parallel requests"},
    {"concurrency", "requests in flight"},
    {"concurrency", "in flight"},
    {"concurrency", "streams"},
    {"concurrency", "concurrent streams"},
    {"concurrency", "parallel streams"},
    {"concurrency", "simultaneous requests"},
    {"streams", "concurrency"},
    {"streams", "concurrent streams"},
    {"streams", "concurrent requests"},
    {"streams", "parallel streams"},
    {"concurrent", "concurrency"},
    {"clients", "concurrency"},
    {"users", "concurrency"},
    {"batch", "batch size"},
    {"batch", "bs"},
    {"parallel", "tp"},
    {"parallel", "tensor parallelism"},
    {"layers", "layers"},
    {"layers", "offloaded layers"},
    {"prompt", "prompt tokens"},
    {"quant", "quantisation"},
    {"attn", "flash attention"},
    {"fa", "flash attention"},
}};

}  // namespace chimera::verify
