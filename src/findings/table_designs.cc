#include "findings/table_designs.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <map>
#include <string_view>
#include <utility>

#include "base/parallel.h"
#include "findings/kind/kinds.h"
#include "findings/phrases.h"

namespace chimera::findings {

namespace {

constexpr std::size_t kRowsMax = 40;  ///< of the report's table; facts.json holds all

/// A column's levels as numbers, of the trials that did not fail.
struct Coded {
  Varied varied;
  std::vector<std::uint32_t> codes;
};

Coded coded(const Table& table, const Column& column) {
  Coded made{{.name = column.name, .role = column.role, .levels = {}, .aliases = {}}, {}};
  std::map<std::string_view, std::uint32_t> known;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (table.state[row].failed) {
      continue;
    }
    const std::string_view level = column.text_at(row);
    const auto next = static_cast<std::uint32_t>(known.size());
    const auto [at, is_new] = known.try_emplace(level, next);
    if (is_new) {
      made.varied.levels.emplace_back(level);
    }
    made.codes.push_back(at->second);
  }
  std::size_t runs = made.codes.empty() ? 0 : 1;
  for (std::size_t i = 1; i < made.codes.size(); ++i) {
    runs += made.codes[i] == made.codes[i - 1] ? 0U : 1U;
  }
  made.varied.in_order = runs == known.size() && made.codes.size() > known.size();
  return made;
}

/// Whether each level of `inner` occurs with one level of `outer` only.
bool is_nested(const Coded& inner, const Coded& outer) {
  constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
  std::vector<std::uint32_t> found(inner.varied.levels.size(), kNone);
  for (std::size_t i = 0; i < inner.codes.size(); ++i) {
    std::uint32_t& known = found[inner.codes[i]];
    if (known != kNone && known != outer.codes[i]) {
      return false;
    }
    known = outer.codes[i];
  }
  return true;
}

/// Subjects, factors, blocks with two levels or more, of which some repeat; aliases told of the
/// first.
std::vector<Coded> varied_columns(const Table& table) {
  std::vector<Coded> all;
  for (const Role role : {Role::kSubject, Role::kFactor, Role::kBlock}) {
    for (const Column& column : table.columns) {
      if (column.role != role || column.shared) {
        continue;
      }
      Coded next = coded(table, column);
      if (next.varied.levels.size() < 2 || next.varied.levels.size() == next.codes.size()) {
        continue;
      }
      const auto alike = std::find_if(
          all.begin(), all.end(), [&](const Coded& known) { return known.codes == next.codes; });
      if (alike == all.end()) {
        all.push_back(std::move(next));
      } else {
        alike->varied.aliases.push_back(column.name);
      }
    }
  }
  return all;
}

void count_cells(const std::vector<Coded>& columns, TableDesign& design) {
  std::map<std::vector<std::uint32_t>, std::size_t> cells;
  for (std::size_t i = 0; i < design.trials; ++i) {
    std::vector<std::uint32_t> cell;
    cell.reserve(columns.size());
    for (const Coded& column : columns) {
      cell.push_back(column.codes[i]);
    }
    ++cells[std::move(cell)];
  }
  const auto [least, most] = std::minmax_element(
      cells.begin(), cells.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  design.cells = cells.size();
  design.replicates_min = least->second;
  design.replicates_max = most->second;
  design.cells_possible = 1;
  for (const Coded& column : columns) {
    // Beyond what can have been tried the product only has to stay above it.
    design.cells_possible =
        std::min(design.cells_possible * column.varied.levels.size(), 2 * design.trials + 1);
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
      if (&inner != &outer && is_nested(inner, outer)) {
        design.nested.emplace_back(inner.varied.name, outer.varied.name);
      }
    }
  }
  for (Coded& column : columns) {
    design.varied.push_back(std::move(column.varied));
  }
  return design;
}

std::vector<TableDesign> designs_of(const Observations& observations) {
  const std::vector<const Table*> tables = distinct_tables(observations, TableKind::kMeasured);
  std::vector<std::optional<TableDesign>> found(tables.size());
  for_each_index(tables.size(), 0, [&](std::size_t i) { found[i] = design_of(*tables[i]); });
  std::vector<TableDesign> designs;
  designs.reserve(tables.size());
  for (std::optional<TableDesign>& design : found) {
    if (design) {
      designs.push_back(*std::move(design));
    }
  }
  return designs;
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
