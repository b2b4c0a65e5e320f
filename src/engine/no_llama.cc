// The embedded engine of a build without one (CHIMERA_LLAMA=OFF).
#include "engine/engine.h"

namespace chimera::engine {

Result<std::unique_ptr<Engine>> load_embedded(const std::string& path, const Options& /*options*/,
                                              const Clock& /*clock*/, const Cancel& /*cancel*/,
                                              const std::string& /*prompts*/) {
  return fail(ErrorCode::kEngine,
              "can't load model '" + path + "': this build has no embedded engine");
}

bool has_embedded() {
  return false;
}

bool can_offload() {
  return false;
}

std::string embedded_description() {
  return "not built in";
}

}  // namespace chimera::engine
