// Builds the pieces of sentences: numbers of facts with sensible digits, names, and lattices from
// alternatives that hold. Also finishes a finding: its statement, id and facts come from its
// lattice.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "data/definition.h"
#include "data/finding.h"

namespace chimera::findings {

/// A part of a fact ("value", "low", "high", "n", a key of excluded) with four significant digits,
/// counts whole.
Piece value(const Fact& fact, std::string_view part = "value");

/// The value and its unit: "182.7 tok/s"; only the value where it has none.
Phrase measured(const Fact& fact);

/// "p = 0.012" or "p < 0.001".
Phrase p_value(const Fact& p);

/// " (95 % interval 1.2 to 1.4)", or nothing where the fact has none.
Phrase interval(const Fact& fact);

/// A value in a list of them that is taken out of it: others an initializer list copies.
template <typename Values>
class Given {
 public:
  // NOLINTBEGIN(google-explicit-constructor): stands for the values in a list
  Given(Values values) : values_(std::move(values)) {}

  Given(std::initializer_list<typename Values::value_type> values) : values_(values) {}

  // NOLINTEND(google-explicit-constructor)

  /// Leaves nothing behind.
  [[nodiscard]] Values take() const { return std::exchange(values_, {}); }

  [[nodiscard]] std::size_t size() const { return values_.size(); }

 private:
  mutable Values values_;
};

/// Pieces and phrases one after the other.
Phrase join(std::initializer_list<Given<Phrase>> parts);

/// A phrase of one piece.
Phrase say(Piece piece);
Phrase say(std::string text);
Phrase called(std::string text);

/// A slot of alternatives that always hold, and a phrase as a slot.
Slot one_of(std::initializer_list<std::string_view> texts);
Slot fixed(Phrase phrase);

/// The chain of a lattice that has one.
std::vector<Chain> one_chain(std::initializer_list<Given<Slot>> slots);

/// The metric in a sentence: the catalogue's phrase, else its name as a code span.
Phrase metric_phrase(const std::string& metric, const Definition* definition);

/// "mean throughput"; the name alone where it says of itself that it is a mean ("`mean_time_ms`").
Phrase mean_phrase(const std::string& metric, const Definition* definition);

/// Sets statement, facts and id from the lattice and `about`. REQUIRES: the lattice is not empty.
Finding finished(Finding finding);

}  // namespace chimera::findings
