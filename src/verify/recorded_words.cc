#include "verify/recorded_words.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "verify/wording.h"

namespace chimera::verify {
namespace {

// "CPUExecutionProvider" of "Ran on the CPUExecutionProvider only"; "" where no name stands there
// that prose would not have: with a capital within and a lower-case letter.
std::string odd_name_in(std::string_view said) {
  static constexpr std::array<std::string_view, 8> kVerbs = {
      "ran on ", "runs on ", "ran with ",    "runs with ",
      "used ",   "uses ",    "executed on ", "falls back to "};
  const std::string lower = lowered(said);
  const auto verb =
      std::ranges::find_if(kVerbs, [&](std::string_view each) { return lower.starts_with(each); });
  if (verb == kVerbs.end()) {
    return "";
  }
  std::string_view rest = said.substr(verb->size());
  rest.remove_prefix(rest.starts_with("the ") ? 4 : 0);
  const std::size_t end = std::min(rest.find(' '), rest.size());
  const std::string_view name = rest.substr(0, end);
  static constexpr std::array<std::string_view, 4> kBehind = {"", " only", " alone", " here"};
  const bool capitals = std::ranges::any_of(name.substr(std::min<std::size_t>(1, name.size())),
                                            [](char c) { return c >= 'A' && c <= 'Z'; });
  const bool lower_case = std::ranges::any_of(name, [](char c) { return c >= 'a' && c <= 'z'; });
  return capitals && lower_case && is_one_of(rest.substr(end), kBehind) ? lowered(name) : "";
}

}  // namespace

std::optional<Judgement> judge_ran_on(const Dataset& dataset, std::string_view said,
                                      const Scope& scope) {
  const std::string name = odd_name_in(said);
  if (name.empty() || scope.is_all()) {
    return std::nullopt;
  }
  const auto has_it = [&](std::string_view cell) { return has_phrase(lowered(cell), name); };
  std::set<std::string_view> columns;
  for (const Table& table : dataset.observations().tables) {
    for (const Column& column : table.columns) {
      for (std::size_t i = 0; i < column.text.spellings(); ++i) {
        if (!measures(column.role) && has_it(column.text.spelling(i))) {
          columns.insert(column.name);
        }
      }
    }
  }
  std::size_t with = 0;
  std::size_t without = 0;
  std::string other;
  for (const Table* const table : tables_of(dataset, scope)) {
    const RowsInScope rows(*table, scope);
    for (std::size_t row = 0; row < table->rows(); ++row) {
      for (const Column& column : table->columns) {
        const std::string_view cell =
            columns.contains(column.name) && rows.holds(row) && !column.text.empty()
                ? column.text_at(row)
                : std::string_view();
        with += !cell.empty() && has_it(cell) ? 1U : 0U;
        without += !cell.empty() && !has_it(cell) ? 1U : 0U;
        other = !cell.empty() && !has_it(cell) ? std::string(cell) : other;
      }
    }
  }
  if (with > 0 && without == 0) {
    return supported(ClaimType::kConfig, "its trials have '" + name + "'");
  }
  return with == 0 && without > 0
             ? std::optional(contradicted(ClaimType::kConfig, VerdictReason::kNoSuchThing,
                                          "its trials have '" + other + "'"))
             : std::nullopt;
}

}  // namespace chimera::verify
