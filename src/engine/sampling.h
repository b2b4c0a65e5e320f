// Which of the allowed tokens follows. Only the logits of what the trie allows take part, so no
// mask over the vocabulary is needed. Pure: the same seed and calls give the same picks on every
// machine (the generator is std::mt19937 without a library's distribution).
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <random>
#include <span>
#include <utility>

#include "engine/engine.h"
#include "engine/trie.h"

namespace chimera::engine {

/// What a reuse of a continuation costs, in logits, unless `repeat_penalty` says otherwise.
inline constexpr double kRepeatCostLogits = 1.5;

/// An allowed token and its logit.
struct Candidate {
  Token token = 0;
  double logit = 0;
};

class Sampler {
 public:
  /// REQUIRES: repeat_penalty > 0, temp >= 0, top_k >= 0 where present.
  explicit Sampler(const Options& options);

  /// Starts a call: forgets what was used and seeds anew.
  void reset();

  /// The index of the pick after `previous`, which is remembered: picking it there again costs.
  /// Order: repetition, top_k, top_p, temperature; ties go to the first. REQUIRES: a candidate.
  std::size_t pick(Token previous, std::span<const Candidate> candidates);

 private:
  [[nodiscard]] double cost(Token previous, Token token) const;
  double uniform();

  double temp_;
  double top_p_;
  std::size_t top_k_;  ///< 0 = all
  double repeat_cost_;
  std::uint32_t seed_;
  std::mt19937 random_;
  std::map<std::pair<Token, Token>, int> uses_;
};

}  // namespace chimera::engine
