// Loading a model into the embedded engine, and what this build of it is.
#include <fmt/format.h>
#include <llama.h>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string>
#include <thread>
#include <utility>

#include "base/files.h"
#include "engine/engine.h"
#include "engine/llama_context.h"
#include "engine/llama_engine.h"
#include "engine/llama_model.h"

namespace chimera::engine {
namespace {

constexpr std::size_t kDefaultContext = 4096;

std::size_t context_size(const Options& options, const LlamaModel& model) {
  return options.num_ctx ? static_cast<std::size_t>(*options.num_ctx)
                         : std::min(kDefaultContext, model.trained_context());
}

int cores() {
  return static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

// The engine's own limits; what makes no sense at all is refused before it reaches llama.cpp.
Result<void> check_options(const Options& options) {
  const auto refuse = [](const std::string& option, const std::string& why) {
    return fail(ErrorCode::kEngine, "can't use option '" + option + "': " + why);
  };
  if (options.num_ctx && *options.num_ctx < 1) {
    return refuse("num_ctx", "a context needs at least one token");
  }
  if (options.num_predict && *options.num_predict < 0) {
    return refuse("num_predict", "it is negative");
  }
  if (options.threads && *options.threads < 1) {
    return refuse("threads", "at least one is needed");
  }
  if (options.num_gpu && *options.num_gpu < 0) {
    return refuse("num_gpu", "it is negative");
  }
  if (options.top_k && *options.top_k < 0) {
    return refuse("top_k", "it is negative");
  }
  if (options.temp && !(*options.temp >= 0)) {
    return refuse("temp", "it is negative");
  }
  if (options.repeat_penalty && !(*options.repeat_penalty > 0)) {
    return refuse("repeat_penalty", "it must be above 0");
  }
  return {};
}

std::string identity_of_file(const std::string& path) {
  const auto file = RealDisk().stat(path);
  return file
             ? fmt::format("{} {} {} {}", path, file->size_bytes, file->modified_utc_s, file->inode)
             : path;
}

/// What an evaluated prompt depends on beside its tokens; another build may sum up otherwise.
std::string identity_of(const std::string& model, const Options& options) {
  return fmt::format("{}\n{}\n{} {} {}", identity_of_file("/proc/self/exe"),
                     identity_of_file(model), options.num_gpu.value_or(0),
                     options.num_ctx.value_or(0), options.threads.value_or(cores()));
}

}  // namespace

Result<std::unique_ptr<Engine>> load_embedded(const std::string& path, const Options& options,
                                              const Clock& clock, const Cancel& cancel,
                                              const std::string& prompts) {
  if (auto checked = check_options(options); !checked) {
    return tl::unexpected<Error>(checked.error());
  }
  const double start_s = clock.steady_s();
  auto model = LlamaModel::load(path, options.num_gpu.value_or(0), cancel);
  if (!model) {
    return tl::unexpected<Error>(model.error());
  }
  auto context = LlamaContext::create(*model, context_size(options, *model),
                                      options.threads.value_or(cores()), cancel);
  if (!context) {
    return tl::unexpected<Error>(context.error());
  }
  auto engine = std::make_unique<LlamaEngine>(std::move(*model), std::move(*context), options,
                                              PromptStore(prompts, identity_of(path, options)),
                                              clock, cancel);
  engine->loaded(path, clock.steady_s() - start_s);
  return engine;
}

bool has_embedded() {
  return true;
}

bool can_offload() {
  start_llama();
  return llama_supports_gpu_offload();
}

std::string embedded_description() {
  std::string text = "llama.cpp, ";
  text += can_offload() ? "with GPU; " : "no GPU; ";
  text += llama_print_system_info();
  text.erase(text.find_last_not_of(" |\n") + 1);
  return text;
}

}  // namespace chimera::engine
