#include "verify/single_runs.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "verify/column_kinds.h"
#include "verify/comparison_words.h"
#include "verify/sample.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

constexpr std::string_view kAgainst = " against ";
constexpr std::array<std::string_view, 4> kOneRun = {
    "one run for each setting", "one run per setting", "one run for each configuration",
    "one run per configuration"};

/// How often settings were run that meet a scope.
struct Runs {
  std::size_t trials = 0;
  std::set<std::string> settings;

  [[nodiscard]] bool repeated() const { return trials >= 2 * settings.size(); }

  // Another run of what it holds, however many trials it took of each setting.
  void add_run(const Runs& other) {
    trials += other.settings.size();
    settings.insert(other.settings.begin(), other.settings.end());
  }
};

// The row's factors and subjects, but for those columns.
std::string setting_of(const Table& table, std::size_t row, const std::vector<std::string>& apart) {
  std::string setting;
  for (const Column& column : table.columns) {
    const bool sets = column.role == Role::kFactor || column.role == Role::kSubject;
    if (sets && std::ranges::find(apart, column.name) == apart.end()) {
      setting.append(column.text_at(row)).append("\x1f");
    }
  }
  return setting;
}

// Of one table; what `apart` tells from each other is no setting.
Runs runs_of(const Table& table, const Mention& level, const Mention& apart) {
  Runs runs;
  const Scope scope = scope_of({level});
  const RowsInScope rows(table, scope);
  if (rows.is_none()) {
    return runs;
  }
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (table.state[row].failed || !rows.holds(row)) {
      continue;
    }
    ++runs.trials;
    runs.settings.insert(setting_of(table, row, apart.columns));
  }
  return runs;
}

enum class Found { kNothing, kRepeated, kSingle };

// Where one place holds one run for each, so do the data.
void note(const Runs& a, const Runs& b, Found& found) {
  if (a.trials > 0 && b.trials > 0 && found != Found::kSingle) {
    found = a.repeated() || b.repeated() ? Found::kRepeated : Found::kSingle;
  }
}

Found found_of(const Dataset& dataset, const Mention& a, const Mention& b) {
  Found found = Found::kNothing;
  std::set<std::string_view> contents;
  std::map<std::string, std::pair<Runs, Runs>> alike;  // by shape: tables that have one of the two
  for (const Table& table : dataset.observations().tables) {
    if (table.kind != TableKind::kMeasured ||
        (!table.content.empty() && !contents.insert(table.content).second)) {
      continue;
    }
    const Runs of_a = runs_of(table, a, a);
    const Runs of_b = runs_of(table, b, b);
    if (of_a.trials > 0 && of_b.trials > 0) {
      note(of_a, of_b, found);
    } else if (of_a.trials + of_b.trials > 0) {
      auto& [all_a, all_b] = alike[shape_of(table)];
      all_a.add_run(of_a);
      all_b.add_run(of_b);
    }
  }
  for (const auto& [shape, runs] : alike) {
    note(runs.first, runs.second, found);
  }
  return found;
}

// Where the clause says so; 0 where it doesn't.
std::size_t find_one_run(std::string_view clause) {
  for (const std::string_view phrase : kOneRun) {
    if (const std::size_t at = find_phrase(clause, phrase); at != std::string_view::npos) {
      return at;
    }
  }
  return 0;
}

// A quotation mark may stand between a name and what is beside it.
const Mention* ending_before(const std::vector<Mention>& mentions, std::size_t at) {
  const auto found = std::find_if(mentions.begin(), mentions.end(), [&](const Mention& mention) {
    return mention.range.end == at || mention.range.end + 1 == at;
  });
  return found == mentions.end() ? nullptr : &*found;
}

const Mention* beginning_behind(const std::vector<Mention>& mentions, std::size_t at) {
  const auto found = std::find_if(mentions.begin(), mentions.end(), [&](const Mention& mention) {
    return mention.range.begin == at || mention.range.begin == at + 1;
  });
  return found == mentions.end() ? nullptr : &*found;
}

// "Each configuration of the sweep was run once": of tables that vary two factors or more.
std::optional<Judgement> judge_run_once(const Dataset& dataset, std::string_view clause,
                                        const std::vector<Mention>& mentions) {
  static constexpr std::array<std::string_view, 6> kOnce = {"run once",         "run only once",
                                                            "run exactly once", "executed once",
                                                            "measured once",    "tested once"};
  static constexpr std::array<std::string_view, 3> kEach = {"each", "every", "all"};
  static constexpr std::array<std::string_view, 4> kWhat = {"configuration*", "setting*",
                                                            "combination*", "cell*"};
  if (!has_any(clause, kOnce) || !has_any(clause, kEach) || !has_any(clause, kWhat)) {
    return std::nullopt;
  }
  bool swept = false;
  for (const Table* const table : tables_of(dataset, scope_of(mentions))) {
    Runs runs;
    const auto varied = std::ranges::count_if(table->columns, [](const Column& column) {
      return column.role == Role::kFactor && !column.shared;
    });
    for (std::size_t row = 0; table->kind == TableKind::kMeasured && row < table->rows(); ++row) {
      ++runs.trials;
      runs.settings.insert(setting_of(*table, row, {}));
    }
    swept = swept || (varied > 1 && runs.trials > 0);
    if (varied > 1 && runs.trials > runs.settings.size()) {
      return contradicted(ClaimType::kOther, VerdictReason::kWrongCount,
                          "settings of " + table->file + " were repeated");
    }
  }
  return swept ? std::optional(supported(ClaimType::kOther, "no setting was run a second time"))
               : std::nullopt;
}

}  // namespace

std::optional<Judgement> judge_single_runs(const Dataset& dataset, std::string_view clause,
                                           const std::vector<Mention>& mentions) {
  if (auto once = judge_run_once(dataset, clause, mentions)) {
    return once;
  }
  const std::size_t said = find_one_run(clause);
  std::size_t pairs = 0;
  for (std::size_t at = clause.find(kAgainst); at < said; at = clause.find(kAgainst, at + 1)) {
    const Mention* const a = ending_before(mentions, at);
    const Mention* const b = beginning_behind(mentions, at + kAgainst.size());
    if (a == nullptr || b == nullptr || a->columns.empty() || !is_akin(*a, *b) || is_same(*a, *b)) {
      return unsupported(ClaimType::kOther, VerdictReason::kTooVague,
                         "it doesn't hold two values of one column against each other");
    }
    const Found found = found_of(dataset, *a, *b);
    if (found == Found::kRepeated) {
      return contradicted(ClaimType::kOther, VerdictReason::kWrongCount,
                          "settings of " + a->alias + " and " + b->alias + " were repeated");
    }
    pairs += found == Found::kSingle ? 1U : 0U;
  }
  return pairs == 0 ? std::nullopt
                    : std::optional(supported(ClaimType::kOther,
                                              "settings of these were not run a second time"));
}

}  // namespace chimera::verify
