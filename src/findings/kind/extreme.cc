// Best and worst configuration of a grid, and the set that can't be told from the best: of cells
// run once by the spread that the factors leave, of repeated ones by Welch's t-test of each against
// the best, p adjusted by Holm. The winner was picked after the fact, so its value is optimistic.
#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>
#include <optional>
#include <utility>

#include "findings/kind/grid.h"
#include "findings/kind/kinds.h"
#include "findings/kind/levels.h"
#include "findings/phrases.h"
#include "stats/descriptive.h"
#include "stats/mean_tests.h"
#include "stats/multiplicity.h"

namespace chimera::findings {

namespace {

constexpr std::size_t kNamedMax = 3;  ///< configurations that a sentence names beside the best

Phrase configuration(const Grid& grid, std::size_t i) {
  Phrase phrase;
  for (const Column* column : grid.factors) {
    const std::string level(column->text_at(grid.rows[i]));
    phrase = join({phrase, say(phrase.empty() ? "" : ", "), called(column->name + "=" + level)});
  }
  return phrase;
}

Phrase subject(const Table& table) {
  const Column* model = find_column(table, "model");
  const auto levels = model == nullptr ? std::vector<std::string>{} : levels_of(table, *model);
  return levels.empty() ? Phrase{} : join({say(" for "), called(levels.front())});
}

/// "(`a=1`, `b=2`) and others", the first few.
Phrase some_of(const Grid& grid, const std::vector<std::size_t>& cells) {
  std::vector<Phrase> named;
  for (std::size_t i = 0; i < std::min(cells.size(), kNamedMax); ++i) {
    named.push_back(join({say("("), configuration(grid, cells[i]), say(")")}));
  }
  if (cells.size() > kNamedMax) {
    named.push_back(say("others"));
  }
  return listed(named);
}

/// What is said of the configurations near the best.
Phrase set_phrase(const Grid& grid, std::size_t best) {
  const auto gap = least_gap(grid);
  if (!gap) {
    return say("; neither was repeated, so how far apart values must lie is not known.");
  }
  std::vector<std::size_t> near;
  for (std::size_t i = 0; i < grid.rows.size(); ++i) {
    if (i != best && std::abs(value_at(grid, i) - value_at(grid, best)) <= *gap) {
      near.push_back(i);
    }
  }
  if (near.empty()) {
    return say(
        "; neither was repeated, but no other setting comes within the spread that the factors "
        "leave.");
  }
  if (near.size() + 1 == grid.rows.size()) {
    return say(
        "; neither was repeated, and the spread that the factors leave does not tell any setting "
        "from the best.");
  }
  std::stable_sort(near.begin(), near.end(), [&](std::size_t a, std::size_t b) {
    return std::abs(value_at(grid, a) - value_at(grid, best)) <
           std::abs(value_at(grid, b) - value_at(grid, best));
  });
  return join(
      {say("; neither was repeated, and the spread that the factors leave does not tell the "
           "best from "),
       some_of(grid, near), say(".")});
}

const Fact* extreme_fact(FactBook& book, const Grid& grid, Statistic statistic) {
  Query query{.metric = book.metric_name(*grid.table, *grid.metric), .statistics = {statistic}};
  query.where = {{"file", grid.table->file}};
  return book.ask(query);
}

std::optional<Finding> extreme(FactBook& book, const Grid& grid) {
  const auto by_value = [&](std::size_t a, std::size_t b) {
    return grid.metric->number_at(a) < grid.metric->number_at(b);
  };
  const auto [least, most] = std::minmax_element(grid.rows.begin(), grid.rows.end(), by_value);
  const bool lower = direction_of(*grid.metric) == Direction::kLowerIsBetter;
  const auto best = static_cast<std::size_t>((lower ? least : most) - grid.rows.begin());
  const auto worst = static_cast<std::size_t>((lower ? most : least) - grid.rows.begin());
  const Fact* good = extreme_fact(book, grid, lower ? Statistic::kMin : Statistic::kMax);
  const Fact* bad = extreme_fact(book, grid, lower ? Statistic::kMax : Statistic::kMin);
  if (good == nullptr || bad == nullptr || std::abs(good->value - bad->value) <= 0) {
    return std::nullopt;
  }
  const Phrase file = called(grid.table->file);
  const Phrase metric = metric_phrase(grid.metric->name, grid.metric->definition);
  Finding finding{.kind = FindingKind::kExtreme};
  finding.about = {grid.metric->name, {}, {{"file", grid.table->file}}};
  for (const Column* column : grid.factors) {
    finding.about.factors.push_back(column->name);
  }
  finding.strength = 0.04 * book.share_of(grid.rows.size());
  finding.lattice.chains =
      one_chain({fixed(join({say("In "), file, say(lower ? " the lowest " : " the highest "),
                             metric, subject(*grid.table), say(", "), measured(*good),
                             say(", was measured with "), configuration(grid, best)})),
                 one_of({lower ? " and the highest, " : " and the lowest, ",
                         lower ? "; the highest, " : "; the lowest, "}),
                 fixed(join({measured(*bad), say(", with "), configuration(grid, worst),
                             set_phrase(grid, best)}))});
  finding.consequences = {
      {Section::kConclusion, join({say("The best value in "), file,
                                   say(" was picked after the fact from unrepeated trials and is "
                                       "therefore optimistic.")})}};
  return finished(std::move(finding));
}

const Fact* cell_mean(FactBook& book, const Grid& grid, std::size_t i) {
  Query query{.metric = book.metric_name(*grid.table, *grid.metric),
              .statistics = {Statistic::kMean}};
  query.where = {{"file", grid.table->file}};
  for (const Column* column : grid.factors) {
    query.where.push_back({column->name, std::string(column->text_at(grid.rows[i]))});
  }
  query.exclude_cold = has_cold(*grid.table);
  return book.ask(query);
}

/// The cells that their trials don't tell from the best, those nearest to it first.
std::vector<std::size_t> near_best(const RepeatedGrid& repeated,
                                   const std::vector<std::size_t>& order) {
  std::vector<double> p;
  for (auto cell = std::next(order.begin()); cell != order.end(); ++cell) {
    const auto test =
        stats::welch_test(repeated.cells[order.front()].values, repeated.cells[*cell].values);
    p.push_back(test ? test->p : 1);
  }
  const std::vector<double> adjusted = stats::holm_adjusted(p);
  std::vector<std::size_t> near;
  for (std::size_t i = 0; i < adjusted.size(); ++i) {
    if (adjusted[i] >= kSignificance) {
      near.push_back(order[i + 1]);
    }
  }
  return near;
}

/// The cells by their means, the best first.
std::vector<std::size_t> ranked(const RepeatedGrid& repeated) {
  std::vector<double> means;
  means.reserve(repeated.cells.size());
  for (const GridCell& cell : repeated.cells) {
    means.push_back(stats::mean(cell.values).value_or(0));
  }
  std::vector<std::size_t> order(means.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const bool lower = direction_of(*repeated.grid.metric) == Direction::kLowerIsBetter;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return lower ? means[a] < means[b] : means[a] > means[b];
  });
  return order;
}

Phrase near_phrase(const Grid& grid, const std::vector<std::size_t>& near) {
  return near.empty() ? say("; the trials tell the best from every other setting.")
                      : join({say("; the trials do not tell the best from "), some_of(grid, near),
                              say(".")});
}

/// nullopt where the trials tell no setting from the best.
std::optional<Finding> repeated_extreme(FactBook& book, const RepeatedGrid& repeated) {
  const Grid& grid = repeated.grid;
  const std::vector<std::size_t> order = ranked(repeated);
  const std::vector<std::size_t> near = near_best(repeated, order);
  if (near.size() + 1 == order.size()) {
    return std::nullopt;
  }
  const Fact* good = cell_mean(book, grid, order.front());
  const Fact* bad = cell_mean(book, grid, order.back());
  const bool told = good != nullptr && bad != nullptr &&
                    good->n == repeated.cells[order.front()].values.size() &&
                    bad->n == repeated.cells[order.back()].values.size() &&
                    std::abs(good->value - bad->value) > 0;
  if (!told) {
    return std::nullopt;
  }
  const bool lower = direction_of(*grid.metric) == Direction::kLowerIsBetter;
  const Phrase metric = metric_phrase(grid.metric->name, grid.metric->definition);
  Finding finding{.kind = FindingKind::kExtreme};
  finding.about = {grid.metric->name, {}, {{"file", grid.table->file}}};
  for (const Column* column : grid.factors) {
    finding.about.factors.push_back(column->name);
  }
  finding.strength = 0.04 * book.share_of(ok_trials(*grid.table));
  finding.lattice.chains =
      one_chain({fixed(join({say("In "), called(grid.table->file),
                             say(lower ? " the lowest mean " : " the highest mean "), metric,
                             subject(*grid.table), say(", "), measured(*good), say(", is that of "),
                             configuration(grid, order.front())})),
                 one_of({lower ? " and the highest, " : " and the lowest, ",
                         lower ? "; the highest, " : "; the lowest, "}),
                 fixed(join({measured(*bad), say(", that of "), configuration(grid, order.back()),
                             near_phrase(grid, near)}))});
  finding.consequences = {
      {Section::kConclusion,
       join({say("The best mean in "), called(grid.table->file),
             say(" was picked after the fact from several settings and is therefore "
                 "optimistic.")})}};
  return finished(std::move(finding));
}

}  // namespace

void find_extremes(FactBook& book, const Table& table, std::vector<Finding>& findings) {
  const auto grid = grid_of(table);
  const auto repeated = grid ? std::nullopt : repeated_grid_of(table);
  auto finding = grid       ? extreme(book, *grid)
                 : repeated ? repeated_extreme(book, *repeated)
                            : std::nullopt;
  if (finding) {
    findings.push_back(*std::move(finding));
  }
}

}  // namespace chimera::findings
