// Best and worst configuration of a grid. One run per cell: the winner's value is optimistic.
#include <algorithm>
#include <cmath>
#include <utility>

#include "findings/kind/kinds.h"
#include "findings/phrases.h"

namespace chimera::findings {

namespace {

constexpr std::size_t kCellsMin = 6;

std::size_t row_of(const Table& table, const Column& metric, bool highest) {
  std::size_t best = table.rows();
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const double number = metric.number_at(row);
    if (table.state[row].failed || std::isnan(number)) {
      continue;
    }
    const bool better = best == table.rows() || (highest ? number > metric.number_at(best)
                                                         : number < metric.number_at(best));
    best = better ? row : best;
  }
  return best;
}

Phrase configuration(const Table& table, std::size_t row) {
  Phrase phrase;
  for (const Column& column : table.columns) {
    const bool is_set = column.role == Role::kFactor && !column.shared &&
                        levels_of(table, column).size() >= 2 && !std::isnan(column.number_at(row));
    if (is_set) {
      if (!phrase.empty()) {
        phrase.push_back(words(", "));
      }
      phrase.push_back(name(column.name + "=" + std::string(column.text_at(row))));
    }
  }
  return phrase;
}

/// The best of several models says nothing about a configuration.
bool has_one_subject(const Table& table) {
  return std::all_of(table.columns.begin(), table.columns.end(), [&](const Column& column) {
    return column.role != Role::kSubject || levels_of(table, column).size() <= 1;
  });
}

Phrase subject(const Table& table) {
  const Column* model = find_column(table, "model");
  const auto levels = model == nullptr ? std::vector<std::string>{} : levels_of(table, *model);
  return levels.empty() ? Phrase{} : join({say(" for "), called(levels.front())});
}

/// Whether the row's configuration was run once.
bool is_unrepeated(const Table& table, std::size_t row) {
  for (std::size_t other = 0; other < table.rows(); ++other) {
    const bool same =
        std::all_of(table.columns.begin(), table.columns.end(), [&](const Column& column) {
          return column.role != Role::kFactor || column.text_at(other) == column.text_at(row);
        });
    if (same && other != row) {
      return false;
    }
  }
  return true;
}

const Fact* extreme_fact(FactBook& book, const Table& table, const Column& metric,
                         Statistic statistic) {
  Query query{.metric = book.metric_name(table, metric), .statistics = {statistic}};
  query.where = {{"file", table.file}};
  return book.ask(query);
}

}  // namespace

std::vector<Finding> find_extremes(FactBook& book) {
  std::vector<Finding> findings;
  for (const Table* table : distinct_tables(book.observations(), TableKind::kMeasured)) {
    const auto metrics = main_metrics(*table);
    if (table->rows() < kCellsMin || metrics.empty() || !has_one_subject(*table) ||
        direction_of(*metrics.front()) != Direction::kHigherIsBetter) {
      continue;
    }
    const Column& metric = *metrics.front();
    const std::size_t best = row_of(*table, metric, true);
    const std::size_t worst = row_of(*table, metric, false);
    const Fact* high = extreme_fact(book, *table, metric, Statistic::kMax);
    const Fact* low = extreme_fact(book, *table, metric, Statistic::kMin);
    if (best == table->rows() || configuration(*table, best).empty() ||
        !is_unrepeated(*table, best) || !is_unrepeated(*table, worst) || high == nullptr ||
        low == nullptr || !(high->value > low->value)) {
      continue;
    }
    const Phrase metric_name = metric_phrase(metric.name, metric.definition);
    Finding finding{.kind = FindingKind::kExtreme};
    finding.about = {metric.name, {}, {{"file", table->file}}};
    finding.strength = 0.04;
    finding.lattice.chains = {
        {fixed(join({say("In "), called(table->file), say(" the highest "), metric_name,
                     subject(*table), say(", "), measured(*high), say(", was measured with "),
                     configuration(*table, best)})),
         one_of({" and the lowest, ", "; the lowest, "}),
         fixed(join({measured(*low), say(", with "), configuration(*table, worst),
                     say("; neither was repeated.")}))}};
    finding.consequences = {
        {Section::kConclusion, join({say("The best value in "), called(table->file),
                                     say(" was picked after the fact from unrepeated trials and is "
                                         "therefore optimistic.")})}};
    findings.push_back(finished(std::move(finding)));
  }
  return findings;
}

}  // namespace chimera::findings
