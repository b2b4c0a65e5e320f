#include "findings/kind/interaction.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "findings/kind/kinds.h"
#include "findings/phrases.h"
#include "query/rows.h"

namespace chimera::findings {

namespace {

using enum Section;

/// Means of logarithms by the levels of two columns; absent where there is no trial.
class Cells {
 public:
  Cells(const Table& table, const Column& metric, const Column& one, const Column& other, bool warm)
      : of_one_(one, table.rows()),
        of_other_(other, table.rows()),
        sums_(of_one_.count() * of_other_.count(), 0),
        counts_(sums_.size(), 0) {
    for (std::size_t row = 0; row < table.rows(); ++row) {
      const double value = metric.number_at(row);
      if (table.state[row].failed || (warm && table.state[row].cold) || !(value > 0)) {
        continue;
      }
      const std::size_t cell = of_one_.at(row) * of_other_.count() + of_other_.at(row);
      sums_[cell] += std::log(value);
      counts_[cell] += 1;
    }
  }

  [[nodiscard]] const query::Levels& one() const { return of_one_; }

  [[nodiscard]] const query::Levels& other() const { return of_other_; }

  /// NaN where there is no trial.
  [[nodiscard]] double mean(std::size_t a, std::size_t b) const {
    const std::size_t cell = a * of_other_.count() + b;
    return sums_[cell] / counts_[cell];
  }

 private:
  query::Levels of_one_;
  query::Levels of_other_;
  std::vector<double> sums_;
  std::vector<double> counts_;
};

/// Two levels of a column, and two of another one.
struct Pairs {
  const Column* other = nullptr;
  std::vector<std::string> own;
  std::vector<std::string> others;
  double size = 0;  ///< |log of the ratio of ratios|
};

/// Two levels of one column.
using TwoLevels = std::pair<std::size_t, std::size_t>;

std::vector<TwoLevels> each_two(std::size_t levels) {
  std::vector<TwoLevels> pairs;
  pairs.reserve(levels * levels / 2);
  for (std::size_t a = 0; a < levels; ++a) {
    for (std::size_t b = a + 1; b < levels; ++b) {
      pairs.emplace_back(a, b);
    }
  }
  return pairs;
}

/// Those that are furthest from doing the same.
void widen(const Compared& compared, const Column& other, bool warm, Pairs& widest) {
  const Cells cells(compared.table, compared.metric, compared.column, other, warm);
  const auto texts = [](const query::Levels& levels, const TwoLevels& two) {
    return std::vector{std::string(levels.spelling(two.first)),
                       std::string(levels.spelling(two.second))};
  };
  for (const TwoLevels& own : each_two(cells.one().count())) {
    for (const TwoLevels& others : each_two(cells.other().count())) {
      const auto [a, b] = own;
      const auto [c, d] = others;
      const double size =
          std::abs(cells.mean(a, c) - cells.mean(b, c) - cells.mean(a, d) + cells.mean(b, d));
      if (size > widest.size) {  // false for NaN
        widest = {&other, texts(cells.one(), own), texts(cells.other(), others), size};
      }
    }
  }
}

Pairs widest_pairs(const FactBook& book, const Table& table, const Column& metric,
                   const Column& column, bool warm) {
  Pairs widest;
  const TableColumns& columns = book.columns(table);
  for (const auto* compared : {&columns.subjects, &columns.factors}) {
    for (const Column* other : *compared) {
      if (other != &column) {
        widen({table, metric, column}, *other, warm, widest);
      }
    }
  }
  return widest;
}

Phrase name_of(const Column& column, const std::string& level) {
  return called(column.role == Role::kSubject ? level : column.name + "=" + level);
}

}  // namespace

std::optional<Finding> interaction_of(FactBook& book, const Compared& compared, const Scope& scope,
                                      const Fact& p, double adjusted) {
  const auto& [table, metric, column] = compared;
  const Pairs pairs = widest_pairs(book, table, metric, column, scope.warm);
  if (pairs.other == nullptr) {
    return std::nullopt;
  }
  std::vector<Phrase> at;
  for (const std::string& other : pairs.others) {
    std::vector<Phrase> means;
    for (const std::string& own : pairs.own) {
      Query query{.metric = scope.metric, .statistics = {Statistic::kMean}, .where = scope.where};
      query.where.push_back({column.name, own});
      query.where.push_back({pairs.other->name, other});
      query.exclude_cold = scope.warm;
      const Fact* mean = book.ask(std::move(query));
      if (mean == nullptr) {
        return std::nullopt;
      }
      means.push_back(join({measured(*mean), say(" for "), name_of(column, own)}));
    }
    at.push_back(join({say("with "), name_of(*pairs.other, other), say(" it is "), listed(means)}));
  }
  Finding finding{.kind = FindingKind::kEffect};
  finding.about = {scope.metric, {column.name, pairs.other->name}, scope.where};
  finding.strength = pairs.size / 4 * book.share_of(p.n);
  finding.test = TestResult{.name = p.test, .df = {}, .effect_name = "p of the interactions"};
  finding.test->p = p.value;
  finding.test->p_adjusted = adjusted;
  finding.test->effect = p.value;
  if (p.tested) {
    finding.test->statistic = p.tested->statistic;
    finding.test->df = p.tested->df;
  }
  const Phrase metric_said = mean_phrase(scope.metric, scope.definition);
  finding.lattice.chains = one_chain(
      {fixed(join({say("How "), called(column.name), say(" changes the "), metric_said, scope.place,
                   say(" depends on "), called(pairs.other->name)})),
       one_of({": ", ", for "}),
       fixed(join({at.front(), say("; "), at.back(), say(" ("), p_value(p), say(", "),
                   called(p.test), say(scope.warm ? ", cold starts left out)." : ").")}))});
  finding.consequences = {
      {kConclusion,
       join({say("What "), called(column.name), say(" does"), scope.place,
             say(" is not the same for every level of "), called(pairs.other->name), say(".")})}};
  return finished(std::move(finding));
}

}  // namespace chimera::findings
