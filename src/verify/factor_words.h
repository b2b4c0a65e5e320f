// What prose calls a factor beside its own name.
#pragma once

#include <array>
#include <string_view>
#include <utility>

namespace chimera::verify {

/// A word, and the column that it stands for where the data have it.
inline constexpr std::array<std::pair<std::string_view, std::string_view>, 14> kSettingWords = {{
    {"temperatures", "temperature"},
    {"context", "num_ctx"},
    {"context sizes", "num_ctx"},
    {"gpu layer", "num_gpu"},
    {"layers", "num_gpu"},
    {"num gpu", "num_gpu"},
    {"num ctx", "num_ctx"},
    {"gpu", "num_gpu"},
    {"temp", "temperature"},
    {"context size", "num_ctx"},
    {"context window", "num_ctx"},
    {"context length", "num_ctx"},
    {"ctx", "num_ctx"},
    {"gpu layers", "num_gpu"},
}};

/// A word of a column's name, and another phrase for the whole.
inline constexpr std::array<std::pair<std::string_view, std::string_view>, 19> kFactorPhrases = {{
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
    {"batch", "batch size"},
    {"batch", "bs"},
    {"parallel", "tp"},
    {"parallel", "tensor parallelism"},
    {"layers", "layers"},
    {"layers", "offloaded layers"},
    {"prompt", "prompt tokens"},
    {"quant", "quantisation"},
    {"attn", "flash attention"},
}};

}  // namespace chimera::verify
