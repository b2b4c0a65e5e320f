#include "findings/performance_tables.h"

#include <map>
#include <string>

#include "findings/kind/kinds.h"
#include "findings/phrases.h"

namespace chimera::findings {

namespace {

constexpr std::size_t kRowsMax = 24;

struct Entry {
  const Table* table = nullptr;
  const Column* metric = nullptr;
  std::string model;
};

const Fact* fact_of(FactBook& book, const Entry& entry, Statistic statistic) {
  Query query{.metric = book.metric_name(*entry.table, *entry.metric), .statistics = {statistic}};
  query.where = {{"file", entry.table->file}};
  if (!entry.model.empty()) {
    query.where.push_back({"model", entry.model});
  }
  return book.ask(query);
}

Phrase cell(FactBook& book, const Entry& entry, Statistic statistic) {
  const Fact* fact = fact_of(book, entry, statistic);
  return fact == nullptr ? say("n/a") : Phrase{value(*fact)};
}

Phrase failed_cell(FactBook& book, const Entry& entry) {
  const Fact* fact = fact_of(book, entry, Statistic::kCount);
  const bool any = fact != nullptr && fact->excluded.contains("failed");
  return any ? Phrase{value(*fact, "failed")} : say("none");
}

std::vector<Phrase> row_of(FactBook& book, const Entry& entry) {
  using enum Statistic;
  return {called(entry.table->file), entry.model.empty() ? say("not told") : called(entry.model),
          cell(book, entry, kCount), failed_cell(book, entry),
          cell(book, entry, kMean),  cell(book, entry, kMedian),
          cell(book, entry, kMin),   cell(book, entry, kMax)};
}

void add_entries(const Table& table, const Column& metric,
                 std::map<std::string_view, std::vector<Entry>>& by_metric) {
  if (metric.definition == nullptr) {
    return;
  }
  const Column* model = find_column(table, "model");
  std::vector<std::string> models{""};
  if (model != nullptr) {
    models = levels_of(table, *model);
  }
  for (const std::string& level : models) {
    by_metric[metric.definition->name].push_back({&table, &metric, level});
  }
}

}  // namespace

std::vector<FactTable> performance_tables(FactBook& book) {
  std::map<std::string_view, std::vector<Entry>> by_metric;
  for (const Table* table : distinct_tables(book.observations(), TableKind::kMeasured)) {
    for (const Column* metric : main_metrics(*table)) {
      add_entries(*table, *metric, by_metric);
    }
  }
  std::vector<FactTable> tables;
  for (const std::string_view wanted :
       {"throughput", "ttft", "ttft.load", "prompt_throughput", "e2e_latency", "tpot", "itl"}) {
    const auto found = by_metric.find(wanted);
    if (found == by_metric.end()) {
      continue;
    }
    const Entry& first = found->second.front();
    std::string title(first.metric->definition->phrase);
    title.front() = static_cast<char>(title.front() - 'a' + 'A');
    FactTable table{.title = title + " by file and model, " + first.metric->unit};
    table.head = {"File", "Model", "n", "Failed", "Mean", "Median", "Least", "Most"};
    for (const Entry& entry : found->second) {
      // Units differ between files: a table keeps to one.
      if (table.rows.size() < kRowsMax && entry.metric->unit == first.metric->unit) {
        table.rows.push_back(row_of(book, entry));
      }
    }
    table.note =
        "Failed trials are left out, cold starts are in; a mean over several "
        "configurations describes them and carries no interval.";
    tables.push_back(std::move(table));
  }
  return tables;
}

}  // namespace chimera::findings
