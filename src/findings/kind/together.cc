// Factors that change together: whatever the one does could be done by the other (confounded).
#include <algorithm>

#include "findings/kind/kinds.h"
#include "findings/kind/levels.h"
#include "findings/phrases.h"

namespace chimera::findings {

namespace {

using enum Section;

/// The column and those of its aliases that the experimenter set: two names of a subject are one
/// thing, a subject and a factor are two.
std::vector<std::string> set_together(const Table& table, const Varied& varied) {
  std::vector<std::string> names{varied.name};
  for (const std::string& alias : varied.aliases) {
    const Column* column = find_column(table, alias);
    if (column != nullptr && column->role == Role::kFactor) {
      names.push_back(alias);
    }
  }
  return names;
}

Finding together(const FactBook& book, const Table& table, const std::vector<std::string>& names) {
  std::vector<Phrase> called_names;
  called_names.reserve(names.size());
  for (const std::string& each : names) {
    called_names.push_back(called(each));
  }
  const Phrase file = called(table.file);
  Finding finding{.kind = FindingKind::kConfounded};
  finding.about.factors = names;
  finding.about.where = {{"file", table.file}};
  finding.strength = 0.5 * book.share_of(ok_trials(table));
  finding.lattice.chains =
      one_chain({fixed(join({say("In "), file, say(" "), listed(called_names)})),
                 one_of({" always change together", " never change one without the other"}),
                 fixed(say(": what the one does can't be told from what the other does."))});
  finding.consequences = {
      {kConclusion, join({say("Which of "), listed(called_names), say(" matters in "), file,
                          say(" is open: they were changed together.")})}};
  return finished(std::move(finding));
}

}  // namespace

std::vector<Finding> find_changing_together(const FactBook& book,
                                            const std::vector<DesignedTable>& designed) {
  std::vector<Finding> findings;
  for (const auto& [table, design] : designed) {
    const auto metrics = main_metrics(*table);
    if (metrics.empty() || metrics.front()->definition == nullptr) {
      continue;
    }
    for (const Varied& varied : design.varied) {
      const auto names = set_together(*table, varied);
      if (varied.role != Role::kBlock && names.size() > 1) {
        findings.push_back(together(book, *table, names));
      }
    }
  }
  return findings;
}

}  // namespace chimera::findings
