// The parts of report.md in their order; markdown.cc calls them one after the other on one layout.
// Each prints its headings, and says so where it has nothing to say.
#pragma once

#include "report/layout.h"
#include "report/report.h"

namespace chimera::report {

/// Title, date, agent, model, configuration.
void write_run_block(Layout& layout, const RunInfo& run);

/// The numbered sections, executive summary to conclusion.
void write_argument(Layout& layout, const ReportInput& input);

/// Method, problems, copies, and the query of every number that stands above or in the workflow.
void write_appendix(Layout& layout, const ReportInput& input);

/// Files analyzed, execution time, data summary.
void write_workflow(Layout& layout, const ReportInput& input);

/// What the model took.
void write_metrics(Layout& layout, const RunInfo& run);

/// The agents' prompts.
void write_personas(Layout& layout, const RunInfo& run);

/// The fact that says how many files were analyzed; nullptr if the analysis holds none.
const Fact* files_fact(const ReportInput& input);

}  // namespace chimera::report
