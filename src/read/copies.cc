#include "read/copies.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <map>
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

/// One column's cells in the trials that are compared. Views into the table; how a cell was printed
/// is looked at when it is compared, since most series differ in their first one.
class Series {
 public:
  Series(const Column& column, std::span<const std::size_t> rows) : column_(&column), rows_(rows) {
    for (first_ = 0; first_ < size() && !is_told(value(first_)); ++first_) {
    }
    if (first_ < size()) {
      first_cell_ = cell(first_);
    }
  }

  [[nodiscard]] std::size_t size() const { return rows_.size(); }

  [[nodiscard]] double value(std::size_t at) const { return column_->number_at(rows_[at]); }

  [[nodiscard]] Printed cell(std::size_t at) const {
    return printed(value(at), column_->text_at(rows_[at]));
  }

  [[nodiscard]] bool is_measurement() const {
    const auto has_fraction = [&](std::size_t row) {
      const double value = column_->number_at(row);
      return std::fpclassify(value - std::trunc(value)) == FP_NORMAL;
    };
    return !column_->unit.empty() || std::any_of(rows_.begin(), rows_.end(), has_fraction);
  }

  /// Of the first value to about a percent, 0 where there is none.
  [[nodiscard]] int magnitude() const {
    return first_ == size() ? 0 : static_cast<int>(std::log(std::abs(first_cell_.value)) * 100);
  }

  [[nodiscard]] bool is_same(const Series& other) const {
    const bool begin_alike = first_ != other.first_ || first_ == size() ||
                             state_the_same(first_cell_, other.first_cell_);
    if (size() != other.size() || !begin_alike) {
      return false;
    }
    for (std::size_t at = 0; at < size(); ++at) {
      const bool missing = std::isnan(value(at));
      if (missing != std::isnan(other.value(at)) ||
          (!missing && !state_the_same(cell(at), other.cell(at)))) {
        return false;
      }
    }
    return true;
  }

  /// Neither missing nor zero.
  static bool is_told(double value) {
    return !std::isnan(value) && std::fpclassify(value) != FP_ZERO;
  }

 private:
  const Column* column_;
  std::span<const std::size_t> rows_;
  std::size_t first_ = 0;  ///< told value; the size where there is none
  Printed first_cell_;
};

/// What is compared of a table: series of measurements over the same trials.
struct Print {
  std::size_t trials = 0;  ///< ok ones of the whole table
  std::vector<std::size_t> rows;
  std::vector<Series> series;
  std::string content;  ///< a hash; "" if it tells too little
};

bool tells_from_chance(const Print& print) {
  std::vector<double> values;
  std::size_t digits = 0;
  for (const Series& series : print.series) {
    for (std::size_t at = 0; at < series.size() && values.size() <= kValuesMin; ++at) {
      const double value = series.value(at);
      if (Series::is_told(value) &&
          std::find(values.begin(), values.end(), value) == values.end()) {
        values.push_back(value);
        digits += series.cell(at).digits;
      }
    }
  }
  return values.size() >= kValuesMin && digits >= kDigitsMin;
}

std::string hash_of(const Print& print) {
  std::vector<std::string> columns;
  columns.reserve(print.series.size());
  for (const Series& series : print.series) {
    std::string bytes;
    bytes.reserve(series.size() * sizeof(double));
    for (std::size_t at = 0; at < series.size(); ++at) {
      const double value = std::isnan(series.value(at)) ? std::numeric_limits<double>::quiet_NaN()
                                                        : series.value(at) + 0.0;  // -0 is 0
      const auto bits = std::bit_cast<std::array<char, sizeof value>>(value);
      bytes.append(bits.begin(), bits.end());
    }
    columns.push_back(std::move(bytes));
  }
  std::sort(columns.begin(), columns.end());
  return content_id("", fmt::format("{} {}", print.trials, fmt::join(columns, "")), 32);
}

Print print_of(const Table& table) {
  const Table& shown = table.witness == nullptr ? table : *table.witness;
  Print print{.trials = ok_trials(table), .rows = spread_trials(shown)};
  const Role wanted = table.kind == TableKind::kSummary ? Role::kSummary : Role::kMetric;
  for (const Column& column : shown.columns) {
    if (print.series.size() < kColumnsMax && column.role == wanted && !column.shared) {
      const Series series(column, print.rows);
      if (series.is_measurement()) {
        print.series.push_back(series);
      }
    }
  }
  print.content = tells_from_chance(print) ? hash_of(print) : "";
  return print;
}

/// Every series of the one with fewer stands in the other. REQUIRES: both tell from chance.
bool is_same(const std::vector<Series>& a, const std::vector<Series>& b) {
  const auto& fewer = a.size() <= b.size() ? a : b;
  const auto& more = a.size() <= b.size() ? b : a;
  return std::all_of(fewer.begin(), fewer.end(), [&](const Series& series) {
    return std::any_of(more.begin(), more.end(),
                       [&](const Series& other) { return series.is_same(other); });
  });
}

/// What copies have in common: kind, rows, and the magnitude of a column; the neighbouring ones are
/// looked up too, since rounding can cross the border.
using Key = std::tuple<TableKind, std::size_t, int>;

class Originals {
 public:
  /// The content of the first table that this one copies, else its own. The print must stay.
  const std::string& content_of(TableKind kind, const Print& print) {
    if (const Print* known = find(kind, print); known != nullptr) {
      return known->content;
    }
    for (const Series& series : print.series) {
      index_[Key{kind, print.trials, series.magnitude()}].push_back({&print, &series});
    }
    return print.content;
  }

 private:
  struct Entry {
    const Print* original = nullptr;
    const Series* series = nullptr;
  };

  [[nodiscard]] const Print* find(TableKind kind, const Print& print) const {
    for (const Series& series : print.series) {
      const int magnitude = series.magnitude();
      for (const int near : {magnitude - 1, magnitude, magnitude + 1}) {
        if (const Print* known = find_in({kind, print.trials, near}, series, print)) {
          return known;
        }
      }
    }
    return nullptr;
  }

  /// A tree of many small tables has many candidates: one series that differs rules out most.
  [[nodiscard]] const Print* find_in(const Key& key, const Series& series,
                                     const Print& print) const {
    const auto entries = index_.find(key);
    if (entries == index_.end()) {
      return nullptr;
    }
    const auto found =
        std::find_if(entries->second.begin(), entries->second.end(), [&](const Entry& entry) {
          return entry.series->is_same(series) && is_same(entry.original->series, print.series);
        });
    return found == entries->second.end() ? nullptr : found->original;
  }

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
    if (!prints[i].content.empty()) {
      tables[i].content = originals.content_of(tables[i].kind, prints[i]);
    }
  }
}

}  // namespace chimera::read
