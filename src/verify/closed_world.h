// What was measured of what, and what was not: "A was never run on B", "no power data was recorded
// for C", "D was evaluated as well". The data's own world is closed: what they hold can be listed.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "verify/statements.h"

namespace chimera::verify {

/// nullopt where the clause says nothing of that kind.
std::optional<Judgement> judge_in_closed_world(const Dataset& dataset,
                                               const StatementContext& context);

/// Rows that have all that is named: files by their names, too, though "the grid" elsewhere says
/// nothing where its files lack what is asked for.
double trials_of_all(const Dataset& dataset, const std::vector<Mention>& mentions);

/// Whether any table has a column of each: trials may have a value of both. O(tables).
bool in_one_table(const Dataset& dataset, const std::vector<std::string>& a,
                  const std::vector<std::string>& b);

/// Of the names of one sentence those that may be a kind of experiment are nothing else where no
/// trial has their other columns beside what else is named: "parameter tuning" may be a strategy of
/// some other file, "baseline" an arm of another.
void settle_experiments(const Dataset& dataset, std::span<Mention> mentions);

/// "TensorRT was measured only in `a.json`": whether trials of it that didn't fail are in other
/// files, too; nullopt for another statement.
std::optional<Judgement> judge_only_in(const Dataset& dataset, const StatementContext& context);

/// "Never varied", "not recorded": whether the clause says that something was not done.
bool denies_doing(std::string_view clause);

}  // namespace chimera::verify
