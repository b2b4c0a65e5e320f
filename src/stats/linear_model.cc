#include "stats/linear_model.h"

#include <algorithm>
#include <cmath>

#include <Eigen/QR>

#include "base/check.h"
#include "stats/design_cells.h"
#include "stats/distribution.h"
#include "stats/mean_difference.h"
#include "stats/model_matrix.h"

namespace chimera::stats {

namespace {

using Eigen::Index;

/// The decomposed matrix of a model of full rank.
struct Fit {
  Eigen::VectorXd coefficients;
  Eigen::MatrixXd unscaled;  ///< (X'X)⁻¹
  Eigen::VectorXd fitted;    ///< by cell
  Eigen::VectorXd leverage;  ///< by cell, of one of its rows
};

std::optional<Fit> decompose(const Cells& cells, const std::vector<Term>& terms) {
  const Eigen::MatrixXd matrix = model_matrix(cells, terms);
  const Eigen::ColPivHouseholderQR<Eigen::MatrixXd> decomposed(matrix);
  if (decomposed.rank() < matrix.cols()) {
    return std::nullopt;
  }
  const Index size = matrix.cols();
  Fit fit;
  fit.coefficients = decomposed.solve(weighted_means(cells));
  const Eigen::MatrixXd inverse =
      decomposed.colsPermutation() *
      Eigen::MatrixXd(decomposed.matrixR()
                          .topLeftCorner(size, size)
                          .triangularView<Eigen::Upper>()
                          .solve(Eigen::MatrixXd::Identity(size, size)));
  fit.unscaled = inverse * inverse.transpose();
  const Eigen::Map<const Eigen::ArrayXd> counts(cells.counts.data(),
                                                static_cast<Index>(cells.size()));
  fit.fitted = (matrix * fit.coefficients).array() / counts.sqrt();
  fit.leverage = (matrix * inverse).rowwise().squaredNorm().array() / counts;
  return fit;
}

ResidualCheck check(Values response, const Cells& cells, const Fit& fit) {
  ResidualCheck result;
  result.df = cells.rows - static_cast<std::size_t>(fit.coefficients.size());
  if (result.df == 0) {
    return result;
  }
  double squares = cells.squares_within;
  for (std::size_t cell = 0; cell < cells.size(); ++cell) {
    const double off = cells.means[cell] - fit.fitted(static_cast<Index>(cell));
    squares += cells.counts[cell] * off * off;
  }
  result.deviation = std::sqrt(squares / static_cast<double>(result.df));
  if (!has_spread(*result.deviation, cells.largest)) {
    return result;
  }
  // A row that decides its own fit has no residual to speak of.
  constexpr double kFree = 1e-10;
  std::vector<double> scale(cells.size(), 0);
  for (std::size_t cell = 0; cell < cells.size(); ++cell) {
    const double left = 1 - fit.leverage(static_cast<Index>(cell));
    scale[cell] = left > kFree ? 1 / (*result.deviation * std::sqrt(left)) : 0;
  }
  double largest = -1;
  for (std::size_t row = 0; row < response.size(); ++row) {
    const std::uint32_t cell = cells.cell_of_row[row];
    const double off = response[row] - cells.centre - fit.fitted(static_cast<Index>(cell));
    if (std::abs(off) * scale[cell] > largest) {
      largest = std::abs(off) * scale[cell];
      result.row_of_largest = row;
    }
  }
  result.largest_standardised = largest;
  return result;
}

/// Where a level stands among those that occur.
std::optional<std::size_t> place_of(const std::vector<std::uint32_t>& levels, std::uint32_t level) {
  const auto at = std::lower_bound(levels.begin(), levels.end(), level);
  return at != levels.end() && *at == level
             ? std::optional(static_cast<std::size_t>(at - levels.begin()))
             : std::nullopt;
}

}  // namespace

std::optional<LinearModel> LinearModel::fit(const Design& design) {
  const std::vector<Term> terms = terms_of(design);
  if (design.response.empty()) {
    return std::nullopt;
  }
  const Cells cells = collapse(design);
  if (!is_feasible(cells, terms)) {
    return std::nullopt;
  }
  const std::optional<Fit> fit = decompose(cells, terms);
  if (!fit) {
    return std::nullopt;
  }
  LinearModel model;
  model.centre_ = cells.centre;
  std::size_t first = 1;
  for (const Term& term : terms) {
    model.terms_.push_back({term, first});
    first += stats::columns_of(cells, term);
  }
  model.levels_ = cells.levels;
  model.coefficients_.assign(fit->coefficients.begin(), fit->coefficients.end());
  // Symmetric, so the order of rows and columns doesn't matter.
  model.unscaled_.assign(fit->unscaled.data(), fit->unscaled.data() + fit->unscaled.size());
  model.residuals_ = check(design.response, cells, *fit);
  return model;
}

const LinearModel::Columns& LinearModel::columns_of(const Term& term) const {
  const auto at = std::find_if(terms_.begin(), terms_.end(),
                               [&](const Columns& columns) { return columns.term == term; });
  CHIMERA_CHECK(at != terms_.end(), "a term that the model doesn't have");
  return *at;
}

std::vector<double> LinearModel::weights_of(const Columns& columns, std::size_t place,
                                            std::size_t with_place) const {
  std::vector<double> weights(coefficients_.size(), 0);
  const std::size_t levels = levels_[columns.term.factor].size();
  const auto with = columns.term.with;
  const std::size_t others = with ? levels_[*with].size() : 2;
  std::size_t at = columns.first;
  for (std::size_t i = 0; i + 1 < levels; ++i) {
    for (std::size_t j = 0; j + 1 < others; ++j) {
      weights[at++] = sum_code(place, i, levels) * (with ? sum_code(with_place, j, others) : 1.0);
    }
  }
  return weights;
}

Estimate LinearModel::estimate(const std::vector<double>& weights, double level) const {
  Estimate result;
  double variance = 0;
  const std::size_t size = weights.size();
  for (std::size_t i = 0; i < size; ++i) {
    if (std::fpclassify(weights[i]) == FP_ZERO) {
      continue;
    }
    result.value += weights[i] * coefficients_[i];
    for (std::size_t j = 0; j < size; ++j) {
      variance += weights[i] * weights[j] * unscaled_[i * size + j];
    }
  }
  if (residuals_.largest_standardised) {
    const auto df = static_cast<double>(residuals_.df);
    const double error = std::sqrt(variance) * residuals_.deviation.value_or(0);
    const double half = t_within(level, df) * error;
    result.limits = Limits{result.value - half, result.value + half};
    result.p = error > 0 ? Defined(two_sided_p(result.value / error, df)) : std::nullopt;
  }
  return result;
}

Estimate LinearModel::grand_mean(double level) const {
  std::vector<double> weights(coefficients_.size(), 0);
  weights[0] = 1;
  Estimate result = estimate(weights, level);
  result.value += centre_;
  result.p = std::nullopt;
  if (result.limits) {
    result.limits = Limits{result.limits->low + centre_, result.limits->high + centre_};
  }
  return result;
}

std::vector<Effect> LinearModel::effects(const Term& term, double level) const {
  const Columns& columns = columns_of(term);
  const std::vector<std::uint32_t>& levels = levels_[term.factor];
  const std::vector<std::uint32_t> none = {0};
  const std::vector<std::uint32_t>& others = term.with ? levels_[*term.with] : none;
  std::vector<Effect> result;
  for (std::size_t i = 0; i < levels.size(); ++i) {
    for (std::size_t j = 0; j < others.size(); ++j) {
      result.push_back({levels[i], others[j], estimate(weights_of(columns, i, j), level)});
    }
  }
  return result;
}

std::optional<Estimate> LinearModel::difference(std::size_t factor, std::uint32_t from,
                                                std::uint32_t to, double level) const {
  CHIMERA_CHECK(factor < levels_.size(), "a factor that the model doesn't have");
  const auto from_place = place_of(levels_[factor], from);
  const auto to_place = place_of(levels_[factor], to);
  if (!from_place || !to_place) {
    return std::nullopt;
  }
  const Columns& columns = columns_of({factor, std::nullopt});
  std::vector<double> weights = weights_of(columns, *to_place, 0);
  const std::vector<double> less = weights_of(columns, *from_place, 0);
  std::transform(weights.begin(), weights.end(), less.begin(), weights.begin(), std::minus<>());
  return estimate(weights, level);
}

}  // namespace chimera::stats
