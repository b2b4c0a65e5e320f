#include "cli/server_engine.h"

#include <cstdlib>
#include <string>
#include <utility>

#include "base/check.h"
#include "base/http.h"
#include "engine/ollama.h"
#include "engine/openai.h"
#include "engine/server_call.h"

namespace chimera::cli {
namespace {

std::string key_of_environment() {
  const char* const key = std::getenv("OPENAI_API_KEY");  // NOLINT(concurrency-mt-unsafe)
  return key == nullptr ? "" : key;
}

void warn_of_unused(const engine::Options& options, const Terminal& terminal) {
  for (const std::string& flag : engine::not_for_openai(options)) {
    terminal.warn("'" + flag + "' is not used: a server of this kind has no such option");
  }
}

void warn_of_open_key(const std::string& url, const Terminal& terminal) {
  if (url.starts_with("http:") && !is_loopback(url)) {
    terminal.warn("OPENAI_API_KEY is sent unencrypted to '" + public_url(url) + "'");
  }
}

}  // namespace

Result<std::unique_ptr<engine::Engine>> connect_server(const CommandLine& line,
                                                       const Context& context) {
  const engine::Options& options = line.engine_options;
  const bool is_ollama = line.engine == EngineChoice::kOllama;
  CHIMERA_CHECK(is_ollama || line.engine == EngineChoice::kOpenAi, "a server is asked for");
  const std::string usual(is_ollama ? engine::kOllamaUrl : engine::kOpenAiUrl);
  context.terminal.say("asking '" + public_url(options.url.empty() ? usual : options.url) + "'");
  engine::ServerWorld world = engine::real_server_world(context.clock, context.cancel);
  if (is_ollama) {
    return engine::connect_ollama(std::move(world), options);
  }
  std::string key = key_of_environment();
  warn_of_unused(options, context.terminal);
  if (!key.empty()) {
    warn_of_open_key(options.url, context.terminal);
  }
  return engine::connect_openai(std::move(world), options, std::move(key));
}

}  // namespace chimera::cli
