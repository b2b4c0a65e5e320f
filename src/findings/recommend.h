// The one table from findings to what to do: a kind of finding and how far it carries → advice with
// what it brings and what would change it, or the ground of an experiment. What stands in no row
// asks for nothing.
#pragma once

#include <optional>
#include <vector>

#include "data/plan.h"
#include "findings/basis.h"

namespace chimera::findings {

/// What the table advises on one finding, or what it asks an experiment: one of the two, or
/// neither. REQUIRES: the states are judged. `book` holds the findings' facts.
std::optional<Advice> advice_on(const FactBook& book, const Basis& basis);
std::optional<Question> question_on(const FactBook& book, const Basis& basis);

/// The advice of all findings, the strongest first. Findings on one question give it once, with the
/// least gain that any of them shows.
std::vector<Advice> advice_of(const FactBook& book, const std::vector<Basis>& bases);

}  // namespace chimera::findings
