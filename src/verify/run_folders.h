// How whole runs ended that lie in a folder each, which is called by the time of its run: "four of
// the five prompt suite runs of 2 October failed completely".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verify/judgement.h"
#include "verify/scope.h"

namespace chimera::verify {

struct RunFoldersSaid {
  std::string ahead;           ///< of its clause before the number, in lower case
  std::string behind;          ///< of its clause behind it
  std::string sentence;        ///< what comes before its clause there
  std::vector<Numeral> dates;  ///< of the clause, or of the sentence where the clause has none
  Scope place;                 ///< the folders that are named
};

/// Whether a clause in lower case counts whole runs by how they ended.
bool counts_run_folders(std::string_view clause);

/// Of runs of that place, day and name: how many failed in every trial, or in none; behind "of the"
/// how many there are. Refuted only where as many runs are there as the text says. nullopt for
/// another statement, or fewer than two such folders. O(tables · rows).
std::optional<Judgement> judge_run_folders(const Dataset& dataset, const Numeral& stated,
                                           const RunFoldersSaid& said);

/// "Several of the runs failed completely": of the folders of that place; nullopt for another
/// statement.
std::optional<Judgement> judge_some_run_folders(const Dataset& dataset, std::string_view clause,
                                                const Scope& place);

}  // namespace chimera::verify
