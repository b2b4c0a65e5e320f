// What single records of delimited text look like: questions that the layout asks of them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "text/csv.h"

namespace chimera::read {

/// Whether no cell holds anything but blanks. O(bytes), like all here.
bool is_empty(const text::CsvRecord& record);

/// How many cells stand up to the last one that holds something.
std::size_t filled_width(const text::CsvRecord& record);

/// Whether a cell is a number, perhaps with its unit.
bool has_number(const text::CsvRecord& record);

/// Whether the record could name columns: two cells or more, at least half of them filled, and none
/// of them a bare number.
bool names_columns(const text::CsvRecord& record);

/// Whether at least half of the cells are names that are known: they end with a unit or stand in
/// the catalogue.
bool has_known_names(const text::CsvRecord& record);

/// Whether `record` gives the units of a column each: no bare number, at least one known unit, and
/// each filled cell stands above a number of `below` or at least half are known units.
bool is_units_row(const text::CsvRecord& record, const text::CsvRecord& below);

/// Whether `record` names groups of the columns that `below` names: a name stands for the empty or
/// equal cells to its right, and with the group's name in front no two of them are the same.
bool is_group_row(const text::CsvRecord& record, const text::CsvRecord& below);

/// Whether two records have a cell in common that holds something.
bool share_a_cell(const text::CsvRecord& a, const text::CsvRecord& b);

/// The canonical unit of a cell like "ms" or "[ms]", also behind a '#'; nullopt if it is none.
std::optional<std::string> unit_of_cell(std::string_view cell);

/// "model: x", "model = x" or, of two cells, "model" and "x"; a '#' before it is dropped.
std::optional<std::pair<std::string, std::string>> key_and_value(const text::CsvRecord& record,
                                                                 char delimiter);

/// The column names that the header rows make, from the uppermost group down, joined by a dot; one
/// for each cell. Unnamed and repeated names get their position, so that no column is lost.
std::vector<std::string> column_names(const std::vector<const text::CsvRecord*>& headers);

/// Without the blanks around it.
std::string_view trimmed(std::string_view cell);

}  // namespace chimera::read
