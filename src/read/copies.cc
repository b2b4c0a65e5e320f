#include "read/copies.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "base/hash.h"
#include "base/parallel.h"
#include "read/printed.h"
#include "read/sampled_rows.h"

namespace chimera::read {

namespace {

constexpr std::size_t kValuesMin = 3;
constexpr std::size_t kDigitsMin = 8;
constexpr std::size_t kColumnsMax = 64;  ///< of a table; more can't tell it better from others

using Series = std::vector<Printed>;

/// What is compared of a table: series of measurements over the same trials.
struct Print {
  std::size_t trials = 0;  ///< ok ones of the whole table
  std::vector<Series> series;
};

bool is_measurement(const Column& column, const Series& series) {
  return !column.unit.empty() || std::any_of(series.begin(), series.end(), [](const Printed& cell) {
    return std::fpclassify(cell.value - std::trunc(cell.value)) == FP_NORMAL;
  });
}

Series series_of(const Column& column, const std::vector<std::size_t>& rows) {
  Series series;
  series.reserve(rows.size());
  for (const std::size_t row : rows) {
    series.push_back(printed(column.number_at(row), column.text_at(row)));
  }
  return series;
}

Print print_of(const Table& table) {
  const Table& shown = table.witness == nullptr ? table : *table.witness;
  Print print{ok_trials(table), {}};
  const std::vector<std::size_t> rows = spread_trials(shown);
  const Role wanted = table.kind == TableKind::kSummary ? Role::kSummary : Role::kMetric;
  for (const Column& column : shown.columns) {
    if (print.series.size() < kColumnsMax && column.role == wanted && !column.shared) {
      Series series = series_of(column, rows);
      if (is_measurement(column, series)) {
        print.series.push_back(std::move(series));
      }
    }
  }
  return print;
}

bool tells_from_chance(const Print& print) {
  std::set<double> values;
  std::size_t digits = 0;
  for (const Series& series : print.series) {
    for (const Printed& cell : series) {
      const bool counts = !std::isnan(cell.value) && std::fpclassify(cell.value) != FP_ZERO &&
                          values.size() <= kValuesMin;
      if (counts && values.insert(cell.value).second) {
        digits += cell.digits;
      }
    }
  }
  return values.size() >= kValuesMin && digits >= kDigitsMin;
}

bool same_series(const Series& a, const Series& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Printed& x, const Printed& y) {
    return std::isnan(x.value) || std::isnan(y.value) ? std::isnan(x.value) == std::isnan(y.value)
                                                      : state_the_same(x, y);
  });
}

/// Every series of the one with fewer stands in the other. REQUIRES: both tell from chance.
bool same_print(const std::vector<Series>& a, const std::vector<Series>& b) {
  const auto& fewer = a.size() <= b.size() ? a : b;
  const auto& more = a.size() <= b.size() ? b : a;
  return std::all_of(fewer.begin(), fewer.end(), [&](const Series& series) {
    return std::any_of(more.begin(), more.end(),
                       [&](const Series& other) { return same_series(series, other); });
  });
}

/// What copies have in common: kind, rows, and the size of a column's first value to about a
/// percent; the neighbouring sizes are looked up too, since rounding can cross the border.
using Key = std::tuple<TableKind, std::size_t, int>;

int size_of(const Series& series) {
  const auto first = std::find_if(series.begin(), series.end(), [](const Printed& cell) {
    return !std::isnan(cell.value) && std::fpclassify(cell.value) != FP_ZERO;
  });
  return first == series.end() ? 0 : static_cast<int>(std::log(std::abs(first->value)) * 100);
}

std::string hash_of(const Print& print) {
  std::vector<std::string> columns;
  columns.reserve(print.series.size());
  for (const Series& series : print.series) {
    std::string bytes;
    for (const Printed& cell : series) {
      const double value = std::isnan(cell.value) ? std::numeric_limits<double>::quiet_NaN()
                                                  : cell.value + 0.0;  // -0 is 0
      const auto bits = std::bit_cast<std::array<char, sizeof value>>(value);
      bytes.append(bits.begin(), bits.end());
    }
    columns.push_back(std::move(bytes));
  }
  std::sort(columns.begin(), columns.end());
  return content_id("", fmt::format("{} {}", print.trials, fmt::join(columns, "")), 32);
}

class Originals {
 public:
  /// The content of the first table that this one copies, else its own.
  std::string content_of(TableKind kind, Print print) {
    if (const Original* known = find(kind, print); known != nullptr) {
      return known->content;
    }
    for (std::size_t i = 0; i < print.series.size(); ++i) {
      index_[Key{kind, print.trials, size_of(print.series[i])}].push_back({originals_.size(), i});
    }
    std::string content = hash_of(print);
    originals_.push_back({std::move(print), content});
    return content;
  }

 private:
  struct Original {
    Print print;
    std::string content;
  };

  struct Entry {
    std::size_t original = 0;
    std::size_t series = 0;
  };

  [[nodiscard]] const Original* find(TableKind kind, const Print& print) const {
    for (const Series& series : print.series) {
      const int size = size_of(series);
      for (const int near : {size - 1, size, size + 1}) {
        if (const Original* known = find_in({kind, print.trials, near}, series, print)) {
          return known;
        }
      }
    }
    return nullptr;
  }

  /// A tree of many small tables has many candidates: one series that differs rules out most.
  [[nodiscard]] const Original* find_in(const Key& key, const Series& series,
                                        const Print& print) const {
    const auto entries = index_.find(key);
    if (entries == index_.end()) {
      return nullptr;
    }
    for (const Entry& entry : entries->second) {
      const Original& original = originals_[entry.original];
      if (same_series(original.print.series[entry.series], series) &&
          same_print(original.print.series, print.series)) {
        return &original;
      }
    }
    return nullptr;
  }

  std::vector<Original> originals_;
  std::map<Key, std::vector<Entry>> index_;
};

}  // namespace

std::vector<std::size_t> spread_trials(const Table& table) {
  const std::size_t all = ok_trials(table);
  const std::size_t wanted = std::min(all, kComparedTrialsMax);
  std::vector<std::size_t> trials;
  std::size_t ok = 0;
  for (std::size_t row = 0; trials.size() < wanted; ++row) {
    if (!table.state[row].failed && ok++ == evenly(trials.size(), wanted, all)) {
      trials.push_back(row);
    }
  }
  return trials;
}

void find_copies(std::span<Table> tables, std::size_t threads) {
  std::vector<Print> prints(tables.size());
  for_each_index(tables.size(), threads, [&](std::size_t i) {
    if (tables[i].kind != TableKind::kClaim) {
      prints[i] = print_of(tables[i]);
    }
  });
  Originals originals;
  for (std::size_t i = 0; i < tables.size(); ++i) {
    tables[i].content.clear();
    if (tells_from_chance(prints[i])) {
      tables[i].content = originals.content_of(tables[i].kind, std::move(prints[i]));
    }
  }
}

}  // namespace chimera::read
