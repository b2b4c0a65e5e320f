#include "stats/design_cells.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>

#include "base/check.h"

namespace chimera::stats {

namespace {

/// Numbers pairs of keys in ascending order: `major` counts more.
struct Numbering {
  std::vector<std::uint32_t> of_row;
  std::vector<std::uint32_t> major;  ///< by number
  std::vector<std::uint32_t> minor;  ///< likewise
};

constexpr std::uint64_t kLargestTable = std::uint64_t{1} << 22U;

Numbering number_by_table(const std::vector<std::uint32_t>& major, const Factor& minor,
                          std::uint64_t keys) {
  constexpr std::uint32_t kNone = 0xFFFFFFFFU;
  std::vector<std::uint32_t> number(keys, kNone);
  const auto key_of = [&](std::size_t row) {
    return std::uint64_t{major[row]} * minor.levels + minor.codes[row];
  };
  for (std::size_t row = 0; row < major.size(); ++row) {
    number[key_of(row)] = 0;
  }
  Numbering result;
  const std::size_t most = std::min<std::size_t>(keys, major.size());
  result.major.reserve(most);
  result.minor.reserve(most);
  auto of_pair = number.begin();
  for (std::uint32_t before = 0; of_pair != number.end(); ++before) {
    for (std::uint32_t code = 0; code < minor.levels; ++code, ++of_pair) {
      if (*of_pair != kNone) {
        *of_pair = static_cast<std::uint32_t>(result.major.size());
        result.major.push_back(before);
        result.minor.push_back(code);
      }
    }
  }
  result.of_row.resize(major.size());
  for (std::size_t row = 0; row < major.size(); ++row) {
    result.of_row[row] = number[key_of(row)];
  }
  return result;
}

Numbering number_by_sorting(const std::vector<std::uint32_t>& major, const Factor& minor) {
  std::vector<std::uint64_t> key_of_row(major.size());
  for (std::size_t row = 0; row < major.size(); ++row) {
    key_of_row[row] = std::uint64_t{major[row]} * minor.levels + minor.codes[row];
  }
  Numbering result;
  std::vector<std::uint64_t> keys = key_of_row;
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  std::unordered_map<std::uint64_t, std::uint32_t> number;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    number.emplace(keys[i], static_cast<std::uint32_t>(i));
    result.major.push_back(static_cast<std::uint32_t>(keys[i] / minor.levels));
    result.minor.push_back(static_cast<std::uint32_t>(keys[i] % minor.levels));
  }
  result.of_row.reserve(major.size());
  for (const std::uint64_t key : key_of_row) {
    result.of_row.push_back(number.at(key));
  }
  return result;
}

/// Splits what `major` numbers by a factor's levels.
Numbering split(const std::vector<std::uint32_t>& major, std::size_t majors, const Factor& factor) {
  for (const std::uint32_t code : factor.codes) {
    CHIMERA_CHECK(code < factor.levels, "a factor's code lies below its number of levels");
  }
  const std::uint64_t keys = std::uint64_t{majors} * factor.levels;
  return keys <= kLargestTable ? number_by_table(major, factor, keys)
                               : number_by_sorting(major, factor);
}

/// Those of the codes that occur, ascending; each code becomes its place among them. REQUIRES: all
/// are below `bound`.
std::vector<std::uint32_t> renumber(std::uint32_t bound, std::vector<std::uint32_t>& codes) {
  std::vector<std::uint32_t> levels;
  if (bound <= 2 * codes.size()) {
    std::vector<std::uint32_t> place(bound, 0);
    for (const std::uint32_t code : codes) {
      place[code] = 1;
    }
    levels.reserve(bound);
    for (std::uint32_t code = 0; code < bound; ++code) {
      if (place[code] != 0) {
        place[code] = static_cast<std::uint32_t>(levels.size());
        levels.push_back(code);
      }
    }
    std::ranges::transform(codes, codes.begin(), [&](std::uint32_t code) { return place[code]; });
    return levels;
  }
  levels = codes;
  std::ranges::sort(levels);
  levels.erase(std::unique(levels.begin(), levels.end()), levels.end());
  std::ranges::transform(codes, codes.begin(), [&](std::uint32_t code) {
    return static_cast<std::uint32_t>(std::ranges::lower_bound(levels, code) - levels.begin());
  });
  return levels;
}

/// The levels of each cell, factor by factor.
void place(const Design& design, Cells& cells) {
  cells.cell_of_row.assign(cells.rows, 0);
  std::size_t count = 1;
  std::vector<std::vector<std::uint32_t>> codes;  // by factor and cell
  for (const Factor& factor : design.factors) {
    CHIMERA_CHECK(factor.codes.size() == cells.rows, "a factor has a code for every value");
    Numbering numbering = split(cells.cell_of_row, count, factor);
    count = numbering.major.size();
    for (auto& by_cell : codes) {
      std::vector<std::uint32_t> next(count);
      std::ranges::transform(numbering.major, next.begin(),
                             [&](std::uint32_t before) { return by_cell[before]; });
      by_cell = std::move(next);
    }
    codes.push_back(std::move(numbering.minor));
    cells.cell_of_row = std::move(numbering.of_row);
  }
  cells.counts.assign(count, 0);
  for (std::size_t i = 0; i < codes.size(); ++i) {
    cells.levels.push_back(renumber(design.factors[i].levels, codes[i]));
    cells.places.push_back(std::move(codes[i]));
  }
}

/// Counts, means and spread: around the common mean first, then around the cells' own.
void measure(Values response, Cells& cells) {
  std::vector<double> totals(cells.size(), 0);
  for (std::size_t row = 0; row < response.size(); ++row) {
    const std::uint32_t cell = cells.cell_of_row[row];
    cells.counts[cell] += 1;
    totals[cell] += response[row] - cells.centre;
    cells.largest = std::max(cells.largest, std::abs(response[row]));
  }
  cells.means.resize(cells.size());
  std::transform(totals.begin(), totals.end(), cells.counts.begin(), cells.means.begin(),
                 [](double total, double count) { return total / count; });
  std::vector<double> rest(cells.size(), 0);
  std::vector<double> squares(cells.size(), 0);
  for (std::size_t row = 0; row < response.size(); ++row) {
    const std::uint32_t cell = cells.cell_of_row[row];
    const double off = response[row] - cells.centre - cells.means[cell];
    rest[cell] += off;
    squares[cell] += off * off;
  }
  for (std::size_t cell = 0; cell < cells.size(); ++cell) {
    squares[cell] = std::max(0.0, squares[cell] - rest[cell] * rest[cell] / cells.counts[cell]);
    cells.means[cell] += rest[cell] / cells.counts[cell];
  }
  cells.squares_within = sum(squares);
}

}  // namespace

Cells collapse(const Design& design) {
  CHIMERA_CHECK(!design.response.empty(), "a design has rows");
  Cells cells;
  cells.rows = design.response.size();
  cells.centre = mean(design.response).value_or(0);
  place(design, cells);
  measure(design.response, cells);
  return cells;
}

}  // namespace chimera::stats
