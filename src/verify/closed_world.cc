#include "verify/closed_world.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>

#include "query/select.h"
#include "verify/sample.h"
#include "verify/tally.h"
#include "verify/unknown_names.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

constexpr std::array<std::string_view, 27> kNever = {
    "never run",        "never tested",  "never measured",  "never benchmarked", "never evaluated",
    "not run",          "not tested",    "not measured",    "not benchmarked",   "not evaluated",
    "not recorded",     "not collected", "not part of",     "not covered",       "not included",
    "did not run",      "did not test",  "did not measure", "not among",         "never recorded",
    "did not evaluate", "never varied",  "not varied",      "not performed",     "never performed",
    "not carried out",  "not executed",
};

// "`a.csv` lacks A, B and others": by the trials of the file, whatever others have.
std::optional<Judgement> judge_lacking_file(const Dataset& dataset,
                                            const StatementContext& context) {
  static constexpr std::array<std::string_view, 4> kLacks = {" lacks ", " lack ", " omits ",
                                                             " does not contain "};
  std::size_t at = std::string::npos;
  for (const std::string_view word : kLacks) {
    at = std::min(at, context.clause.find(word));
  }
  std::vector<Mention> places;
  std::vector<Mention> things;
  for (const Mention& mention : context.mentions) {
    const bool file = !mention.files.empty();
    if (file && mention.range.end <= at) {
      places.push_back(mention);
    } else if (!file && !mention.unknown && mention.range.begin > at) {
      things.push_back(mention);
    }
  }
  if (at == std::string::npos || places.empty() || things.empty()) {
    return std::nullopt;
  }
  double there = 0;
  for (const Mention& thing : things) {
    std::vector<Mention> both = places;
    both.push_back(thing);
    there += tally_trials(dataset, scope_of(both), false).front().value;
  }
  return judged_presence(there > 0, true, value_text(there) + " trials of it are there");
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
    if (!dataset.data_mention(name)) {
      return judged_presence(false, denied, "nothing there is called '" + name + "'");
    }
  }
  return std::nullopt;
}

// "A batch of 1024 was never tested", where a file of settings has "tuned.n_batch": 1024; "" for
// none.
std::string file_that_notes(const Dataset& dataset, const Mention& setting) {
  for (const Table* const table : tables_of(dataset, {})) {
    for (const Column& column : table->columns) {
      const std::string name = lowered(column.name);
      const std::string_view last = std::string_view{name}.substr(name.rfind('.') + 1);
      if (measures(column.role) ||
          std::ranges::find(setting.columns, last) == setting.columns.end()) {
        continue;
      }
      for (std::size_t row = 0; row < table->rows(); ++row) {
        if (std::ranges::any_of(setting.values, [&](const std::string& value) {
              return query::value_matches(value, column.text_at(row));
            })) {
          return table->file;
        }
      }
    }
  }
  return {};
}

// "A batch of 2048 was never tested": of a number that is no level of the factor.
std::optional<Judgement> judge_untried_level(const Dataset& dataset,
                                             const StatementContext& context) {
  const auto columns = context.names->factor_in(context.clause);
  const std::size_t digits = context.clause.find_first_of("0123456789");
  if (columns.empty() || digits == std::string::npos) {
    return std::nullopt;
  }
  Mention level;
  level.columns = columns;
  level.values = {context.clause.substr(digits, digits_end(context.clause, digits) - digits)};
  const std::string noted = file_that_notes(dataset, level);
  return noted.empty() ? judged_presence(false, true, "no trial has this " + columns.front())
                       : judged_presence(true, true, noted + " was run with it");
}

// "Neither A nor B was tested": refuted by either, and true of names that stand nowhere.
std::optional<Judgement> judge_neither(const Dataset& dataset, const StatementContext& context) {
  static constexpr std::array<std::string_view, 9> kDone = {
      "was run",      "was tested",  "was measured", "was benchmarked", "was evaluated",
      "was included", "was covered", "is part of",   "is included"};
  const std::string_view said = without_joint(context.clause);
  if (!said.starts_with("neither ") || !has_any(said, kDone)) {
    return std::nullopt;
  }
  const auto met = std::ranges::find_if(context.mentions, [&dataset](const Mention& mention) {
    return !mention.unknown && trials_of_all(dataset, {mention}) > 0;
  });
  if (met != context.mentions.end()) {
    return judged_presence(true, true, "the data hold " + met->alias);
  }
  const std::string unknown = unknown_family(dataset, said);
  return context.mentions.empty() && !unknown.empty()
             ? std::optional(judged_presence(false, true, "nothing is called '" + unknown + "'"))
             : std::nullopt;
}

}  // namespace

double trials_of_all(const Dataset& dataset, const std::vector<Mention>& mentions) {
  double trials = 0;
  const Scope scope = scope_of(mentions);
  for (const Table* const table : tables_of(dataset, scope)) {
    const bool there = lies_in(dataset.files()[dataset.file_of(*table)].path, mentions);
    const RowsInScope rows(*table, scope);
    for (std::size_t row = 0; there && row < table->rows(); ++row) {
      trials += rows.holds(row) ? 1 : 0;
    }
  }
  return trials;
}

bool denies_doing(std::string_view clause) {
  // "TVM could not run there": it failed.
  static constexpr std::array<std::string_view, 3> kUnable = {"could not run", "cannot run",
                                                              "can not run"};
  return has_any(clause, kNever) && !has_any(clause, kUnable);
}

std::optional<Judgement> judge_in_closed_world(const Dataset& dataset,
                                               const StatementContext& context) {
  if (auto neither = judge_neither(dataset, context)) {
    return neither;
  }
  if (auto lacking = judge_lacking_file(dataset, context)) {
    return lacking;
  }
  // "No duplicate files were found".
  static constexpr std::array<std::string_view, 4> kNoCopies = {
      "no duplicate*", "no redundant files", "no identical files", "no copies"};
  if (has_any(context.clause, kNoCopies) && context.mentions.empty()) {
    const auto copies = static_cast<double>(dataset.inventory().copies.size());
    return judged_presence(copies > 0, true,
                           value_text(copies) + " sets of the same values stand in several files");
  }
  static constexpr std::array<std::string_view, 3> kNone = {"there are no ", "there is no ", "no "};
  static constexpr std::array<std::string_view, 14> kTrials = {
      "run*",       "result*",   "trial*",   "test*",       "measurement*",
      "benchmark*", "data",      "sweep*",   "experiment*", "configuration*",
      "grid*",      "baseline*", "variant*", "artifact*"};
  const bool denied =
      denies_doing(context.clause) ||
      (starts_with_any(without_joint(context.clause), kNone) && has_any(context.clause, kTrials));
  if (auto unknown = judge_unknown_name(dataset, context, denied)) {
    return unknown;
  }
  if (denied && context.mentions.empty()) {
    return judge_untried_level(dataset, context);
  }
  const bool alone = context.mentions.size() == 1 && context.mentions.front().files.empty();
  const bool setting = alone && !context.mentions.front().unknown;
  // "32 threads were never tested", and no trial has so many.
  if (denied && alone && !setting && context.mentions.front().kind == NameKind::kLevel) {
    const std::string noted = file_that_notes(dataset, context.mentions.front());
    return noted.empty() ? judged_presence(false, true, "no trial has it")
                         : judged_presence(true, true, noted + " was run with it");
  }
  if (!denied || (context.mentions.size() < 2 && !setting)) {
    return std::nullopt;
  }
  // What was never varied may well have been run.
  // "No run used more than 16 threads" is of others.
  static constexpr std::array<std::string_view, 8> kVaried = {
      "never varied", "not varied", "a part of the grid", "more than", "less than", "fewer than",
      "above",        "failed"};
  if (has_any(context.clause, kVaried)) {
    return std::nullopt;
  }
  const double trials = trials_of_all(dataset, context.mentions);
  const std::string noted =
      setting && !(trials > 0) ? file_that_notes(dataset, context.mentions.front()) : std::string();
  return noted.empty()
             ? judged_presence(trials > 0, true, value_text(trials) + " trials are of both")
             : judged_presence(true, true, noted + " was run with it");
}

bool in_one_table(const Dataset& dataset, const std::vector<std::string>& a,
                  const std::vector<std::string>& b) {
  return std::ranges::any_of(dataset.observations().tables, [&](const Table& table) {
    return column_called(table, a) != nullptr && column_called(table, b) != nullptr;
  });
}

void settle_experiments(const Dataset& dataset, std::span<Mention> mentions) {
  if (mentions.size() < 2) {
    return;
  }
  const auto is_real = [](const std::string& column) { return !column.starts_with('('); };
  for (Mention& mention : mentions) {
    // "Parameter tuning" of …_param_tuning.csv: the last word of it.
    const std::string last = mention.alias.substr(mention.alias.find_last_of(" _") + 1);
    const bool of_files = mention.kind == NameKind::kLevel && last.size() < mention.alias.size() &&
                          !has_digit(mention.alias) && dataset.files_named(last) > 0;
    if (!may_be_experiment(mention) && !of_files) {
      continue;
    }
    std::vector<std::string> columns;
    std::ranges::copy_if(mention.columns, std::back_inserter(columns), is_real);
    const auto is_other = [&](const Mention& each) {
      return !each.columns.empty() && is_real(each.columns.front()) &&
             each.range.begin != mention.range.begin;
    };
    const auto stands_beside = [&](const Mention& each) {
      return is_other(each) && in_one_table(dataset, columns, each.columns);
    };
    const bool apart =
        std::ranges::any_of(mentions, is_other) && std::ranges::none_of(mentions, stands_beside);
    if (apart && !columns.empty()) {
      mention.values = may_be_experiment(mention) ? mention.values : std::vector<std::string>{last};
      mention.columns = {std::string(kExperimentColumn)};
    }
  }
}

std::optional<Judgement> judge_only_in(const Dataset& dataset, const StatementContext& context) {
  static constexpr std::array<std::string_view, 6> kOnly = {
      "only in", "exclusively in", "only available in", "only found in", "only for", "solely in"};
  std::vector<Mention> things = context.mentions;
  std::vector<std::size_t> there;
  for (const Mention& mention : things) {
    add_all(there, mention.files);
  }
  std::erase_if(things, [](const Mention& each) { return !each.files.empty() || each.unknown; });
  if (!has_any(context.clause, kOnly) || things.empty() || there.empty()) {
    return std::nullopt;
  }
  const Scope scope = scope_of(things);
  for (const Table* const table : tables_of(dataset, scope)) {
    const RowsInScope rows(*table, scope);
    const bool elsewhere =
        std::ranges::find(there, dataset.file_of(*table)) == there.end() && !rows.is_none();
    for (std::size_t row = 0; elsewhere && row < table->rows(); ++row) {
      if (rows.holds(row) && !table->state[row].failed) {
        return contradicted(ClaimType::kExistence, VerdictReason::kWrongValue,
                            table->file + " has it, too");
      }
    }
  }
  return supported(ClaimType::kExistence, "no other file has a trial of it");
}

}  // namespace chimera::verify
