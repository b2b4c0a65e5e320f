// A linear model of factors by least squares: effects with intervals, differences between levels,
// and whether the residuals are what the intervals assume.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "stats/descriptive.h"
#include "stats/design.h"
#include "stats/interval.h"

namespace chimera::stats {

/// An estimated number of the model. Without residual degrees of freedom or residual spread it has
/// neither limits nor p.
struct Estimate {
  double value = 0;
  std::optional<Limits> limits;
  Defined p;  ///< two-sided, of no effect
};

struct Effect {
  std::uint32_t level = 0;
  std::uint32_t with_level = 0;  ///< of the second factor; 0 for a main effect
  Estimate estimate;
};

struct ResidualCheck {
  std::size_t df = 0;
  Defined deviation;             ///< √(residual sum of squares / df); absent for df = 0
  Defined largest_standardised;  ///< largest |e / (s √(1 − leverage))|; absent without spread
  std::size_t row_of_largest = 0;
};

/// response = mean + Σ main effects + Σ interactions, each effect summing to zero over each of its
/// factors (Householder QR by Eigen, on the cells). Assumes independent residuals of one normal
/// distribution; t with the residual degrees of freedom.
class LinearModel {
 public:
  /// Absent without rows, where effects can't be told apart (a level of one factor only with one of
  /// another, an interaction's cell without rows), or where the model has more than 1,000
  /// parameters or parameters · cells > 16 million. O(rows · factors + cells · parameters²).
  static std::optional<LinearModel> fit(const Design& design);

  /// The unweighted mean over the levels of all factors.
  Estimate grand_mean(double level) const;

  /// What each level, or each pair of levels, adds to the sum of the terms below it; in ascending
  /// order of levels. REQUIRES: a term of the model.
  std::vector<Effect> effects(const Term& term, double level) const;

  /// effect of level `to` − effect of level `from` of one factor, averaged over the others. Absent
  /// where a level has no rows.
  std::optional<Estimate> difference(std::size_t factor, std::uint32_t from, std::uint32_t to,
                                     double level) const;

  const ResidualCheck& residuals() const { return residuals_; }

 private:
  struct Columns {
    Term term;
    std::size_t first = 0;
  };

  const Columns& columns_of(const Term& term) const;
  std::vector<double> weights_of(const Columns& columns, std::size_t place,
                                 std::size_t with_place) const;
  Estimate estimate(const std::vector<double>& weights, double level) const;

  double centre_ = 0;
  std::vector<Columns> terms_;
  std::vector<std::vector<std::uint32_t>> levels_;  ///< by factor, ascending
  std::vector<double> coefficients_;
  std::vector<double> unscaled_;  ///< covariance / residual variance, row by row
  ResidualCheck residuals_;
};

}  // namespace chimera::stats
