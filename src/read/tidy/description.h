// The JSON texts inside cells of the tidy table, read back: a trial's cells, a table's columns, a
// file's account. Errors name what is wrong and no place.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "data/observations.h"

namespace chimera::read {

/// Names and cells of an object of texts, in its order.
Result<std::vector<std::pair<std::string, std::string>>> cells_of(const std::string& object);

/// A table without rows: its columns with all but cells of their own, and where it derives from.
struct DescribedTable {
  Table table;
  std::size_t rows = 0;
};

Result<DescribedTable> table_of(const std::string& description);

/// An account without its file.
Result<Account> account_of(const std::string& description);

}  // namespace chimera::read
