// A small report for the tests: two facts, one finding, one table, names that need escaping.
#pragma once

#include "report/report.h"

namespace chimera::report {

/// The analysis that sample_input() points at.
Analysis sample_analysis();

/// A report over `analysis`, which must outlive it; made with the model "smollm2".
ReportInput sample_input(const Analysis& analysis);

}  // namespace chimera::report
