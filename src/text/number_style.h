// How a table spells its numbers, decided from all of its cells: which sign is the decimal one and
// whether blanks group thousands. Nothing is guessed: a cell proves a style where it is a number in
// no other, and what no cell proves stays ambiguous.
//
// The rules for a column, first match wins:
// 1. Cells of its own prove one decimal sign and none the other: that sign.
// 2. The columns of the table that follow rule 1 all follow one sign: that sign.
// 3. The table is delimited by commas, and no cell of the column proves a decimal comma: the point
//    ("1.234" is a number below two there, since a comma that is free to delimit is no decimal).
// 4. A cell is a number in both styles and not the same one ("1.234"), or the column proves both:
//    ambiguous, no cell of it should be read as a number.
// 5. The point; no cell differs.
// Only columns where at least half of the filled cells are numbers of some style prove anything for
// the table. Blanks group ("1 234") in a table where one cell of such a column proves it, by two
// such blanks or a decimal sign behind; in a table without proof a column that needs it is
// ambiguous.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "text/number.h"

namespace chimera::text {

/// What the cells of one column say.
struct StyleVotes {
  std::size_t filled = 0;        ///< cells that are not empty
  std::size_t numbers = 0;       ///< those that are a number in some style
  std::size_t point = 0;         ///< numbers only with a decimal point
  std::size_t comma = 0;         ///< numbers only with a decimal comma
  std::size_t either = 0;        ///< numbers in both styles, with different values
  std::size_t blanks = 0;        ///< numbers that prove that blanks group
  std::size_t maybe_blanks = 0;  ///< "1 234": one number or two

  /// Counts one cell. O(bytes).
  void add(std::string_view cell);
};

struct ColumnStyle {
  NumberStyle style;
  bool ambiguous = false;  ///< by rule 4
};

/// Applies the rules to the columns of one table; one style for each. O(columns).
std::vector<ColumnStyle> decide_styles(std::span<const StyleVotes> columns, char delimiter);

/// Whether the text is a number in some style; `bare` asks for one without a unit or a spread.
bool is_number_in_some_style(std::string_view text, bool bare);

}  // namespace chimera::text
