#include "verify/failed_parts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <string>

#include "query/measure.h"
#include "verify/sample.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

using Tables = std::vector<const Table*>;

// So many of so many.
struct Lost {
  double failed = 0;
  double all = 0;
};

// The trials of the scope in the tables that have one of the columns (of all tables for no
// columns), and the levels of it, of which those are lost that have a failed trial.
struct LostCounts {
  Lost trials;
  Lost levels;
};

LostCounts count_lost(const Tables& tables, const Scope& scope,
                      const std::vector<std::string>& columns) {
  LostCounts counts;
  std::set<std::string_view> contents;
  std::map<std::string_view, bool> levels;
  for (const Table* const table : tables) {
    const bool copy = !table->content.empty() && !contents.insert(table->content).second;
    const Column* const column = column_called(*table, columns);
    const bool counted = columns.empty() || column != nullptr;
    if (copy || !counted || table->kind != TableKind::kMeasured || !query::holds_trials(*table)) {
      continue;
    }
    const RowsInScope rows(*table, scope);
    for (std::size_t row = 0; row < table->rows(); ++row) {
      if (!rows.holds(row)) {
        continue;
      }
      const bool failed = table->state[row].failed;
      counts.trials.all += 1;
      counts.trials.failed += failed ? 1 : 0;
      if (!columns.empty()) {
        bool& lost = levels[column->text_at(row)];
        lost = lost || failed;
      }
    }
  }
  counts.levels.all = static_cast<double>(levels.size());
  counts.levels.failed = static_cast<double>(
      std::ranges::count_if(levels, [](const auto& each) { return each.second; }));
  return counts;
}

// The tables of each file that hold trials of the scope.
std::map<std::size_t, Tables> by_file(const Dataset& dataset, const Scope& scope) {
  std::map<std::size_t, Tables> files;
  for (const Table* const table : tables_of(dataset, scope)) {
    if (count_lost({table}, scope, {}).trials.all > 0) {
      files[dataset.file_of(*table)].push_back(table);
    }
  }
  return files;
}

void drop_columns(Scope& scope, const std::vector<std::string>& columns) {
  std::erase_if(scope.conditions,
                [&](const Setting& setting) { return share_column(setting.columns, columns); });
}

bool is_same(const Numeral& stated, double value) {
  return std::abs(stated.value - value) < 0.5;
}

// "3 of the 23 ": both numbers and the words behind them, up to the verb.
bool is_part_of_whole(const FailedContext& context, Range verb) {
  static constexpr std::array<std::string_view, 5> kOf = {" of ", " of the ", " of its ",
                                                          " of all ", " of their "};
  if (context.numerals.size() != 2 || context.numerals.back().range.end > verb.begin) {
    return false;
  }
  const Range part = context.numerals.front().range;
  const Range whole = context.numerals.back().range;
  const std::string_view clause = context.clause;
  const bool plain = std::ranges::all_of(context.numerals, [](const Numeral& each) {
    return each.unit.empty() && each.kind == NumeralKind::kNumber && each.decimals <= 0;
  });
  const std::string_view between = clause.substr(part.end, whole.begin - part.end);
  constexpr std::size_t kOwnerWords = 5;  // "of the vocoder's five"
  const bool owned = between.starts_with(" of ") && between.ends_with("'s ") &&
                     words_of(between).size() <= kOwnerWords;
  return plain && (owned || is_one_of(between, kOf));
}

}  // namespace

std::optional<Judgement> judge_failed_of(const Dataset& dataset, const NameFinder& names,
                                         const FailedContext& context) {
  const std::string_view clause = context.clause;
  const auto [verb, of_ending] = failing_verb(clause);
  if (verb.begin == std::string_view::npos || of_ending || !is_part_of_whole(context, verb) ||
      !is_place(up_to_any(clause.substr(verb.end), std::array<std::string_view, 2>{",", ";"}))) {
    return std::nullopt;
  }
  const std::size_t noun = context.numerals.back().range.end;
  const std::string counted = trimmed(clause.substr(noun, verb.begin - noun), " ");
  auto columns = names.factor_in(counted);
  if (columns.empty() && counted.ends_with('s')) {  // "backends"
    columns = names.factor_in(std::string_view{counted}.substr(0, counted.size() - 1));
  }
  const std::size_t comma = std::min(clause.find(',', verb.end), clause.size());
  std::vector<Mention> here = context.mentions;
  std::erase_if(here, [comma](const Mention& each) { return each.range.begin > comma; });
  Scope scope = narrowed(scope_of(here), context.scope);
  drop_columns(scope, columns);
  const Tables tables = tables_of(dataset, scope);
  std::vector<Lost> whole;
  for (const auto& of : {columns, std::vector<std::string>()}) {
    const LostCounts counts = count_lost(tables, scope, of);
    whole.push_back(counts.trials);
    whole.push_back(counts.levels);
  }
  const auto is_so_many = [&](const Lost& each) {
    return is_same(context.numerals.back(), each.all);
  };
  const auto holds = [&](const Lost& each) {
    return is_so_many(each) && is_same(context.numerals.front(), each.failed);
  };
  if (std::ranges::any_of(whole, holds)) {
    return judged_count(true, "so many of them failed");
  }
  constexpr std::size_t kFilesMax = 60;  // of more, one may fit any number
  const auto files = by_file(dataset, scope);
  const bool of_one = std::ranges::any_of(files, [&](const auto& file) {
    const LostCounts counts = count_lost(file.second, scope, columns);
    return holds(counts.trials) || holds(counts.levels);
  });
  if (of_one) {
    return files.size() > kFilesMax ? unsupported(ClaimType::kCount, VerdictReason::kTooVague,
                                                  "of which file it is said, the text doesn't name")
                                    : judged_count(true, "so many of them failed in a file");
  }
  const auto first = std::ranges::find_if(whole, is_so_many);
  return first == whole.end()
             ? std::nullopt
             : std::optional(judged_count(
                   false, value_text(first->failed) + " of " + value_text(first->all) + " failed"));
}

std::optional<Judgement> judge_went_in_some(const Dataset& dataset, const FailedContext& context) {
  static constexpr std::array<std::string_view, 3> kFailed = {" failed in ", " failed on ",
                                                              " failed for "};
  static constexpr std::array<std::string_view, 6> kWent = {" succeeded in ", " succeeded on ",
                                                            " worked in ",    " worked on ",
                                                            " worked for ",   " succeeded for "};
  static constexpr std::array<std::string_view, 8> kNouns = {
      " bench",   " benches",  " benchmark", " benchmarks",
      " network", " networks", " file",      " files"};
  const std::string_view clause = context.clause;
  if (context.numerals.size() != 2 || !is_part_of_whole(context, {clause.size(), clause.size()})) {
    return std::nullopt;
  }
  const std::string_view ahead = clause.substr(0, context.numerals.front().range.begin);
  const bool failed = ends_with_any(ahead, kFailed);
  const std::string_view behind = clause.substr(context.numerals.back().range.end);
  const bool of_things = std::ranges::any_of(
      kNouns, [behind](std::string_view noun) { return has_phrase(behind, noun.substr(1)); });
  const bool named = std::ranges::any_of(context.mentions, [&](const Mention& each) {
    return each.range.end <= ahead.size() && each.files.empty() && !each.unknown;
  });
  if ((!failed && !ends_with_any(ahead, kWent)) || !of_things || !named) {
    return std::nullopt;
  }
  const Scope scope = narrowed(scope_of(context.mentions), context.scope);
  Lost files;
  for (const auto& [file, tables] : by_file(dataset, scope)) {
    files.all += 1;
    files.failed += count_lost(tables, scope, {}).trials.failed > 0 ? 1 : 0;
  }
  if (!is_same(context.numerals.back(), files.all)) {
    return std::nullopt;
  }
  const double part = failed ? files.failed : files.all - files.failed;
  const std::string why =
      "it failed in " + value_text(files.failed) + " of " + value_text(files.all) + " files";
  return judged_count(is_same(context.numerals.front(), part), why);
}

}  // namespace chimera::verify
