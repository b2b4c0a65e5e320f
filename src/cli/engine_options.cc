// The options of the engine, and how each is read: numbers without a locale, with their range.
#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <limits>
#include <system_error>
#include <utility>

#include "base/http.h"
#include "cli/option_parser.h"
#include "text/json_write.h"

namespace chimera::cli {
namespace {

constexpr std::array<std::pair<std::string_view, EngineChoice>, 4> kEngines{
    {{"embedded", EngineChoice::kEmbedded},
     {"ollama", EngineChoice::kOllama},
     {"openai", EngineChoice::kOpenAi},
     {"none", EngineChoice::kNone}}};

template <typename T>
struct Range {
  T low;
  T high;
};

template <typename T>
std::string range_text(const Range<T>& range) {
  if constexpr (std::is_floating_point_v<T>) {
    return "a number from " + text::number_text(range.low) + " to " + text::number_text(range.high);
  } else {
    return "a whole number from " + std::to_string(range.low) + " to " + std::to_string(range.high);
  }
}

template <typename T>
void add_number(CLI::App& app, const std::string& flag, const std::string& help,
                std::optional<T>& target, Range<T> range) {
  const CLI::callback_t read = [&target, flag, range](const CLI::results_t& words) {
    const std::string& typed = words.front();
    T value{};
    const auto [end, code] = std::from_chars(typed.data(), typed.data() + typed.size(), value);
    const bool whole = code == std::errc() && end == typed.data() + typed.size();
    if (!whole || !(value >= range.low && value <= range.high)) {
      throw CLI::ValidationError("'" + flag + "' takes " + range_text(range) + ", not '" + typed +
                                 "'");
    }
    target = value;
    return true;
  };
  app.add_option(flag, read, help)->type_name("N")->group("Model");
}

}  // namespace

void add_engine_options(CLI::App& app, Draft& draft) {
  engine::Options& options = draft.line.engine_options;
  namespace limits = engine::limits;
  app.add_option("--engine", draft.engine,
                 "embedded, ollama, openai or none; default: embedded where its model is")
      ->type_name("NAME")
      ->group("Model");
  app.add_option("--model", options.model,
                 "a name of 'chimera model list', a GGUF file, or a server's name for one")
      ->type_name("NAME|PATH")
      ->group("Model");
  app.add_option("--url", draft.url,
                 "of the server; default: 127.0.0.1, port 11434 (ollama) or 8080, /v1 (openai)")
      ->type_name("URL")
      ->group("Model");
  add_number(app, "--num-ctx", "context in tokens; default 4096", options.num_ctx,
             {1, limits::kWholeMost});
  add_number(app, "--num-predict", "most tokens a call; default: no limit", options.num_predict,
             {1, limits::kWholeMost});
  add_number(app, "--temp", "temperature; default 0: always the likeliest", options.temp,
             {0.0, limits::kTempMost});
  add_number(app, "--top-p", "share of probability kept; default 1", options.top_p, {0.0, 1.0});
  add_number(app, "--top-k", "tokens kept; default 0: all", options.top_k, {0, limits::kWholeMost});
  add_number(app, "--repeat-penalty", "divides the odds of a reuse; default e^1.5",
             options.repeat_penalty, {1.0, limits::kPenaltyMost});
  add_number(app, "--seed", "of the sampling; default 1", options.seed,
             {std::uint32_t{0}, limits::kSeedMost});
  add_number(app, "--threads", "default: all cores", options.threads, {1, limits::kThreadsMost});
  add_number(app, "--num-gpu", "layers on the GPU; default 0", options.num_gpu,
             {0, limits::kWholeMost});
  add_number(app, "--timeout", "seconds that a server may be silent; default 120",
             options.timeout_s, {limits::kTimeoutLeast, limits::kTimeoutMost});
  app.add_option("--keep-alive", options.keep_alive, "how long Ollama keeps the model: 5m, 0, -1")
      ->type_name("TIME")
      ->group("Model");
}

std::string_view engine_choice_name(EngineChoice choice) {
  const auto* const found =
      std::find_if(kEngines.begin(), kEngines.end(),
                   [choice](const auto& engine) { return engine.second == choice; });
  return found == kEngines.end() ? "embedded" : found->first;
}

std::optional<EngineChoice> engine_choice_named(std::string_view name) {
  const auto* const found =
      std::find_if(kEngines.begin(), kEngines.end(),
                   [name](const auto& engine) { return engine.first == name; });
  return found == kEngines.end() ? std::nullopt : std::optional(found->second);
}

bool is_server(EngineChoice choice) {
  return choice == EngineChoice::kOllama || choice == EngineChoice::kOpenAi;
}

Result<void> finish_engine(Draft& draft) {
  EngineChoice& choice = draft.line.engine;
  engine::Options& options = draft.line.engine_options;
  if (draft.engine.empty()) {
    // Who names a model wants it.
    choice = options.model.empty() ? EngineChoice::kAutomatic : EngineChoice::kEmbedded;
  } else {
    const auto named = engine_choice_named(draft.engine);
    if (!named) {
      return unknown_word("engine", draft.engine, {"embedded", "ollama", "openai", "none"},
                          "embedded, ollama, openai or none");
    }
    choice = *named;
  }
  if (choice == EngineChoice::kOllama && options.model.empty()) {
    return fail(ErrorCode::kUsage, "'--engine ollama' needs a model: type --model NAME");
  }
  if (!draft.url) {
    return {};
  }
  if (!is_server(choice)) {
    return fail(ErrorCode::kUsage,
                "'--url' is of a server: type --engine ollama or --engine openai");
  }
  options.url = *draft.url;
  return check_url(options.url);
}

}  // namespace chimera::cli
