#include "verify/derived_cells.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string_view>

#include "verify/bind.h"
#include "verify/bound_query.h"
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

// "Relative speed", "4090 ÷ L4": a bare number below it is a ratio.
bool is_ratio_head(std::string_view head) {
  static constexpr std::array<std::string_view, 7> kRatios = {
      "relative", "ratio", "speedup", "speed-up", "factor", "scaling", "times"};
  return has_any(head, kRatios) || head.find("÷") != std::string_view::npos ||
         head.find("×") != std::string_view::npos;
}

Numeral written_as(const DerivedCell& cell) {
  Numeral numeral = cell.numeral;
  if (numeral.kind == NumeralKind::kNumber && numeral.unit.empty() && !numeral.signed_up &&
      is_ratio_head(cell.head)) {
    numeral.kind = NumeralKind::kTimes;
  }
  return numeral;
}

// Where a head joins two names so that the change runs from the first to the second.
bool runs_to_second(std::string_view between) {
  static constexpr std::array<std::string_view, 4> kTo = {"→", "->", " to ", "–"};
  return std::any_of(kTo.begin(), kTo.end(), [between](std::string_view sign) {
    return between.find(sign) != std::string_view::npos;
  });
}

// "A100 scaling": from the first row on.
bool goes_down(std::string_view head) {
  static constexpr std::array<std::string_view, 3> kDown = {"scaling", "speedup", "scale-up"};
  return has_any(head, kDown);
}

// "Speed-up v eager" of times, where it is told what it is held against: it has one direction.
bool is_speed_up_of_times(const DerivedCell& cell, std::string_view unit) {
  static constexpr std::array<std::string_view, 3> kSpeedUp = {"speedup", "speed-up", "speed up"};
  return cell.numeral.kind == NumeralKind::kTimes && !cell.in_head.empty() &&
         has_any(cell.head, kSpeedUp) && to_stated_unit(unit, "s");
}

bool names_same(const Mention& a, const Mention& b) {
  return is_akin(a, b) && a.values == b.values && a.files == b.files;
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

bool name_one(const std::vector<Mention>& a, const std::vector<Mention>& b) {
  return std::any_of(a.begin(), a.end(), [&](const Mention& each) {
    return std::any_of(b.begin(), b.end(),
                       [&](const Mention& other) { return names_same(each, other); });
  });
}

// In the same unit; of two arms a summary may not say it.
bool is_of_unit(const ReadCell& a, const ReadCell& b) {
  const bool unsaid = a.found.unit.empty() || b.found.unit.empty();
  return a.found.unit == b.found.unit ||
         (unsaid && a.in_head.size() == 1 && b.in_head.size() == 1 &&
          is_akin(a.in_head.front(), b.in_head.front()));
}

// Whether the cell is worked out of that column, by what its head says.
bool names_column(const DerivedCell& cell, const ReadCell& column) {
  return name_one(column.in_head, cell.in_head) || share_word(cell.head, column.head);
}

}  // namespace

void DerivedCells::found(std::size_t row, std::size_t column, ReadCell cell) {
  read_[row].insert_or_assign(column, std::move(cell));
}

bool DerivedCells::is_of_time(std::size_t row) const {
  const auto own = read_.find(row);
  return own != read_.end() && !own->second.empty() &&
         to_stated_unit(own->second.begin()->second.found.unit, "s") &&
         !own->second.begin()->second.found.unit.empty();
}

// The columns before it, those of the unit of the nearest.
std::vector<std::pair<std::size_t, double>> DerivedCells::before(const DerivedCell& cell) const {
  std::vector<std::pair<std::size_t, double>> columns;
  const auto row = read_.find(cell.row);
  if (row == read_.end()) {
    return columns;
  }
  const ReadCell* nearest = nullptr;
  for (auto at = row->second.rbegin(); at != row->second.rend(); ++at) {
    const ReadCell& read = at->second;
    if (at->first < cell.column && (nearest == nullptr || is_of_unit(read, *nearest))) {
      nearest = &read;
      columns.emplace_back(at->first, read.found.value);
    }
  }
  std::reverse(columns.begin(), columns.end());
  return columns;
}

// The last column before the cell whose head says all of these.
std::optional<double> DerivedCells::column_of(const DerivedCell& cell,
                                              const std::vector<Mention>& names) const {
  std::optional<double> found;
  for (const auto& [column, value] : before(cell)) {
    const auto& in_head = read_.at(cell.row).at(column).in_head;
    const bool all = std::all_of(names.begin(), names.end(), [&](const Mention& by) {
      return std::any_of(in_head.begin(), in_head.end(),
                         [&](const Mention& mention) { return names_same(mention, by); });
    });
    found = all ? std::optional(value) : found;
  }
  return found;
}

// "CPU ÷ CUDA (eager)", "c=1→32": the columns of two of a kind, the rest of its names in both.
std::optional<DerivedCells::Pair> DerivedCells::columns_of_two(const DerivedCell& cell) const {
  for (std::size_t i = 0; i < cell.in_head.size(); ++i) {
    for (std::size_t j = i + 1; j < cell.in_head.size(); ++j) {
      const Mention& first = cell.in_head[i];
      const Mention& second = cell.in_head[j];
      if (!is_akin(first, second) || names_same(first, second)) {
        continue;
      }
      std::vector<Mention> of_first = cell.in_head;
      std::vector<Mention> of_second = cell.in_head;
      of_first.erase(of_first.begin() + static_cast<std::ptrdiff_t>(j));
      of_second.erase(of_second.begin() + static_cast<std::ptrdiff_t>(i));
      const auto a = column_of(cell, of_first);
      const auto b = column_of(cell, of_second);
      const std::size_t end = std::max(first.range.end, second.range.begin);
      const bool to = runs_to_second(
          std::string_view{cell.head}.substr(first.range.end, end - first.range.end));
      if (a && b) {
        return to ? Pair{*b, *a} : Pair{*a, *b};
      }
    }
  }
  return std::nullopt;
}

// "Δ (Llama)": of several columns those whose heads say all that its own does; none where all or
// none do.
std::vector<double> DerivedCells::columns_of_one(const DerivedCell& cell) const {
  std::vector<double> found;
  const auto columns = before(cell);
  for (const auto& [column, value] : columns) {
    const auto& in_head = read_.at(cell.row).at(column).in_head;
    const bool all = std::all_of(cell.in_head.begin(), cell.in_head.end(), [&](const Mention& by) {
      return std::any_of(in_head.begin(), in_head.end(),
                         [&](const Mention& mention) { return names_same(mention, by); });
    });
    if (all && !cell.in_head.empty()) {
      found.push_back(value);
    }
  }
  return found.size() < columns.size() ? found : std::vector<double>();
}

// "desktop / MacBook": the columns of its row that the head names, the first against the second; of
// one alone another against it, of several the last, at which the change ends.
std::vector<DerivedCells::Pair> DerivedCells::named_columns(const DerivedCell& cell) const {
  const auto columns = before(cell);
  if (const auto pair = columns_of_two(cell)) {
    return {*pair};
  }
  if (auto shared = columns_of_one(cell); shared.size() > 1) {
    return {{shared.back(), shared[shared.size() - 2]}};
  }
  const auto is_named = [&](std::size_t column, const Mention& by) {
    const auto& in_head = read_.at(cell.row).at(column).in_head;
    return std::any_of(in_head.begin(), in_head.end(),
                       [&](const Mention& mention) { return names_same(mention, by); });
  };
  std::vector<double> named;
  for (const Mention& of_cell : cell.in_head) {
    for (const auto& [column, value] : columns) {
      if (is_named(column, of_cell)) {
        named.push_back(value);
        break;
      }
    }
  }
  if (named.size() == 2) {
    return {{named[0], named[1]}};
  }
  const auto other = std::find_if(columns.rbegin(), columns.rend(), [&](const auto& column) {
    return std::none_of(cell.in_head.begin(), cell.in_head.end(),
                        [&](const Mention& by) { return is_named(column.first, by); });
  });
  // "tg vs Q4_K_M": of the tg column, against the row of that name.
  if (named.size() != 1 || other == columns.rend() || goes_down(cell.head) ||
      !named_rows(cell).empty()) {
    return {};
  }
  return {{other->second, named.front()}};
}

// The last of the columns before it against the one before, and against the first.
std::vector<DerivedCells::Pair> DerivedCells::within_row(const DerivedCell& cell) const {
  static constexpr std::array<std::string_view, 4> kLast = {"last step", "last change", "previous",
                                                            "week before"};
  const auto columns = before(cell);
  std::vector<Pair> pairs;
  if (columns.size() > 1) {
    pairs.push_back({columns.back().second, columns[columns.size() - 2].second});
    if (columns.size() > 2 && !has_any(cell.head, kLast)) {
      pairs.push_back({columns.back().second, columns.front().second});
    }
  }
  return pairs;
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
  if (named.empty() && pairs.size() > 1 && !before(cell).empty()) {
    const std::size_t nearest = before(cell).back().first;
    const auto at = other->second.find(nearest);
    if (at != other->second.end() && nearest + 1 == cell.column) {
      pairs = {{own->second.at(nearest).found.value, at->second.found.value}};
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
    const bool same =
        std::find(base.columns.begin(), base.columns.end(), condition.column) != base.columns.end();
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

// The rows of what the head names.
std::vector<std::size_t> DerivedCells::named_rows(const DerivedCell& cell) const {
  std::vector<std::size_t> rows;
  if (cell.in_head.empty()) {
    return rows;
  }
  std::vector<std::size_t> alike;
  for (const auto& [row, mentions] : rows_) {
    if (name_one(mentions, cell.in_head)) {
      rows.push_back(row);
    } else if (name_part_of_one(mentions, cell.in_head)) {
      alike.push_back(row);
    }
  }
  return rows.empty() && alike.size() == 1 ? alike : rows;
}

// Whether the cell's columns are those of two levels of one factor: what else could it compare?
bool DerivedCells::compares_levels(const DerivedCell& cell) const {
  const auto columns = before(cell);
  if (columns.size() < 2) {
    return false;
  }
  const auto& read = read_.at(cell.row);
  static constexpr std::array<std::string_view, 4> kFrom = {"before", "baseline", "old",
                                                            "original"};
  static constexpr std::array<std::string_view, 4> kTo = {"after", "tuned", "new", "optimi*"};
  if (has_any(read.at(columns[columns.size() - 2].first).head, kFrom) &&
      has_any(read.at(columns.back().first).head, kTo)) {
    return true;
  }
  // "pp512 | tg128": two tests, which nobody holds against each other.
  static constexpr std::array<std::string_view, 3> kTests = {"test", "n_prompt", "n_gen"};
  const auto& last = read.at(columns.back().first).in_head;
  const auto& first = read.at(columns[columns.size() - 2].first).in_head;
  return std::any_of(last.begin(), last.end(), [&](const Mention& mention) {
    return std::any_of(first.begin(), first.end(), [&](const Mention& other) {
      return is_akin(mention, other) && !names_same(mention, other) &&
             std::none_of(mention.columns.begin(), mention.columns.end(),
                          [](const std::string& column) { return is_one_of(column, kTests); });
    });
  });
}

// "CPU gain" behind columns that are of the CPU, all of them: the name tells none from another.
DerivedCell DerivedCells::without_shared_names(DerivedCell cell) const {
  const auto columns = before(cell);
  if (columns.size() > 1) {
    std::erase_if(cell.in_head, [&](const Mention& by) {
      return std::all_of(columns.begin(), columns.end(), [&](const auto& column) {
        const auto& in_head = read_.at(cell.row).at(column.first).in_head;
        return std::any_of(in_head.begin(), in_head.end(),
                           [&](const Mention& mention) { return names_same(mention, by); });
      });
    });
  }
  return cell;
}

Judgement DerivedCells::judge(const DerivedCell& as_written) const {
  const DerivedCell cell = without_shared_names(as_written);
  std::vector<Pair> pairs = named_columns(cell);
  const std::vector<std::size_t> named =
      pairs.empty() ? named_rows(cell) : std::vector<std::size_t>();
  if (pairs.empty() && named.empty()) {
    pairs = outside_table(cell);
    pairs = pairs.empty() ? against_named(cell) : pairs;
  }
  bool sure = !named.empty() || !pairs.empty();
  // "Eager | ONNX | Speedup"
  const bool levels = !sure && compares_levels(cell);
  if (!sure && (!goes_down(cell.head) || levels)) {
    pairs = within_row(cell);
    sure = pairs.size() == 1 && levels;
  }
  std::vector<std::size_t> bases = named;
  if (bases.empty() && !sure && !read_.empty()) {
    bases = {read_.begin()->first};
    if (cell.row > 0 && cell.row - 1 != bases.front()) {
      bases.push_back(cell.row - 1);
    }
  }
  for (const std::size_t base : bases) {
    const auto more = between_rows(cell, base);
    pairs.insert(pairs.end(), more.begin(), more.end());
  }
  const bool is_base = std::find(bases.begin(), bases.end(), cell.row) != bases.end();
  const double nothing = written_as(cell).kind == NumeralKind::kTimes ? 1 : 0;
  if (is_base && std::abs(cell.numeral.value - nothing) < half_step(cell.numeral)) {
    return supported(ClaimType::kComparison, "what the others are held against");
  }
  const auto own = read_.find(cell.row);
  const bool one_way = own != read_.end() && !own->second.empty() &&
                       is_speed_up_of_times(cell, own->second.begin()->second.found.unit);
  Judgement wrong = unsupported(ClaimType::kComparison, VerdictReason::kTooVague,
                                "what is compared stands in other cells");
  for (const Pair& pair : pairs) {
    if (!(std::abs(pair.base) > 0) || !(std::abs(pair.value) > 0)) {
      continue;
    }
    auto readings = cell.sense ? change_readings({cell.numeral, *cell.sense}, pair.value, pair.base,
                                                 is_of_time(cell.row))
                               : change_readings(written_as(cell), pair.value, pair.base);
    if (one_way) {
      readings.fill(pair.base / pair.value);
    }
    const double nearest =
        *std::min_element(readings.begin(), readings.end(), [&](double a, double b) {
          return std::abs(a - cell.numeral.value) < std::abs(b - cell.numeral.value);
        });
    const std::string why = "the data say " + value_text(pair.value) + " against " +
                            value_text(pair.base) + ", which makes " + value_text(nearest);
    if (std::any_of(readings.begin(), readings.end(), [&](double value) {
          return agreement(cell.numeral, value) >= Agreement::kRounded;
        })) {
      return supported(ClaimType::kComparison, why, VerdictReason::kRounding);
    }
    if (sure && pairs.size() == 1) {
      wrong = contradicted(ClaimType::kComparison, VerdictReason::kWrongValue, why);
    }
  }
  return wrong;
}

std::vector<std::pair<DerivedCell, Judgement>> DerivedCells::judge() {
  std::vector<std::pair<DerivedCell, Judgement>> judged;
  judged.reserve(cells_.size());
  for (DerivedCell& cell : cells_) {
    Judgement judgement = judge(cell);
    judged.emplace_back(std::move(cell), std::move(judgement));
  }
  cells_.clear();
  return judged;
}

}  // namespace chimera::verify
