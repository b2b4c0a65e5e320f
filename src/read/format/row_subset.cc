#include "read/format/row_subset.h"

namespace chimera::read {

Table with_rows(const Table& table, std::span<const std::size_t> rows) {
  Table part = table;
  part.place.clear();
  part.state.clear();
  for (const std::size_t row : rows) {
    part.place.push_back(table.place[row]);
    part.state.push_back(table.state[row]);
  }
  for (std::size_t i = 0; i < part.columns.size(); ++i) {
    Column& column = part.columns[i];
    if (column.shared) {
      continue;
    }
    column.text.clear();
    column.number.clear();
    for (const std::size_t row : rows) {
      column.text.push_back(table.columns[i].text[row]);
      column.number.push_back(table.columns[i].number[row]);
    }
  }
  return part;
}

}  // namespace chimera::read
