#include "findings/table_designs.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "base/parallel.h"
#include "findings/kind/kinds.h"
#include "findings/level_numbers.h"
#include "findings/phrases.h"
#include "stats/design.h"

namespace chimera::findings {

namespace {

constexpr std::size_t kRowsMax = 40;  ///< of the report's table; facts.json holds all

/// A varied column and its levels as numbers.
struct Coded {
  Varied varied;
  LevelNumbers levels;
};

/// Whether level comes after level, each in one go.
bool is_in_order(const LevelNumbers& levels) {
  const std::vector<std::uint32_t>& codes = levels.codes;
  std::size_t runs = codes.empty() ? 0 : 1;
  for (std::size_t i = 1; i < codes.size(); ++i) {
    runs += codes[i] == codes[i - 1] ? 0U : 1U;
  }
  return runs == levels.names.size() && codes.size() > runs;
}

std::vector<std::size_t> ok_rows(const Table& table) {
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (!table.state[row].failed) {
      rows.push_back(row);
    }
  }
  return rows;
}

/// Subjects, factors, blocks with two levels or more, of which some repeat; aliases told of the
/// first.
std::vector<Coded> varied_columns(const Table& table) {
  std::vector<Coded> all;
  const std::vector<std::size_t> rows = ok_rows(table);
  for (const Role role : {Role::kSubject, Role::kFactor, Role::kBlock}) {
    for (const Column& column : table.columns) {
      if (column.role != role || column.shared) {
        continue;
      }
      LevelNumbers levels = number_levels(table, column, rows);
      if (levels.names.size() < 2 || levels.names.size() == rows.size()) {
        continue;
      }
      const auto alike = std::find_if(all.begin(), all.end(), [&](const Coded& known) {
        return known.levels.codes == levels.codes;
      });
      if (alike == all.end()) {
        Varied varied{.name = column.name,
                      .role = role,
                      .levels = {levels.names.begin(), levels.names.end()},
                      .aliases = {},
                      .in_order = is_in_order(levels)};
        all.push_back({std::move(varied), std::move(levels)});
      } else {
        alike->varied.aliases.push_back(column.name);
      }
    }
  }
  return all;
}

/// Numbers them from 0 in their order; how many differ.
std::uint64_t renumber(std::vector<std::uint64_t>& numbers) {
  std::vector<std::uint64_t> sorted = numbers;
  std::sort(sorted.begin(), sorted.end());
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  for (std::uint64_t& number : numbers) {
    const auto at = std::lower_bound(sorted.begin(), sorted.end(), number);
    number = static_cast<std::uint64_t>(at - sorted.begin());
  }
  return sorted.size();
}

/// The cell of each trial as a number, in ascending order.
std::vector<std::uint64_t> sorted_cells(const std::vector<Coded>& columns, std::size_t trials) {
  constexpr std::uint64_t kMany = std::uint64_t{1} << 32U;  // a column has fewer levels
  std::vector<std::uint64_t> cells(trials, 0);
  std::uint64_t count = 1;
  for (const Coded& column : columns) {
    count = count > kMany ? renumber(cells) : count;
    const std::size_t levels = column.levels.names.size();
    for (std::size_t i = 0; i < trials; ++i) {
      cells[i] = cells[i] * levels + column.levels.codes[i];
    }
    count *= levels;
  }
  std::sort(cells.begin(), cells.end());
  return cells;
}

void count_cells(const std::vector<Coded>& columns, TableDesign& design) {
  const std::vector<std::uint64_t> cells = sorted_cells(columns, design.trials);
  design.replicates_min = cells.size();
  for (auto first = cells.begin(); first != cells.end();) {
    const auto next = std::upper_bound(first, cells.end(), *first);
    const auto replicates = static_cast<std::size_t>(next - first);
    design.replicates_min = std::min(design.replicates_min, replicates);
    design.replicates_max = std::max(design.replicates_max, replicates);
    ++design.cells;
    first = next;
  }
  design.cells_possible = 1;
  for (const Coded& column : columns) {
    // Beyond what can have been tried the product only has to stay above it.
    design.cells_possible =
        std::min(design.cells_possible * column.levels.names.size(), 2 * design.trials + 1);
  }
}

Phrase names_of(const TableDesign& design, Role role) {
  Phrase phrase;
  for (const Varied& varied : design.varied) {
    if (varied.role == role) {
      phrase = join({phrase, say(phrase.empty() ? "" : ", "), called(varied.name)});
    }
  }
  return phrase.empty() ? say("none") : phrase;
}

std::string repeats_of(const TableDesign& design) {
  return design.replicates_max == 1                       ? "each setting once"
         : design.replicates_min == design.replicates_max ? "each setting equally often"
                                                          : "some settings more often than others";
}

std::string crossing_of(const TableDesign& design) {
  return design.varied.size() == 1 ? "of one alone"
         : design.crossed()        ? "all crossed"
                                   : "not all tried";
}

Phrase order_of(const TableDesign& design) {
  Phrase phrase;
  for (const Varied& varied : design.varied) {
    if (varied.in_order && varied.role != Role::kBlock) {
      phrase = join({phrase, say(phrase.empty() ? "" : ", "), called(varied.name)});
    }
  }
  return phrase.empty() ? say("mixed") : join({say("level after level: "), phrase});
}

}  // namespace

bool ran_in_order(const Table& table, const Column& column) {
  return is_in_order(number_levels(table, column, ok_rows(table)));
}

std::optional<TableDesign> design_of(const Table& table) {
  std::vector<Coded> columns = varied_columns(table);
  if (columns.empty()) {
    return std::nullopt;
  }
  TableDesign design{.file = table.file, .pointer = table.pointer, .varied = {}, .nested = {}};
  design.trials = ok_trials(table);
  count_cells(columns, design);
  for (const Coded& inner : columns) {
    for (const Coded& outer : columns) {
      if (&inner != &outer && stats::is_nested(inner.levels.factor(), outer.levels.factor())) {
        design.nested.emplace_back(inner.varied.name, outer.varied.name);
      }
    }
  }
  for (Coded& column : columns) {
    design.varied.push_back(std::move(column.varied));
  }
  return design;
}

std::vector<DesignedTable> designed_tables(const Observations& observations) {
  const std::vector<const Table*> tables = distinct_tables(observations, TableKind::kMeasured);
  std::vector<std::optional<TableDesign>> found(tables.size());
  for_each_index(tables.size(), 0, [&](std::size_t i) { found[i] = design_of(*tables[i]); });
  std::vector<DesignedTable> designed;
  designed.reserve(tables.size());
  auto table = tables.begin();
  for (std::optional<TableDesign>& design : found) {
    if (design) {
      designed.push_back({*table, *std::move(design)});
    }
    ++table;
  }
  return designed;
}

FactTable design_table(const std::vector<TableDesign>& designs) {
  FactTable table{.title = "The designs behind the data"};
  table.head = {"File", "Subjects", "Factors", "Blocks", "Settings", "Trials", "Order"};
  for (const TableDesign& design : designs) {
    if (table.rows.size() == kRowsMax) {
      table.note = "Further designs stand in facts.json.";
      break;
    }
    table.rows.push_back({called(design.file), names_of(design, Role::kSubject),
                          names_of(design, Role::kFactor), names_of(design, Role::kBlock),
                          say(crossing_of(design)), say(repeats_of(design)), order_of(design)});
  }
  return table;
}

}  // namespace chimera::findings
