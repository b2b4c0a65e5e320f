#include "read/copies.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/hash.h"
#include "base/parallel.h"
#include "read/sampled_rows.h"
#include "read/trials.h"

namespace chimera::read {

namespace {

constexpr std::size_t kValuesMin = 3;
constexpr std::size_t kDigitsMin = 8;
constexpr std::size_t kColumnsMax = 64;  ///< of a table; more can't tell it better from others

using Series = Fingerprint::Series;

bool is_measurement(const Column& column, std::span<const std::size_t> rows) {
  return !column.unit.empty() || std::any_of(rows.begin(), rows.end(), [&](std::size_t row) {
    const double value = column.number_at(row);
    return std::fpclassify(value - std::trunc(value)) == FP_NORMAL;
  });
}

/// Ascending, those without a value last: a copy may hold the rows in another order.
void add_series(const Column& column, std::span<const std::size_t> rows, Fingerprint& print) {
  std::vector<Printed> cells(rows.size());
  std::ranges::transform(rows, cells.begin(), [&](std::size_t row) {
    return printed(column.number_at(row), column.text_at(row));
  });
  std::ranges::sort(cells, [](const Printed& a, const Printed& b) {
    return a.value < b.value || (std::isnan(b.value) && !std::isnan(a.value));
  });
  for (const Printed& cell : cells) {
    print.values.push_back(cell.value);
    print.last_places.push_back(static_cast<std::int16_t>(cell.last_place));
  }
  ++print.columns;
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
      if (is_value(value) && std::find(values.begin(), values.end(), value) == values.end()) {
        values.push_back(value);
        digits += significant_digits(column->text_at(rows[i]));
      }
    }
  }
  return values.size() >= kValuesMin && digits >= kDigitsMin;
}

std::string hash_of(const Fingerprint& print) {
  std::vector<std::string> columns;
  columns.reserve(print.columns);
  for (std::size_t column = 0; column < print.columns; ++column) {
    std::string bytes;
    bytes.reserve(print.compared * sizeof(double));
    for (const double cell : print.series(column).values) {
      const double value =
          std::isnan(cell) ? std::numeric_limits<double>::quiet_NaN() : cell + 0.0;  // -0 is 0
      const auto bits = std::bit_cast<std::array<char, sizeof value>>(value);
      bytes.append(bits.begin(), bits.end());
    }
    columns.push_back(std::move(bytes));
  }
  std::sort(columns.begin(), columns.end());
  std::string all =
      std::to_string(static_cast<int>(print.kind)) + " " + std::to_string(print.trials) + " ";
  all.reserve(all.size() + print.columns * print.compared * sizeof(double));
  for (const std::string& column : columns) {
    all += column;
  }
  return content_id("", all, 32);
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

bool has_series(const Fingerprint& print, const Series& wanted) {
  for (std::size_t column = 0; column < print.columns; ++column) {
    if (is_same(print.series(column), wanted)) {
      return true;
    }
  }
  return false;
}

/// Every series of the one with fewer stands in the other. REQUIRES: both tell from chance.
bool is_same(const Fingerprint& a, const Fingerprint& b) {
  const Fingerprint& fewer = a.columns <= b.columns ? a : b;
  const Fingerprint& more = a.columns <= b.columns ? b : a;
  for (std::size_t column = 0; column < fewer.columns; ++column) {
    if (!has_series(more, fewer.series(column))) {
      return false;
    }
  }
  return true;
}

/// How large a column begins: its first two values that are told, in steps of two percent. One
/// alone leaves too many candidates where there are thousands of tables.
using Magnitudes = std::array<double, 2>;

Magnitudes magnitudes_of(const Series& series) {
  constexpr double kSteps = 50;
  Magnitudes found{};
  std::size_t count = 0;
  for (std::size_t at = 0; at < series.values.size() && count < found.size(); ++at) {
    if (is_value(series.values[at])) {
      found[count++] = std::log(std::abs(series.values[at])) * kSteps;
    }
  }
  return found;
}

/// What copies have in common: kind, rows, and how large a column begins.
struct Key {
  TableKind kind = TableKind::kMeasured;
  std::size_t trials = 0;
  std::array<int, 2> steps{};

  bool operator==(const Key&) const = default;
};

struct KeyHash {
  std::size_t operator()(const Key& key) const {
    constexpr std::size_t kOdd = 0x9E3779B97F4A7C15;
    std::size_t hash = key.trials * kOdd + static_cast<std::size_t>(key.kind);
    for (const int step : key.steps) {
      hash = (hash ^ (hash >> 29U) ^ static_cast<std::uint32_t>(step)) * kOdd;
    }
    return hash ^ (hash >> 32U);
  }
};

/// The step that a magnitude lies in, and the nearer of its neighbours: rounding can cross the
/// border.
std::array<int, 2> near_steps(double magnitude) {
  const double step = std::floor(magnitude);
  const int own = static_cast<int>(step);
  return {own, magnitude - step < 0.5 ? own - 1 : own + 1};
}

/// Where tables are found by how a column begins.
class Beginnings {
 public:
  Beginnings(std::span<const Fingerprint> prints, std::size_t threads)
      : prints_(prints), index_(kParts) {
    std::vector<std::vector<Key>> keys(prints.size());
    for_each_index(prints.size(), threads, [&](std::size_t i) { keys[i] = keys_of(prints[i]); });
    for_each_index(kParts, threads, [&](std::size_t part) { add_part(part, keys); });
    for (const Fingerprint& print : prints) {
      if (!print.content.empty()) {
        const auto known = fewest_.try_emplace({print.kind, print.trials}, print.columns).first;
        known->second = std::min(known->second, print.columns);
      }
    }
  }

  /// The first one before that of that number which holds the same; the number if there is none.
  [[nodiscard]] std::size_t same_before(std::size_t number) const {
    const Fingerprint& print = prints_[number];
    if (print.content.empty()) {
      return number;
    }
    // One with as many columns has each of these; of one with fewer any may be among these.
    const bool may_hold_part = fewest_.at({print.kind, print.trials}) < print.columns;
    const std::size_t asked = may_hold_part ? print.columns : 1;
    std::size_t same = number;
    for (std::size_t column = 0; column < asked; ++column) {
      const Series series = print.series(column);
      const auto [first, second] = magnitudes_of(series);
      for (const int near_first : near_steps(first)) {
        for (const int near_second : near_steps(second)) {
          same = same_among({print.kind, print.trials, {near_first, near_second}}, number, series,
                            same);
        }
      }
    }
    return same;
  }

 private:
  struct Entry {
    std::size_t print = 0;
    std::size_t column = 0;
  };

  using Entries = std::unordered_map<Key, std::vector<Entry>, KeyHash>;

  static constexpr std::size_t kParts = 8;  ///< of the index, made side by side

  void add_part(std::size_t part, const std::vector<std::vector<Key>>& keys) {
    for (std::size_t i = 0; i < keys.size(); ++i) {
      for (std::size_t column = 0; column < keys[i].size(); ++column) {
        if (part_of(keys[i][column]) == part) {
          index_[part][keys[i][column]].push_back({i, column});
        }
      }
    }
  }

  static std::size_t part_of(const Key& key) { return KeyHash{}(key) % kParts; }

  /// Of its columns.
  static std::vector<Key> keys_of(const Fingerprint& print) {
    std::vector<Key> keys;
    const std::size_t columns = print.content.empty() ? 0 : print.columns;
    keys.reserve(columns);
    for (std::size_t column = 0; column < columns; ++column) {
      const auto [first, second] = magnitudes_of(print.series(column));
      keys.push_back({print.kind, print.trials, {near_steps(first)[0], near_steps(second)[0]}});
    }
    return keys;
  }

  /// The first with that key, if it stands before `before`, else that. A tree of many small tables
  /// has many candidates: one series that differs rules out most.
  [[nodiscard]] std::size_t same_among(const Key& key, std::size_t number, const Series& series,
                                       std::size_t before) const {
    const Entries& part = index_[part_of(key)];
    const auto entries = part.find(key);
    if (entries == part.end()) {
      return before;
    }
    for (const auto& [print, column] : entries->second) {
      if (print >= before) {
        break;
      }
      if (is_same(prints_[print].series(column), series) &&
          is_same(prints_[print], prints_[number])) {
        return print;
      }
    }
    return before;
  }

  std::span<const Fingerprint> prints_;
  std::vector<Entries> index_;
  std::map<std::pair<TableKind, std::size_t>, std::size_t> fewest_;  ///< columns: kind, trials
};

}  // namespace

std::vector<std::size_t> spread_trials(const Table& table) {
  const std::size_t all = ok_trials(table);
  const std::size_t wanted = std::min(all, kComparedTrialsMax);
  std::vector<std::size_t> trials;
  trials.reserve(wanted);
  std::size_t left = 0;  // of the ok trials, before the next one that is taken
  for (std::size_t row = 0; trials.size() < wanted; ++row) {
    if (table.state[row].failed || left-- > 0) {
      continue;
    }
    trials.push_back(row);
    left = evenly(trials.size(), wanted, all) - evenly(trials.size() - 1, wanted, all) - 1;
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
  auto columns = measured_columns(compared, role, rows);
  // What is mostly somebody's statistics of trials is no copy of these by the one column that is
  // not called a mean.
  const auto stated = measured_columns(compared, Role::kSummary, rows);
  if (role == Role::kMetric && stated.size() > columns.size()) {
    print.kind = TableKind::kSummary;
    columns = stated;
  }
  if (!tells_from_chance(columns, rows)) {
    return print;
  }
  print.compared = rows.size();
  print.values.reserve(columns.size() * rows.size());
  print.last_places.reserve(columns.size() * rows.size());
  for (const Column* column : columns) {
    add_series(*column, rows, print);
  }
  print.content = hash_of(print);
  return print;
}

std::vector<std::string> contents_of(std::span<const Fingerprint> prints, std::size_t threads) {
  const Beginnings beginnings(prints, threads);
  std::vector<std::size_t> same(prints.size());
  for_each_index(prints.size(), threads,
                 [&](std::size_t i) { same[i] = beginnings.same_before(i); });
  std::vector<std::string> contents;
  contents.reserve(prints.size());
  for (std::size_t i = 0; i < prints.size(); ++i) {
    contents.push_back(same[i] < i ? contents[same[i]] : prints[i].content);
  }
  return contents;
}

}  // namespace chimera::read
