#include "verify/closed_world.h"

#include <algorithm>
#include <array>
#include <string>

#include "verify/bind.h"
#include "verify/sample.h"
#include "verify/tally.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

constexpr std::array<std::string_view, 21> kNever = {
    "never run",        "never tested",  "never measured",  "never benchmarked", "never evaluated",
    "not run",          "not tested",    "not measured",    "not benchmarked",   "not evaluated",
    "not recorded",     "not collected", "not part of",     "not covered",       "not included",
    "did not run",      "did not test",  "did not measure", "not among",         "never recorded",
    "did not evaluate",
};
constexpr std::array<std::string_view, 5> kTaken = {"recorded", "measured", "collected", "taken",
                                                    "logged"};

// "No power data was recorded": what stands between "no" and the verb; "" for another sentence.
std::string_view denied_measurement(std::string_view clause) {
  const std::size_t no = find_phrase(clause, "no");
  if (no == std::string_view::npos || no > 3) {
    return {};
  }
  for (const std::string_view verb : {" was ", " were ", " has been ", " have been "}) {
    const std::size_t at = clause.find(verb, no);
    if (at != std::string_view::npos && has_any(clause.substr(at), kTaken)) {
      return clause.substr(no + 2, at - no - 2);
    }
  }
  return {};
}

// "latencies" is a latency.
std::string singular(std::string_view words) {
  std::string text(words);
  for (std::size_t at = text.find("ies"); at != std::string::npos; at = text.find("ies", at + 1)) {
    if (at + 3 == text.size() || !is_word_char(text[at + 3])) {
      text.replace(at, 3, "y");
    }
  }
  return text;
}

Judgement held(bool there, bool denied, const std::string& why) {
  return there != denied ? supported(ClaimType::kExistence, why)
                         : contradicted(ClaimType::kExistence, VerdictReason::kNoSuchThing, why);
}

std::optional<Judgement> judge_denied_measurement(const Dataset& dataset,
                                                  const StatementContext& context,
                                                  std::string_view what) {
  const BoundMetrics bound = bind_metrics(dataset, singular(what));
  const Scope scope = scope_of(context.mentions);
  if (bound.empty()) {
    const auto words = words_of(what);
    const bool known = std::any_of(words.begin(), words.end(), [&](const Range& word) {
      return dataset.mentions(what.substr(word.begin, word.end - word.begin));
    });
    return known ? std::nullopt
                 : std::optional(supported(ClaimType::kExistence, "nothing is called so"));
  }
  const auto measured = std::find_if(
      bound.metrics.begin(), bound.metrics.end(),
      [&](const Metric* metric) { return !take_sample(dataset, *metric, scope).cells.empty(); });
  return measured == bound.metrics.end() ? held(false, true, "no trial of that scope has it")
                                         : held(true, true, "the data hold " + (*measured)->name);
}

// The words that a program, a benchmark or a machine would be called by: with two capitals.
std::vector<std::string> names_in(std::string_view spelled) {
  std::vector<std::string> names;
  for (const Range& word : words_of(spelled)) {
    const std::string_view name = spelled.substr(word.begin, word.end - word.begin);
    const auto capitals =
        std::count_if(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (name.size() > 2 && capitals > 1) {
      names.push_back(lowered(name));
    }
  }
  return names;
}

// "TruthfulQA was evaluated as well", "Results for ARM are not part of this data": of a name that
// stands nowhere in the data.
std::optional<Judgement> judge_unknown_name(const Dataset& dataset, const StatementContext& context,
                                            bool denied) {
  static constexpr std::array<std::string_view, 9> kDone = {
      "was evaluated",   "were evaluated", "was tested", "were tested",       "was measured",
      "was benchmarked", "were run",       "was run",    "was also evaluated"};
  if (!context.mentions.empty() || (!denied && !has_any(context.clause, kDone))) {
    return std::nullopt;
  }
  for (const std::string& name : names_in(context.spelled)) {
    if (!dataset.mentions(name)) {
      return held(false, denied, "nothing there is called '" + name + "'");
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<Judgement> judge_in_closed_world(const Dataset& dataset,
                                               const StatementContext& context) {
  if (const auto what = denied_measurement(context.clause); !what.empty()) {
    return judge_denied_measurement(dataset, context, what);
  }
  const bool denied = has_any(context.clause, kNever);
  if (auto unknown = judge_unknown_name(dataset, context, denied)) {
    return unknown;
  }
  if (!denied || context.mentions.size() < 2) {
    return std::nullopt;
  }
  const double trials = tally_trials(dataset, scope_of(context.mentions), false).front().value;
  return held(trials > 0, true, value_text(trials) + " trials are of both");
}

}  // namespace chimera::verify
