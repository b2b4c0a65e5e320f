// The matrix of a linear model over the cells of a design, and projections onto what it spans. The
// only place where Eigen meets the rest of stats. Internal to stats.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include <Eigen/Core>

#include "stats/design.h"
#include "stats/design_cells.h"

namespace chimera::stats {

/// All main effects in the order of the factors, then the interactions.
std::vector<Term> terms_of(const Design& design);

/// The columns of each term: levels − 1, for an interaction the product of both.
std::size_t columns_of(const Cells& cells, const Term& term);

/// Whether the matrix of these terms is small enough to be decomposed: at most 1,000 columns and
/// 16 million entries.
bool is_feasible(const Cells& cells, const std::vector<Term>& terms);

/// One row a cell, its numbers times √count: a column of ones, then each term's columns in the
/// coding that sums to zero (the last level is −1 in all of its factor's).
Eigen::MatrixXd model_matrix(const Cells& cells, const std::vector<Term>& terms);

/// The cells' means times √count.
Eigen::VectorXd weighted_means(const Cells& cells);

/// The code of level `place` in column `column` of a factor with `levels` levels.
double sum_code(std::size_t place, std::size_t column, std::size_t levels);

struct OrderedFit {
  std::size_t rank = 0;      ///< parameters of the whole model that can be told apart
  double squares_left = 0;   ///< Σ of squares of what the whole model leaves of the weighted means
  double squares = 0;        ///< what the asked term adds to the terms before it
  std::size_t df = 0;        ///< by so many parameters
  double squares_after = 0;  ///< what the terms behind the asked one add to all before
  std::size_t df_after = 0;
};

/// Fits the common mean and then term by term to the cells' weighted means; `asked`, one of the
/// terms, is looked at closely. Of the terms before it the main effect with most levels costs no
/// columns: means are taken within its levels, and the others are fitted to what is left (Frisch
/// and Waugh 1933), by Gram and Schmidt's method, done twice where digits cancel (Parlett
/// 1998, 6.9). O(cells · (columns − levels)²).
OrderedFit fit_in_order(const Cells& cells, std::vector<Term> terms, std::optional<Term> asked);

}  // namespace chimera::stats
