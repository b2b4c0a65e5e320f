// Statements that one thing is more than another, the most of all, or that things vary: decided by
// means and medians of what both have, without cold starts, pair by pair where the words say
// "always". Readings that disagree in direction decide nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verify/judgement.h"
#include "verify/quantities.h"

namespace chimera::verify {

struct ComparisonContext {
  std::string clause;             ///< in lower case
  std::string near;               ///< of a ratio: the words behind its number, without names
  std::string ahead;              ///< of a ratio: those before it, up to the number before
  std::string behind;             ///< of a ratio: all those behind it, to the clause's end
  std::string head;               ///< of the column and the row, where it is a cell
  std::string unnamed;            ///< the clause without names, for the metric
  std::string wide;               ///< its sentence, likewise
  std::string before;             ///< the sentence before it, likewise
  std::vector<Mention> mentions;  ///< in the clause, ranges in it
  std::vector<Mention> subjects;  ///< what the statement is about where the clause names none
  Scope scope;                    ///< of what stands around
  const NameFinder* names = nullptr;
  std::size_t number_at = 0;          ///< of a ratio: where its number stands, as mentions do
  std::vector<Mention> around = {};   ///< of a ratio: all names of its sentence
  std::vector<Mention> nearest = {};  ///< of those the ones nearest to the number, of each kind
  std::string_view text = {};         ///< of a ratio: in which those stand, in lower case
  std::string_view title = {};        ///< of a ratio: the headings above, in lower case
};

/// One comparison of a clause that may hold several: "lower than a and b" holds two.
struct Compared {
  std::size_t end = 0;  ///< in the clause, behind what is compared with; 0 for the whole clause
  /// "The highest throughput in `a.csv` was 99": what a number beside it says.
  bool of_number = false;
  Judgement judgement = {};
};

/// Empty where the clause compares nothing.
std::vector<Compared> judge_comparison(const Dataset& dataset, const ComparisonContext& context);

/// Where the word stands that makes a comparison of the clause; npos for none.
std::size_t comparison_word(std::string_view clause);

struct JudgedRatio {
  Judgement judgement;
  std::vector<Mention> sides;  ///< that support it; none where nothing does
};

/// "34 % higher than", "2.5x faster": of the two that the context names; nullopt where it names no
/// two that can be compared.
std::optional<JudgedRatio> judge_ratio(const Dataset& dataset, const Numeral& stated,
                                       const ComparisonContext& context);

/// "… and 26 % on B": of the two sides that support a number beside it, where its own names say.
std::optional<Judgement> judge_ratio_of(const Dataset& dataset, const Numeral& stated,
                                        const ComparisonContext& context,
                                        const std::vector<Mention>& sides);

}  // namespace chimera::verify
