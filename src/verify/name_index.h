// The names of models, levels and factors as prose spells them: any signs between their words, or
// none; a part of a model's name; a factor by its words, their usual long forms or their initials.
// Looked up at a place of a text, the longest name first.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "verify/dataset.h"

namespace chimera::verify {

/// What goes by a name.
struct KnownName {
  bool model = false;
  /// Column and value, as spelled; several where the name is a part of several values.
  std::vector<std::pair<std::string, std::string>> places;
};

template <typename What>
struct FoundName {
  const What* what = nullptr;
  std::size_t end = 0;  ///< behind its last byte
};

class NameIndex {
 public:
  explicit NameIndex(const Dataset& dataset);

  /// The longest name of a model or a level that starts at `begin`, the start of a word, and that
  /// no other name goes on from ("llama-2" in "llama-2-7b" where there is no such model).
  [[nodiscard]] std::optional<FoundName<KnownName>> value_at(std::string_view lower,
                                                             std::size_t begin) const;

  /// The longest name of a factor there, and its columns in lower case.
  [[nodiscard]] std::optional<FoundName<std::vector<std::string>>> factor_at(
      std::string_view lower, std::size_t begin) const;

 private:
  void add_value(std::string_view name, bool model, const std::string& column,
                 const std::string& value);
  void add_spoken(std::string_view name, const std::string& column, const std::string& value);
  void add_models();
  void add_families();
  void add_levels();
  void add_tests();
  void add_phases();
  void add_composites();
  void add_paths();
  void add_lettered();
  void add_twins();
  void add_experiments();
  void add_weekdays();
  void add_ordinals();
  void add_offloads();
  void add_unlimited();
  void add_hardware();
  void add_numbered(const std::string& word, const std::string& column, const std::string& value);
  [[nodiscard]] std::optional<FoundName<KnownName>> numbered_at(std::string_view lower,
                                                                std::size_t begin) const;
  void add_factor(const std::string& column);
  void add_factor_spelled(std::string_view spelled, const std::string& column);
  void add_factor_name(const std::string& name, const std::string& column);

  const Dataset& dataset_;
  std::unordered_map<std::string, KnownName> values_;
  std::unordered_map<std::string, KnownName> numbered_;  ///< "4090": hardware that goes by a number
  std::unordered_map<std::string, std::vector<std::string>> factors_;
};

/// Letters and digits of a name alone, in lower case: how names are compared.
std::string squeezed(std::string_view name);

/// Words of a name in one.
std::string joined(std::span<const std::string> words);

/// What tells two implementations of one thing apart by their names.
inline constexpr std::array<std::string_view, 11> kVariants = {
    "fused",    "unfused",   "naive",     "plain",      "baseline",   "base",
    "original", "optimized", "reference", "vectorized", "unoptimized"};

/// Engines and runtimes by which folders and files are called.
inline constexpr std::array<std::string_view, 15> kProducts = {
    "vllm",     "sglang",  "tgi",     "triton", "lmdeploy", "ollama",   "llamacpp", "onnx",
    "tensorrt", "pytorch", "exllama", "jax",    "mlc",      "openvino", "trtllm"};

/// What data call a thing, in lower case, and what prose calls it besides.
inline constexpr std::array<std::pair<std::string_view, std::string_view>, 14> kSpoken = {{
    {"onnx", "onnx runtime"},
    {"ort", "onnx runtime"},
    {"jit", "torchscript"},
    {"compile", "torch.compile"},
    {"compiled", "torch.compile"},
    {"torch_compile", "inductor"},
    {"torch_compile", "torch.compile"},
    {"tensorrt", "trt"},
    {"trtllm", "tensorrt-llm"},
    {"trt-llm", "tensorrt-llm"},
    {"tensorrt-llm", "trt-llm"},
    {"tensorrt_llm", "trt-llm"},
    {"tgi", "text generation inference"},
    {"hf", "hugging face"},
}};

/// The long forms of what a word of a column's or a file's name is short for, itself among them:
/// "context" of ctx.
std::vector<std::string> spoken_forms(std::string_view word);

/// "fused softmax" of "softmax_fused"; "" of other names.
std::string variant_first(std::string_view name);

}  // namespace chimera::verify
