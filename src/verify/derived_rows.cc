// Which rows and columns a derived cell is held against, by what its head names.
#include <algorithm>
#include <array>
#include <cmath>

#include "verify/bind.h"
#include "verify/bound_query.h"
#include "verify/derived_cells.h"
#include "verify/sample.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

// Words of a column's head that its derived column repeats: "Throughput" of "Throughput vs. q4_0".
bool share_word(std::string_view a, std::string_view b) {
  const std::vector<Range> words = words_of(a);
  return std::any_of(words.begin(), words.end(), [&](const Range& word) {
    const std::string_view spelled = a.substr(word.begin, word.end - word.begin);
    return spelled.size() > 3 && statistic_word(spelled).empty() && has_phrase(b, spelled);
  });
}

// "q4_0" of a row that is of "llama3.1 q4_0": one says less, and nothing else.
bool names_part(const Mention& a, const Mention& b) {
  const auto within = [](const Mention& inner, const Mention& outer) {
    return !inner.values.empty() &&
           std::all_of(inner.values.begin(), inner.values.end(), [&](const std::string& value) {
             return std::find(outer.values.begin(), outer.values.end(), value) !=
                    outer.values.end();
           });
  };
  return share_column(a.columns, b.columns) && (within(a, b) || within(b, a));
}

bool name_part_of_one(const std::vector<Mention>& a, const std::vector<Mention>& b) {
  return std::any_of(a.begin(), a.end(), [&](const Mention& each) {
    return std::any_of(b.begin(), b.end(),
                       [&](const Mention& other) { return names_part(each, other); });
  });
}

// Whether the cell is worked out of that column, by what its head says.
bool names_column(const DerivedCell& cell, const ReadCell& column) {
  return name_one(column.in_head, cell.in_head) || share_word(cell.head, column.head);
}

}  // namespace

bool names_same(const Mention& a, const Mention& b) {
  return is_akin(a, b) && a.values == b.values && a.files == b.files;
}

bool name_one(const std::vector<Mention>& a, const std::vector<Mention>& b) {
  return std::any_of(a.begin(), a.end(), [&](const Mention& each) {
    return std::any_of(b.begin(), b.end(),
                       [&](const Mention& other) { return names_same(each, other); });
  });
}

bool goes_down(std::string_view head) {
  static constexpr std::array<std::string_view, 3> kDown = {"scaling", "speedup", "scale-up"};
  return has_any(head, kDown);
}

// "Mean tok/s | SD | tokens out | vs q8_0": of the columns right before it the last that is no
// spread and no count beside another.
std::optional<std::size_t> DerivedCells::main_column_before(const DerivedCell& cell) const {
  const auto& row = read_.at(cell.row);
  std::size_t column = cell.column;
  while (column > 0 && row.contains(column - 1)) {
    --column;
    const std::string& head = row.at(column).head;
    const std::string statistic = statistic_in(head);
    const bool beside = statistic == "std" || statistic == "cv" || statistic == "count" ||
                        (has_phrase(head, "tokens") && row.at(column).found.unit.empty());
    if (!beside || column == 0 || !row.contains(column - 1)) {
      return column;
    }
  }
  return std::nullopt;
}

// The same column in both rows: one whose head shares a word with the cell's first, else the
// nearest before the cell.
std::vector<DerivedCells::Pair> DerivedCells::between_rows(const DerivedCell& cell,
                                                           std::size_t base) const {
  std::vector<Pair> pairs;
  const auto own = read_.find(cell.row);
  const auto other = read_.find(base);
  if (own == read_.end() || other == read_.end() || base == cell.row) {
    return pairs;
  }
  std::vector<Pair> named;
  for (const auto& [column, value] : own->second) {
    const auto at = other->second.find(column);
    if (at != other->second.end()) {
      pairs.push_back({value.found.value, at->second.found.value});
      if (names_column(cell, value) || names_metric_of(cell.head, value.found)) {
        named.push_back(pairs.back());
      }
    }
  }
  if (named.empty() && goes_down(cell.head)) {  // "Scaling v 1 client": of rates
    for (const auto& [column, value] : own->second) {
      const auto at = other->second.find(column);
      if (at != other->second.end() && value.found.unit.ends_with("/s")) {
        named.push_back({value.found.value, at->second.found.value});
      }
    }
  }
  if (named.empty() && pairs.size() > 1) {
    const std::optional<std::size_t> nearest = main_column_before(cell);
    const auto at = nearest ? other->second.find(*nearest) : other->second.end();
    if (at != other->second.end()) {
      pairs = {{own->second.at(*nearest).found.value, at->second.found.value}};
    }
  }
  return named.empty() ? pairs : named;
}

// "Throughput vs. A" behind a column of "tok/s".
bool DerivedCells::names_metric_of(const std::string& head, const FoundValue& found) const {
  const Result<Query> query = parse_query(found.query);
  const BoundMetrics bound = bind_metrics(dataset_, head);
  static constexpr std::array<std::string_view, 3> kSpeed = {"speed", "fast*", "slow*"};
  const bool rate = found.unit.ends_with("/s") || to_stated_unit(found.unit, "s").has_value();
  if (has_any(head, kSpeed) && bound.empty()) {
    return rate && !found.unit.empty();
  }
  return std::any_of(bound.metrics.begin(), bound.metrics.end(), [&](const Metric* metric) {
    return query ? metric->name == query->metric
                 : !found.unit.empty() && to_stated_unit(metric->unit, found.unit).has_value();
  });
}

// "Speedup vs eager" where no row is of eager: what the cell's own query answers in its place.
std::optional<DerivedCells::Pair> DerivedCells::against_level(const ReadCell& cell,
                                                              const Mention& base) const {
  Result<Query> query = parse_query(cell.found.query);
  if (!query || base.values.size() != 1) {
    return std::nullopt;
  }
  const std::optional<Fact> own = evaluate(*query, dataset_.observations());
  std::size_t changed = 0;
  for (Condition& condition : query->where) {
    const bool same = std::ranges::any_of(
        base.columns, [&](const std::string& column) { return goes_by(condition.column, column); });
    condition.value = same ? base.values.front() : condition.value;
    changed += same ? 1U : 0U;
  }
  const std::optional<Fact> other =
      changed == 1 ? evaluate(*query, dataset_.observations()) : std::nullopt;
  if (!own || !other || !(std::abs(own->value) > 0)) {
    return std::nullopt;
  }
  return Pair{cell.found.value, other->value * (cell.found.value / own->value)};
}

std::vector<DerivedCells::Pair> DerivedCells::outside_table(const DerivedCell& cell) const {
  std::vector<Pair> pairs;
  const auto own = read_.find(cell.row);
  if (own == read_.end() || cell.in_head.size() != 1) {
    return pairs;
  }
  const auto& columns = own->second;
  const bool named = std::any_of(columns.begin(), columns.end(), [&](const auto& column) {
    return names_column(cell, column.second);
  });
  for (const auto& [column, value] : columns) {
    const bool meant = !named || names_column(cell, value);
    if (const auto pair = meant ? against_level(value, cell.in_head.front()) : std::nullopt) {
      pairs.push_back(*pair);
    }
  }
  return pairs;
}

// "Eager (ms) | best backend | speed-up": the column's level against the one named beside it.
std::vector<DerivedCells::Pair> DerivedCells::against_named(const DerivedCell& cell) const {
  std::vector<Pair> pairs;
  const auto own = read_.find(cell.row);
  if (own == read_.end() || !goes_down(cell.head) || cell.column == 0) {
    return pairs;
  }
  const auto winner = named_cells_.find({cell.row, cell.column - 1});
  if (winner == named_cells_.end()) {
    return pairs;
  }
  for (const auto& [column, value] : own->second) {
    for (const Mention& base : value.in_head) {
      for (const Mention& other : winner->second) {
        const bool meant = column < cell.column && is_akin(base, other) && !names_same(base, other);
        if (const auto pair = meant ? against_level(value, other) : std::nullopt) {
          pairs.push_back({pair->base, pair->value});
        }
      }
    }
  }
  return pairs;
}

// The rows of what the head names, as many as tell that they are too many.
std::vector<std::size_t> DerivedCells::named_rows(const DerivedCell& cell) const {
  std::vector<std::size_t> rows;
  if (cell.in_head.empty()) {
    return rows;
  }
  std::vector<std::size_t> alike;
  for (const auto& [row, mentions] : rows_) {
    if (name_one(mentions, cell.in_head)) {
      rows.push_back(row);
      if (rows.size() > kBasesMax) {
        break;
      }
    } else if (name_part_of_one(mentions, cell.in_head)) {
      alike.push_back(row);
    }
  }
  return rows.empty() && alike.size() == 1 ? alike : rows;
}

}  // namespace chimera::verify
