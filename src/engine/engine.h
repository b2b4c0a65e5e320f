// What runs a language model, and how it is measured. One interface; the embedded engine
// (llama.h) is one implementation, the scripted one (scripted.h) the fake for tests. An engine
// holds one conversation at a time: set a prompt, then emit sentences after it. Not thread-safe.
#pragma once

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

/// Options of a run; absent means "the engine's default", shown as `default` in the report.
struct Options {
  std::string model;               ///< a name of the registry or a path to a GGUF file
  std::optional<int> num_gpu;      ///< layers on the GPU; default 0
  std::optional<int> num_ctx;      ///< context in tokens; default 8192
  std::optional<int> num_predict;  ///< tokens a call may emit; default: no limit
  std::optional<double> temp;      ///< 0 = always the likeliest; default 0
  std::optional<double> top_p;     ///< default 1
  std::optional<int> top_k;        ///< default 0 = all
  std::optional<double>
      repeat_penalty;  ///< divides the odds of a continuation used before; default e^1.5
  std::optional<std::uint32_t> seed;  ///< default 1
  std::optional<int> threads;         ///< default: all cores

  friend bool operator==(const Options&, const Options&) = default;
};

/// How far options may go, wherever they are typed.
namespace limits {
inline constexpr int kWholeMost = std::numeric_limits<int>::max();
inline constexpr double kTempMost = 100;
inline constexpr double kPenaltyMost = 1000;
inline constexpr int kThreadsMost = 1024;
inline constexpr std::uint32_t kSeedMost = std::numeric_limits<std::uint32_t>::max();
}  // namespace limits

/// Tokens of a generate() that has no num_predict.
inline constexpr int kGeneratedMax = 256;

/// System and user text. Both are data: control tokens inside them are not interpreted.
struct Prompt {
  std::string system;
  std::string user;
};

/// What one call took, from set_prompt() to the last token. Absent where the engine can't tell.
struct Measurement {
  double load_s = 0;         ///< loading the model; 0 where it was loaded before
  double prompt_eval_s = 0;  ///< evaluating the prompt
  double eval_s = 0;         ///< from the end of the prompt to the last token
  double ttft_s = 0;         ///< from set_prompt() to the first token, without load
  double total_s = 0;        ///< from set_prompt() to the last token, with load
  std::size_t prompt_tokens = 0;
  std::size_t reused_tokens = 0;  ///< of the prompt, kept from the call before
  std::size_t tokens = 0;         ///< emitted
  std::size_t decode_calls = 0;   ///< after the prompt, without scoring
  std::size_t scored_tokens = 0;  ///< evaluated only to score candidates
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

  /// Emits one of the sentences (each ends with a line break) by walking their token trie, and
  /// returns its index. nullopt once num_predict is used up or the context is full: the caller
  /// takes its plain path. REQUIRES: at least one sentence.
  virtual Result<std::optional<std::size_t>> choose(std::span<const std::string> sentences) = 0;

  /// Emits what the model likes, up to its own end, num_predict (default kGeneratedMax) or the end
  /// of the context: to measure it, or for a text that is judged. Nothing of it reaches a report
  /// unjudged. Returns the text.
  virtual Result<std::string> generate() = 0;

  /// The log-probability of each candidate after the current context, which is left unchanged.
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
