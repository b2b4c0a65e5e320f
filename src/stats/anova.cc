#include "stats/anova.h"

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "stats/design_cells.h"
#include "stats/distribution.h"
#include "stats/mean_difference.h"
#include "stats/model_matrix.h"

namespace chimera::stats {

namespace {

/// Whether `wider` is an interaction that `term` is part of.
bool contains(const Term& wider, const Term& term) {
  return wider.with && !term.with && (wider.factor == term.factor || *wider.with == term.factor);
}

/// The sum of squares and degrees of freedom of one term beyond those that don't contain it. `full`
/// is the model of all terms.
AnovaRow adjusted(const Cells& cells, const std::vector<Term>& terms, const Projection& full,
                  const Term& term) {
  std::vector<Term> others;
  std::copy_if(terms.begin(), terms.end(), std::back_inserter(others),
               [&](const Term& other) { return !(other == term) && !contains(other, term); });
  const bool is_contained = others.size() + 1 < terms.size();
  const Projection without = project(cells, others);
  others.push_back(term);
  const Projection with = is_contained ? project(cells, others) : full;
  AnovaRow row;
  row.term = term;
  row.df = with.rank - std::min(with.rank, without.rank);
  // The squared distance of both fits: subtracting two sums of squares would cancel.
  row.squares = row.df > 0 ? (with.fitted - without.fitted).squaredNorm() : 0;
  return row;
}

/// The rows of the asked terms.
std::optional<Anova> table_of(const Design& design, const std::vector<Term>& terms,
                              const std::vector<Term>& asked) {
  if (design.response.empty()) {
    return std::nullopt;
  }
  const Cells cells = collapse(design);
  if (!is_feasible(cells, terms)) {
    return std::nullopt;
  }
  const Eigen::VectorXd means = weighted_means(cells);
  const Projection full = project(cells, terms);
  Anova result;
  result.residual_df = cells.rows - full.rank;
  result.residual_squares = cells.squares_within + (means - full.fitted).squaredNorm();
  result.total_squares = cells.squares_within + means.squaredNorm();
  const auto df = static_cast<double>(result.residual_df);
  const double residual = result.residual_squares / df;
  const bool testable = result.residual_df > 0 && has_spread(std::sqrt(residual), cells.largest);
  for (const Term& term : asked) {
    AnovaRow row = adjusted(cells, terms, full, term);
    if (testable && row.df > 0) {
      const auto own_df = static_cast<double>(row.df);
      row.f = row.squares / own_df / residual;
      row.p = f_p(*row.f, own_df, df);
    }
    result.rows.push_back(row);
  }
  return result;
}

}  // namespace

std::optional<Anova> anova(const Design& design) {
  const std::vector<Term> terms = terms_of(design);
  return table_of(design, terms, terms);
}

std::optional<Anova> anova_of(const Design& design, std::size_t factor) {
  CHIMERA_CHECK(factor < design.factors.size(), "the factor is one of the design's");
  return table_of(design, terms_of(design), {Term{factor, std::nullopt}});
}

}  // namespace chimera::stats
