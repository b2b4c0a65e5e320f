// The command line → an engine on a server, with what is to be said about it. The key of an
// OpenAI-compatible server comes from the environment (OPENAI_API_KEY) and goes nowhere but there.
#pragma once

#include <memory>

#include "base/result.h"
#include "cli/commands.h"
#include "engine/engine.h"

namespace chimera::cli {

/// Connects to the server that `line` names; warns of options that it has no use for, and of a key
/// that would go through the network unencrypted. `context` outlives the engine.
/// REQUIRES: line.engine is kOllama or kOpenAi.
Result<std::unique_ptr<engine::Engine>> connect_server(const CommandLine& line,
                                                       const Context& context);

}  // namespace chimera::cli
