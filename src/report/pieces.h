// Pieces that the report itself adds to a phrase, and how numbers of facts are shown in full. What
// a number is (numbering, a measurement of this run, a level) is said where it is made, so that the
// layout can account for every numeral.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "data/fact.h"
#include "data/lattice.h"

namespace chimera::report {

/// Numbering: of a heading, a list item or a table's row.
Piece ordinal(std::size_t number);

/// A measurement of this very run with that many decimals. REQUIRES: `value` is finite.
Piece run_metric(double value, int decimals);

/// A count of this very run.
Piece run_count(std::size_t count);

/// A level of confidence.
Piece level(std::string text);

/// A number of a fact in the fact's unit, six significant digits (whole numbers in full); the words
/// "n/a" where `value` is not finite.
Piece value_of(const Fact& fact, std::string_view part, double value);

/// A heading or note that somebody else worded: levels of confidence in it are marked as such; with
/// any other numeral the whole stands in a code span, since nothing accounts for it.
Phrase label(std::string_view text);

/// Appends the pieces of `more`.
void append(Phrase& phrase, const Phrase& more);

}  // namespace chimera::report
