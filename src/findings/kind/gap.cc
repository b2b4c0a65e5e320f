// What is missing: files that hold no table, configurations that were never run, models that a
// sibling has, columns that are always empty.
#include <algorithm>
#include <map>
#include <set>

#include "findings/kind/kinds.h"
#include "findings/kind/levels.h"
#include "findings/phrases.h"
#include "findings/shorten.h"
#include "query/gaps.h"
#include "query/measure.h"

namespace chimera::findings {

namespace {

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
    finding.lattice.chains =
        one_chain({fixed(called(problem.file)),
                   one_of({" holds no measurement", " gives nothing to measure by"}),
                   fixed(join({say(": "), called(shortened(problem.what)), say(".")}))});
    findings.push_back(finished(std::move(finding)));
  }
  return findings;
}

/// How many trials there are in the file, of all or of one model; nullptr where there are none.
const Fact* trials_in(FactBook& book, const std::string& file, const std::string& model = "") {
  Query query{.metric = std::string(query::kFailureRate), .statistics = {Statistic::kCount}};
  query.where = {{"file", file}};
  if (!model.empty()) {
    query.where.push_back({"model", model});
  }
  return book.ask(query);
}

/// Words, a count of trials and words behind it; nothing where there is no count.
Phrase trials_phrase(std::string before, const Fact* trials, std::string behind) {
  return trials == nullptr || trials->n == 0
             ? Phrase{}
             : join({say(std::move(before)),
                     {value(*trials)},
                     say((trials->n == 1 ? " trial" : " trials") + std::move(behind))});
}

/// "`a`, `b` and others".
Phrase some_of(const std::vector<Phrase>& things, bool more) {
  std::vector<Phrase> named(things.begin(), things.begin() + static_cast<std::ptrdiff_t>(std::min(
                                                                 kNamedMax, things.size())));
  if (more || things.size() > kNamedMax) {
    named.push_back(say("others"));
  }
  return listed(named);
}

Phrase missing_phrase(const query::Gap& gap) {
  std::vector<Phrase> things;
  for (const std::vector<std::string>& names : gap.missing) {
    Phrase thing;
    for (const std::string& name : names) {
      thing = join({thing, say(thing.empty() ? "" : " "), called(name)});
    }
    things.push_back(std::move(thing));
  }
  return some_of(things, gap.more);
}

/// Files that lack the same columns are told together.
Finding of_empty_columns(FactBook& book, const std::vector<query::Gap>& gaps) {
  std::vector<Phrase> files;
  files.reserve(gaps.size());
  for (const query::Gap& gap : gaps) {
    files.push_back(called(gap.file));
  }
  Finding finding{.kind = FindingKind::kGap};
  finding.about.metric = gaps.front().missing.front().front();
  finding.about.where = {{"file", gaps.front().file}};
  finding.strength = 0.2;
  finding.lattice.chains = one_chain(
      {fixed(join({say("In "), some_of(files, false)})),
       one_of({" nothing was recorded under ", " there is no value under "}),
       fixed(join({missing_phrase(gaps.front()),
                   gaps.size() > 1
                       ? Phrase{}
                       : trials_phrase(" in any of its ", trials_in(book, gaps.front().file), ""),
                   say(".")}))});
  return finished(std::move(finding));
}

Finding of_gap(FactBook& book, const query::Gap& gap) {
  Finding finding{.kind = FindingKind::kGap};
  finding.about.where = {{"file", gap.file}};
  const Phrase missing = missing_phrase(gap);
  const Phrase file = called(gap.file);
  switch (gap.kind) {
    case query::GapKind::kConfiguration:
      finding.strength = 0.45;
      finding.lattice.chains = one_chain(
          {fixed(join({say("The grid in "), file})), one_of({" is incomplete: ", " has gaps: "}),
           fixed(join({missing, say(" was never run"),
                       trials_phrase(" beside the ", trials_in(book, gap.file), " that were"),
                       say(".")}))});
      break;
    case query::GapKind::kModel:
      finding.strength = 0.24;
      finding.lattice.chains = one_chain(
          {fixed(join({file, say(" lacks ")})),
           fixed(join(
               {missing, say(", which its sibling "), called(gap.sibling), say(" has"),
                gap.missing.size() > 1
                    ? Phrase{}
                    : trials_phrase(" in ",
                                    trials_in(book, gap.sibling, gap.missing.front().front()), ""),
                say(".")}))});
      break;
    case query::GapKind::kEmptyColumn:
      return of_empty_columns(book, {gap});
  }
  return finished(std::move(finding));
}

}  // namespace

std::vector<Finding> find_gaps(FactBook& book) {
  std::vector<Finding> findings = files_without_table(book.observations());
  std::map<std::vector<std::vector<std::string>>, std::vector<query::Gap>> empty;
  for (const query::Gap& gap : query::find_gaps(book.observations())) {
    if (gap.kind == query::GapKind::kEmptyColumn) {
      empty[gap.missing].push_back(gap);
    } else {
      findings.push_back(of_gap(book, gap));
    }
  }
  for (const auto& [columns, gaps] : empty) {
    findings.push_back(of_empty_columns(book, gaps));
  }
  return findings;
}

}  // namespace chimera::findings
