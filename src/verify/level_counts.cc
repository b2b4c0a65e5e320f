// How many levels a factor has, and how often each setting was repeated.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include "query/select.h"
#include "verify/counts.h"
#include "verify/tally.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

// The column of that name in any case.
const Column* column_in_any_case(const Table& table, const std::string& lower) {
  const auto found =
      std::find_if(table.columns.begin(), table.columns.end(),
                   [&](const Column& column) { return lowered(column.name) == lower; });
  return found == table.columns.end() ? nullptr : &*found;
}

// Columns that number the repetitions of one setting.
bool numbers_repeats(const Column& column) {
  static constexpr std::array<std::string_view, 15> kNames = {
      "repeat", "repetition", "rep",       "ts",    "trial", "run",  "sample", "iteration",
      "iter",   "seed",       "replicate", "round", "index", "pass", "date"};
  const auto words = name_words(std::string_view{column.name}.substr(column.name.rfind('.') + 1));
  return column.role == Role::kRun || std::any_of(words.begin(), words.end(), [](const auto& word) {
           return std::find(kNames.begin(), kNames.end(), word) != kNames.end();
         });
}

std::string repeated_setting(const Dataset& dataset, const Table& table, std::size_t row) {
  std::string setting;
  for (const Column& column : table.columns) {
    const bool sets = sets_the_trial(column.role) || column.name == "model" ||
                      dataset.factors().contains(lowered(column.name));
    if (sets && !numbers_repeats(column)) {
      setting.append(column.name).append("=").append(column.text_at(row)).append("\n");
    }
  }
  return setting;
}

bool is_named_by(const Column& column, std::string_view noun) {
  return (sets_the_trial(column.role) || column.role == Role::kNote || column.name == "model") &&
         is_named_so(column.name, noun);
}

std::set<std::string> columns_named(const Dataset& dataset, const Scope& scope,
                                    std::string_view noun) {
  std::set<std::string> names;
  for (const Table* const table : tables_of(dataset, scope)) {
    for (const Column& column : table->columns) {
      // A card's temperatures are no levels.
      if (column.role != Role::kMetric && is_named_by(column, noun)) {
        names.insert(column.name);
      }
    }
  }
  return names;
}

}  // namespace

bool is_named_so(std::string_view name, std::string_view noun) {
  const std::string_view singular = noun.substr(0, noun.size() - (noun.ends_with("s") ? 1 : 0));
  const std::string_view last = name.substr(name.rfind('.') + 1);
  const auto words = name_words(last);
  const bool one = words.size() == 1 && (words.front() == singular || words.front() == noun ||
                                         words.front() == std::string(singular) + "s");
  const bool numbered = words.size() == 2 && words.front() == singular &&
                        (words.back() == "index" || words.back() == "text" ||
                         words.back() == "id" || words.back() == "name");
  return one || numbered;
}

std::vector<Tally> tally_levels(const Dataset& dataset, const Scope& scope, std::string_view noun) {
  std::vector<Tally> tallies;
  for (const std::string& name : columns_named(dataset, scope, noun)) {
    std::set<std::string_view> all;
    for (const Table* const table : tables_of(dataset, scope)) {
      const Column* const column = column_called(*table, name);
      if (column == nullptr || column->role == Role::kMetric) {
        continue;
      }
      const std::set<std::string_view> here = values_in(*table, name, scope);
      all.insert(here.begin(), here.end());
      if (!here.empty()) {
        tallies.push_back({static_cast<double>(here.size()), name + " in " + table->file, ""});
      }
    }
    tallies.insert(tallies.begin(), {static_cast<double>(all.size()), "values of " + name, ""});
    // Models of a server have a tag; networks that were compiled have none.
    const auto tagged = std::count_if(all.begin(), all.end(), [](std::string_view value) {
      return value.find(':') != std::string_view::npos;
    });
    if (tagged > 0) {
      tallies.push_back({static_cast<double>(tagged), "values of " + name + " with a tag", ""});
    }
  }
  return tallies;
}

std::optional<Judgement> judge_level_count(const Dataset& dataset, const Numeral& stated,
                                           const std::vector<std::string>& columns,
                                           const Scope& scope) {
  std::vector<Tally> tallies;
  for (const std::string& name : columns) {
    Scope others = scope;
    std::erase_if(others.conditions, [&](const Setting& setting) {
      return std::find(setting.columns.begin(), setting.columns.end(), name) !=
             setting.columns.end();
    });
    for (const Scope& each : {others, Scope{}}) {
      std::set<std::string_view> all;
      for (const Table* const table : tables_of(dataset, each)) {
        if (const Column* const column = column_in_any_case(*table, name); column != nullptr) {
          const auto here = values_in(*table, column->name, each);
          all.insert(here.begin(), here.end());
        }
      }
      if (!all.empty()) {
        tallies.push_back({static_cast<double>(all.size()), "values of " + name, ""});
      }
    }
  }
  return tallies.empty() ? std::nullopt : std::optional(judged(stated, tallies, ClaimType::kCount));
}

Judgement judge_used_level(const Dataset& dataset, const Numeral& stated,
                           const std::vector<std::string>& columns, const Scope& scope) {
  std::string first;
  for (const Table* const table : tables_of(dataset, scope)) {
    for (const std::string& name : columns) {
      const Column* const column = column_in_any_case(*table, name);
      const std::set<std::string_view> none;
      for (const std::string_view value :
           column == nullptr ? none : values_in(*table, column->name, scope)) {
        if (query::value_matches(value_text(stated.value), value)) {
          return supported(ClaimType::kConfig, "a value of " + name);
        }
        if (first.empty()) {
          first.append(name).append(" is ").append(value);
        }
      }
    }
  }
  return first.empty() ? unsupported(ClaimType::kConfig, VerdictReason::kNoSuchMeasurement,
                                     "no trial of that scope has such a setting")
                       : contradicted(ClaimType::kConfig, VerdictReason::kWrongValue, first);
}

bool is_counted_each(std::string_view behind) {
  static constexpr std::array<std::string_view, 12> kEach = {
      " runs each",    " runs per",    " trials each",       " trials per",
      " timings each", " timings per", " measurements each", " measurements per",
      " run each",     " run per",     " trial each",        " trial per"};
  return starts_with_any(behind, kEach);
}

namespace {

// "Every configuration was measured three times", where a column numbers repetitions: refuted where
// fewer than half of the settings of its table were.
std::optional<Judgement> judge_each_repeated(const Dataset& dataset, const Numeral& stated,
                                             const Scope& scope) {
  static constexpr std::array<std::string_view, 8> kNumbering = {
      "rep", "repeat", "repetition", "replicate", "trial", "run", "iteration", "iter"};
  for (const Table* const table : tables_of(dataset, scope)) {
    const auto numbers = [&](const Column& column) {
      return is_one_of(lowered(column.name), kNumbering) && !column.shared &&
             values_in(*table, column.name, scope).size() > 1;
    };
    if (table->kind != TableKind::kMeasured || std::ranges::none_of(table->columns, numbers)) {
      continue;
    }
    std::map<std::string, double> counts;
    const RowsInScope rows(*table, scope);
    for (std::size_t row = 0; row < table->rows(); ++row) {
      if (rows.holds(row)) {
        counts[repeated_setting(dataset, *table, row)] += 1;
      }
    }
    const auto so_often = std::ranges::count_if(counts, [&](const auto& each) {
      return count_agreement(stated, each.second) >= Agreement::kRounded;
    });
    if (2 * static_cast<std::size_t>(so_often) < counts.size()) {
      return judged_count(false, std::to_string(so_often) + " of " + std::to_string(counts.size()) +
                                     " settings were repeated so often");
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<Judgement> judge_repeats(const Dataset& dataset, const Numeral& stated,
                                       std::string_view clause, std::string_view behind,
                                       const Scope& scope) {
  static constexpr std::array<std::string_view, 8> kEach = {
      "each",       "every",     "per configuration", "per setting",
      "per prompt", "per model", "per cell",          "repeated"};
  static constexpr std::array<std::string_view, 6> kEnds = {" with ", " at ", " and ",
                                                            " of ",   " in ", " for "};
  behind = up_to_any(behind, kEnds);
  static constexpr std::array<std::string_view, 5> kDone = {"repeated", "was run", "were run",
                                                            "was executed", "was measured"};
  const bool times = behind.starts_with(" times") && has_any(clause, kDone);
  const bool repeats = has_phrase(behind, "repetitions") || has_phrase(behind, "repeats") ||
                       has_phrase(behind, "replicates") || has_phrase(behind, "iterations") ||
                       is_counted_each(behind);
  if (!times && !(repeats && has_any(clause, kEach))) {
    return std::nullopt;
  }
  static constexpr std::array<std::string_view, 3> kEvery = {"every", "each", "all"};
  if (auto seldom =
          has_any(clause, kEvery) ? judge_each_repeated(dataset, stated, scope) : std::nullopt) {
    return seldom;
  }
  std::map<std::string, std::size_t> counts;
  for (const Table* const table : tables_once(dataset, scope)) {
    const RowsInScope rows(*table, scope);
    for (std::size_t row = 0; table->kind == TableKind::kMeasured && row < table->rows(); ++row) {
      if (rows.holds(row)) {
        ++counts[repeated_setting(dataset, *table, row)];
      }
    }
  }
  std::map<std::size_t, std::size_t> sizes;
  for (const auto& [setting, count] : counts) {
    ++sizes[count];
  }
  std::vector<Tally> tallies;
  tallies.reserve(sizes.size());
  for (const auto& [size, often] : sizes) {
    tallies.push_back({static_cast<double>(size), "repetitions of a setting", ""});
  }
  for (const Table* const table : tables_of(dataset, scope)) {
    for (const Column& column : table->columns) {
      const auto numbers = values_in(*table, column.name, {});
      if (table->kind == TableKind::kMeasured && numbers.size() > 1 && numbers.size() < 1000 &&
          numbers_repeats(column) && column.role != Role::kTime) {
        tallies.push_back({static_cast<double>(numbers.size()), "values of " + column.name, ""});
      }
    }
  }
  return tallies.empty() ? std::nullopt : std::optional(judged(stated, tallies, ClaimType::kCount));
}

}  // namespace chimera::verify
