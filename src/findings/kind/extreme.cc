// Best and worst configuration of a grid of which each cell was run once: the set that the spread
// left by the factors can't tell from the best, and that the winner's value is optimistic.
#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "findings/kind/grid.h"
#include "findings/kind/kinds.h"
#include "findings/kind/levels.h"
#include "findings/phrases.h"

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
  std::vector<Phrase> named;
  for (std::size_t i = 0; i < std::min(near.size(), kNamedMax); ++i) {
    named.push_back(join({say("("), configuration(grid, near[i]), say(")")}));
  }
  if (near.size() > kNamedMax) {
    named.push_back(say("others"));
  }
  return join(
      {say("; neither was repeated, and the spread that the factors leave does not tell the "
           "best from "),
       listed(named), say(".")});
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

}  // namespace

void find_extremes(FactBook& book, const Table& table, std::vector<Finding>& findings) {
  const auto grid = grid_of(table);
  if (auto finding = grid ? extreme(book, *grid) : std::nullopt) {
    findings.push_back(*std::move(finding));
  }
}

}  // namespace chimera::findings
