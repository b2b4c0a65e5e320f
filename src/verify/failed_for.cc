#include "verify/failed_for.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>

#include "query/measure.h"
#include "verify/column_kinds.h"
#include "verify/failure_causes.h"
#include "verify/tally.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

// Those of the rows, table by table, that the scope holds.
std::vector<FailedRow> rows_in(const Dataset& dataset, const std::vector<FailedRow>& rows,
                               const Scope& scope) {
  std::vector<FailedRow> held;
  const Table* table = nullptr;
  bool in_files = false;
  std::optional<RowsInScope> in_scope;
  for (const FailedRow& each : rows) {
    if (each.table != table) {
      table = each.table;
      in_files = !scope.files || std::ranges::binary_search(*scope.files, dataset.file_of(*table));
      in_scope.emplace(*table, scope);
    }
    if (in_files && in_scope->holds(each.row)) {
      held.push_back(each);
    }
  }
  return held;
}

double count_in(const Dataset& dataset, const std::vector<FailedRow>& rows, const Scope& scope) {
  return static_cast<double>(rows_in(dataset, rows, scope).size());
}

std::vector<FailedRow> all_failed(const Dataset& dataset) {
  std::vector<FailedRow> rows;
  for (const Table* const table : tables_once(dataset, {})) {
    for (std::size_t row = 0; row < table->rows(); ++row) {
      if (table->state[row].failed) {
        rows.push_back({table, row});
      }
    }
  }
  return rows;
}

Judgement judged_part(double part, double whole) {
  const std::string why =
      value_text(part) + " of " + value_text(whole) + " failed trials are of it";
  return judged_count(whole > 0 && !(part < whole), why);
}

// "All out-of-memory failures occurred on A", "every timeout was on this network".
std::optional<Judgement> judge_all_of_reason(const Dataset& dataset,
                                             const FailedForContext& context) {
  static constexpr std::array<std::string_view, 4> kAll = {"all ", "every ", "all of the ",
                                                           "all the "};
  static constexpr std::array<std::string_view, 8> kNouns = {
      " failures", " failure", " errors", " error", " crashes", " timeouts", " timeout", " aborts"};
  static constexpr std::array<std::string_view, 12> kVerbs = {
      " occurred", " happened", " occur",   " happen", " arose",     " fell",
      " belong",   " are on",   " were on", " was on", " come from", " came from"};
  const std::string said(without_joint(context.clause));
  const auto all =
      std::ranges::find_if(kAll, [&](std::string_view each) { return said.starts_with(each); });
  std::size_t verb = std::string::npos;
  for (const std::string_view each : kVerbs) {
    verb = std::min(verb, said.find(each));
  }
  const std::string_view ahead = std::string_view{said}.substr(0, std::min(verb, said.size()));
  if (all == kAll.end() || verb == std::string::npos || !ends_with_any(ahead, kNouns)) {
    return std::nullopt;
  }
  static constexpr std::array<std::string_view, 3> kThis = {" on this ", " with this ",
                                                            " for this "};
  const bool here = std::ranges::any_of(
      kThis, [&](std::string_view each) { return said.find(each, verb) != std::string::npos; });
  const std::vector<FailedRow> rows = failed_for(dataset, ahead);
  if (rows.empty() || (context.mentions.empty() && !here)) {
    return std::nullopt;
  }
  const Scope place = context.mentions.empty() ? context.around : scope_of(context.mentions);
  return place.is_all() ? std::nullopt
                        : std::optional(judged_part(count_in(dataset, rows, place),
                                                    static_cast<double>(rows.size())));
}

// "The failed ones are A kernels that exceeded shared memory": of the tables that tell A.
std::optional<Judgement> judge_failed_ones(const Dataset& dataset,
                                           const FailedForContext& context) {
  static constexpr std::array<std::string_view, 7> kOnes = {
      "the failed ones are ", "the failed ones were ", "the failed rows are ",
      "the failed runs are ", "the failed runs were ", "the failures are ",
      "the failing ones are "};
  if (!starts_with_any(without_joint(context.clause), kOnes) || context.mentions.empty()) {
    return std::nullopt;
  }
  const Scope scope = scope_of(context.mentions);
  double there = 0;
  double all = 0;
  for (const FailedRow& each : all_failed(dataset)) {
    const RowsInScope rows(*each.table, scope);
    all += rows.is_none() ? 0 : 1;
    there += rows.holds(each.row) ? 1 : 0;
  }
  return all > 0 ? std::optional(judged_part(there, all)) : std::nullopt;
}

// "The run at batch 8 ended in an out-of-memory error": of what is named those that failed must.
std::optional<Judgement> judge_ended_in(const Dataset& dataset, const FailedForContext& context) {
  static constexpr std::array<std::string_view, 7> kEnded = {
      " ended in ",     " ended with ",   " died with ",   " died of ",
      " aborted with ", " stopped with ", " crashed with "};
  std::size_t at = std::string::npos;
  for (const std::string_view verb : kEnded) {
    const std::size_t found = context.clause.find(verb);
    at = std::min(at, found == std::string_view::npos ? found : found + verb.size());
  }
  const Scope scope = narrowed(scope_of(context.mentions), context.around);
  if (at == std::string::npos || context.mentions.empty() ||
      failed_for(dataset, context.clause.substr(at)).empty()) {
    return std::nullopt;
  }
  const Outcomes trials = outcomes_of(dataset, scope);
  if (!(trials.all > 0)) {
    return std::nullopt;
  }
  const double so = count_in(dataset, failed_for(dataset, context.clause.substr(at)), scope);
  return judged_count(so > 0 && !(so < trials.failed),
                      trials.why() + ", " + value_text(so) + " for that reason");
}

// "The backend with the most failures is A", "A failed most often": against the others of its kind.
std::optional<Judgement> judge_most_failures(const Dataset& dataset,
                                             const FailedForContext& context) {
  static constexpr std::array<std::string_view, 7> kMost = {"most failures",
                                                            "most failed",
                                                            "most errors",
                                                            "failed most often",
                                                            "highest failure rate",
                                                            "most failing runs",
                                                            "largest number of failures"};
  if (!has_any(context.clause, kMost) || context.mentions.size() != 1) {
    return std::nullopt;
  }
  const Mention& named = context.mentions.front();
  if (named.columns.empty() || named.values.size() != 1) {
    return std::nullopt;
  }
  std::set<std::string> levels;
  for (const std::string& column : named.columns) {
    if (const auto factor = dataset.factors().find(lowered(column));
        factor != dataset.factors().end()) {
      levels.insert(factor->second.begin(), factor->second.end());
    }
  }
  const bool rate = has_phrase(context.clause, "rate");
  const auto failures_of = [&](const std::string& level) {
    Mention other = named;
    other.values = {level};
    const Outcomes trials = main_outcomes(dataset, narrowed(scope_of({other}), context.around));
    return rate && trials.all > 0 ? trials.failed / trials.all : trials.failed;
  };
  const double own = failures_of(named.values.front());
  bool most = own > 0;
  std::string why = value_text(own) + " for " + named.alias;
  for (const std::string& level : levels) {
    const double other = level == named.values.front() ? 0 : failures_of(level);
    if (other > own || (other > 0 && !(other < own))) {
      most = false;
      why.append(", ").append(value_text(other)).append(" for ").append(level);
    }
  }
  return levels.size() < 2 ? std::nullopt
                           : std::optional(judged_count(most, "failed trials: " + why));
}

// "On A no backend completed …": behind where.
std::string_view from_none(std::string_view said) {
  static constexpr std::array<std::string_view, 4> kPlaces = {"on ", "for ", "with ", "in "};
  constexpr std::size_t kWordsMax = 5;
  const std::size_t none = said.find(" no ");
  return none != std::string_view::npos && starts_with_any(said, kPlaces) &&
                 words_of(said.substr(0, none)).size() <= kWordsMax
             ? said.substr(none + 1)
             : said;
}

// "No backend completed batch 32", "none of the engines ran with int4".
std::optional<Judgement> judge_none_completed(const Dataset& dataset, const NameFinder& names,
                                              const FailedForContext& context) {
  static constexpr std::array<std::string_view, 8> kDone = {
      " completed ", " finished ", " ran at ",   " ran with ",
      " could run ", " managed ",  " survived ", " succeeded at "};
  static constexpr std::array<std::string_view, 3> kNone = {"no ", "none of the ", "not one "};
  const std::string said(without_joint(context.clause));
  const std::string_view text = from_none(said.starts_with("as ") ? std::string_view{said}.substr(3)
                                                                  : std::string_view{said});
  std::size_t verb = std::string::npos;
  for (const std::string_view each : kDone) {
    verb = std::min(verb, text.find(each));
  }
  const auto none =
      std::ranges::find_if(kNone, [&](std::string_view each) { return text.starts_with(each); });
  if (none == kNone.end() || verb == std::string::npos || context.mentions.empty()) {
    return std::nullopt;
  }
  const std::string_view noun = text.substr(none->size(), verb - std::min(verb, none->size()));
  const std::string_view one = noun.substr(0, noun.size() - (noun.ends_with('s') ? 1 : 0));
  if (names.factors_called(noun).empty() && names.factors_called(one).empty()) {
    return std::nullopt;
  }
  const Outcomes trials =
      outcomes_of(dataset, narrowed(scope_of(context.mentions), context.around));
  return trials.all > 0 ? std::optional(judged_count(trials.all_failed(), trials.why()))
                        : std::nullopt;
}

}  // namespace

std::vector<FailedRow> failed_for(const Dataset& dataset, std::string_view said) {
  const Ending* const ending = ending_in(said);
  const std::vector<std::string> words = reason_words(said);
  std::vector<FailedRow> rows;
  for (const FailedRow& each : words.empty() ? rows : all_failed(dataset)) {
    const std::string reason = lowered(each.table->reason_of(each.row));
    const bool told = std::ranges::all_of(
        words, [&](const std::string& word) { return tells_reason(reason, word); });
    if (ending == nullptr ? told : tells(*ending, reason)) {
      rows.push_back(each);
    }
  }
  return rows;
}

std::vector<Tally> tally_rows(const Dataset& dataset, const std::vector<FailedRow>& rows,
                              const Scope& scope) {
  std::map<std::string, double> by_shape;
  const std::vector<FailedRow> held = rows_in(dataset, rows, scope);
  for (const FailedRow& each : held) {
    by_shape[shape_of(*each.table)] += 1;
  }
  std::vector<Tally> tallies = {
      {static_cast<double>(held.size()), "trials that failed for that reason", ""}};
  for (const auto& [shape, count] : by_shape) {
    tallies.push_back({count, "of one kind of table, failed for that reason", ""});
  }
  return tallies;
}

namespace {

// The scope's trials by the shapes of their tables.
std::map<std::string, Outcomes> outcomes_by_shape(const Dataset& dataset, const Scope& scope) {
  std::map<std::string, Outcomes> by_shape;
  for (const Table* const table : tables_once(dataset, scope)) {
    if (table->kind != TableKind::kMeasured || !query::holds_trials(*table)) {
      continue;
    }
    const RowsInScope rows(*table, scope);
    Outcomes& trials = by_shape[shape_of(*table)];
    for (std::size_t row = 0; row < table->rows(); ++row) {
      trials.all += rows.holds(row) ? 1 : 0;
      trials.failed += rows.holds(row) && table->state[row].failed ? 1 : 0;
    }
  }
  return by_shape;
}

}  // namespace

Outcomes main_outcomes(const Dataset& dataset, const Scope& scope) {
  Outcomes most;
  for (const auto& [shape, trials] : outcomes_by_shape(dataset, scope)) {
    most = trials.all > most.all ? trials : most;
  }
  return most;
}

std::vector<Tally> tally_successes(const Dataset& dataset, const Scope& scope) {
  std::vector<Tally> tallies = tally_trials(dataset, scope, false);
  std::erase_if(tallies, [](const Tally& tally) { return tally.what != "successful trials"; });
  for (const auto& [shape, trials] : outcomes_by_shape(dataset, scope)) {
    if (trials.all > 0) {
      tallies.push_back({trials.all - trials.failed, "successful trials of one kind of table", ""});
    }
  }
  return tallies;
}

namespace {

// "Half of the failures concern A", "more than half of all failures involve int8".
std::optional<Judgement> judge_half_failed(const Dataset& dataset, std::string_view clause,
                                           const std::vector<Mention>& mentions) {
  static constexpr std::array<std::string_view, 7> kHalf = {
      "half of them",  "half of the failures", "half of all failures", "half the failures",
      "half of these", "half of all failed",   "half of the failed"};
  if (!has_any(clause, kHalf) || mentions.empty() || !has_any(clause, kFailureWords)) {
    return std::nullopt;
  }
  std::vector<Mention> named = mentions;
  std::erase_if(named,
                [&](const Mention& each) { return each.range.begin < clause.find("half "); });
  const std::vector<FailedRow> failed = all_failed(dataset);
  std::map<std::string, std::pair<double, double>> shapes;  // of the names, of all
  for (const FailedRow& each : rows_in(dataset, failed, scope_of(named))) {
    shapes[shape_of(*each.table)].first += 1;
  }
  for (const FailedRow& each : failed) {
    shapes[shape_of(*each.table)].second += 1;
  }
  const bool more = has_phrase(clause, "more than half");
  const auto is_half = [more](const auto& shape) {
    const auto& [there, all] = shape.second;
    return more ? there * 2 > all : !(there * 2 < all) && !(all < there * 2);
  };
  std::string why;
  for (const auto& [shape, counts] : shapes) {
    why.append(why.empty() ? "" : ", ").append(value_text(counts.first));
    why.append(" of ").append(value_text(counts.second));
  }
  return named.empty() || shapes.empty()
             ? std::nullopt
             : std::optional(judged_count(std::ranges::any_of(shapes, is_half),
                                          why + " failed trials are of it"));
}

}  // namespace

std::optional<Judgement> judge_failed_reasons(const Dataset& dataset, const NameFinder& names,
                                              const FailedForContext& context) {
  if (auto half = judge_half_failed(dataset, context.clause, context.mentions)) {
    return half;
  }
  auto judgement = judge_all_of_reason(dataset, context);
  judgement = judgement ? std::move(judgement) : judge_failed_ones(dataset, context);
  judgement = judgement ? std::move(judgement) : judge_ended_in(dataset, context);
  judgement = judgement ? std::move(judgement) : judge_most_failures(dataset, context);
  return judgement ? std::move(judgement) : judge_none_completed(dataset, names, context);
}

}  // namespace chimera::verify
