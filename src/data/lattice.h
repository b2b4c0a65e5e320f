// A lattice is all the true sentences that say a finding. `findings` builds it, `write` walks it,
// `report` prints what was walked; none of them can add a number: a numeral stands only in a piece
// that names its fact.
//
// A lattice is a choice of chains; a chain a sequence of slots; a slot a choice of alternatives.
// Alternatives whose predicate fails are never put in, so every path is a true sentence.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace chimera {

/// What a piece of text is, which is also what report.json's `numerals` says of a numeral in it.
enum class PieceKind {
  kWords,    ///< plain text; holds no numeral
  kName,     ///< a model, file, option or level as the data spell it; printed as a code span
  kValue,    ///< a number of a fact, printed by us
  kOrdinal,  ///< numbering
  kDate,
  kConfig,     ///< a value of the run's configuration
  kLevel,      ///< a level of confidence or significance
  kRunMetric,  ///< a measurement of this very run
};

struct Piece {
  PieceKind kind = PieceKind::kWords;
  std::string text = {};  ///< as printed; a name without its backquotes
  std::string fact = {};  ///< kValue: the fact's id
  std::string part = {};  ///< kValue: value, low, high, n, level, or a key of excluded
  std::string unit = {};  ///< kValue: the unit shown; "" if it has none

  friend bool operator==(const Piece&, const Piece&) = default;
};

using Phrase = std::vector<Piece>;

/// One way to go on; `because` names the predicate that makes it true ("" where it always is).
struct Alternative {
  Phrase phrase;
  std::string because;
};

using Slot = std::vector<Alternative>;
using Chain = std::vector<Slot>;

struct Lattice {
  std::vector<Chain> chains;

  [[nodiscard]] bool empty() const { return chains.empty(); }
};

/// Every path as one phrase, the plain path (first alternatives of the first chain) first; at most
/// `limit`, taken evenly if there are more.
std::vector<Phrase> paths_of(const Lattice& lattice, std::size_t limit = 256);

/// The plain path: what is printed without a model. REQUIRES: not empty.
Phrase plain_path(const Lattice& lattice);

/// The phrase as Markdown text; names in code spans, backquotes and line breaks inside them made
/// harmless.
std::string markdown_of(const Phrase& phrase);

/// Shorthand for pieces.
Piece words(std::string text);
Piece name(std::string text);

}  // namespace chimera
