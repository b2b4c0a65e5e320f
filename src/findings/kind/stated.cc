// What stated summaries allow: they have no trials, so nothing here is tested.
#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "findings/kind/kinds.h"
#include "findings/phrases.h"

namespace chimera::findings {

namespace {

using enum Section;

std::string last_key(const std::string& column) {
  return column.substr(column.rfind('.') + 1);
}

/// The column "std_…" that belongs to "mean_…".
const Column* deviation_of(const Table& table, const Column& mean) {
  const std::string key = last_key(mean.name);
  if (!key.starts_with("mean_")) {
    return nullptr;
  }
  const std::string prefix = mean.name.substr(0, mean.name.size() - key.size());
  return find_column(table, prefix + "std_" + key.substr(5));
}

/// What tells the row from its siblings: the file and its subjects' levels.
std::vector<Condition> row_conditions(const Table& table, std::size_t row) {
  std::vector<Condition> where{{"file", table.file}};
  for (const Column& column : table.columns) {
    if (column.role == Role::kSubject && !column.shared && column.text_at(row).size() <= 64 &&
        !column.text_at(row).empty() && column.name.find('.') == std::string::npos) {
      where.push_back({column.name, column.text_at(row)});
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

std::vector<Finding> spreads(FactBook& book, const Table& table, const Column& mean) {
  std::vector<Finding> findings;
  const Column* deviation = deviation_of(table, mean);
  for (std::size_t row = 0; deviation != nullptr && row < table.rows(); ++row) {
    if (!(deviation->number_at(row) > mean.number_at(row)) || row_name(table, row).empty()) {
      continue;
    }
    const Fact* centre = cell_fact(book, table, mean, row);
    const Fact* spread = cell_fact(book, table, *deviation, row);
    if (centre == nullptr || spread == nullptr) {
      continue;
    }
    Finding finding{.kind = FindingKind::kSpread};
    finding.about = {mean.name, {}, row_conditions(table, row)};
    finding.strength = 0.4;
    finding.lattice.chains = {
        {fixed(join({say("For "), row_name(table, row), say(" in "), called(table.file),
                     say(" a standard deviation of "), measured(*spread),
                     say(" stands beside a mean of "), measured(*centre)})),
         one_of({": a few samples dominate it, and the file does not say which.",
                 ", so a few samples dominate; which and how many is not recorded."})}};
    finding.consequences = {
        {kConclusion, join({say("The mean of "), row_name(table, row), say(" in "),
                            called(table.file), say(" should not be relied on.")})},
        {kRecommendation, join({say("Measure "), row_name(table, row),
                                say(" again after a warm-up and keep the single samples.")})}};
    findings.push_back(finished(std::move(finding)));
  }
  return findings;
}

std::optional<std::pair<std::size_t, std::size_t>> fastest_and_slowest(const Table& table,
                                                                       const Column& mean) {
  std::optional<std::pair<std::size_t, std::size_t>> found;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const double number = mean.number_at(row);
    if (table.state[row].failed || !(number > 0)) {
      continue;
    }
    if (!found) {
      found = {row, row};
    }
    found->first = number < mean.number_at(found->first) ? row : found->first;
    found->second = number > mean.number_at(found->second) ? row : found->second;
  }
  return found;
}

std::vector<Finding> stated_comparison(FactBook& book, const Table& table, const Column& mean) {
  const auto ends = fastest_and_slowest(table, mean);
  if (!ends || ends->first == ends->second || row_name(table, ends->first).empty() ||
      row_name(table, ends->first) == row_name(table, ends->second)) {
    return {};
  }
  Query query{.metric = mean.name, .statistics = {Statistic::kRatio}};
  query.where = row_conditions(table, ends->second);
  query.against = row_conditions(table, ends->first);
  query.against.erase(query.against.begin());
  const Fact* ratio = book.ask(query);
  const Fact* fast = cell_fact(book, table, mean, ends->first);
  const Fact* slow = cell_fact(book, table, mean, ends->second);
  if (ratio == nullptr || fast == nullptr || slow == nullptr) {
    return {};
  }
  Finding finding{.kind = FindingKind::kComparison};
  finding.about = {mean.name, {}, {{"file", table.file}}};
  finding.strength = std::min(0.2, std::log(ratio->value) / 20);
  finding.lattice.chains = {
      {fixed(join({say("In "), called(table.file), say(" "), row_name(table, ends->first)})),
       one_of({" has", " states", " shows"}),
       fixed(join({say(" the lowest "),
                   called(last_key(mean.name)),
                   say(", "),
                   measured(*fast),
                   say(", and "),
                   row_name(table, ends->second),
                   say(" the highest, "),
                   measured(*slow),
                   say(", a ratio of "),
                   {value(*ratio)},
                   say("; these are stated means without their trials.")}))}};
  finding.consequences = {
      {kRecommendation, join({say("Keep the single times behind "), called(table.file),
                              say(", so that its backends can be tested against each other.")})}};
  return {finished(std::move(finding))};
}

std::vector<Finding> accuracies(const Table& table) {
  const auto accuracy =
      std::find_if(table.columns.begin(), table.columns.end(), [](const Column& column) {
        return column.definition != nullptr && column.definition->name == "accuracy";
      });
  if (accuracy == table.columns.end() || table.rows() < 2) {
    return {};
  }
  Finding finding{.kind = FindingKind::kUndecidable};
  finding.about = {accuracy->name, {}, {{"file", table.file}}};
  finding.strength = 0.35;
  finding.lattice.chains = {
      {fixed(join({called(table.file), say(" gives "), called(accuracy->name)})),
       one_of({" without the number of cases behind it: which level is better is undecidable.",
               " and not how many cases it rests on, so its levels can't be told apart."})}};
  finding.consequences = {
      {kRecommendation, join({say("Record how many cases stand behind "), called(accuracy->name),
                              say(" in "), called(table.file), say(".")})},
      {kConclusion, join({say("About "), called(accuracy->name), say(" in "), called(table.file),
                          say(" nothing can be decided.")})}};
  return {finished(std::move(finding))};
}

void append(std::vector<Finding>& all, std::vector<Finding> more) {
  std::move(more.begin(), more.end(), std::back_inserter(all));
}

std::vector<Finding> of_table(FactBook& book, const Table& table) {
  std::vector<Finding> findings = accuracies(table);
  if (table.format == "csv" || table.rows() < 2) {
    return findings;
  }
  for (const Column& column : table.columns) {
    const std::string key = last_key(column.name);
    if (column.role == Role::kSummary && !column.shared && key.starts_with("mean_")) {
      append(findings, spreads(book, table, column));
      append(findings, stated_comparison(book, table, column));
    }
  }
  return findings;
}

}  // namespace

std::vector<Finding> find_stated(FactBook& book) {
  std::vector<Finding> findings;
  for (const TableKind kind : {TableKind::kMeasured, TableKind::kSummary}) {
    for (const Table* table : distinct_tables(book.observations(), kind)) {
      append(findings, of_table(book, *table));
    }
  }
  return findings;
}

}  // namespace chimera::findings
