#include "stats/model_matrix.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <span>

#include "base/check.h"

namespace chimera::stats {

namespace {

using Eigen::Index;

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

/// The same for all cells and a main effect.
void write_main_effect(const Cells& cells, std::size_t factor, Index column,
                       Eigen::MatrixXd& matrix) {
  const auto last = static_cast<std::uint32_t>(cells.levels[factor].size() - 1);
  const std::vector<std::uint32_t>& places = cells.places[factor];
  for (std::size_t cell = 0; cell < cells.size(); ++cell) {
    const auto row = static_cast<Index>(cell);
    if (places[cell] < last) {
      matrix(row, column + static_cast<Index>(places[cell])) = 1;
    } else {
      matrix.row(row).segment(column, static_cast<Index>(last)).setConstant(-1);
    }
  }
}

/// Writes all terms' columns from `column` on. REQUIRES: they are 0.
void write_codes(const Cells& cells, const std::vector<Term>& terms, Index column,
                 Eigen::MatrixXd& matrix) {
  for (const Term& term : terms) {
    if (!term.with) {
      write_main_effect(cells, term.factor, column, matrix);
    } else {
      for (std::size_t cell = 0; cell < cells.size(); ++cell) {
        write_codes(cells, term, cell, column, matrix);
      }
    }
    column += static_cast<Index>(columns_of(cells, term));
  }
}

std::size_t columns_in_all(const Cells& cells, const std::vector<Term>& terms) {
  std::size_t columns = 0;
  for (const Term& term : terms) {
    columns += columns_of(cells, term);
  }
  return columns;
}

/// Cells within which means are taken.
struct Groups {
  std::vector<std::uint32_t> of_cell;
  std::vector<double> counts;  ///< rows of each
};

/// Takes the main effect with most levels from the terms before `end`: its levels; all cells where
/// there is none.
Groups take_groups(const Cells& cells, std::vector<Term>::iterator end, std::vector<Term>& terms) {
  const auto levels = [&](const Term& term) {
    return term.with ? 0 : cells.levels[term.factor].size();
  };
  const auto most = std::max_element(
      terms.begin(), end, [&](const Term& a, const Term& b) { return levels(a) < levels(b); });
  Groups groups{std::vector<std::uint32_t>(cells.size(), 0), {}};
  std::size_t count = 1;
  if (most != end && levels(*most) > 0) {
    groups.of_cell = cells.places[most->factor];
    count = levels(*most);
    terms.erase(most);
  }
  groups.counts.assign(count, 0);
  for (std::size_t cell = 0; cell < cells.size(); ++cell) {
    groups.counts[groups.of_cell[cell]] += cells.counts[cell];
  }
  return groups;
}

/// The groups' means of the cells' values, weighted by their rows; for each cell that of its group.
std::vector<double> group_means(const Cells& cells, const Groups& groups,
                                std::span<const double> values) {
  std::vector<double> of_group(groups.counts.size(), 0);
  for (std::size_t cell = 0; cell < cells.size(); ++cell) {
    of_group[groups.of_cell[cell]] += cells.counts[cell] * values[cell];
  }
  std::ranges::transform(of_group, groups.counts, of_group.begin(), std::divides<>());
  std::vector<double> means(cells.size());
  std::ranges::transform(groups.of_cell, means.begin(),
                         [&](std::uint32_t group) { return of_group[group]; });
  return means;
}

/// Below this share of a column nothing is left of it but rounding: codes are small whole numbers.
constexpr double kNothing = 1e-10;

/// The terms' columns less their means in the groups, times √count. What the groups tell already is
/// 0.
Eigen::MatrixXd within_groups(const Cells& cells, const std::vector<Term>& terms,
                              const Groups& groups) {
  const auto rows = static_cast<Index>(cells.size());
  Eigen::MatrixXd matrix =
      Eigen::MatrixXd::Zero(rows, static_cast<Index>(columns_in_all(cells, terms)));
  write_codes(cells, terms, 0, matrix);
  const Eigen::Map<const Eigen::ArrayXd> counts(cells.counts.data(), rows);
  const Eigen::ArrayXd weights = counts.sqrt();
  for (Index column = 0; column < matrix.cols(); ++column) {
    auto codes = matrix.col(column);
    const double whole = (codes.array() * weights).matrix().norm();
    const std::vector<double> means =
        group_means(cells, groups, {codes.data(), static_cast<std::size_t>(rows)});
    codes -= Eigen::Map<const Eigen::VectorXd>(means.data(), rows);
    codes.array() *= weights;
    if (codes.norm() <= kNothing * whole) {
      codes.setZero();
    }
  }
  return matrix;
}

/// Makes a column orthogonal to those before it, which are to each other, and of length 1; false
/// where they tell it already.
bool make_orthonormal(Eigen::MatrixXd& columns, Index column) {
  constexpr double kCancelled = 0.5;
  const auto before = columns.leftCols(column);
  auto own = columns.col(column);
  const double whole = own.norm();
  double left = whole;
  for (bool again = whole > 0; again;) {
    const double length = left;
    const Eigen::VectorXd shares = before.transpose() * own;
    own.noalias() -= before * shares;
    left = own.norm();
    again = left < kCancelled * length && left > kNothing * whole;
  }
  if (!(left > kNothing * whole)) {
    return false;
  }
  own /= left;
  return true;
}

}  // namespace

std::vector<Term> terms_of(const Design& design) {
  std::vector<Term> terms;
  terms.reserve(design.factors.size());
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
  const std::size_t columns = 1 + columns_in_all(cells, terms);
  return columns <= kMostColumns && columns * cells.size() <= kMostEntries;
}

Eigen::MatrixXd model_matrix(const Cells& cells, const std::vector<Term>& terms) {
  const auto columns = static_cast<Index>(1 + columns_in_all(cells, terms));
  Eigen::MatrixXd matrix = Eigen::MatrixXd::Zero(static_cast<Index>(cells.size()), columns);
  matrix.col(0).setOnes();
  write_codes(cells, terms, 1, matrix);
  for (std::size_t cell = 0; cell < cells.size(); ++cell) {
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

OrderedFit fit_in_order(const Cells& cells, std::vector<Term> terms, std::optional<Term> asked) {
  const auto first = asked ? std::find(terms.begin(), terms.end(), *asked) : terms.end();
  const Groups groups = take_groups(cells, first, terms);
  const std::vector<double> means = group_means(cells, groups, cells.means);
  const auto rows = static_cast<Index>(cells.size());
  const Eigen::Map<const Eigen::ArrayXd> counts(cells.counts.data(), rows);
  const Eigen::Map<const Eigen::ArrayXd> own(cells.means.data(), rows);
  const Eigen::Map<const Eigen::ArrayXd> of_group(means.data(), rows);
  Eigen::VectorXd left = (own - of_group) * counts.sqrt();
  Eigen::MatrixXd columns = within_groups(cells, terms, groups);
  OrderedFit fit{.rank = groups.counts.size()};
  Index kept = 0;
  Index column = 0;
  bool reached = false;  // the asked term
  bool behind = false;
  for (const Term& term : terms) {
    const auto end = column + static_cast<Index>(columns_of(cells, term));
    behind = behind || (asked && !(term == *asked) && reached);
    reached = reached || term == asked;
    for (; column < end; ++column) {
      columns.col(kept) = columns.col(column);
      if (!make_orthonormal(columns, kept)) {
        continue;
      }
      const double share = columns.col(kept).dot(left);
      left -= share * columns.col(kept);
      ++kept;
      if (term == asked) {
        fit.squares += share * share;
        ++fit.df;
      } else if (asked && behind) {
        fit.squares_after += share * share;
        ++fit.df_after;
      }
    }
  }
  fit.rank += static_cast<std::size_t>(kept);
  fit.squares_left = left.squaredNorm();
  return fit;
}

}  // namespace chimera::stats
