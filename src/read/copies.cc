#include "read/copies.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/hash.h"
#include "read/sampled_rows.h"

namespace chimera::read {

namespace {

constexpr std::size_t kValuesMin = 3;
constexpr std::size_t kDigitsMin = 8;
constexpr std::size_t kColumnsMax = 64;  ///< of a table; more can't tell it better from others

using Series = Fingerprint::Series;

bool is_told(double value) {
  return !std::isnan(value) && std::fpclassify(value) != FP_ZERO;
}

bool is_measurement(const Column& column, std::span<const std::size_t> rows) {
  return !column.unit.empty() || std::any_of(rows.begin(), rows.end(), [&](std::size_t row) {
    const double value = column.number_at(row);
    return std::fpclassify(value - std::trunc(value)) == FP_NORMAL;
  });
}

Series series_of(const Column& column, std::span<const std::size_t> rows) {
  Series series;
  series.values.reserve(rows.size());
  series.last_places.reserve(rows.size());
  for (const std::size_t row : rows) {
    const Printed cell = printed(column.number_at(row), column.text_at(row));
    series.values.push_back(cell.value);
    series.last_places.push_back(static_cast<std::int16_t>(cell.last_place));
  }
  return series;
}

/// The columns with measurements.
std::vector<const Column*> measured_columns(const Table& table, Role role,
                                            std::span<const std::size_t> rows) {
  std::vector<const Column*> columns;
  for (const Column& column : table.columns) {
    if (columns.size() < kColumnsMax && column.role == role && !column.shared &&
        is_measurement(column, rows)) {
      columns.push_back(&column);
    }
  }
  return columns;
}

bool tells_from_chance(const std::vector<const Column*>& columns,
                       std::span<const std::size_t> rows) {
  std::vector<double> values;
  std::size_t digits = 0;
  for (const Column* column : columns) {
    for (std::size_t i = 0; i < rows.size() && values.size() <= kValuesMin; ++i) {
      const double value = column->number_at(rows[i]);
      if (is_told(value) && std::find(values.begin(), values.end(), value) == values.end()) {
        values.push_back(value);
        digits += significant_digits(column->text_at(rows[i]));
      }
    }
  }
  return values.size() >= kValuesMin && digits >= kDigitsMin;
}

std::string hash_of(const Fingerprint& print) {
  std::vector<std::string> columns;
  columns.reserve(print.series.size());
  for (const Series& series : print.series) {
    std::string bytes;
    bytes.reserve(series.values.size() * sizeof(double));
    for (const double cell : series.values) {
      const double value =
          std::isnan(cell) ? std::numeric_limits<double>::quiet_NaN() : cell + 0.0;  // -0 is 0
      const auto bits = std::bit_cast<std::array<char, sizeof value>>(value);
      bytes.append(bits.begin(), bits.end());
    }
    columns.push_back(std::move(bytes));
  }
  std::sort(columns.begin(), columns.end());
  return content_id("", fmt::format("{} {}", print.trials, fmt::join(columns, "")), 32);
}

bool is_same(const Series& a, const Series& b) {
  if (a.values.size() != b.values.size()) {
    return false;
  }
  for (std::size_t at = 0; at < a.values.size(); ++at) {
    const bool missing = std::isnan(a.values[at]);
    if (missing != std::isnan(b.values[at]) ||
        (!missing && !state_the_same(a.cell(at), b.cell(at)))) {
      return false;
    }
  }
  return true;
}

/// Every series of the one with fewer stands in the other. REQUIRES: both tell from chance.
bool is_same(const Fingerprint& a, const Fingerprint& b) {
  const auto& fewer = a.series.size() <= b.series.size() ? a.series : b.series;
  const auto& more = a.series.size() <= b.series.size() ? b.series : a.series;
  return std::all_of(fewer.begin(), fewer.end(), [&](const Series& series) {
    return std::any_of(more.begin(), more.end(),
                       [&](const Series& other) { return is_same(series, other); });
  });
}

/// To about a percent.
int magnitude_of(double value) {
  return static_cast<int>(std::log(std::abs(value)) * 100);
}

/// The first two values that are told, in a pair: one alone leaves too many candidates where there
/// are thousands of tables. 0 for one that is missing.
using Magnitudes = std::array<int, 2>;

Magnitudes magnitudes_of(const Series& series) {
  Magnitudes found{};
  std::size_t count = 0;
  for (std::size_t at = 0; at < series.values.size() && count < found.size(); ++at) {
    if (is_told(series.values[at])) {
      found[count++] = magnitude_of(series.values[at]);
    }
  }
  return found;
}

/// What copies have in common: kind, rows, and how large a column begins.
struct Key {
  TableKind kind = TableKind::kMeasured;
  std::size_t trials = 0;
  Magnitudes magnitudes{};

  bool operator==(const Key&) const = default;
};

struct KeyHash {
  std::size_t operator()(const Key& key) const {
    constexpr std::size_t kOdd = 0x9E3779B97F4A7C15;
    std::size_t hash = key.trials * kOdd + static_cast<std::size_t>(key.kind);
    for (const int magnitude : key.magnitudes) {
      hash = (hash ^ (hash >> 29U) ^ static_cast<std::uint32_t>(magnitude)) * kOdd;
    }
    return hash ^ (hash >> 32U);
  }
};

class Originals {
 public:
  /// The content of the first one that this copies, else its own. The fingerprint must stay.
  const std::string& content_of(const Fingerprint& print) {
    for (const Series& series : print.series) {
      if (const Fingerprint* known = find(print, series); known != nullptr) {
        return known->content;
      }
    }
    for (const Series& series : print.series) {
      index_[Key{print.kind, print.trials, magnitudes_of(series)}].push_back({&print, &series});
    }
    return print.content;
  }

 private:
  struct Entry {
    const Fingerprint* original = nullptr;
    const Series* series = nullptr;
  };

  /// Neighbouring magnitudes are looked up too, since rounding can cross the border.
  [[nodiscard]] const Fingerprint* find(const Fingerprint& print, const Series& series) const {
    const auto [first, second] = magnitudes_of(series);
    for (const int near_first : {first - 1, first, first + 1}) {
      for (const int near_second : {second - 1, second, second + 1}) {
        const Key key{print.kind, print.trials, {near_first, near_second}};
        if (const Fingerprint* known = find_in(key, print, series)) {
          return known;
        }
      }
    }
    return nullptr;
  }

  [[nodiscard]] const Fingerprint* find_in(const Key& key, const Fingerprint& print,
                                           const Series& series) const {
    const auto entries = index_.find(key);
    if (entries == index_.end()) {
      return nullptr;
    }
    const auto found =
        std::find_if(entries->second.begin(), entries->second.end(), [&](const Entry& entry) {
          return is_same(*entry.series, series) && is_same(*entry.original, print);
        });
    return found == entries->second.end() ? nullptr : found->original;
  }

  std::unordered_map<Key, std::vector<Entry>, KeyHash> index_;
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

Fingerprint fingerprint_of(const Table& table) {
  return fingerprint_of(table, table);
}

Fingerprint fingerprint_of(const Table& table, const Table& compared) {
  Fingerprint print{.kind = table.kind, .trials = ok_trials(table)};
  if (table.kind == TableKind::kClaim) {
    return print;
  }
  const std::vector<std::size_t> rows = spread_trials(compared);
  const Role role = table.kind == TableKind::kSummary ? Role::kSummary : Role::kMetric;
  const auto columns = measured_columns(compared, role, rows);
  if (!tells_from_chance(columns, rows)) {
    return print;
  }
  print.series.reserve(columns.size());
  for (const Column* column : columns) {
    print.series.push_back(series_of(*column, rows));
  }
  print.content = hash_of(print);
  return print;
}

std::vector<std::string> contents_of(std::span<const Fingerprint> prints) {
  Originals originals;
  std::vector<std::string> contents;
  contents.reserve(prints.size());
  for (const Fingerprint& print : prints) {
    contents.push_back(print.content.empty() ? "" : originals.content_of(print));
  }
  return contents;
}

}  // namespace chimera::read
