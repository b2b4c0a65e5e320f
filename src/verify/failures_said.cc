#include "verify/failures_said.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <span>
#include <string>
#include <utility>

#include "verify/counts.h"
#include "verify/failed_for.h"
#include "verify/failure_causes.h"
#include "verify/outcome_words.h"
#include "verify/sample.h"
#include "verify/tally.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

bool denies_failures(std::string_view clause) {
  static constexpr std::array<std::string_view, 14> kDenials = {"not a single failure",
                                                                "not a single error",
                                                                "no error record*",
                                                                "no error message*",
                                                                "no error entr*",
                                                                "no error log*",
                                                                "no crash*",
                                                                "no failed",
                                                                "no failures",
                                                                "no errors",
                                                                "zero failures",
                                                                "all runs succeeded",
                                                                "all runs were successful",
                                                                "all tests passed"};
  return says_clean(clause) || has_any(clause, kDenials);
}

// "No run timed out", "no out-of-memory error occurred": true where nothing there speaks of it.
std::optional<Judgement> judge_no_such_ending(const Dataset& dataset,
                                              const StatementContext& context) {
  static constexpr std::array<std::string_view, 5> kNone = {"no", "none", "nothing", "never",
                                                            "not a single"};
  const std::string_view said = without_joint(context.clause);
  const bool denied = std::ranges::any_of(
      kNone, [said](std::string_view none) { return find_phrase(said, none) == 0; });
  const Ending* const ending = ending_in(said);
  if (!denied || ending == nullptr) {
    return std::nullopt;
  }
  const auto so = tally_failed_so(dataset, scope_of(context.mentions), said);
  if (!so.empty()) {
    return judged_count(!(so.front().value > 0), value_text(so.front().value) + " trials ended so");
  }
  const bool spoken_of = std::ranges::any_of(
      ending->noted, [&](std::string_view word) { return dataset.data_mention(word); });
  return spoken_of ? std::nullopt : std::optional(judged_count(true, "nothing there speaks of it"));
}

// "Solar is the only model with failed requests", "only Solar failed".
bool says_only(const StatementContext& context) {
  const std::string_view clause = context.clause;
  const std::size_t only = find_phrase(clause, "only");
  if (only == std::string_view::npos || !has_any(clause, kFailureWords)) {
    return false;
  }
  const std::string_view behind = clause.substr(std::min(clause.size(), only + 5));
  return clause.find("the only ") != std::string_view::npos ||
         std::any_of(context.mentions.begin(), context.mentions.end(), [&](const Mention& each) {
           return behind.starts_with(each.alias) || behind.starts_with("the " + each.alias);
         });
}

// "All failures in the sweep happened with A": of those in the sweep, how many are of A. nullopt
// where no verb parts the two.
std::optional<Judgement> judge_failures_of_place(const Dataset& dataset,
                                                 const StatementContext& context) {
  static constexpr std::array<std::string_view, 7> kVerbs = {
      "happened", "occurred", "happen", "occur", "arose", "fell", "belong"};
  std::size_t verb = std::string::npos;
  for (const std::string_view each : kVerbs) {
    verb = std::min(verb, find_phrase(context.clause, each));
  }
  std::vector<Mention> places;
  std::vector<Mention> settings;
  for (const Mention& mention : context.mentions) {
    const bool ahead = find_phrase(context.clause, mention.alias) < verb;
    (ahead ? places : settings).push_back(mention);
  }
  if (verb == std::string::npos || places.empty() || settings.empty()) {
    return std::nullopt;
  }
  const Scope where = scope_of(places);
  const double all = tally_trials(dataset, where, true).front().value;
  const double there =
      tally_trials(dataset, narrowed(scope_of(settings), where), true).front().value;
  if (!(all > 0)) {
    return std::nullopt;
  }
  const std::string why =
      value_text(there) + " of " + value_text(all) + " failed trials there are of it";
  return judged_count(!(there < all), why);
}

// "All runs of A failed with …", "torch.compile failed in every run", "A failed to answer": what is
// named failed at all, or always.
std::optional<Judgement> judge_named_failed(const Dataset& dataset,
                                            const StatementContext& context) {
  static constexpr std::array<std::string_view, 5> kAlwaysFailed = {
      "failed in every", "failed in all", "always failed", "failed on every", "failed on all"};
  static constexpr std::array<std::string_view, 4> kAll = {"all", "every", "each", "always"};
  static constexpr std::array<std::string_view, 2> kNo = {"no", "none"};  // "failed in no bench"
  const std::string_view clause = context.clause;
  if (context.mentions.empty() || has_any(clause, kNo)) {
    return std::nullopt;
  }
  const std::string& alias = context.mentions.front().alias;
  const std::size_t at = find_phrase(clause, alias);
  const bool direct = context.mentions.size() == 1 && at != std::string_view::npos &&
                      clause.substr(at + alias.size()).starts_with(" failed");
  if (!direct && !has_any(clause, kAlwaysFailed)) {
    return std::nullopt;
  }
  const Outcomes trials = outcomes_of(dataset, scope_of(context.mentions));
  if (!(trials.all > 0)) {
    return std::nullopt;
  }
  return judged_count(
      trials.all_failed() || (trials.failed > 0 && !has_any(clause, kAll)),
      value_text(trials.failed) + " of " + value_text(trials.all) + " trials of it failed");
}

// "Timeouts occurred exclusively with A", "all timeouts happened on A": whether all that ended so
// are of it.
std::optional<Judgement> judge_ending_there(const Dataset& dataset,
                                            const StatementContext& context) {
  static constexpr std::array<std::string_view, 6> kVerbs = {"occurred", "happened", "occur",
                                                             "happen",   "confined", "seen"};
  static constexpr std::array<std::string_view, 3> kAlone = {"exclusively", "only", "solely"};
  const std::string_view clause = context.clause;
  // "Both timeouts", "the timeouts": all there are.
  static constexpr std::array<std::string_view, 3> kAllOfThem = {"all ", "both ", "the "};
  const bool all_of_them = starts_with_any(without_joint(clause), kAllOfThem);
  if (ending_in(clause) == nullptr || !has_any(clause, kVerbs) || context.mentions.empty() ||
      (!all_of_them && !has_any(clause, kAlone)) || denies_failures(clause)) {
    return std::nullopt;
  }
  const auto everywhere = tally_failed_so(dataset, {}, clause);
  if (everywhere.empty()) {
    return std::nullopt;
  }
  const double all = everywhere.front().value;
  const double there = tally_failed_so(dataset, scope_of(context.mentions), clause).front().value;
  return judged_count(!(there < all),
                      value_text(there) + " of " + value_text(all) + " that ended so are of it");
}

// "All failures occurred with int4": all that failed are of it.
std::optional<Judgement> judge_failures_there(const Dataset& dataset,
                                              const StatementContext& context) {
  if (auto ended = judge_ending_there(dataset, context)) {
    return ended;
  }
  const bool only = says_only(context);
  if (auto named = only ? std::nullopt : judge_named_failed(dataset, context)) {
    return named;
  }
  static constexpr std::array<std::string_view, 9> kAllFailures = {
      "all failures",        "all errors",       "only failure",
      "all failed",          "every failure",    "only failures",
      "all of the failures", "all the failures", "failures occurred only"};
  const bool says_all = has_any(context.clause, kAllFailures);
  if ((!says_all && !only) || context.mentions.empty()) {
    return std::nullopt;
  }
  if (auto placed = says_all ? judge_failures_of_place(dataset, context) : std::nullopt) {
    return placed;
  }
  std::size_t there = 0;
  std::size_t all = 0;
  const Scope scope = scope_of(context.mentions);
  const auto tables = tables_of(dataset, {});
  for (const Table* const table : tables) {
    const RowsInScope rows(*table, scope);
    const bool in_file =
        !scope.files ||
        std::binary_search(scope.files->begin(), scope.files->end(), dataset.file_of(*table));
    const bool counts = says_all || !rows.is_none();  // of the trials that have a model
    for (std::size_t row = 0; row < table->rows(); ++row) {
      if (counts && table->state[row].failed) {
        ++all;
        there += in_file && rows.holds(row) ? 1U : 0U;
      }
    }
  }
  const std::string why =
      std::to_string(there) + " of " + std::to_string(all) + " failed trials are of it";
  return judged_count(there == all && all > 0, why);
}

}  // namespace

namespace {

// "A never failed", "B never completed a run": of all the trials of what is named.
std::optional<Judgement> judge_never(const Dataset& dataset, const StatementContext& context) {
  static constexpr std::array<std::string_view, 4> kFailed = {"never failed", "never fails",
                                                              "never crashed", "never errored"};
  static constexpr std::array<std::string_view, 5> kDone = {
      "never completed", "never succeeded", "never finished", "never produced a result",
      "never worked"};
  const bool failed = has_any(context.clause, kFailed);
  if (context.mentions.empty() || (!failed && !has_any(context.clause, kDone))) {
    return std::nullopt;
  }
  const Outcomes trials = outcomes_of(dataset, scope_of(context.mentions));
  if (!(trials.all > 0)) {
    return std::nullopt;
  }
  return judged_count(failed ? !(trials.failed > 0) : trials.all_failed(), trials.why());
}

}  // namespace

std::optional<Judgement> judge_failures_said(const Dataset& dataset,
                                             const StatementContext& context) {
  const std::string_view clause = context.clause;
  if (auto ending = judge_no_such_ending(dataset, context)) {
    return ending;
  }
  if (auto never = judge_never(dataset, context)) {
    return never;
  }
  // "Three of the ten runs completed without errors" says nothing of the others; of which "they"
  // are, the clause alone doesn't tell.
  static constexpr std::array<std::string_view, 7> kThey = {"they", "them", "these", "those",
                                                            "it",   "that", "this"};
  const bool of_others =
      (context.mentions.empty() && has_any(clause, kThey)) || has_phrase(clause, "log*");
  if (denies_failures(clause) && !of_others && clause.find(" of the ") == std::string_view::npos) {
    const double failed =
        context.mentions.empty()
            ? static_cast<double>(dataset.inventory().failed)
            : tally_trials(dataset, scope_of(context.mentions), true).front().value;
    return judged_count(failed <= 0, value_text(failed) + " trials failed");
  }
  static constexpr std::array<std::string_view, 6> kSomeFailed = {
      "some runs failed",        "some trials failed",  "some requests failed",
      "some of the runs failed", "several runs failed", "several trials failed"};
  if (has_any(clause, kSomeFailed)) {
    const std::size_t failed = dataset.inventory().failed;
    return judged_count(failed > 0, std::to_string(failed) + " trials failed");
  }
  return judge_failures_there(dataset, context);
}

FailingVerb failing_verb(std::string_view clause) {
  static constexpr std::array<std::string_view, 2> kEndings = {"ran out of memory", "timed out"};
  static constexpr std::array<std::string_view, 17> kVerbs = {"failed to run",
                                                              "failed to compile",
                                                              "failed to build",
                                                              "could not run",
                                                              "could not compile",
                                                              "failed",
                                                              "crashed",
                                                              "errored out",
                                                              "did not work",
                                                              "did not run",
                                                              "did not compile",
                                                              "did not build",
                                                              "could not be compiled",
                                                              "could not be built",
                                                              "could not be run",
                                                              "does not work",
                                                              "fails"};
  for (const auto& [verbs, of_ending] :
       {std::pair{std::span<const std::string_view>(kVerbs), false},
        {std::span<const std::string_view>(kEndings), true}}) {
    for (const std::string_view verb : verbs) {
      if (const std::size_t at = find_phrase(clause, verb); at != std::string_view::npos) {
        return {{at, at + verb.size()}, of_ending};
      }
    }
  }
  return {};
}

bool is_place(std::string_view tail) {
  static constexpr std::array<std::string_view, 6> kPlaces = {" for ", " on ",    " in ",
                                                              " at ",  " under ", " with "};
  static constexpr std::array<std::string_view, 7> kWhole = {
      "", " there", " again", " as well", " too", " everywhere", " throughout"};
  static constexpr std::array<std::string_view, 23> kMore = {
      "works", "worked", "succe*", "want",  "lack", "no",   "none",    "because",
      "due",   "after",  "before", "than",  "more", "less", "until",   "unless",
      "since", "which",  "while",  "would", "that", "but",  "although"};
  const std::string said = trimmed(tail, ".,;:) ");
  const bool whole = is_one_of(said.empty() ? "" : " " + said, kWhole);
  return whole || (starts_with_any(tail, kPlaces) && !has_any(tail, kMore));
}

bool denies_failing(std::string_view clause) {
  static constexpr std::array<std::string_view, 3> kNone = {"no ", "none of ", "not a single "};
  static constexpr std::array<std::string_view, 5> kFailed = {
      " failed", " errored", " ended in an error", " ended with an error", " produced an error"};
  static constexpr std::array<std::string_view, 6> kMore = {"failed to", "more",   "than",
                                                            "but",       "except", "other"};
  // "In the sweep no run failed": wherever it stands
  static constexpr std::array<std::string_view, 15> kAnywhere = {
      "no run failed",   "no runs failed",    "no request failed",  "no requests failed",
      "no trial failed", "no trials failed",  "none failed",        "none of the runs failed",
      "no failures",     "no failed run*",    "no failed request*", "no errors occurred",
      "no failed row*",  "no failed prompt*", "no failed config*"};
  constexpr std::size_t kWordsMax = 12;
  if (has_any(clause, kAnywhere)) {
    return true;
  }
  const std::string_view said = without_joint(clause);
  // "No backend failed on CPU"
  const Range verb = failing_verb(said).range;
  const bool placed = verb.begin != std::string_view::npos &&
                      said.substr(verb.begin).starts_with("failed") &&
                      is_place(said.substr(verb.end));
  return starts_with_any(said, kNone) && words_of(said).size() <= kWordsMax &&
         (placed || ends_with_any(trimmed(said, " .,;"), kFailed)) && !has_any(said, kMore);
}

bool says_all_failed(std::string_view clause) {
  static constexpr std::array<std::string_view, 9> kWholly = {
      "no usable row*",        "failed completely",    "failed entirely",
      "failed altogether",     "completed no prompt*", "completed no run*",
      "completed no request*", "completed no trial*",  "answered no prompt*"};
  static constexpr std::array<std::string_view, 4> kAll = {"all", "every", "each", "every single"};
  static constexpr std::array<std::string_view, 4> kNone = {"no", "none", "not one",
                                                            "not a single"};
  static constexpr std::array<std::string_view, 8> kLost = {
      " failed",  " were refused", " was refused", " timed out",
      " crashed", " errored",      " were lost",   " aborted"};
  static constexpr std::array<std::string_view, 7> kDone = {
      " succeeded",    " completed",    " finished",     " passed",
      " went through", " was answered", " were answered"};
  static constexpr std::array<std::string_view, 6> kTrials = {"trial*",   "run",     "runs",
                                                              "request*", "prompt*", "row*"};
  static constexpr std::array<std::string_view, 6> kNot = {"but",       "except",     "not all",
                                                           "not every", "nearly all", "in which"};
  constexpr std::size_t kWordsMax = 7;
  clause = without_joint(clause);  // "…, but none of its runs succeeded"
  if (has_any(clause, kNot)) {
    return false;
  }
  const auto says = [clause](const auto& quantifiers, const auto& verbs) {
    for (const std::string_view quantifier : quantifiers) {
      const std::size_t at = find_phrase(clause, quantifier);
      for (const std::string_view verb : verbs) {
        const std::size_t end =
            at == std::string_view::npos ? at : clause.find(verb, at + quantifier.size());
        if (end == std::string_view::npos) {
          continue;
        }
        const std::string_view between = clause.substr(at, end - at);
        const std::string_view behind = clause.substr(end + verb.size());
        const bool whole = behind.empty() || !is_word_char(behind.front());
        if (whole && !behind.starts_with(" to ") && words_of(between).size() <= kWordsMax &&
            has_any(between, kTrials)) {
          return true;
        }
      }
    }
    return false;
  };
  return has_any(clause, kWholly) || says(kAll, kLost) || says(kNone, kDone);
}

std::optional<Judgement> judge_all_lost(const Dataset& dataset, std::string_view clause,
                                        const Scope& scope) {
  // What was built and what was measured beside the runs may have gone well.
  const Outcomes main = main_outcomes(dataset, scope);
  const Outcomes trials = main.all_failed() ? main : outcomes_of(dataset, scope);
  const bool unknown_reason = has_phrase(clause, "refused") && !is_reason(dataset, "refus");
  return !(trials.all > 0) || (trials.all_failed() && unknown_reason)
             ? std::nullopt
             : std::optional(judged_count(trials.all_failed(), trials.why()));
}

namespace {

// "Three of the runs of X failed", "only X failed", "X never failed": other statements.
bool is_other_statement(std::string_view subject) {
  static constexpr std::array<std::string_view, 21> kOthers = {
      "no",   "none",  "never",   "not", "only",  "all",  "every",
      "each", "both",  "neither", "if",  "when",  "most", "some",
      "why",  "which", "that",    "who", "where", "runs", "configurations"};
  return has_any(subject, kOthers);
}

// How many files hold a failed trial of the scope.
std::size_t files_with_failures(const Dataset& dataset, const Scope& scope) {
  std::set<std::string_view> files;
  for (const Table* const table : tables_of(dataset, scope)) {
    const RowsInScope rows(*table, scope);
    for (std::size_t row = 0; row < table->rows(); ++row) {
      if (rows.holds(row) && table->state[row].failed) {
        files.insert(table->file);
      }
    }
  }
  return files.size();
}

}  // namespace

std::optional<Judgement> judge_failed_for(const Dataset& dataset, const FailedContext& context) {
  static constexpr std::array<std::string_view, 6> kAll = {"every", "all",        "each",
                                                           "both",  "everywhere", "throughout"};
  constexpr std::size_t kSubjectWords = 8;
  const std::string_view clause = context.clause;
  const auto [verb, of_ending] = failing_verb(clause);
  if (verb.begin == std::string_view::npos) {
    return std::nullopt;
  }
  const std::string_view subject = without_joint(clause.substr(0, verb.begin));
  std::string_view tail = clause.substr(verb.end);
  std::string reason = trimmed(context.reason, " ,:;.");
  if (context.of_row && (tail.starts_with(",") || tail.starts_with(":"))) {
    reason = trimmed(tail, " ,:;.") + (reason.empty() ? "" : " ") + reason;
    tail = {};
  }
  const bool named = std::ranges::any_of(context.mentions, [&](const Mention& each) {
    return each.range.end <= verb.begin && each.files.empty() && !each.unknown;
  });
  const bool of_row = context.of_row && trimmed(subject, " ").empty();
  const bool counts_before = std::ranges::any_of(
      context.numerals, [&](const Numeral& each) { return each.range.begin < verb.begin; });
  // "Because it failed in all three files"
  static constexpr std::array<std::string_view, 4> kIt = {"it", "because it", "since it", "as it"};
  const bool of_before = is_one_of(trimmed(subject, " "), kIt) && !context.scope.is_all();
  if ((!named && !of_row && !of_before) || counts_before || context.numerals.size() > 1 ||
      !is_place(tail) || is_other_statement(subject) || words_of(subject).size() > kSubjectWords) {
    return std::nullopt;
  }
  const Scope own = scope_of(context.mentions);
  Scope scope = narrowed(own, context.scope);
  Outcomes trials = outcomes_of(dataset, scope);
  if (!(trials.all > 0) && named) {  // a heading is about other trials
    scope = own;
    trials = outcomes_of(dataset, scope);
  }
  const auto so = tally_failed_so(dataset, scope, clause);
  const bool special = of_ending || tail.starts_with(" with ");
  if (!(trials.all > 0) || (special && so.empty())) {
    return std::nullopt;
  }
  trials.failed = special ? so.front().value : trials.failed;
  // "Failed, no working Triton": the reason must be one of theirs.
  if (!reason.empty()) {
    const auto told = tally_failed_so(dataset, scope, " failed with " + reason);
    if (told.empty() || !(told.front().value > 0)) {
      return std::nullopt;
    }
  }
  // "The entire series failed"
  static constexpr std::array<std::string_view, 3> kWhole = {"entire", "whole", "complete"};
  bool holds = has_any(subject, kWhole) ? trials.all_failed() : trials.failed > 0;
  if (!context.numerals.empty()) {  // "in the three files"
    const auto files = static_cast<double>(files_with_failures(dataset, scope));
    const double stated = context.numerals.front().value;
    holds = std::abs(stated - files) < 0.5 || std::abs(stated - trials.failed) < 0.5;
  } else if (has_any(tail, kAll)) {
    holds = trials.failed > 0 && trials.failed >= trials.all;
  }
  if (!holds && of_before) {
    return std::nullopt;  // of which things, the sentence before may say otherwise
  }
  return judged_count(holds, trials.why());
}

std::optional<Judgement> judge_most_failed(const Dataset& dataset,
                                           const StatementContext& context) {
  static constexpr std::array<std::string_view, 6> kTrials = {"rows",  "runs",     "trials",
                                                              "calls", "requests", "prompts"};
  static constexpr std::array<std::string_view, 4> kErrors = {"carry an error", "have an error",
                                                              "ended in an error", "hold an error"};
  static constexpr std::array<std::string_view, 3> kHalf = {"most", "majority", "more than half"};
  const bool failed = has_any(context.clause, kFailureWords) || has_any(context.clause, kErrors);
  if (!failed || !has_any(context.clause, kTrials) || !has_any(context.clause, kHalf)) {
    return std::nullopt;
  }
  const Outcomes trials = outcomes_of(dataset, scope_of(context.mentions));
  return trials.all > 0 ? std::optional(judged_count(2 * trials.failed > trials.all, trials.why()))
                        : std::nullopt;
}

}  // namespace chimera::verify
