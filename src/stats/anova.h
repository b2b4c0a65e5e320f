// Analysis of variance of a design: which factors and interactions a response depends on, and how
// much of its variation each accounts for.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "stats/descriptive.h"
#include "stats/design.h"

namespace chimera::stats {

struct AnovaRow {
  Term term;
  double squares = 0;  ///< sum of squares that the term adds to those that don't contain it
  std::size_t df = 0;  ///< 0 where other terms say the same already
  Defined f;           ///< absent without residual spread or degrees of freedom
  Defined p;
  /// Of a main effect: the same of all interactions that contain it, together and beyond all else.
  double interaction_squares = 0;
  std::size_t interaction_df = 0;
  Defined interaction_f;
  Defined interaction_p;
};

struct Anova {
  std::vector<AnovaRow> rows;  ///< main effects in the order of the factors, then interactions
  double residual_squares = 0;
  std::size_t residual_df = 0;  ///< 0: as many parameters as rows, nothing can be tested
  double total_squares = 0;     ///< Σ (response − mean)²
};

/// Type II: each main effect is adjusted for all other main effects and for the interactions that
/// don't contain it, each interaction for all else (Fox 2016, 8.2; the F's residual is the full
/// model's). Assumes independent residuals of one normal distribution. In a balanced design it is
/// what types I and III give. Absent without rows, or where the model has more than 1,000
/// parameters or parameters · cells > 16 million. O(rows · factors + terms · cells · p²), p the
/// parameters less the levels of the factor with most of them.
std::optional<Anova> anova(const Design& design);

/// The same with the row of one factor's main effect alone: two or three models are fitted, not one
/// or two more a term. REQUIRES: the design has that factor.
std::optional<Anova> anova_of(const Design& design, std::size_t factor);

}  // namespace chimera::stats
