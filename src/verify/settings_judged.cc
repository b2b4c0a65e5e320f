#include "verify/settings_judged.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "query/select.h"
#include "stats/descriptive.h"
#include "verify/comparison_words.h"
#include "verify/fair_readings.h"
#include "verify/quantities.h"
#include "verify/tally.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

// Whether a part of the nested name is one of the mentions' words.
bool is_of_one(std::string_view column, const std::vector<Mention>& mentions) {
  for (std::size_t begin = 0; begin < column.size();) {
    const std::size_t end = std::min(column.find('.', begin), column.size());
    const std::string part = lowered(column.substr(begin, end - begin));
    if (std::any_of(mentions.begin(), mentions.end(),
                    [&](const Mention& mention) { return mention.alias == part; })) {
      return true;
    }
    begin = end + 1;
  }
  return false;
}

bool has_value(const Column& column, std::size_t row, const std::vector<std::string>& values) {
  return std::any_of(values.begin(), values.end(), [&](const std::string& value) {
    return query::value_matches(value, column.text_at(row));
  });
}

// What a trial was run under, its repetition apart.
std::string configuration_of(const Cell& cell) {
  std::string configuration = cell.table->file + "\n";
  for (const Column& column : cell.table->columns) {
    if ((column.role == Role::kFactor || column.role == Role::kSubject) && !column.shared) {
      configuration.append(column.name).append("=").append(column.text_at(cell.row)).append("\n");
    }
  }
  return configuration;
}

// One cell of each configuration whose mean is best in the metric's direction, with that mean.
std::vector<Cell> best_cells(const Metric& metric, const Sample& sample) {
  const bool low = direction_of_metric(metric) == Direction::kLowerIsBetter;
  std::map<std::string, std::pair<Cell, std::vector<double>>> groups;
  for (const Cell& cell : sample.cells) {
    auto& [first, values] =
        groups.try_emplace(configuration_of(cell), cell, std::vector<double>()).first->second;
    values.push_back(cell.value);
  }
  std::vector<Cell> best;
  for (auto& [configuration, group] : groups) {
    Cell cell = group.first;
    cell.value = stats::mean(group.second).value_or(cell.value);
    const double sign = best.empty() ? 1 : sign_of(cell.value, best.front().value) * (low ? -1 : 1);
    if (sign > 0) {
      best = {cell};
    } else if (!(sign < 0)) {
      best.push_back(cell);
    }
  }
  return best;
}

// Whether one of the best cells has the settings; nullopt of none.
std::optional<Judgement> judge_best_cells(const Metric& metric, const std::vector<Cell>& best,
                                          const Scope& set) {
  if (best.empty()) {
    return std::nullopt;
  }
  const Cell& cell = best.front();
  std::string why =
      "the best " + metric.name + ", " + value_text(cell.value, metric.unit) + ", has";
  for (const Column& column : cell.table->columns) {
    if (column.role == Role::kFactor && !column.shared) {
      why.append(" ").append(column.name).append("=").append(column.text_at(cell.row));
    }
  }
  const bool holds = std::any_of(best.begin(), best.end(), [&](const Cell& each) {
    return RowsInScope(*each.table, set).holds(each.row);
  });
  return holds ? supported(ClaimType::kExtreme, why)
               : contradicted(ClaimType::kExtreme, VerdictReason::kWrongDirection, why);
}

bool says_best_configuration(std::string_view sentence) {
  static constexpr std::array<std::string_view, 5> kBest = {"best", "optimal", "winner", "winning",
                                                            "fastest"};
  static constexpr std::array<std::string_view, 8> kWhat = {
      "configuration", "config",     "setting", "settings",
      "combination",   "parameters", "setup",   "average"};
  static constexpr std::array<std::string_view, 6> kOthers = {"runner-up", "lowest",  "worst",
                                                              "second",    "slowest", "next"};
  // "The 1b model peaks with num_gpu=80, num_ctx=1024".
  static constexpr std::array<std::string_view, 5> kPeaks = {
      "peaks with ", "peaked with ", "is fastest with ", "is fastest at ", "performs best with "};
  return !has_any(sentence, kOthers) &&
         (has_phrase(sentence, "winner") || ends_with_any(sentence, kPeaks) ||
          (has_any(sentence, kBest) && has_any(sentence, kWhat)));
}

// Words that count trials of any kind.
bool counts_anything(std::string_view word) {
  static constexpr std::array<std::string_view, 15> kWords = {
      "each", "run",   "runs",    "iteration", "iterations", "iters", "iter", "repetitions",
      "reps", "times", "samples", "steps",     "repeats",    "num",   "n"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

struct Called {
  std::string own;      ///< what is left without words that count anything, as one word
  std::string counted;  ///< the last of those; "" for none
};

Called called(const std::vector<std::string>& words) {
  Called name;
  for (std::string word : words) {
    if (counts_anything(word)) {
      const bool each = word == "each" && !name.counted.empty();  // "400 samples each"
      name.counted = each ? name.counted : word;
      continue;
    }
    if (word.size() > 3 && word.ends_with('s')) {
      word.pop_back();
    }
    name.own += word;
  }
  return name;
}

// The words behind a number, at most three and up to what ends a noun.
std::vector<std::string> noun_words(std::string_view behind) {
  static constexpr std::array<std::string_view, 13> kEnds = {
      " per ",  " after ", " before ", " with ", " at ", " on ", " for ",
      " were ", " was ",   " in ",     " and ",  ",",    "."};
  behind = up_to_any(behind, kEnds);
  std::vector<std::string> words;
  for (const Range& word : words_of(behind)) {
    if (words.size() < 3) {
      words.emplace_back(behind.substr(word.begin, word.end - word.begin));
    }
  }
  return words;
}

}  // namespace

Judgement judge_used_setting(const Dataset& dataset, const Mention& setting, const Scope& around,
                             const std::vector<Mention>& others) {
  // Another level in a heading is not where this one is said to be.
  Scope scope = around;
  std::erase_if(scope.conditions, [&](const Setting& each) {
    return each.soft && share_column(each.columns, setting.columns);
  });
  std::vector<std::string> columns = setting.columns;
  const auto of_others = [&](const std::string& column) { return is_of_one(column, others); };
  if (std::any_of(columns.begin(), columns.end(), of_others)) {
    std::erase_if(columns, [&](const std::string& column) { return !of_others(column); });
  }
  std::string other;
  for (const Table* const table : tables_of(dataset, scope)) {
    const RowsInScope rows(*table, scope);
    for (const Column& column : table->columns) {
      if (std::find(columns.begin(), columns.end(), lowered(column.name)) == columns.end()) {
        continue;
      }
      for (std::size_t row = 0; row < table->rows(); ++row) {
        const bool here = rows.holds(row) || (!rows.is_none() && of_others(lowered(column.name)));
        if (here && has_value(column, row, setting.values)) {
          return supported(ClaimType::kConfig, "a level of " + columns.front());
        }
        if (here && other.empty()) {
          other = column.text_at(row);
        }
      }
    }
  }
  return other.empty() ? supported(ClaimType::kConfig, "a level of " + columns.front())
                       : contradicted(ClaimType::kConfig, VerdictReason::kWrongValue,
                                      columns.front() + " is " + other + " there");
}

Judgement judge_failed_with(const Dataset& dataset, const std::vector<Mention>& settings,
                            const Scope& scope) {
  const double failed = tally_trials(dataset, scope, true).front().value;
  const double with =
      tally_trials(dataset, narrowed(scope_of(settings), scope), true).front().value;
  const std::string why =
      value_text(with) + " of " + value_text(failed) + " failed trials have this setting";
  if (!(failed > 0)) {
    return unsupported(ClaimType::kCount, VerdictReason::kNoSuchMeasurement,
                       "nothing failed there");
  }
  if (!(with < failed)) {
    return supported(ClaimType::kCount, why);
  }
  const bool placed = scope.is_all() || scope.files ||
                      std::any_of(scope.conditions.begin(), scope.conditions.end(),
                                  [](const Setting& each) { return !each.soft; });
  return placed ? contradicted(ClaimType::kCount, VerdictReason::kWrongCount, why)
                : unsupported(ClaimType::kCount, VerdictReason::kTooVague, why);
}

std::optional<Judgement> judge_best_setting(const Dataset& dataset, std::string_view before,
                                            const std::vector<Mention>& settings,
                                            const Scope& scope) {
  if (settings.empty() || !says_best_configuration(before)) {
    return std::nullopt;
  }
  BoundMetrics bound = bind_metrics(dataset, before);
  if (bound.empty()) {
    bound = bind_metrics(dataset, "throughput");
  }
  const Scope set = scope_of(settings);
  std::optional<Judgement> first;
  for (const Metric* const metric : bound.metrics) {
    if (direction_of_metric(*metric) == Direction::kUnknown) {
      continue;
    }
    const Sample whole = take_sample(dataset, *metric, scope);
    for (const Scope& each : scopes_to_try(dataset, whole, scope)) {
      const auto judgement =
          judge_best_cells(*metric, best_cells(*metric, take_sample(dataset, *metric, each)), set);
      if (judgement && judgement->verdict == Verdict::kSupported) {
        return judgement;
      }
      first = first ? first : judgement;
    }
  }
  return first;
}

std::optional<Judgement> judge_counted_setting(const Dataset& dataset, const Numeral& stated,
                                               std::string_view behind, const Scope& scope) {
  const Called noun = called(noun_words(behind));
  if (noun.own.empty() && noun.counted.empty()) {
    return std::nullopt;
  }
  std::string other;
  for (const Table* const table : tables_of(dataset, scope)) {
    const RowsInScope rows(*table, scope);
    for (const Column& column : table->columns) {
      const std::string_view last =
          std::string_view{column.name}.substr(column.name.rfind('.') + 1);
      const Called name = called(name_words(lowered(last)));
      const bool meant = noun.own.empty() ? name.own.empty() && name.counted == noun.counted
                                          : name.own == noun.own;
      for (std::size_t row = 0; meant && row < table->rows(); ++row) {
        const double value = column.number_at(row);
        if (!rows.holds(row) || !std::isfinite(value)) {
          continue;
        }
        if (count_agreement(stated, value) >= Agreement::kRounded) {
          return supported(ClaimType::kConfig, column.name + " is " + value_text(value));
        }
        other = other.empty() ? column.name + " is " + value_text(value) : other;
      }
    }
  }
  return other.empty() || noun.own.empty()
             ? std::nullopt
             : std::optional(contradicted(ClaimType::kConfig, VerdictReason::kWrongValue, other));
}

}  // namespace chimera::verify
