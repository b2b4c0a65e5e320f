// A backend, a model or a kernel that failed in whole files where others of its kind succeeded: one
// trial a file proves little, and several files with one reason are worth a sentence.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "findings/kind/kinds.h"
#include "findings/kind/levels.h"
#include "findings/phrases.h"
#include "findings/shorten.h"
#include "query/measure.h"
#include "query/rows.h"

namespace chimera::findings {

namespace {

using enum Section;

/// The files in which one level of a column failed altogether, and what was said of it there.
struct Failed {
  std::vector<std::string> files;
  std::size_t trials = 0;
  std::map<std::string_view, std::size_t> reasons;
};

using LevelKey = std::pair<std::string, std::string>;  // column, level

/// Levels without an ok trial, of a column that has other levels with some.
void add_failed(const Table& table, const Column& column, std::map<LevelKey, Failed>& failed) {
  const query::Levels levels(column, table.rows());
  std::vector<std::size_t> trials(levels.count(), 0);
  std::vector<std::size_t> ok(levels.count(), 0);
  for (std::size_t row = 0; row < table.rows(); ++row) {
    ++trials[levels.at(row)];
    ok[levels.at(row)] += table.state[row].failed ? 0U : 1U;
  }
  if (std::ranges::all_of(ok, [](std::size_t count) { return count == 0; })) {
    return;
  }
  for (std::size_t level = 0; level < levels.count(); ++level) {
    if (trials[level] == 0 || ok[level] > 0 || levels.spelling(level).empty()) {
      continue;
    }
    Failed& found = failed[{column.name, std::string(levels.spelling(level))}];
    found.files.push_back(table.file);
    found.trials += trials[level];
    for (std::size_t row = 0; row < table.rows(); ++row) {
      if (levels.at(row) == level && !table.reason_of(row).empty()) {
        ++found.reasons[table.reason_of(row)];
      }
    }
  }
}

Phrase files_phrase(const std::vector<std::string>& files) {
  constexpr std::size_t kNamed = 4;
  std::vector<Phrase> named;
  for (std::size_t i = 0; i < std::min(files.size(), kNamed); ++i) {
    named.push_back(called(files[i]));
  }
  if (files.size() > kNamed) {
    named.push_back(say("other files"));
  }
  return listed(named);
}

/// "; the reason given is `…`", the one that most of them give.
Phrase reason_phrase(const Failed& found) {
  const auto most =
      std::ranges::max_element(found.reasons, {}, [](const auto& reason) { return reason.second; });
  return most == found.reasons.end()
             ? Phrase{}
             : join({say(found.reasons.size() == 1 ? "; the reason given is "
                                                   : "; a reason given is "),
                     called(shortened(most->first))});
}

Finding finding_of(const FactBook& book, const LevelKey& key, const Failed& found,
                   const Fact& rate) {
  const auto& [column, level] = key;
  Finding finding{.kind = FindingKind::kFailure};
  finding.about = {std::string(query::kFailureRate), {column}, {{column, level}}};
  finding.strength = 0.5 * book.share_of(found.trials);
  finding.lattice.chains = one_chain(
      {fixed(join({say("A share of "), say(value(rate)), interval(rate), say(" of "),
                   say(value(rate, "n")), say(" trials failed with "), called(shortened(level))})),
       one_of({"; those are in ", "; they are in "}),
       fixed(join({files_phrase(found.files), say(", where another level of "), called(column),
                   say(" succeeded"), reason_phrase(found), say(".")}))});
  finding.consequences = {
      {kConclusion, join({say("Where "), called(shortened(level)),
                          say(" failed, nothing is known of how fast it would be.")})}};
  return finished(std::move(finding));
}

/// Those of columns with the shortest names first.
std::vector<std::pair<LevelKey, const Failed*>> by_column(
    const std::map<LevelKey, Failed>& failed) {
  std::vector<std::pair<LevelKey, const Failed*>> sorted;
  sorted.reserve(failed.size());
  for (const auto& [key, found] : failed) {
    sorted.emplace_back(key, &found);
  }
  std::ranges::stable_sort(sorted, {}, [](const auto& each) { return each.first.first.size(); });
  return sorted;
}

}  // namespace

std::vector<Finding> find_failed_subjects(FactBook& book) {
  std::map<LevelKey, Failed> failed;
  for (const Table* table : distinct_tables(book.observations(), TableKind::kMeasured)) {
    if (ok_trials(*table) == table->rows()) {
      continue;
    }
    for (const Column& column : table->columns) {
      if (column.role == Role::kSubject && !column.shared) {
        add_failed(*table, column, failed);
      }
    }
  }
  std::vector<Finding> findings;
  std::set<std::vector<std::string>> told;
  for (const auto& [key, found] : by_column(failed)) {
    // Of columns that name the same thing the first.
    if (found->files.size() < 2 || !told.insert(found->files).second) {
      continue;
    }
    Query query{.metric = std::string(query::kFailureRate), .statistics = {Statistic::kMean}};
    query.where = {{key.first, key.second}};
    if (const Fact* rate = book.ask(std::move(query))) {
      findings.push_back(finding_of(book, key, *found, *rate));
    }
  }
  return findings;
}

}  // namespace chimera::findings
