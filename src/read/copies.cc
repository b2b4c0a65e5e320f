#include "read/copies.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "base/hash.h"
#include "read/printed.h"

namespace chimera::read {

namespace {

constexpr std::size_t kValuesMin = 3;
constexpr std::size_t kDigitsMin = 8;
constexpr std::size_t kColumnsMax = 64;  ///< of a table; more can't tell it better from others

using Series = std::vector<Printed>;

bool is_measurement(const Column& column) {
  const auto fractional = [](double value) {
    return std::fpclassify(value - std::trunc(value)) == FP_NORMAL;
  };
  return !column.unit.empty() ||
         std::any_of(column.number.begin(), column.number.end(), fractional);
}

Series series_of(const Table& table, const Column& column) {
  Series series;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (!table.state[row].failed) {
      series.push_back(printed(column.number_at(row), column.text_at(row)));
    }
  }
  return series;
}

std::vector<Series> fingerprint(const Table& table) {
  const Role wanted = table.kind == TableKind::kSummary ? Role::kSummary : Role::kMetric;
  std::vector<Series> all;
  for (const Column& column : table.columns) {
    if (all.size() < kColumnsMax && column.role == wanted && !column.shared &&
        is_measurement(column)) {
      all.push_back(series_of(table, column));
    }
  }
  return all;
}

bool tells_from_chance(const std::vector<Series>& print) {
  std::set<double> values;
  std::size_t digits = 0;
  for (const Series& series : print) {
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

std::string hash_of(const std::vector<Series>& print) {
  std::vector<std::string> columns;
  columns.reserve(print.size());
  for (const Series& series : print) {
    std::string spelled;
    for (const Printed& cell : series) {
      spelled += fmt::format("{:.12g}\n", cell.value);
    }
    columns.push_back(std::move(spelled));
  }
  std::sort(columns.begin(), columns.end());
  return content_id("", fmt::format("{}", fmt::join(columns, "\n")), 32);
}

class Originals {
 public:
  /// The content of the first table that this one copies, else its own.
  std::string content_of(TableKind kind, std::vector<Series> print) {
    if (const Original* known = find(kind, print); known != nullptr) {
      return known->content;
    }
    for (std::size_t i = 0; i < print.size(); ++i) {
      index_[Key{kind, print[i].size(), size_of(print[i])}].push_back({originals_.size(), i});
    }
    std::string content = hash_of(print);
    originals_.push_back({std::move(print), content});
    return content;
  }

 private:
  struct Original {
    std::vector<Series> print;
    std::string content;
  };

  struct Entry {
    std::size_t original = 0;
    std::size_t series = 0;
  };

  [[nodiscard]] const Original* find(TableKind kind, const std::vector<Series>& print) const {
    for (const Series& series : print) {
      const int size = size_of(series);
      for (const int near : {size - 1, size, size + 1}) {
        if (const Original* known = find_in({kind, series.size(), near}, series, print)) {
          return known;
        }
      }
    }
    return nullptr;
  }

  /// A tree of many small tables has many candidates: one series that differs rules out most.
  [[nodiscard]] const Original* find_in(const Key& key, const Series& series,
                                        const std::vector<Series>& print) const {
    const auto entries = index_.find(key);
    if (entries == index_.end()) {
      return nullptr;
    }
    for (const Entry& entry : entries->second) {
      const Original& original = originals_[entry.original];
      if (same_series(original.print[entry.series], series) && same_print(original.print, print)) {
        return &original;
      }
    }
    return nullptr;
  }

  std::vector<Original> originals_;
  std::map<Key, std::vector<Entry>> index_;
};

}  // namespace

void find_copies(std::span<Table> tables) {
  Originals originals;
  for (Table& table : tables) {
    table.content.clear();
    if (table.kind == TableKind::kClaim) {
      continue;
    }
    std::vector<Series> print = fingerprint(table);
    if (tells_from_chance(print)) {
      table.content = originals.content_of(table.kind, std::move(print));
    }
  }
}

}  // namespace chimera::read
