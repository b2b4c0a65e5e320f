#include "verify/settings_judged.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <map>

#include "query/select.h"
#include "stats/descriptive.h"
#include "text/number.h"
#include "verify/comparison_words.h"
#include "verify/fair_readings.h"
#include "verify/quantities.h"
#include "verify/ranked_settings.h"
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

// The levels of a trial that the settings are of; "" where its table lacks one of them.
std::string levels_of(const Cell& cell, const std::vector<Mention>& settings) {
  std::string levels;
  for (const Mention& setting : settings) {
    const Column* const column = column_called(*cell.table, setting.columns);
    if (column == nullptr) {
      return "";
    }
    levels.append(column->text_at(cell.row)).append("\n");
  }
  return levels;
}

// Trials of one configuration, or of one level.
struct RankedGroup {
  std::vector<Cell> cells;
  double mean = 0;
};

// From the best in the metric's direction on, or from the worst.
std::vector<RankedGroup> ranked_groups(const Metric& metric, const Sample& sample,
                                       const SettingRank& rank,
                                       const std::vector<Mention>& settings) {
  std::map<std::string, std::vector<Cell>> by_name;
  for (const Cell& cell : sample.cells) {
    const std::string name = rank.on_average ? levels_of(cell, settings) : configuration_of(cell);
    if (!name.empty()) {
      by_name[name].push_back(cell);
    }
  }
  std::vector<RankedGroup> groups;
  for (auto& [name, cells] : by_name) {
    std::vector<double> values;
    std::ranges::transform(cells, std::back_inserter(values), &Cell::value);
    groups.push_back({std::move(cells), stats::mean(values).value_or(0)});
  }
  const bool low = direction_of_metric(metric) == Direction::kLowerIsBetter;
  std::ranges::stable_sort(groups, [&](const RankedGroup& a, const RankedGroup& b) {
    return low != rank.worst ? a.mean < b.mean : a.mean > b.mean;
  });
  return groups;
}

// A cell of each of those that share the place; none where there are too few.
std::vector<Cell> cells_in_place(const std::vector<RankedGroup>& groups, const SettingRank& rank) {
  std::vector<Cell> cells;
  const bool others = rank.place < 2 && !rank.worst && !rank.on_average;  // one alone is best
  if (groups.size() < std::max<std::size_t>(rank.place, others ? 1 : 2)) {
    return cells;
  }
  const double mean = groups[rank.place - 1].mean;
  for (const RankedGroup& group : groups) {
    if (!(std::abs(group.mean - mean) > 0)) {
      cells.push_back(group.cells.front());
      cells.back().value = mean;
    }
  }
  return cells;
}

// Whether one of the cells in that place has the settings; nullopt of none.
std::optional<Judgement> judge_in_place(const Metric& metric, const std::vector<Cell>& cells,
                                        const SettingRank& rank, const Scope& set) {
  if (cells.empty()) {
    return std::nullopt;
  }
  const Cell& cell = cells.front();
  std::string why;
  if (rank.place > 1) {
    why.append("place ").append(std::to_string(rank.place)).append(" from ");
  }
  why.append(rank.worst ? "the worst " : "the best ").append(rank.on_average ? "mean of " : "");
  why.append(metric.name).append(", ").append(value_text(cell.value, metric.unit)).append(", has");
  for (const Column& column : cell.table->columns) {
    const bool meant =
        !rank.on_average || std::ranges::any_of(set.conditions, [&](const Setting& setting) {
          return std::ranges::find(setting.columns, lowered(column.name)) != setting.columns.end();
        });
    if (column.role == Role::kFactor && !column.shared && meant) {
      why.append(" ").append(column.name).append("=").append(column.text_at(cell.row));
    }
  }
  const bool holds = std::any_of(cells.begin(), cells.end(), [&](const Cell& each) {
    return RowsInScope(*each.table, set).holds(each.row);
  });
  return holds ? supported(ClaimType::kExtreme, why)
               : contradicted(ClaimType::kExtreme, VerdictReason::kWrongDirection, why);
}

// Whether the settings are in that place of the scope, or of a part of it that may be meant.
std::optional<Judgement> judge_rank(const Dataset& dataset, std::string_view words,
                                    const SettingRank& rank, const std::vector<Mention>& settings,
                                    const Scope& scope) {
  BoundMetrics bound = bind_metrics(dataset, words);
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
      const Sample sample = take_sample(dataset, *metric, each);
      const auto groups = ranked_groups(*metric, sample, rank, settings);
      const auto judgement = judge_in_place(*metric, cells_in_place(groups, rank), rank, set);
      if (judgement && judgement->verdict == Verdict::kSupported) {
        return judgement;
      }
      first = first ? first : judgement;
    }
  }
  return first;
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

// Whether a file is named that was read, and none of its tables has one of the columns.
bool names_file_without(const Dataset& dataset, const std::vector<std::string>& columns,
                        const std::vector<Mention>& mentions) {
  const auto without = [&](std::size_t i) {
    const FileEntry& file = dataset.files()[i];
    return file.has_data() && file.artifact->type != ArtifactType::kLog &&
           std::ranges::none_of(file.tables, [&](const Table* table) {
             return column_called(*table, columns) != nullptr;
           });
  };
  return std::ranges::any_of(mentions, [&](const Mention& mention) {
    return mention.kind == NameKind::kFile && mention.exact &&
           std::ranges::all_of(mention.files, without);
  });
}

}  // namespace

std::optional<Judgement> judge_set_throughout(const Dataset& dataset, const Mention& setting,
                                              const Scope& scope) {
  for (const Table* const table : tables_of(dataset, scope)) {
    const Column* const column = column_called(*table, setting.columns);
    const RowsInScope rows(*table, scope);
    for (std::size_t row = 0; column != nullptr && row < table->rows(); ++row) {
      if (rows.holds(row) && !column->text_at(row).empty() &&
          !has_value(*column, row, setting.values)) {
        return contradicted(
            ClaimType::kConfig, VerdictReason::kWrongValue,
            column->name + " is " + std::string(column->text_at(row)) + " there, too");
      }
    }
  }
  return std::nullopt;
}

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
  if (other.empty() && names_file_without(dataset, columns, others)) {
    return contradicted(ClaimType::kConfig, VerdictReason::kNoSuchThing,
                        "no trial there has a " + columns.front());
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

std::optional<Judgement> judge_ranked_setting(const Dataset& dataset, const SettingWords& words,
                                              const std::vector<Mention>& settings,
                                              const Scope& scope) {
  auto rank = rank_before(words.before);
  const bool ahead = rank.has_value();
  rank = rank ? rank : rank_behind(words.before, words.behind);
  if (!rank || settings.empty()) {
    return std::nullopt;
  }
  auto judgement = judge_rank(dataset, words.metric, *rank, settings, scope);
  if (!judgement || !rank->open || settings.size() > 1) {
    return judgement;
  }
  // "60 is the worst setting": by the mean of its trials, or by the worst of them.
  rank->on_average = !rank->on_average;
  auto other = judge_rank(dataset, words.metric, *rank, settings, scope);
  if (!other || other->verdict == judgement->verdict) {
    return judgement;
  }
  if (ahead) {
    return judgement->verdict == Verdict::kSupported ? judgement : other;
  }
  return unsupported(ClaimType::kExtreme, VerdictReason::kTooVague,
                     judgement->why + "; " + other->why);
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

std::optional<Judgement> judge_end_of_factor(const Dataset& dataset, const NameFinder& names,
                                             const Numeral& stated, std::string_view before) {
  static constexpr std::array<std::string_view, 5> kMost = {
      "the longest ", "the largest ", "the highest ", "the biggest ", "the greatest "};
  static constexpr std::array<std::string_view, 3> kLeast = {"the shortest ", "the smallest ",
                                                             "the lowest "};
  static constexpr std::array<std::string_view, 8> kTried = {
      "tested", "tried", "used", "explored", "covered", "swept", "benchmarked", "that was run"};
  static constexpr std::array<std::string_view, 3> kIs = {" is ", " was ", " is a "};
  const std::string_view said = without_joint(before);
  const bool most = starts_with_any(said, kMost);
  const bool plain = stated.kind == NumeralKind::kNumber && !stated.upper && stated.unit.empty();
  if (!plain || (!most && !starts_with_any(said, kLeast)) || !has_any(said, kTried) ||
      !ends_with_any(said, kIs)) {
    return std::nullopt;
  }
  std::optional<double> end;
  for (const std::string& column : names.factor_in(said)) {
    const auto factor = dataset.factors().find(lowered(column));
    for (const std::string& level :
         factor == dataset.factors().end() ? std::vector<std::string>() : factor->second) {
      if (const auto number = text::read_plain_number(level)) {
        end = !end ? *number : most ? std::max(*end, *number) : std::min(*end, *number);
      }
    }
  }
  if (!end) {
    return std::nullopt;
  }
  const std::string why =
      std::string("the ").append(most ? "most" : "least").append(" that was tried is ") +
      value_text(*end);
  return agreement(stated, *end) >= Agreement::kRounded
             ? supported(ClaimType::kConfig, why)
             : contradicted(ClaimType::kConfig, VerdictReason::kWrongValue, why);
}

}  // namespace chimera::verify
