#include "stats/anova.h"

#include <algorithm>
#include <cmath>
#include <iterator>

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

/// All terms, those first that don't contain the asked one, then itself, then those that do.
std::vector<Term> in_order(const std::vector<Term>& terms, const Term& asked) {
  std::vector<Term> order;
  order.reserve(terms.size());
  std::ranges::copy_if(terms, std::back_inserter(order), [&](const Term& term) {
    return !(term == asked) && !contains(term, asked);
  });
  order.push_back(asked);
  std::ranges::copy_if(terms, std::back_inserter(order),
                       [&](const Term& term) { return contains(term, asked); });
  return order;
}

/// F and p of each row, where there is residual spread to hold it against.
void test_rows(const Cells& cells, Anova& result) {
  const auto df = static_cast<double>(result.residual_df);
  const double residual = result.residual_squares / df;
  if (result.residual_df == 0 || !has_spread(std::sqrt(residual), cells.largest)) {
    return;
  }
  const auto test = [&](double squares, std::size_t own, Defined& f, Defined& p) {
    if (own > 0) {
      f = squares / static_cast<double>(own) / residual;
      p = f_p(*f, static_cast<double>(own), df);
    }
  };
  for (AnovaRow& row : result.rows) {
    test(row.squares, row.df, row.f, row.p);
    test(row.interaction_squares, row.interaction_df, row.interaction_f, row.interaction_p);
  }
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
  Anova result;
  result.total_squares = cells.squares_within + weighted_means(cells).squaredNorm();
  const auto take_residual = [&](const OrderedFit& whole) {
    result.residual_df = cells.rows - whole.rank;
    result.residual_squares = cells.squares_within + whole.squares_left;
  };
  if (asked.empty()) {
    take_residual(fit_in_order(cells, terms, std::nullopt));
  }
  for (const Term& term : asked) {
    const OrderedFit fit = fit_in_order(cells, in_order(terms, term), term);
    take_residual(fit);
    AnovaRow row{.term = term, .squares = fit.squares, .df = fit.df, .f = {}, .p = {}};
    row.interaction_squares = fit.squares_after;
    row.interaction_df = fit.df_after;
    result.rows.push_back(row);
  }
  test_rows(cells, result);
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
