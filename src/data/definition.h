// The catalogue: what a metric means and which direction is better. A column that the catalogue
// knows answers under the catalogue's name as well as under its own spelling.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace chimera {

enum class Direction { kUnknown, kHigherIsBetter, kLowerIsBetter };

/// "higher", "lower", "unknown".
std::string_view direction_name(Direction direction);

struct Definition {
  std::string_view name;  ///< the catalogue's name: "throughput", "tpot", "tpot.decode", …
  std::string_view
      family;  ///< the name without what comes behind the point: asking for it finds all
  std::string_view phrase;   ///< in a sentence: "throughput", "time to first token"
  std::string_view meaning;  ///< one line: numerator, denominator, clock
  Direction direction = Direction::kUnknown;
  std::string_view unit;  ///< canonical unit where a column gives none; "" if it has none
};

/// Whether a query for `asked` means this: its name, or the family's.
bool means(const Definition& definition, std::string_view asked);

/// All definitions, sorted by name.
std::span<const Definition> definitions();

/// The definition of that catalogue name; nullptr if there is none.
const Definition* find_definition(std::string_view name);

/// The definition that a column's spelling stands for ("tokens_s", "Tokens per Second", "avg_ts",
/// "ttft_ms"); nullptr if the name alone does not tell.
const Definition* definition_of_column(std::string_view spelled);

}  // namespace chimera
