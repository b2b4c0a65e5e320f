// Tables with a column for each arm of an experiment ("Baseline | Tuned") and a row for each
// measurement: numbers of the arms, and what a test says of the two.
#include <algorithm>
#include <array>
#include <utility>

#include "verify/arms.h"
#include "verify/run_block.h"
#include "verify/table_row.h"
#include "verify/tests_said.h"
#include "verify/unmeasured_things.h"
#include "verify/wording.h"

namespace chimera::verify {

// "Baseline | Tuned": the arms that heads call by their levels or by a word of their files' names;
// none where only one is called so.
TableReader::Arms TableReader::arms_of(const Block& table) const {
  Arms called(table.head.size());
  std::string heads = "difference";
  for (const Plain& head : table.head) {
    heads.append(" ").append(trimmed(head.lower(), kMarks));
  }
  std::size_t found = 0;
  for (const Mention& arm : arms_said(dataset_, heads, names_)) {
    const auto words = arm.files.empty() ? std::vector<std::string>{lowered(arm.values.front())}
                                         : name_words(dataset_.files()[arm.files.front()].stem);
    const auto head = std::ranges::find_if(table.head, [&](const Plain& each) {
      return std::ranges::find(words, trimmed(each.lower(), kMarks)) != words.end();
    });
    if (head != table.head.end()) {
      called[static_cast<std::size_t>(head - table.head.begin())] = arm;
      ++found;
    }
  }
  return found == 2 ? called : Arms(table.head.size());
}

// What a head of numbers names: an arm, else whatever stands there.
std::vector<Mention> TableReader::named_by_head(const Row& row, std::size_t column) const {
  const auto& arm = row.arms[column];
  return arm ? std::vector<Mention>{*arm} : words_of_cell(row, column).in_head;
}

// "Baseline" above the row "Mean tokens_s (warm)": where a summary has a column of that name, too,
// it needn't hold what was measured in the arm.
Judgement TableReader::judge_in_arm(const Row& row, std::size_t column, const Numeral& numeral,
                                    Judgement as_headed) const {
  const std::string head = trimmed(row.table.head[column].lower(), kMarks);
  const std::string& label = row.cells.cells.front().lower();
  const auto& arm = row.arms[column];
  if (!arm || as_headed.verdict == Verdict::kSupported || row.unknown ||
      bind_metrics(dataset_, head).empty()) {
    return as_headed;
  }
  NumberContext context = context_of(row, words_of_cell(row, column), numeral);
  context.near = label;
  context.wide.clear();
  std::vector<Mention> named = row.mentions;
  std::erase_if(named, [&](const Mention& mention) {
    return bind_metrics(dataset_, mention.alias).rank == MetricRank::kSpelled;
  });
  // "(warm)" may be a level of other tables.
  context.scope =
      narrowed(narrowed(scope_of({*arm}), softened(scope_of(named))), row.context.scope);
  Judgement in_arm = judge_quantity(dataset_, numeral, context);
  if (in_arm.verdict == Verdict::kSupported ||
      (in_arm.verdict == Verdict::kContradicted && as_headed.verdict == Verdict::kUnsupported)) {
    return in_arm;
  }
  const bool told = !bind_metrics(dataset_, label).empty() || !row.mentions.empty() ||
                    !bind_metrics(dataset_, row.table.lead).empty();
  return told ? as_headed : in_arm;
}

// Of the two that the heads before the column call, by what the row is of.
TestContext TableReader::test_of_row(const Row& row, std::size_t column) const {
  TestContext context;
  for (std::size_t i = 1; i < std::min(column, row.table.head.size()); ++i) {
    for (Mention& mention : named_by_head(row, i)) {
      const bool akin = context.sides.empty() || is_akin(context.sides.front(), mention);
      if (akin && whole_number(row.cells.cells[i])) {
        context.sides.push_back(std::move(mention));
      }
    }
  }
  context.scope = narrowed(softened(scope_of(row.mentions)), row.context.scope);
  context.words = row.cells.cells.front().lower();
  return context;
}

// "0.012" below "p" or "p-value".
std::optional<Judgement> TableReader::judge_p(const Row& row, std::size_t column,
                                              const Numeral& numeral) const {
  static constexpr std::array<std::string_view, 5> kHeads = {"p", "p-value", "p value", "p (welch)",
                                                             "welch p"};
  const TestContext context = test_of_row(row, column);
  const bool p = is_one_of(trimmed(row.table.head[column].lower(), kMarks), kHeads);
  return p && context.sides.size() == 2 && numeral.unit.empty()
             ? judge_test_number(dataset_, numeral, TestNumber::kP, context)
             : std::nullopt;
}

// "Significant (p < 0.05)", "n.s." beside the columns of two arms, or of two levels: by a test of
// what the row is of.
bool TableReader::read_significance(const Row& row, std::size_t column,
                                    std::vector<Claim>& claims) const {
  static constexpr std::array<std::string_view, 4> kFound = {
      "significant", "statistically significant", "sig.", "p"};
  static constexpr std::array<std::string_view, 7> kDenied = {"not significant",
                                                              "not statistically significant",
                                                              "insignificant",
                                                              "no significant",
                                                              "n.s.",
                                                              "ns",
                                                              "not sig."};
  const Plain& cell = row.cells.cells[column];
  const std::string said = trimmed(cell.lower(), kMarks);
  const bool denied = starts_with_word(said, kDenied);
  if (!denied && !starts_with_word(said, kFound)) {
    return false;
  }
  TestContext context = test_of_row(row, column);
  const auto numerals = find_numerals(cell);
  const std::size_t begin = cell.lower().find(said);
  const Range range{begin, begin + said.size()};
  if (context.sides.size() != 2 || numerals.size() > 1) {
    return false;
  }
  // "Overall quality", which nobody measured.
  if (row.mentions.empty() && bind_metrics(dataset_, context.words).empty() &&
      !unmeasured_matter(dataset_, context.words).empty()) {
    claims.push_back(
        claim_at(cell, range, begin, lines_,
                 unsupported(ClaimType::kSignificance, VerdictReason::kNoSuchMeasurement,
                             "nothing that was measured is called so")));
    return true;
  }
  context.before = said.substr(0, numerals.empty() ? 0 : numerals.front().range.begin - begin);
  auto judgement = numerals.empty()
                       ? judge_significance(dataset_, context, denied)
                       : judge_test_number(dataset_, numerals.front(), TestNumber::kP, context);
  if (!judgement) {
    return false;
  }
  mark_odd(cell, range, *judgement);
  claims.push_back(claim_at(cell, range, begin, lines_, *std::move(judgement)));
  return true;
}

}  // namespace chimera::verify
