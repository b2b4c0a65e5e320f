// An Ollama server as an engine: /api/chat with a JSON schema as "format". Counts and durations are
// Ollama's own, TTFT is by our clock.
#pragma once

#include <memory>
#include <string_view>

#include "base/result.h"
#include "engine/engine.h"
#include "engine/server_call.h"

namespace chimera::engine {

inline constexpr std::string_view kOllamaUrl = "http://127.0.0.1:11434";

/// Looks whether the server is there and has the model (/api/tags); the model is not loaded yet.
/// kEngine with the command that helps: 'ollama serve', 'ollama pull NAME'. kUsage without a model
/// or with a URL that is none. `world`'s clock and cancel outlive the engine.
Result<std::unique_ptr<Engine>> connect_ollama(ServerWorld world, const Options& options);

}  // namespace chimera::engine
