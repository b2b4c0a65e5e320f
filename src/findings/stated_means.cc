#include "findings/stated_means.h"

#include <map>
#include <utility>

#include "findings/kind/kinds.h"
#include "findings/phrases.h"
#include "query/stated_sample.h"

namespace chimera::findings {

namespace {

constexpr std::size_t kRowsMax = 60;

bool states_means(const Table& table, const Column& column) {
  return table.rows() >= 2 && table.derived_from.empty() && column.role == Role::kSummary &&
         !column.shared && last_key(column.name).starts_with("mean_");
}

void add_stated_row(FactBook& book, const Table& table, const Column& mean, std::size_t row,
                    FactTable& shown) {
  const Fact* centre = cell_fact(book, table, mean, row);
  if (centre == nullptr || row_name(table, row).empty()) {
    return;
  }
  const Column* deviation = query::deviation_of(table, mean);
  const Fact* around = deviation == nullptr ? nullptr : cell_fact(book, table, *deviation, row);
  shown.rows.push_back({called(table.file),
                        row_name(table, row),
                        {value(*centre)},
                        around == nullptr ? say("not given") : Phrase{value(*around)}});
}

}  // namespace

std::vector<StatedMean> stated_means(const Observations& observations) {
  std::vector<const Table*> tables = distinct_tables(observations, TableKind::kMeasured);
  const auto summaries = distinct_tables(observations, TableKind::kSummary);
  tables.insert(tables.end(), summaries.begin(), summaries.end());
  std::vector<StatedMean> means;
  for (const Table* table : tables) {
    for (const Column& column : table->columns) {
      if (states_means(*table, column)) {
        means.push_back({table, &column});
      }
    }
  }
  return means;
}

std::string last_key(const std::string& column) {
  return column.substr(column.rfind('.') + 1);
}

std::vector<Condition> row_conditions(const Table& table, std::size_t row) {
  std::vector<Condition> where{{"file", table.file}};
  for (const Column& column : table.columns) {
    if (column.role == Role::kSubject && !column.shared && column.text_at(row).size() <= 64 &&
        !column.text_at(row).empty() && column.name.find('.') == std::string::npos) {
      where.push_back({column.name, std::string(column.text_at(row))});
    }
  }
  return where;
}

Phrase row_name(const Table& table, std::size_t row) {
  const auto where = row_conditions(table, row);
  Phrase phrase;
  for (std::size_t i = 1; i < where.size(); ++i) {
    const bool repeated = i > 1 && where[i].value == where[i - 1].value;
    if (!repeated) {
      phrase.push_back(words(phrase.empty() ? "" : " "));
      phrase.push_back(name(where[i].value));
    }
  }
  return phrase;
}

const Fact* cell_fact(FactBook& book, const Table& table, const Column& column, std::size_t row) {
  Query query{.metric = column.name, .statistics = {Statistic::kMean}};
  query.where = row_conditions(table, row);
  const Fact* fact = book.ask(query);
  return fact != nullptr && fact->n == 1 ? fact : nullptr;
}

std::vector<FactTable> stated_tables(FactBook& book) {
  std::map<std::pair<std::string, std::string>, FactTable> tables;
  for (const auto& [table, mean] : stated_means(book.observations())) {
    const std::string folder = folder_of(table->file);
    FactTable& shown = tables[{folder, last_key(mean->name) + ", " + mean->unit}];
    for (std::size_t row = 0; row < table->rows() && shown.rows.size() < kRowsMax; ++row) {
      add_stated_row(book, *table, *mean, row, shown);
    }
  }
  std::vector<FactTable> all;
  for (auto& [where, table] : tables) {
    table.title = "Stated in " + where.first + ": " + where.second;
    table.head = {"File", "Of", "Mean", "Standard deviation"};
    table.note = "Somebody's summaries, without the trials behind them.";
    if (!table.rows.empty()) {
      all.push_back(std::move(table));
    }
  }
  return all;
}

}  // namespace chimera::findings
