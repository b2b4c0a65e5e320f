// What is missing: files that hold no table, configurations that were never run, models that a
// sibling has, columns that are always empty.
#include <set>

#include "findings/kind/kinds.h"
#include "findings/kind/levels.h"
#include "findings/phrases.h"
#include "findings/shorten.h"
#include "query/gaps.h"

namespace chimera::findings {

namespace {

using enum Section;

constexpr std::size_t kNamedMax = 3;  ///< missing things that a sentence names

std::vector<Finding> files_without_table(const Observations& observations) {
  std::vector<Finding> findings;
  std::set<std::string> said;
  for (const Problem& problem : observations.problems) {
    if (problem.what.find("no table") == std::string::npos || !said.insert(problem.file).second) {
      continue;
    }
    Finding finding{.kind = FindingKind::kGap};
    finding.about.where = {{"file", problem.file}};
    finding.strength = 0.25;
    finding.lattice.chains = {
        {fixed(called(problem.file)),
         one_of({" holds no measurement", " gives nothing to measure by"}),
         fixed(join({say(": "), called(shortened(problem.what)), say(".")}))}};
    finding.consequences = {
        {kRecommendation, join({say("Record "), called(problem.file),
                                say(" again: what it should hold is missing.")})}};
    findings.push_back(finished(std::move(finding)));
  }
  return findings;
}

Phrase missing_phrase(const query::Gap& gap) {
  std::vector<Phrase> things;
  for (const std::vector<std::string>& names : gap.missing) {
    if (things.size() == kNamedMax) {
      break;
    }
    Phrase thing;
    for (const std::string& name : names) {
      thing = join({thing, say(thing.empty() ? "" : " "), called(name)});
    }
    things.push_back(std::move(thing));
  }
  const bool others = gap.more || gap.missing.size() > kNamedMax;
  if (others) {
    things.push_back(say("others"));
  }
  return listed(things);
}

Finding of_gap(const query::Gap& gap) {
  Finding finding{.kind = FindingKind::kGap};
  finding.about.where = {{"file", gap.file}};
  const Phrase missing = missing_phrase(gap);
  const Phrase file = called(gap.file);
  switch (gap.kind) {
    case query::GapKind::kConfiguration:
      finding.strength = 0.45;
      finding.lattice.chains = {{fixed(join({say("The grid in "), file})),
                                 one_of({" is incomplete: ", " has gaps: "}),
                                 fixed(join({missing, say(" was never run.")}))}};
      finding.consequences = {{kRecommendation, join({say("Run "), missing, say(" in "), file,
                                                      say(" to complete the grid.")})}};
      break;
    case query::GapKind::kModel:
      finding.strength = 0.24;
      finding.lattice.chains = {
          {fixed(join({file, say(" lacks ")})),
           fixed(join({missing, say(", which its sibling "), called(gap.sibling), say(" has.")}))}};
      finding.consequences = {{kRecommendation, join({say("Measure "), missing, say(" for "), file,
                                                      say(" as well.")})}};
      break;
    case query::GapKind::kEmptyColumn:
      finding.about.metric = gap.missing.front().front();
      finding.strength = 0.2;
      finding.lattice.chains = {
          {fixed(join({say("In "), file})),
           one_of({" nothing was recorded under ", " there is no value under "}),
           fixed(join({missing, say(".")}))}};
      break;
  }
  return finished(std::move(finding));
}

}  // namespace

std::vector<Finding> find_gaps(FactBook& book) {
  std::vector<Finding> findings = files_without_table(book.observations());
  for (const query::Gap& gap : query::find_gaps(book.observations())) {
    findings.push_back(of_gap(gap));
  }
  return findings;
}

}  // namespace chimera::findings
