// Where the steps of a schedule are run and timed. EngineStage is the real one; tests have one that
// is simulated.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "agents/scenario.h"
#include "agents/schedule.h"
#include "base/cancel.h"
#include "base/clock.h"
#include "base/result.h"
#include "engine/engine.h"

namespace chimera::agents {

/// One call of one agent; seconds count from the start of its step.
struct Timed {
  std::size_t member = 0;
  double start_s = 0;
  double end_s = 0;
  engine::Measurement measurement;
  std::vector<double> token_s;  ///< when each token came, from the call's start
  std::string text;             ///< what it wrote; nobody judged it

  [[nodiscard]] double total_s() const { return end_s - start_s; }

  /// As the engine counts them, else the pieces that came.
  [[nodiscard]] std::size_t tokens() const { return measurement.tokens.value_or(token_s.size()); }

  /// Tokens behind the first a second; absent for fewer than two.
  [[nodiscard]] std::optional<double> decode_tok_s() const;
};

class Stage {
 public:
  virtual ~Stage() = default;

  /// The step's calls, in the order of its members. kEngine or kInterrupted ends the measurement.
  virtual Result<std::vector<Timed>> run(const Step& step) = 0;
};

/// Each member on an engine of its own, loaded before; together, each on a thread of its own. Every
/// call has a prompt that begins like no other, so that no prefix of an earlier one is reused.
class EngineStage : public Stage {
 public:
  /// One engine a member, which must have been called once (the first call of all is slower). What
  /// is named must outlive the stage.
  EngineStage(const Scenario& scenario, std::vector<std::unique_ptr<engine::Engine>> engines,
              const Clock& clock);

  Result<std::vector<Timed>> run(const Step& step) override;

  /// A call of each that is not measured.
  Result<void> warm_up();

 private:
  Result<Timed> call(std::size_t member, const std::string& previous, double step_start_s);
  Result<std::vector<Timed>> run_in_turn(const Step& step);
  Result<std::vector<Timed>> run_together(const Step& step);
  engine::Prompt prompt_of(const Member& member, std::size_t number, const std::string& previous);

  const Scenario* scenario_;
  std::vector<std::unique_ptr<engine::Engine>> engines_;
  const Clock* clock_;
  std::vector<std::size_t> calls_;  ///< so far, of each member
};

}  // namespace chimera::agents
