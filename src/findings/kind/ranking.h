// Levels from best to worst, the best held against each other one, and the finding that says so.
#pragma once

#include <optional>
#include <vector>

#include "findings/kind/levels.h"

namespace chimera::findings {

/// The levels, best first, and each other one's test against the best.
struct Ranking {
  Scope scope;
  std::vector<Level> levels;
  std::vector<ContrastFacts> against_best;  ///< of levels[i + 1]; the ratio only of the nearest
  std::vector<double> adjusted;             ///< p of the same
  std::string factor;                       ///< the column that a reader would name
  bool is_subject = true;
  bool between_runs = false;  ///< each level is a run of its own, not repeated
  std::string
      unlike_block;     ///< a column of prompts that the levels share in part only; "" for none
  Phrase advice_place;  ///< where advice holds; tables of a folder share it
};

/// Absent if fewer than two levels have a mean, or the ratio of the best two is undefined.
std::optional<Ranking> rank(FactBook& book, Scope scope, std::vector<Level> named);

/// Says rankings of one family: p adjusted together by Holm.
void say_family(const FactBook& book, std::vector<Ranking> family, std::vector<Finding>& findings);

}  // namespace chimera::findings
