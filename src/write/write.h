// Findings → sentences. Two agents on an engine: the collector says what was read, the analyst,
// whose prompt holds the collector's text, says what it means. Both only ever choose among true
// sentences (lattice.h); rules order, sort and connect. Without an engine every plain path is
// taken. With a judge, the analyst's model words findings itself, and what the judge refuses is
// chosen as ever (free_writer.h).
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "base/cancel.h"
#include "base/result.h"
#include "data/finding.h"
#include "engine/engine.h"
#include "write/agent.h"
#include "write/judge.h"

namespace chimera::write {

/// One call to a model, for transcript.jsonl.
struct Call {
  std::string agent;
  engine::Prompt prompt;
  /// Name and SHA-256 of each input, the collector's text among them.
  std::vector<std::pair<std::string, std::string>> inputs;
  std::vector<std::pair<std::string, double>> tokens;  ///< text and seconds since the call's start
  std::string text;
  engine::Measurement measurement;
};

/// The text of a report, section by section; every numeral in a piece that names its fact.
struct Story {
  std::vector<Phrase> summary;           ///< at most six sentences
  std::vector<Phrase> collection;        ///< the collector's sentences
  std::vector<Phrase> findings;          ///< one per finding told, strongest first
  std::vector<std::string> finding_ids;  ///< of `findings`, same order
  std::vector<std::string> told_ids;     ///< of all that either agent told, sorted
  std::vector<Phrase> recommendations;
  std::vector<Phrase> open;  ///< a paragraph behind them: what the data leave open
  std::vector<Phrase> conclusion;
  std::vector<Call> calls;    ///< empty without a model
  std::size_t sentences = 0;  ///< in the sections above
  std::size_t by_model = 0;   ///< of those, chosen by the model
  std::size_t asked = 0;      ///< choices put to the model
  std::size_t replaced = 0;   ///< of those, where it named no sentence: the first one stands
  std::size_t written = 0;    ///< sentences in the model's own words, not counted in by_model
  std::size_t refused = 0;    ///< sentences that it was asked to write, and that stand guided
};

struct WriteOptions {
  std::size_t findings_max = 8;
  std::size_t recommendations_max = 6;
  Judge judge = nullptr;  ///< of what the analyst's model writes freely; none: it only chooses
};

/// Called when an agent starts and ends, for progress and stage times.
using Progress = std::function<void(const std::string& what)>;

/// Two agents and what they speak through: one engine for both, one each, or nullptr for none.
struct Cast {
  Agents agents = builtin_agents();
  engine::Engine* collector = nullptr;
  engine::Engine* analyst = nullptr;
};

/// kInterrupted when cancelled; kEngine when an engine breaks.
Result<Story> write_story(const Analysis& analysis, const Cast& cast, const WriteOptions& options,
                          const Progress& progress, const Cancel& cancel);

}  // namespace chimera::write
