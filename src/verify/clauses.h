// A paragraph's sentences, and the clauses of each: a claim seldom reaches over the end of one.
#pragma once

#include <string_view>
#include <vector>

#include "verify/plain.h"

namespace chimera::verify {

/// Half-open ranges of the sentences of a paragraph.
std::vector<Range> sentences_of(std::string_view text);

/// Whether a verb of it says something of a subject; what is only listed has none. O(text).
bool has_finite_verb(std::string_view text);

/// Half-open ranges of the clauses of a sentence: parted by semicolons, by commas and words that
/// begin another thought, and by brackets that hold words.
std::vector<Range> clauses_of(std::string_view text, Range sentence);

}  // namespace chimera::verify
