#include "verify/derived_cells.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string_view>

#include "verify/bound_query.h"
#include "verify/wording.h"

namespace chimera::verify {
namespace {

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

// "Speed-up v eager" of times, where it is told what it is held against: it has one direction.
bool is_speed_up_of_times(const DerivedCell& cell, std::string_view unit) {
  static constexpr std::array<std::string_view, 3> kSpeedUp = {"speedup", "speed-up", "speed up"};
  return cell.numeral.kind == NumeralKind::kTimes && !cell.in_head.empty() &&
         has_any(cell.head, kSpeedUp) && to_stated_unit(unit, "s");
}

// In the same unit; of two arms a summary may not say it.
bool is_of_unit(const ReadCell& a, const ReadCell& b) {
  const bool unsaid = a.found.unit.empty() || b.found.unit.empty();
  return a.found.unit == b.found.unit ||
         (unsaid && a.in_head.size() == 1 && b.in_head.size() == 1 &&
          is_akin(a.in_head.front(), b.in_head.front()));
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

// "main | PR | Δ": the two columns before it, which are of one measurement, whatever they are
// called.
bool DerivedCells::compares_two(const DerivedCell& cell) const {
  static constexpr std::array<std::string_view, 5> kChange = {"change", "diff", "difference",
                                                              "delta", "δ"};
  const auto columns = before(cell);
  const std::string head = trimmed(cell.head, " *_()%");
  if (columns.size() != 2 || columns.back().first + 1 != cell.column ||
      (!is_one_of(head, kChange) && head != "Δ")) {
    return false;
  }
  const auto& read = read_.at(cell.row);
  const auto first = parse_query(read.at(columns.front().first).found.query);
  const auto last = parse_query(read.at(columns.back().first).found.query);
  return first && last && first->metric == last->metric && first->where != last->where;
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

void DerivedCells::find_bases_beside() {
  bases_beside_.clear();
  for (const auto& [row, columns] : read_) {
    for (const auto& [column, cell] : columns) {
      if (!beside_.empty() && !beside_.contains({row, column})) {
        bases_beside_[column].push_back(cell.found.value);
      }
    }
  }
}

// "165.0 (1.63x)": against the only number of its column that has no such bracket, else against
// what is named above the table. To be held against any of many would make all ratios true.
std::vector<DerivedCells::Pair> DerivedCells::pairs_beside(const DerivedCell& cell) const {
  std::vector<Pair> pairs;
  const auto row = read_.find(cell.row);
  if (row == read_.end() || !row->second.contains(cell.column)) {
    return pairs;
  }
  const ReadCell& own = row->second.at(cell.column);
  const auto bases = bases_beside_.find(cell.column);
  if (bases != bases_beside_.end() && bases->second.size() <= kBasesMax) {
    for (const double base : bases->second) {
      pairs.push_back({own.found.value, base});
    }
  }
  return pairs;
}

Judgement DerivedCells::judge(const DerivedCell& as_written) const {
  const DerivedCell cell = without_shared_names(as_written);
  std::vector<Pair> pairs = cell.beside ? pairs_beside(cell) : named_columns(cell);
  if (cell.beside) {
    return judge_pairs(cell, pairs, pairs.size() == 1);
  }
  const std::vector<std::size_t> named =
      pairs.empty() ? named_rows(cell) : std::vector<std::size_t>();
  if (pairs.empty() && named.empty()) {
    pairs = outside_table(cell);
    pairs = pairs.empty() ? against_named(cell) : pairs;
  }
  bool sure = !named.empty() || !pairs.empty();
  // "Eager | ONNX | Speedup"
  const bool levels = !sure && (compares_levels(cell) || compares_two(cell));
  if (!sure && (!goes_down(cell.head) || levels)) {
    pairs = within_row(cell);
    sure = pairs.size() == 1 && levels;
  }
  std::vector<std::size_t> bases = named.size() > kBasesMax ? std::vector<std::size_t>() : named;
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
  return judge_pairs(cell, pairs, sure);
}

// `sure`: where there is one pair, it is the one that is meant.
Judgement DerivedCells::judge_pairs(const DerivedCell& cell, const std::vector<Pair>& pairs,
                                    bool sure) const {
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

std::vector<std::pair<DerivedCell, Judgement>> DerivedCells::judge(const Cancel& cancel) {
  find_bases_beside();
  std::vector<std::pair<DerivedCell, Judgement>> judged;
  judged.reserve(cells_.size());
  for (DerivedCell& cell : cells_) {
    if (cancel.raised()) {
      break;
    }
    Judgement judgement = judge(cell);
    judged.emplace_back(std::move(cell), std::move(judgement));
  }
  cells_.clear();
  return judged;
}

}  // namespace chimera::verify
