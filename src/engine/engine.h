// What runs a language model, and how it is measured. One interface; implementations are the
// embedded engine (llama_engine.h), servers (ollama.h, openai.h), and the scripted one for tests
// (scripted.h). An engine holds one conversation at a time: set a prompt, then emit sentences after
// it. Not thread-safe.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/cancel.h"
#include "base/clock.h"
#include "base/result.h"

namespace chimera::engine {

/// Options of a run; absent means "the engine's default", shown as `default` in the report. The
/// defaults named here are the embedded engine's; servers get temperature 0 and seed 1 too, and
/// keep their own for the rest.
struct Options {
  std::string model;           ///< a name of the registry, a path to a GGUF file, a server's name
  std::optional<int> num_gpu;  ///< layers on the GPU; default 0
  std::optional<int> num_ctx;  ///< context in tokens; default 4096
  std::optional<int> num_predict;  ///< tokens a call may emit; default: no limit
  std::optional<double> temp;      ///< 0 = always the likeliest; default 0
  std::optional<double> top_p;     ///< default 1
  std::optional<int> top_k;        ///< default 0 = all
  std::optional<double>
      repeat_penalty;  ///< divides the odds of a continuation used before; default e^1.5
  std::optional<std::uint32_t> seed;      ///< default 1
  std::optional<int> threads;             ///< default: all cores
  std::string url;                        ///< of a server; "" is its usual address on this machine
  std::optional<std::string> keep_alive;  ///< how long Ollama keeps the model loaded: "5m", "-1"
  std::optional<double> timeout_s;        ///< silence of a server that is borne; default 120

  friend bool operator==(const Options&, const Options&) = default;
};

/// How far options may go, wherever they are typed.
namespace limits {
inline constexpr int kWholeMost = std::numeric_limits<int>::max();
inline constexpr double kTempMost = 100;
inline constexpr double kPenaltyMost = 1000;
inline constexpr int kThreadsMost = 1024;
inline constexpr double kTimeoutLeast = 0.01;
inline constexpr double kTimeoutMost = 86'400;
inline constexpr std::uint32_t kSeedMost = std::numeric_limits<std::uint32_t>::max();
}  // namespace limits

/// Tokens of a generate() that has no num_predict.
inline constexpr int kGeneratedMax = 256;

/// Tokens that one generate() may emit, one at least.
inline std::size_t generated_max(const std::optional<int>& num_predict,
                                 const std::optional<std::size_t>& tokens_max) {
  const auto most = static_cast<std::size_t>(std::max(num_predict.value_or(kGeneratedMax), 1));
  return std::min(most, tokens_max.value_or(most));
}

/// System and user text. Both are data: control tokens inside them are not interpreted.
struct Prompt {
  std::string system;
  std::string user;
};

/// What one call took, from set_prompt() to the last token. Absent where the engine can't tell; a
/// sum over several requests to a server is absent where one of them lacks it.
struct Measurement {
  std::optional<double> load_s;              ///< loading the model; 0 where it was loaded before
  std::optional<double> prompt_eval_s;       ///< evaluating the prompt
  std::optional<double> eval_s;              ///< from the end of the prompt to the last token
  std::optional<double> ttft_s;              ///< from set_prompt() to the first token, without load
  double total_s = 0;                        ///< from set_prompt() to the last token, with load
  std::optional<std::size_t> prompt_tokens;  ///< of a server: of all its requests
  std::optional<std::size_t> reused_tokens;  ///< of the prompt, kept from the call before
  std::optional<std::size_t> tokens;         ///< emitted
  std::optional<std::size_t> decode_calls;   ///< after the prompt, without scoring
  std::size_t scored_tokens = 0;             ///< evaluated only to score candidates
  std::size_t asked = 0;     ///< choices put to the model: between sentences, or by scores
  std::size_t replaced = 0;  ///< of those, where its answers were none: the first sentence stands
  std::string_view counts_from = "engine";  ///< who counted tokens and timed the parts; or "server"
  std::string_view ttft_from = "engine";    ///< whose clock TTFT and total are by; or "client"
};

/// One emitted token: its text and seconds since set_prompt().
using TokenSink = std::function<void(std::string_view text, double at_s)>;

class Engine {
 public:
  virtual ~Engine() = default;

  /// As shown in the report: the registry's name or the file's.
  [[nodiscard]] virtual std::string model_name() const = 0;

  /// Starts a call: forgets what was emitted, keeps the common prefix of the last prompt.
  /// kEngine if the prompt leaves no room in the context (both numbers are named).
  virtual Result<void> set_prompt(const Prompt& prompt) = 0;

  /// Emits one of the sentences (each ends with a line break) and returns its index: by walking
  /// their token trie after the prompt and a sentence's last words, or by asking a server, which is
  /// shown what was emitted, for a number, where an answer that is none twice makes the first one
  /// stand (measurement().replaced counts them). nullopt once num_predict is used up or the context
  /// is full: the caller takes its plain path. `heading`: what a server is told that the sentence
  /// is to stand under; "" for nothing. REQUIRES: at least one sentence.
  virtual Result<std::optional<std::size_t>> choose(std::span<const std::string> sentences,
                                                    std::string_view heading) = 0;

  Result<std::optional<std::size_t>> choose(std::span<const std::string> sentences) {
    return choose(sentences, "");
  }

  /// Emits what the model likes, up to its own end, num_predict (default kGeneratedMax), tokens_max
  /// or the end of the context: to measure it, or for a text that is judged. Nothing of it reaches
  /// a report unjudged. Returns the text.
  virtual Result<std::string> generate(std::optional<std::size_t> tokens_max) = 0;

  /// Whether score() can be called; a server tells no probabilities of what it didn't write.
  [[nodiscard]] virtual bool can_score() const { return true; }

  /// The log-probability of each candidate after the prompt alone.
  /// REQUIRES: can_score().
  virtual Result<std::vector<double>> score(std::span<const std::string> candidates) = 0;

  /// Of the current call.
  [[nodiscard]] virtual Measurement measurement() const = 0;

  /// Called for every emitted token from now on.
  virtual void set_sink(TokenSink sink) = 0;
};

/// Loads a GGUF file (not a registry name: `path`) into the embedded engine. Prompts that were
/// evaluated are kept in the folder `prompts` (prompt_store.h), unless that is "". kEngine if the
/// file is no usable model or the engine was not built in.
Result<std::unique_ptr<Engine>> load_embedded(const std::string& path, const Options& options,
                                              const Clock& clock, const Cancel& cancel,
                                              const std::string& prompts = "");

/// Whether this build has the embedded engine; and what it was built with, for `doctor`.
bool has_embedded();

/// Whether this build can put layers on a GPU that it sees; without one --num-gpu does nothing.
bool can_offload();
std::string embedded_description();

}  // namespace chimera::engine
