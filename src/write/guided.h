// Tells sentences, each picked from ways to say it that are all true. With an engine the model
// picks by walking the ways (choose) or, among different sentences for a section, by centred
// scores, or again by a choice where the engine can't score; without one, or once its budget of
// tokens is used up, the first way stands. No sentence is told twice.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "base/cancel.h"
#include "base/result.h"
#include "data/finding.h"
#include "engine/engine.h"
#include "write/agent.h"
#include "write/prompt.h"
#include "write/write.h"

namespace chimera::write {

/// Of all scoring in a story, estimated at four bytes a token. Each section in turn may use its
/// third and what the ones before it left.
inline constexpr std::size_t kScoredTokensMax = 600;

/// What is scored: each candidate as it would stand in each section, in the order of Section, the
/// candidates of one section one after the other.
std::vector<std::string> section_texts(std::span<const std::string> candidates);

/// The score of each candidate under one section, less the candidate's own mean over all sections.
/// `scores` holds the sections one after the other, `candidates` scores each.
/// REQUIRES: scores.size() is a multiple of `candidates`, section one of them.
std::vector<double> centred_scores(std::span<const double> scores, std::size_t candidates,
                                   std::size_t section);

class Teller {
 public:
  /// `cancel` outlives the teller.
  explicit Teller(const Cancel& cancel) : cancel_(&cancel) {}

  Teller(const Teller&) = delete;
  Teller& operator=(const Teller&) = delete;
  ~Teller();

  /// An agent starts: its call is set up. What earlier agents told stays told. `engine` may be
  /// nullptr; it outlives the teller.
  Result<void> begin(const Agent& agent, engine::Engine* engine, const Reading& reading);

  /// The agent ends. `text` is all that it told, a line each, also what was told without the model
  /// after its budget; `tokens` are the model's alone.
  Call end();

  /// What the current agent has told so far, a line each.
  [[nodiscard]] const std::string& text() const { return call_.text; }

  /// Tells one of the ways; nullopt if there is none that is new and for which the agent has words
  /// left.
  Result<std::optional<Phrase>> tell(const std::vector<Phrase>& ways);

  /// Tells the candidate that suits the section best, or that the model chooses where it can't
  /// score; nullopt as above. Beyond kScoredTokensMax the first candidate is taken.
  Result<std::optional<Phrase>> tell_suited(const std::vector<Phrase>& candidates, Section section);

  /// Sentences where the model had more than one to pick from and picked: an answer that was none
  /// of them, so that the first one stands, doesn't count.
  [[nodiscard]] std::size_t by_model() const { return by_model_; }

 private:
  struct Way {
    Phrase phrase;
    std::string text;
  };

  [[nodiscard]] bool model_speaks() const { return engine_ != nullptr && !exhausted_; }

  [[nodiscard]] std::vector<Way> new_ways(const std::vector<Phrase>& ways) const;
  bool may_score(const std::vector<Way>& ways, Section section);
  Result<std::size_t> best_suited(const std::vector<Way>& ways, Section section);
  Result<std::optional<Phrase>> tell_chosen(const std::vector<Way>& ways, std::string_view heading);
  Result<std::optional<std::size_t>> emit(std::span<const Way> ways, std::string_view heading);
  Phrase keep(const Way& way);
  void let_go();

  engine::Engine* engine_ = nullptr;  ///< of the current agent
  const Cancel* cancel_;
  Call call_;
  std::set<std::string> told_;
  std::size_t by_model_ = 0;
  std::size_t scored_tokens_ = 0;
  std::optional<std::size_t> words_left_;  ///< of the current agent, where it has a limit
  bool exhausted_ = false;                 ///< the call's budget is used up
};

}  // namespace chimera::write
