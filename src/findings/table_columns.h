// What a table's columns let one compare. Every kind of finding asks for it: looked at once.
#pragma once

#include <vector>

#include "data/table.h"

namespace chimera::findings {

struct TableColumns {
  /// Subjects, factors and blocks with several levels.
  std::vector<const Column*> varied;
  /// Columns of that role whose levels can be compared: several levels, each repeated. Of columns
  /// that split the rows alike (a model and its tag) only the first, subjects before factors.
  std::vector<const Column*> subjects;
  std::vector<const Column*> factors;
};

/// O(rows · columns).
TableColumns columns_of(const Table& table);

}  // namespace chimera::findings
