#include "verify/flags_said.h"

#include <algorithm>
#include <array>
#include <string>

#include "verify/sample.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

bool is_flag(const Column& column) {
  bool known = false;
  for (std::size_t i = 0; i < column.text.spellings(); ++i) {
    const std::string value = lowered(column.text.spelling(i));
    if (value != "true" && value != "false" && !value.empty()) {
      return false;
    }
    known = known || !value.empty();
  }
  return known;
}

// Behind the column's name, "is true", "of false"; nullopt where no value is given.
std::optional<bool> value_behind(std::string_view behind) {
  static constexpr std::array<std::string_view, 3> kNouns = {" flag", " value", "`"};
  static constexpr std::array<std::string_view, 9> kSigns = {
      " is ", " was ", " of ", " = ", "=", ": ", " set to ", " is set to ", " being "};
  for (const std::string_view noun : kNouns) {
    behind.remove_prefix(behind.starts_with(noun) ? noun.size() : 0);
  }
  for (const std::string_view sign : kSigns) {
    const std::string_view value =
        behind.starts_with(sign) ? behind.substr(sign.size()) : std::string_view();
    for (const bool each : {true, false}) {
      const std::array<std::string_view, 2> spelled = {each ? "true" : "false",
                                                       each ? "`true" : "`false"};
      if (starts_with_word(value, spelled)) {
        return each;
      }
    }
  }
  return std::nullopt;
}

// What the clause says of a column that is called so; nullopt for nothing.
std::optional<bool> said_of(std::string_view clause, const std::string& column) {
  const std::string key = lowered(column.substr(column.rfind('.') + 1));
  std::string spoken = key;
  std::replace(spoken.begin(), spoken.end(), '_', ' ');
  for (const std::string& name : {key, spoken}) {
    const std::size_t at = find_phrase(clause, name);
    // "success is true": a bare word may be anything.
    if (at == std::string_view::npos || key.find('_') == std::string::npos) {
      continue;
    }
    if (const auto value = value_behind(clause.substr(at + name.size()))) {
      return value;
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<Judgement> judge_flag(const Dataset& dataset, std::string_view clause,
                                    const Scope& scope) {
  static constexpr std::array<std::string_view, 2> kValues = {"true", "false"};
  if (!has_any(clause, kValues)) {
    return std::nullopt;
  }
  bool known = false;
  std::string why;
  for (const Table* const table : tables_of(dataset, scope)) {
    const RowsInScope rows(*table, scope);
    for (const Column& column : table->columns) {
      const auto value = said_of(clause, column.name);
      if (!value || !is_flag(column)) {
        continue;
      }
      for (std::size_t row = 0; row < table->rows(); ++row) {
        const std::string cell = lowered(column.text_at(row));
        if (!rows.holds(row) || cell.empty()) {
          continue;
        }
        known = true;
        why = column.name + " is " + cell;
        if ((cell == "true") != *value) {
          return contradicted(ClaimType::kConfig, VerdictReason::kWrongValue, why + " there");
        }
      }
    }
  }
  return known ? std::optional(supported(ClaimType::kConfig, why)) : std::nullopt;
}

}  // namespace chimera::verify
