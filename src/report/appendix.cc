#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/check.h"
#include "report/layout.h"
#include "report/pieces.h"
#include "report/sections.h"

namespace chimera::report {
namespace {

/// How many problems the report lists; facts.json holds all.
constexpr std::size_t kProblemsShown = 100;

/// How many findings it lists beside those told, the strongest; facts.json holds all. Nobody reads
/// more, and a report of thousands of files would be as long as its data.
constexpr std::size_t kFurtherFindingsShown = 500;

void sentences_by_model(Layout& layout, const ReportInput& input) {
  const Sections& text = input.sections;
  if (input.run.model == "none") {
    layout.line({words("No model was used: each of the "), run_count(text.sentences),
                 words(" sentences is the plain one that the rules offer first.")});
    return;
  }
  layout.line({words("The model chose "), run_count(text.by_model), words(" of the "),
               run_count(text.sentences),
               words(" sentences, each among true ones; the rules chose the others.")});
  if (text.replaced > 0) {
    layout.line({words("It was asked for "), run_count(text.asked), words(" choices; in "),
                 run_count(text.replaced),
                 words(" of them its answers named no sentence that was offered: there the first "
                       "one stands.")});
  }
  if (text.written + text.refused > 0) {
    layout.line({words("Sentences that stand in its own words, around values that are fixed, since "
                       "the verifier found every claim in them supported: "),
                 run_count(text.written),
                 words("; sentences that it was asked to write and that were refused, so that a "
                       "true one was chosen instead: "),
                 run_count(text.refused), words(".")});
  }
}

void method(Layout& layout, const ReportInput& input) {
  layout.heading(3, {words("Method")});
  layout.line(
      "Every number above is a query over the files that were read, and can be asked again.");
  layout.line(
      "Trials that failed are counted and left out; cold ones stay in unless the query says "
      "otherwise.");
  layout.line("Tables that are copies of each other count once.");
  layout.line({words("Intervals have a level of confidence of "), level("0.95"),
               words(" and stand only where replicates or pairs carry them.")});
  layout.line(
      "A p-value is that of its query; whether levels differ is decided on p-values adjusted for "
      "all comparisons of a table (Holm).");
  layout.line(
      "Whether a factor matters at all is told by an F test beside all else that was varied; how "
      "much, by the levels furthest apart.");
  layout.line("Trials of a run that was not repeated say nothing of the spread between runs.");
  layout.line("No language model supplied a number.");
  sentences_by_model(layout, input);
}

void findings_table(Layout& layout, const ReportInput& input) {
  const std::vector<std::string>& ids = input.sections.finding_ids;
  if (ids.empty()) {
    return;
  }
  std::map<std::string_view, FindingKind> kinds;
  for (const Finding& finding : input.analysis->findings) {
    kinds.emplace(finding.id, finding.kind);
  }
  std::vector<std::vector<Phrase>> rows;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const auto kind = kinds.find(ids[i]);
    CHIMERA_CHECK(kind != kinds.end(), "the report tells a finding that there is not: " + ids[i]);
    rows.push_back(
        {{ordinal(i + 1)}, {name(ids[i])}, {words(std::string(finding_kind_name(kind->second)))}});
  }
  layout.heading(3, {words("Findings told")});
  layout.table({{words("Finding")}, {words("Id")}, {words("Kind")}}, rows);
}

/// What was found and not told above, weakest last.
void other_findings(Layout& layout, const ReportInput& input) {
  const Sections& text = input.sections;
  const std::set<std::string> told(text.told_ids.begin(), text.told_ids.end());
  std::vector<Phrase> others;
  bool more = false;
  for (const Finding& finding : input.analysis->findings) {
    if (told.contains(finding.id) || finding.lattice.empty()) {
      continue;
    }
    if (others.size() == kFurtherFindingsShown) {
      more = true;
      break;
    }
    Phrase item{words("- ")};
    append(item, plain_path(finding.lattice));
    others.push_back(std::move(item));
  }
  if (others.empty()) {
    return;
  }
  layout.heading(3, {words("Further findings")});
  for (const Phrase& item : others) {
    layout.line(item);
  }
  if (more) {
    layout.blank();
    layout.line({words("Weaker ones stand in "), name("facts.json"), words(".")});
  }
}

void problems(Layout& layout, const std::vector<Problem>& problems) {
  layout.heading(3, {words("Problems")});
  for (std::size_t i = 0; i < std::min(problems.size(), kProblemsShown); ++i) {
    const Problem& problem = problems[i];
    Phrase item = {words("- "), name(problem.file)};
    if (!problem.where.empty()) {
      append(item, {words(", "), name(problem.where)});
    }
    append(item, {words(": "), name(problem.what)});
    layout.line(item);
  }
  if (problems.empty()) {
    layout.line("None: every file was read to its end.");
  }
  if (problems.size() > kProblemsShown) {
    layout.blank();
    layout.line({words("Further problems stand in "), name("facts.json"), words(".")});
  }
}

void copies(Layout& layout, const std::vector<std::vector<std::string>>& groups) {
  if (groups.empty()) {
    return;
  }
  layout.heading(3, {words("Copies")});
  layout.line("Files that hold the same measurements, which count once:");
  layout.blank();
  for (const std::vector<std::string>& group : groups) {
    Phrase item = {words("- ")};
    for (std::size_t i = 0; i < group.size(); ++i) {
      append(item, {words(i == 0 ? "" : ", "), name(group[i])});
    }
    layout.line(item);
  }
}

/// The facts whose numbers stand in the report, in the order of their first mention.
std::vector<const Fact*> cited_facts(const Layout& layout, const ReportInput& input) {
  std::map<std::string_view, const Fact*> by_id;
  for (const Fact& fact : input.analysis->facts) {
    by_id.emplace(fact.id, &fact);
  }
  std::vector<const Fact*> cited;
  std::set<std::string_view> seen;
  for (const Numeral& numeral : layout.numerals()) {
    if (numeral.source.kind != PieceKind::kValue) {
      continue;
    }
    const auto fact = by_id.find(numeral.source.fact);
    CHIMERA_CHECK(fact != by_id.end(),
                  "a numeral cites a fact that there is not: " + numeral.source.fact);
    if (seen.insert(fact->first).second) {
      cited.push_back(fact->second);
    }
  }
  // The workflow, printed after this table, cites one more.
  const Fact* files = files_fact(input);
  if (files != nullptr && seen.insert(files->id).second) {
    cited.push_back(files);
  }
  return cited;
}

Phrase interval_cell(const Fact& fact) {
  if (!fact.interval) {
    return {};
  }
  return {value_of(fact, "low", fact.interval->low), words(" to "),
          value_of(fact, "high", fact.interval->high)};
}

void queries_table(Layout& layout, const ReportInput& input) {
  layout.heading(3, {words("The query of every number")});
  const std::vector<const Fact*> facts = cited_facts(layout, input);
  if (facts.empty()) {
    layout.line("No number of the data stands in this report.");
    return;
  }
  std::vector<std::vector<Phrase>> rows;
  rows.reserve(facts.size());
  for (const Fact* fact : facts) {
    Piece n = value_of(*fact, "n", static_cast<double>(fact->n));
    n.unit.clear();
    rows.push_back({{ordinal(rows.size() + 1)},
                    {name(fact->id)},
                    {value_of(*fact, "value", fact->value)},
                    label(fact->unit),
                    interval_cell(*fact),
                    {n},
                    {name("chimera query DIR " + canonical_text(fact->query))}});
  }
  layout.table({{words("Number")},
                {words("Fact")},
                {words("Value")},
                {words("Unit")},
                {words("Interval")},
                {words("n")},
                {words("Query")}},
               rows);
}

}  // namespace

void write_appendix(Layout& layout, const ReportInput& input) {
  layout.heading(2, {words("Appendix")});
  method(layout, input);
  findings_table(layout, input);
  other_findings(layout, input);
  queries_table(layout, input);
  copies(layout, input.copies);
  problems(layout, input.problems);
}

}  // namespace chimera::report
