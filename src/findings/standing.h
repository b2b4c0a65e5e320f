// How far findings carry: what is clear, repeated and told apart from everything else may be
// advised; the rest is a question for an experiment.
#pragma once

#include <string>
#include <vector>

#include "findings/basis.h"

namespace chimera::findings {

/// Sets every state. Findings on one question decide about each other: two sets of runs that agree
/// make a decision, two that clearly disagree a contradiction.
void judge(std::vector<Basis>& bases);

/// What question a comparison answers: equal for findings on the same metric and pair of levels, of
/// the same model.
std::string question_of(const Basis& basis);

/// Whether the settings of a table were tried twice on average; what is no setting (a prompt)
/// repeats them.
bool is_repeated(const Table& table);

}  // namespace chimera::findings
