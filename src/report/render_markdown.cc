#include <string>
#include <utility>
#include <vector>

#include "base/check.h"
#include "report/layout.h"
#include "report/pieces.h"
#include "report/report.h"
#include "report/sections.h"
#include "text/number.h"

namespace chimera::report {
namespace {

/// `num_gpu=0, temp=default, style=...`: numbers are marked, other text stands in code spans.
Phrase configuration_phrase(const RunInfo& run) {
  Phrase phrase = {words("**Configuration:** ")};
  bool first = true;
  for (const auto& [option, value] : run.configuration) {
    phrase.push_back(words((first ? "" : ", ") + option + "="));
    first = false;
    if (value == "default") {
      phrase.push_back(words(value));
    } else if (text::read_plain_number(value)) {
      phrase.push_back({PieceKind::kConfig, value, "", "", ""});
    } else {
      phrase.push_back(name(value));
    }
  }
  if (first) {
    phrase.push_back(words("default"));
  }
  return phrase;
}

}  // namespace

void write_run_block(Layout& layout, const RunInfo& run) {
  layout.heading(1, {words("Technical Report: Chimera analysis")});
  // Two spaces at the end break the line without a paragraph.
  layout.line({words("**Date:** "), {PieceKind::kDate, run.date, "", "", ""}, words("  ")});
  Phrase agent = {words("**Agent Type:** ")};
  append(agent, label(run.agent));
  agent.push_back(words("  "));
  layout.line(agent);
  layout.line({words("**Model:** "), name(run.model), words("  ")});
  layout.line(configuration_phrase(run));
}

Markdown render_markdown(const ReportInput& input) {
  CHIMERA_CHECK(input.analysis != nullptr, "a report needs an analysis");
  Layout layout;
  write_run_block(layout, input.run);
  write_argument(layout, input);
  write_appendix(layout, input);
  write_workflow(layout, input);
  write_metrics(layout, input.run);
  write_personas(layout, input.run);
  return layout.take();
}

}  // namespace chimera::report
