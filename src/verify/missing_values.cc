#include "verify/missing_values.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "verify/wording.h"

namespace chimera::verify {
namespace {

bool is_missing(std::string_view cell) {
  static constexpr std::array<std::string_view, 7> kNothing = {"",    "nan", "null", "none",
                                                               "n/a", "na",  "-"};
  return is_one_of(lowered(cell), kNothing);
}

std::size_t empty_cells(const Table& table, const RowsInScope& rows) {
  std::size_t empty = 0;
  for (const Column& column : table.columns) {
    if (!measures(column.role) || column.shared || !keeps_texts(column.kept)) {
      continue;
    }
    for (std::size_t row = 0; row < table.rows(); ++row) {
      empty +=
          rows.holds(row) && std::isnan(column.number_at(row)) && is_missing(column.text_at(row))
              ? 1U
              : 0U;
    }
  }
  return empty;
}

}  // namespace

std::optional<Judgement> judge_missing_values(const Dataset& dataset, std::string_view clause,
                                              const Scope& scope) {
  static constexpr std::array<std::string_view, 8> kMissing = {
      "missing values", "missing value", "missing cells", "missing data points",
      "empty cells",    "null values",   "nan values",    "missing entries"};
  static constexpr std::array<std::string_view, 7> kNone = {"no",   "not",     "without", "never",
                                                            "zero", "neither", "free of"};
  static constexpr std::array<std::string_view, 5> kThere = {"there are", "contain*", "has", "have",
                                                             "found"};
  const std::string_view ahead = up_to_any(clause, kMissing);
  if (ahead.size() == clause.size()) {
    return std::nullopt;
  }
  const bool denied = has_any(ahead, kNone);
  if (!denied && !has_any(clause, kThere)) {
    return std::nullopt;
  }
  const bool csv = has_phrase(clause, "csv");
  std::size_t empty = 0;
  std::string where;
  for (const Table* const table : tables_of(dataset, scope)) {
    const ArtifactType type = dataset.files()[dataset.file_of(*table)].artifact->type;
    const std::size_t here =
        csv && type != ArtifactType::kCsv ? 0 : empty_cells(*table, RowsInScope(*table, scope));
    where = where.empty() && here > 0 ? table->file : where;
    empty += here;
  }
  const std::string why = "empty cells of what was measured: " + std::to_string(empty) +
                          (where.empty() ? std::string() : ", the first in " + where);
  return denied == (empty == 0)
             ? supported(ClaimType::kExistence, why)
             : contradicted(ClaimType::kExistence, VerdictReason::kNoSuchThing, why);
}

}  // namespace chimera::verify
