// Makes a table of the records that the layout gives it: names, cells, numbers in the style that
// the cells prove, units, and the columns that all rows share.
#pragma once

#include "data/table.h"
#include "read/format/delimited_layout.h"
#include "read/format/problem_list.h"
#include "text/csv.h"

namespace chimera::read {

/// Moves the cells of the rows out of the document. `file` and `pointer` are left empty. A column
/// whose numbers are ambiguous stays text, and one whose units disagree takes that of the row below
/// the header, or of its cells if they say one: both are problems. O(bytes log columns).
Table read_delimited_table(const DelimitedTable& layout, text::CsvDocument& document,
                           ProblemList& problems);

}  // namespace chimera::read
