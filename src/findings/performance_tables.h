// The tables of the report's performance analysis.
#pragma once

#include <vector>

#include "data/finding.h"
#include "findings/fact_book.h"

namespace chimera::findings {

/// One table per main metric: a row per file and model with n, mean, median, least and most.
std::vector<FactTable> performance_tables(FactBook& book);

}  // namespace chimera::findings
