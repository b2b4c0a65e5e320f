// Arrays beside each other in a run's object that hold one value a request: taken out of the object
// as tables of trials. Pointers end with "*", since the column says which array a cell is in.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "data/table.h"
#include "read/table_builder.h"
#include "text/json.h"

namespace chimera::read {

struct RequestTables {
  std::vector<Table> tables;
  std::size_t leaves = 0;  ///< that they took out of the run
};

/// Takes the arrays of the run that stands at `pointer`. The requests' table has the arrays that
/// are as long as the first one of them; the gaps' table the numbers of `itls`, an array a request.
/// What doesn't fit these shapes stays in the run. `shared`: cells that all rows get.
RequestTables take_request_arrays(text::JsonValue& run, const std::string& file,
                                  const std::string& pointer, const Record& shared);

}  // namespace chimera::read
