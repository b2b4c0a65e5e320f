#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report/layout.h"
#include "report/pieces.h"
#include "report/sections.h"

namespace chimera::report {
namespace {

void numbered_heading(Layout& layout, std::size_t number, const std::string& title) {
  layout.heading(2, {ordinal(number), words(". " + title)});
}

/// One sentence a line, so that a change shows as a changed line.
void paragraph(Layout& layout, const std::vector<Phrase>& sentences, std::string_view if_none) {
  for (const Phrase& sentence : sentences) {
    layout.line(sentence);
  }
  if (sentences.empty()) {
    layout.line(if_none);
  }
}

void numbered_list(Layout& layout, const std::vector<Phrase>& items, std::string_view if_none) {
  for (std::size_t i = 0; i < items.size(); ++i) {
    Phrase item = {ordinal(i + 1), words(". ")};
    append(item, items[i]);
    layout.line(item);
  }
  if (items.empty()) {
    layout.line(if_none);
  }
}

void fact_table(Layout& layout, const FactTable& table) {
  layout.heading(3, label(table.title));
  std::vector<Phrase> head;
  head.reserve(table.head.size());
  for (const std::string& cell : table.head) {
    head.push_back(label(cell));
  }
  layout.table(head, table.rows);
  if (!table.note.empty()) {
    layout.line(label(table.note));
  }
}

void performance(Layout& layout, const Analysis& analysis) {
  bool any = false;
  for (const FactTable& table : analysis.tables) {
    if (!table.rows.empty() && !table.head.empty()) {
      fact_table(layout, table);
      any = true;
    }
  }
  if (!any) {
    layout.line("No table: nothing that was read can be listed by file or by setting.");
  }
}

}  // namespace

void write_argument(Layout& layout, const ReportInput& input) {
  const Sections& text = input.sections;
  const Analysis& analysis = *input.analysis;
  numbered_heading(layout, 1, "Executive summary");
  paragraph(layout, text.summary, "No summary: nothing was read.");
  numbered_heading(layout, 2, "Data ingestion summary");
  paragraph(layout, text.collection, "Nothing was read.");
  if (!analysis.inventory.rows.empty() && !analysis.inventory.head.empty()) {
    fact_table(layout, analysis.inventory);
  }
  if (!analysis.design_table.rows.empty()) {
    fact_table(layout, analysis.design_table);
  }
  numbered_heading(layout, 3, "Performance analysis");
  performance(layout, analysis);
  numbered_heading(layout, 4, "Key findings");
  numbered_list(layout, text.findings,
                analysis.tables.empty()
                    ? "No finding: the data hold nothing that was measured."
                    : "No finding: what was measured sets no model or setting apart from another.");
  numbered_heading(layout, 5, "Recommendations");
  numbered_list(layout, text.recommendations,
                text.open.empty() ? "No recommendation: nothing was found to act on."
                                  : "No recommendation: the data decide nothing to act on.");
  if (!text.open.empty()) {
    layout.blank();
    paragraph(layout, text.open, "");
  }
  numbered_heading(layout, 6, "Conclusion");
  paragraph(layout, text.conclusion, "No conclusion: the data do not carry one.");
}

}  // namespace chimera::report
