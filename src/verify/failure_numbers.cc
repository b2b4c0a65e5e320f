#include "verify/failure_numbers.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "verify/failed_for.h"
#include "verify/tally.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

// "**Out of memory (3):** …": so many trials failed for what the label says.
std::optional<Judgement> judge_labelled(const Dataset& dataset, const Numeral& stated,
                                        const FailureNumberContext& context) {
  static constexpr std::array<std::string_view, 4> kKinds = {"error*", "failure*", "crash*",
                                                             "abort*"};
  const std::string_view behind =
      context.behind.substr(std::min(stated.range.end - stated.range.begin, context.behind.size()));
  const bool label = context.ahead.ends_with(" (") &&
                     (behind.starts_with("):") || behind.starts_with(").") || behind == ")") &&
                     stated.kind == NumeralKind::kNumber && stated.unit.empty();
  const std::string_view said = context.ahead.substr(0, context.ahead.rfind(" ("));
  if (!label || has_digit(said) || (ending_in(said) == nullptr && !has_any(said, kKinds))) {
    return std::nullopt;
  }
  const std::vector<FailedRow> rows = failed_for(dataset, said);
  if (rows.empty()) {
    return std::nullopt;
  }
  std::vector<Tally> tallies = tally_rows(dataset, rows, context.around);
  if (!(tallies.front().value > 0)) {
    tallies = tally_rows(dataset, rows, {});
  }
  return judged(stated, tallies, ClaimType::kCount);
}

// The number with what it counts: "13.21 gib", "41 of 60 iterations"; "" of numbers that say less.
std::string_view telling_number(const Numeral& stated, std::string_view behind) {
  constexpr int kTelling = 3;
  constexpr std::size_t kWordsMin = 3;
  constexpr std::size_t kWordsMax = 4;
  const std::string_view number = behind.substr(0, stated.range.end - stated.range.begin);
  if (!stated.unit.empty()) {
    return stated.significant >= kTelling ? number : std::string_view();
  }
  const std::vector<Range> words = words_of(behind.substr(0, behind.find_first_of(",.;:()")));
  return words.size() >= kWordsMin && behind.substr(number.size()).starts_with(" of ")
             ? behind.substr(0, words[std::min(words.size(), kWordsMax) - 1].end)
             : std::string_view();
}

// Whether a trial that failed says it: one of the scope, else, where those have no reason, any.
std::optional<Judgement> judge_told(const Dataset& dataset, const Numeral& stated,
                                    const FailureNumberContext& context) {
  static constexpr std::array<std::string_view, 4> kEnded = {"stopped", "killed", "interrupted",
                                                             "out of memory"};
  const std::string_view number = telling_number(stated, context.behind);
  if (number.empty() ||
      (!has_any(context.sentence, kFailureWords) && !has_any(context.sentence, kEnded))) {
    return std::nullopt;
  }
  for (const Table* const table : tables_once(dataset, context.scope)) {
    const RowsInScope rows(*table, context.scope);
    for (std::size_t row = 0; row < table->rows(); ++row) {
      if (table->state[row].failed && rows.holds(row) &&
          has_phrase(lowered(table->reason_of(row)), number)) {
        std::string why = "a trial of it failed with '";
        why.append(table->reason_of(row)).append("'");
        return supported(ClaimType::kOther, std::move(why));
      }
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<Judgement> judge_failure_number(const Dataset& dataset, const Numeral& stated,
                                              const FailureNumberContext& context) {
  auto labelled = judge_labelled(dataset, stated, context);
  return labelled ? std::move(labelled) : judge_told(dataset, stated, context);
}

}  // namespace chimera::verify
