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

}  // namespace chimera::verify
