// An OpenAI-compatible server as an engine (llama-server, vLLM, SGLang, LM Studio, hosted ones):
// /chat/completions as a stream, with a JSON schema as "response_format". Counts are the server's
// usage, durations llama-server's timings and absent elsewhere; TTFT is by our clock.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "engine/engine.h"
#include "engine/server_call.h"

namespace chimera::engine {

inline constexpr std::string_view kOpenAiUrl = "http://127.0.0.1:8080/v1";

/// Without a model in `options` the one that the server lists (/models) is taken; kUsage, with
/// their names, if there are several. With one, nothing is asked before the first choice. `key` is
/// sent as a bearer token, "" for none, and never shown. kEngine if the server can't be used.
/// `world`'s clock and cancel outlive the engine.
Result<std::unique_ptr<Engine>> connect_openai(ServerWorld world, const Options& options,
                                               std::string key);

/// The given options that such a server has no word for, as typed: "--num-ctx", ….
std::vector<std::string> not_for_openai(const Options& options);

}  // namespace chimera::engine
