#include "verify/run_shares.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>

#include "verify/column_kinds.h"
#include "verify/counts.h"
#include "verify/sample.h"
#include "verify/tally.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

constexpr std::array<std::string_view, 6> kRuns = {"runs",         "trials", "experiments",
                                                   "measurements", "rows",   "configurations"};

// "Contributes the most runs": more than any other, which may be less than half.
bool says_largest(std::string_view clause) {
  static constexpr std::array<std::string_view, 5> kLargest = {
      "the most", "largest number", "largest share", "highest number", "more runs than any"};
  return has_any(clause, kLargest) && !has_phrase(clause, "the most of");
}

struct RunsByName {
  std::size_t whole = 0;
  std::map<std::string, std::size_t> of;  ///< value of the name's column → runs

  void add(const RunsByName& more) {
    whole += more.whole;
    for (const auto& [value, runs] : more.of) {
      of[value] += runs;
    }
  }
};

// The runs of the tables of one shape, the largest that has runs of several such things.
RunsByName runs_by_name(const Dataset& dataset, const Mention& mention, const Scope& scope) {
  std::map<std::string, RunsByName> shapes;
  for (const Table* const table : tables_once(dataset, scope)) {
    const Column* const column = column_called(*table, mention.columns);
    if (column == nullptr || table->kind != TableKind::kMeasured) {
      continue;
    }
    const RowsInScope rows(*table, scope);
    RunsByName here;
    for (std::size_t row = 0; row < table->rows(); ++row) {
      if (rows.holds(row) && !column->text_at(row).empty()) {
        ++here.whole;
        ++here.of[std::string(column->text_at(row))];
      }
    }
    shapes[shape_of(*table)].add(here);
  }
  std::erase_if(shapes, [](const auto& shape) { return shape.second.of.size() < 2; });
  const auto largest =
      std::ranges::max_element(shapes, {}, [](const auto& shape) { return shape.second.whole; });
  return largest == shapes.end() ? RunsByName() : largest->second;
}

}  // namespace

std::size_t majority_of_runs(std::string_view clause) {
  static constexpr std::array<std::string_view, 6> kMajority = {
      "majority of",      "most",   "more than half of", "largest number of",
      "largest share of", "bulk of"};
  static constexpr std::array<std::string_view, 12> kAre = {
      "use",  "uses", "used",       "are",      "were", "come from",
      "with", "ran",  "contribut*", "account*", "has",  "provid*"};
  constexpr std::size_t kWordsBetween = 3;
  for (const std::string_view words : kMajority) {
    const std::size_t at = find_phrase(clause, words);
    if (at == std::string_view::npos) {
      continue;
    }
    const std::string_view behind = clause.substr(at + words.size());
    const auto said = words_of(behind);
    for (std::size_t i = 0; i < std::min(said.size(), kWordsBetween); ++i) {
      if (is_one_of(behind.substr(said[i].begin, said[i].end - said[i].begin), kRuns) &&
          has_any(clause, kAre) && !has_any(clause, kFailureWords)) {
        return at;
      }
    }
  }
  return std::string_view::npos;
}

std::optional<Judgement> judge_majority_of_runs(const Dataset& dataset, std::string_view clause,
                                                const std::vector<Mention>& mentions,
                                                const Scope& scope) {
  const std::size_t at = majority_of_runs(clause);
  const auto named = std::ranges::find_if(mentions, [](const Mention& each) {
    return (each.kind == NameKind::kLevel || each.kind == NameKind::kModel) && !each.unknown &&
           !each.columns.empty();
  });
  if (at == std::string_view::npos || named == mentions.end()) {
    return std::nullopt;
  }
  const RunsByName runs = runs_by_name(dataset, *named, scope);
  const auto is_own = [&](const std::string& value) {
    return std::ranges::find(named->values, value) != named->values.end();
  };
  std::size_t own = 0;
  std::size_t most_other = 0;
  for (const auto& [value, count] : runs.of) {
    own += is_own(value) ? count : 0U;
    most_other = std::max(most_other, is_own(value) ? 0U : count);
  }
  if (runs.whole == 0 || own == 0) {
    return std::nullopt;
  }
  const std::string why = std::to_string(own) + " of " + std::to_string(runs.whole) + " runs";
  return judged_count(says_largest(clause) ? own > most_other : 2 * own > runs.whole, why);
}

std::optional<Judgement> judge_bracketed_runs(const Dataset& dataset, const Numeral& stated,
                                              std::string_view sentence, const Scope& scope) {
  if (!has_any(sentence, kRuns) || !stated.unit.empty() || stated.kind != NumeralKind::kNumber) {
    return std::nullopt;
  }
  return judge_count(dataset, stated, {"runs", scope, false});
}

}  // namespace chimera::verify
