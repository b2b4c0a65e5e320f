// Which conversion of convert.h leads from one definition of the catalogue to another, what it
// takes, and, where none does, why. One table, which answers and tests go through.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "data/table.h"
#include "query/convert.h"

namespace chimera::query {

struct Conversion {
  std::string_view name;  ///< of the function in convert.h
  std::string_view from;  ///< definitions
  std::string_view to;
  std::string_view formula;
  bool needs_ttft = false;
  /// In the catalogue's units of `from` and `to`.
  Result<double> (*apply)(double from, const RequestKnown& known) = nullptr;
  std::string_view counted = "tokens";  ///< definition of the count that it takes
};

/// All conversions; of those to one definition the direct ones first.
std::span<const Conversion> conversions();

/// What a conversion's values are called in answers, and may be asked for by: "tpot.e2e from
/// e2e_latency".
std::string called(const Conversion& conversion);

/// The conversion that is called so; nullptr for none.
const Conversion* find_conversion(std::string_view called);

/// The definition that metrics of a family are converted into where an answer has several; "" where
/// there is none.
std::string_view common_definition(std::string_view family);

/// Why a metric of that definition converts into no other of its family; "" where it may.
std::string_view why_not_converted(std::string_view definition);

/// Whether an answer to that catalogue name, or to what a conversion is called, may need a column
/// of the definition.
bool feeds_conversion(std::string_view metric, const Definition& definition);

/// The columns of a table that a conversion takes of each row. Views into the table.
struct Inputs {
  const Column* from = nullptr;
  const Column* tokens = nullptr;       ///< this and the next two: nullptr where the table has
  const Column* ttft = nullptr;         ///< none, or several
  const Column* e2e_latency = nullptr;  ///< where it isn't `from`
};

/// nullopt where the table measured nothing of `conversion.from`.
std::optional<Inputs> inputs_of(const Table& table, const Conversion& conversion);

/// The row's value of `conversion.to` in the catalogue's unit; the reason where it is refused.
/// REQUIRES: a row that has a value of `from`.
Result<double> convert_row(const Conversion& conversion, const Inputs& inputs, std::size_t row);

/// The columns that were given and used, in the order of the formula's words.
std::vector<std::string> used_columns(const Conversion& conversion, const Inputs& inputs);

}  // namespace chimera::query
