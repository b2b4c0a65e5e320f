#include "read/derived.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/parallel.h"
#include "read/printed.h"
#include "stats/descriptive.h"

namespace chimera::read {

namespace {

constexpr std::size_t kTriedMax = 16;
constexpr std::size_t kRowsTriedMax = 100'000;  ///< larger tables may be there in part only
constexpr std::size_t kDigitsMin = 6;           ///< the names agree too
constexpr std::size_t kManyTables = 1'000;      ///< that are worth a second thread

using Compute = std::optional<double> (*)(std::span<const double>);

std::optional<double> least(std::span<const double> values) {
  return values.empty() ? std::nullopt
                        : std::optional(*std::min_element(values.begin(), values.end()));
}

std::optional<double> most(std::span<const double> values) {
  return values.empty() ? std::nullopt
                        : std::optional(*std::max_element(values.begin(), values.end()));
}

struct Word {
  std::string_view word;
  Compute compute;
};

constexpr std::array<Word, 6> kWords{Word{"mean", stats::mean},    Word{"avg", stats::mean},
                                     Word{"average", stats::mean}, Word{"median", stats::median},
                                     Word{"min", least},           Word{"max", most}};

struct Stated {
  const Column* column = nullptr;
  std::string of;  ///< the column that it sums up
  Compute compute = nullptr;
};

/// "mean_ttft_s" and "ttft_s_mean" state the mean of "ttft_s".
std::optional<Stated> stated_in(const Column& column) {
  const std::string_view name = column.name;
  const std::string_view key = name.substr(name.rfind('.') + 1);
  for (const auto& [word, compute] : kWords) {
    const std::size_t rest = key.size() - std::min(key.size(), word.size() + 1);
    if (rest > 0 && key.starts_with(word) && key[word.size()] == '_') {
      return Stated{&column, std::string(key.substr(word.size() + 1)), compute};
    }
    if (rest > 0 && key.ends_with(word) && key[rest] == '_') {
      return Stated{&column, std::string(key.substr(0, rest)), compute};
    }
  }
  return std::nullopt;
}

/// None of somebody's claim.
std::vector<Stated> stated_columns(const Table& table) {
  std::vector<Stated> all;
  if (table.kind == TableKind::kClaim) {
    return all;
  }
  for (const Column& column : table.columns) {
    auto stated = measures(column.role) && !column.shared ? stated_in(column) : std::nullopt;
    if (stated) {
      all.push_back(*std::move(stated));
    }
  }
  return all;
}

struct KeyColumn {
  const Column* of_summary = nullptr;
  const Column* of_rows = nullptr;
};

std::vector<KeyColumn> shared_keys(const Table& summary, const Table& rows) {
  std::vector<KeyColumn> keys;
  for (const Column& column : summary.columns) {
    const Column* other = find_column(rows, column.name);
    if (sets_the_trial(column.role) && !column.shared && other != nullptr) {
      keys.push_back({&column, other});
    }
  }
  return keys;
}

std::string level(const Column& column, std::size_t row) {
  const double number = column.number_at(row);
  return std::isnan(number) ? std::string(column.text_at(row)) : std::to_string(number);
}

struct Cells {
  std::vector<double> values;
  double slack = 0;  ///< of the coarsest
};

using Groups = std::map<std::string, Cells>;

Groups values_by_key(const Table& rows, const Column& metric, const std::vector<KeyColumn>& keys) {
  Groups groups;
  for (std::size_t row = 0; row < rows.rows(); ++row) {
    if (rows.state[row].failed || std::isnan(metric.number_at(row))) {
      continue;
    }
    std::string key;
    for (const KeyColumn& column : keys) {
      key += level(*column.of_rows, row) + "\n";
    }
    Cells& cells = groups[key];
    const Printed cell = printed(metric.number_at(row), metric.text_at(row));
    cells.values.push_back(cell.value);
    cells.slack = std::max(cells.slack, cell.slack());
  }
  return groups;
}

struct Agreement {
  std::size_t compared = 0;
  std::size_t equal = 0;
  std::size_t digits = 0;
};

/// Decimal digits that an agreement within `slack` tells.
std::size_t digits_told(double value, double slack) {
  const double size = std::abs(value) / slack;
  return size > 1 ? static_cast<std::size_t>(std::min(15.0, std::log10(size))) : 0;
}

void compare(const Table& summary, const Stated& stated, const Groups& groups,
             const std::vector<KeyColumn>& keys, Agreement& agreement) {
  for (std::size_t row = 0; row < summary.rows(); ++row) {
    std::string key;
    for (const KeyColumn& column : keys) {
      key += level(*column.of_summary, row) + "\n";
    }
    const auto group = groups.find(key);
    if (std::isnan(stated.column->number_at(row)) || group == groups.end()) {
      continue;
    }
    const auto computed = stated.compute(group->second.values);
    const Printed shown = printed(stated.column->number_at(row), stated.column->text_at(row));
    const double slack = group->second.slack;
    ++agreement.compared;
    if (computed && states(shown, *computed, slack)) {
      ++agreement.equal;
      agreement.digits += digits_told(shown.value, shown.slack() + slack);
    }
  }
}

bool sums_up(const Table& summary, const std::vector<Stated>& columns, const Table& rows) {
  const auto keys = shared_keys(summary, rows);
  if (keys.empty() && summary.rows() > 1) {
    return false;
  }
  Agreement agreement;
  for (const Stated& stated : columns) {
    if (const Column* metric = find_column(rows, stated.of); metric != nullptr) {
      compare(summary, stated, values_by_key(rows, *metric, keys), keys, agreement);
    }
  }
  return agreement.digits >= kDigitsMin && 4 * agreement.equal >= 3 * agreement.compared;
}

std::size_t alike(const std::string& a, const std::string& b) {
  const auto [end, other] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  return static_cast<std::size_t>(end - a.begin());
}

/// Tables of rows in the summary's folder, the most alike in name first.
std::vector<const Table*> candidates(const Table& summary,
                                     const std::vector<const Table*>& in_folder) {
  std::vector<const Table*> tables;
  for (const Table* table : in_folder) {
    if (table != &summary && table->kind == TableKind::kMeasured && table->rows() < kRowsTriedMax) {
      tables.push_back(table);
    }
  }
  const std::size_t kept = std::min(kTriedMax, tables.size());
  std::partial_sort(tables.begin(), tables.begin() + static_cast<std::ptrdiff_t>(kept),
                    tables.end(), [&](const Table* a, const Table* b) {
                      const auto left = alike(a->file, summary.file);
                      const auto right = alike(b->file, summary.file);
                      return left != right ? left > right : a < b;
                    });
  tables.resize(kept);
  return tables;
}

using Folders = std::map<std::string, std::vector<const Table*>>;

Folders folders_of(std::span<const Table> tables) {
  Folders folders;
  for (const Table& table : tables) {
    folders[folder_of(table.file)].push_back(&table);
  }
  return folders;
}

void make_summary(Table& table, const std::string& file) {
  table.derived_from = file;
  table.kind = TableKind::kSummary;
  for (Column& column : table.columns) {
    if (column.role == Role::kMetric && !column.shared) {
      column.role = Role::kSummary;
      column.evidence = "the table sums up rows of " + file;
    }
  }
}

/// Those of them that may be derived.
std::vector<std::size_t> named_as_derived(std::span<const Table> tables,
                                          std::span<const std::size_t> among) {
  std::vector<char> named(among.size());
  for_each_index(among.size(), among.size() < kManyTables ? 1 : 0,
                 [&](std::size_t i) { named[i] = may_be_derived(tables[among[i]]) ? 1 : 0; });
  std::vector<std::size_t> numbers;
  for (std::size_t i = 0; i < among.size(); ++i) {
    if (named[i] != 0) {
      numbers.push_back(among[i]);
    }
  }
  return numbers;
}

}  // namespace

bool may_be_derived(const Table& table) {
  return !stated_columns(table).empty();
}

std::set<std::size_t> compared_tables(std::span<const Table> tables,
                                      std::span<const std::size_t> among) {
  const std::vector<std::size_t> named = named_as_derived(tables, among);
  const Folders folders = named.empty() ? Folders() : folders_of(tables);
  std::set<std::size_t> compared;
  for (const std::size_t i : named) {
    for (const Table* rows : candidates(tables[i], folders.at(folder_of(tables[i].file)))) {
      compared.insert(static_cast<std::size_t>(rows - tables.data()));
    }
  }
  return compared;
}

void find_derived(std::span<Table> tables, std::span<const std::size_t> among) {
  const std::vector<std::size_t> named = named_as_derived(tables, among);
  const Folders folders = named.empty() ? Folders() : folders_of(tables);
  for (const std::size_t i : named) {
    Table& table = tables[i];
    const auto columns = stated_columns(table);
    for (const Table* rows : candidates(table, folders.at(folder_of(table.file)))) {
      if (sums_up(table, columns, *rows)) {
        make_summary(table, rows->file);
        break;
      }
    }
  }
}

}  // namespace chimera::read
