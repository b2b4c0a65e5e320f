#include "stats/model_matrix.h"

#include <cmath>

#include <Eigen/QR>

#include "base/check.h"

namespace chimera::stats {

namespace {

using Index = Eigen::Index;

/// The codes of one level of a factor that are not 0: one of 1, or all of −1.
struct Codes {
  std::size_t begin = 0;
  std::size_t end = 1;
  double value = 1;
};

Codes codes_of(std::size_t place, std::size_t levels) {
  return place + 1 == levels ? Codes{0, place, -1} : Codes{place, place + 1, 1};
}

/// Writes a term's columns of one cell from `column` on. REQUIRES: they are 0.
void write_codes(const Cells& cells, const Term& term, std::size_t cell, Index column,
                 Eigen::MatrixXd& matrix) {
  const auto row = static_cast<Index>(cell);
  const Codes own = codes_of(cells.places[term.factor][cell], cells.levels[term.factor].size());
  const std::size_t others = term.with ? cells.levels[*term.with].size() : 2;
  const Codes other = term.with ? codes_of(cells.places[*term.with][cell], others) : Codes{};
  for (std::size_t i = own.begin; i < own.end; ++i) {
    for (std::size_t j = other.begin; j < other.end; ++j) {
      matrix(row, column + static_cast<Index>(i * (others - 1) + j)) = own.value * other.value;
    }
  }
}

}  // namespace

std::vector<Term> terms_of(const Design& design) {
  std::vector<Term> terms;
  for (std::size_t factor = 0; factor < design.factors.size(); ++factor) {
    terms.push_back({factor, std::nullopt});
  }
  for (const Term& term : design.interactions) {
    const bool named = term.with && *term.with != term.factor &&
                       term.factor < design.factors.size() && *term.with < design.factors.size();
    CHIMERA_CHECK(named, "an interaction is of two different factors of the design");
    terms.push_back(term);
  }
  return terms;
}

std::size_t columns_of(const Cells& cells, const Term& term) {
  const std::size_t own = cells.levels[term.factor].size() - 1;
  return term.with ? own * (cells.levels[*term.with].size() - 1) : own;
}

bool is_feasible(const Cells& cells, const std::vector<Term>& terms) {
  constexpr std::size_t kMostColumns = 1000;
  constexpr std::size_t kMostEntries = 16'000'000;
  std::size_t columns = 1;
  for (const Term& term : terms) {
    columns += columns_of(cells, term);
  }
  return columns <= kMostColumns && columns * cells.size() <= kMostEntries;
}

Eigen::MatrixXd model_matrix(const Cells& cells, const std::vector<Term>& terms) {
  std::size_t columns = 1;
  for (const Term& term : terms) {
    columns += columns_of(cells, term);
  }
  Eigen::MatrixXd matrix =
      Eigen::MatrixXd::Zero(static_cast<Index>(cells.size()), static_cast<Index>(columns));
  for (std::size_t cell = 0; cell < cells.size(); ++cell) {
    matrix(static_cast<Index>(cell), 0) = 1;
    Index column = 1;
    for (const Term& term : terms) {
      write_codes(cells, term, cell, column, matrix);
      column += static_cast<Index>(columns_of(cells, term));
    }
    matrix.row(static_cast<Index>(cell)) *= std::sqrt(cells.counts[cell]);
  }
  return matrix;
}

Eigen::VectorXd weighted_means(const Cells& cells) {
  Eigen::VectorXd means(static_cast<Index>(cells.size()));
  for (std::size_t cell = 0; cell < cells.size(); ++cell) {
    means(static_cast<Index>(cell)) = cells.means[cell] * std::sqrt(cells.counts[cell]);
  }
  return means;
}

double sum_code(std::size_t place, std::size_t column, std::size_t levels) {
  if (place == levels - 1) {
    return -1;
  }
  return place == column ? 1 : 0;
}

Projection project(const Eigen::MatrixXd& columns, const Eigen::VectorXd& values) {
  const Eigen::ColPivHouseholderQR<Eigen::MatrixXd> decomposed(columns);
  const Index rank = decomposed.rank();
  Eigen::VectorXd rotated = decomposed.householderQ().adjoint() * values;
  rotated.tail(rotated.size() - rank).setZero();
  return {decomposed.householderQ() * rotated, static_cast<std::size_t>(rank)};
}

}  // namespace chimera::stats
