// How a cell may write a change from a base: as a ratio, a percentage or a difference, with a word
// for its direction or without.
#pragma once

#include <array>
#include <optional>

#include "verify/comparison_words.h"
#include "verify/stated_number.h"

namespace chimera::verify {

/// "4.3 % lower", "1.3x faster": a cell of a number and a word for the direction.
struct CellChange {
  Numeral numeral;  ///< its range holds the word
  Sense sense = Sense::kMore;
};

/// nullopt where the cell says anything else.
std::optional<CellChange> cell_change(const Plain& cell);

/// What the number may be of a value and its base, without a word for the direction.
std::array<double, 3> change_readings(const Numeral& numeral, double value, double base);

/// With one; `of_time`: whether less of it is faster.
std::array<double, 3> change_readings(const CellChange& change, double value, double base,
                                      bool of_time);

}  // namespace chimera::verify
