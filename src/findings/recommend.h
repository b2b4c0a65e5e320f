// The one table from findings to what to do: a kind of finding and how far it carries → advice with
// what it brings and what would change it, or the ground of an experiment. What stands in no row
// asks for nothing.
#pragma once

#include <optional>
#include <vector>

#include "data/plan.h"
#include "findings/basis.h"

namespace chimera::findings {

/// What the table says of one finding: advice, a ground for an experiment, or neither.
struct Ruling {
  std::optional<Advice> advice;
  std::optional<Question> question;
};

/// REQUIRES: the states are judged. `book` holds the findings' facts.
Ruling rule_on(const FactBook& book, const Basis& basis);

/// The advice of all findings, the strongest first. Findings on one question give it once, with the
/// least gain that any of them shows.
std::vector<Advice> advice_of(const FactBook& book, const std::vector<Basis>& bases);

}  // namespace chimera::findings
