// The options of the engine, and how each is read: numbers without a locale, with their range.
#include <charconv>
#include <cstdint>
#include <limits>
#include <system_error>

#include "cli/option_parser.h"
#include "text/json_write.h"

namespace chimera::cli {
namespace {

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
  using namespace engine::limits;
  app.add_option("--engine", draft.engine,
                 "embedded or none; default: embedded where the default model is")
      ->type_name("NAME")
      ->group("Model");
  app.add_option("--model", options.model, "a name of 'chimera model list' or a GGUF file")
      ->type_name("NAME|PATH")
      ->group("Model");
  add_number(app, "--num-ctx", "context in tokens; default 8192", options.num_ctx, {1, kWholeMost});
  add_number(app, "--num-predict", "most tokens a call; default: no limit", options.num_predict,
             {1, kWholeMost});
  add_number(app, "--temp", "temperature; default 0: always the likeliest", options.temp,
             {0.0, kTempMost});
  add_number(app, "--top-p", "share of probability kept; default 1", options.top_p, {0.0, 1.0});
  add_number(app, "--top-k", "tokens kept; default 0: all", options.top_k, {0, kWholeMost});
  add_number(app, "--repeat-penalty", "divides the odds of a reuse; default e^1.5",
             options.repeat_penalty, {1.0, kPenaltyMost});
  add_number(app, "--seed", "of the sampling; default 1", options.seed,
             {std::uint32_t{0}, kSeedMost});
  add_number(app, "--threads", "default: all cores", options.threads, {1, kThreadsMost});
  add_number(app, "--num-gpu", "layers on the GPU; default 0", options.num_gpu, {0, kWholeMost});
}

Result<void> finish_engine(Draft& draft) {
  EngineChoice& choice = draft.line.engine;
  if (draft.engine.empty()) {
    // Who names a model wants it.
    const bool named = !draft.line.engine_options.model.empty();
    choice = named ? EngineChoice::kEmbedded : EngineChoice::kAutomatic;
    return {};
  }
  if (draft.engine != "embedded" && draft.engine != "none") {
    return unknown_word("engine", draft.engine, {"embedded", "none"}, "embedded or none");
  }
  choice = draft.engine == "none" ? EngineChoice::kNone : EngineChoice::kEmbedded;
  return {};
}

}  // namespace chimera::cli
