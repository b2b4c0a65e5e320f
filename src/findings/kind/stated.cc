// What stated summaries allow: they have no trials, so nothing here is tested.
#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "findings/kind/kinds.h"
#include "findings/kind/levels.h"
#include "findings/phrases.h"
#include "findings/stated_means.h"

namespace chimera::findings {

namespace {

using enum Section;

std::optional<Finding> spread(FactBook& book, const Table& table, const Column& mean) {
  const Column* deviation = deviation_of(table, mean);
  std::vector<Phrase> names;
  std::vector<Phrase> values;
  for (std::size_t row = 0; deviation != nullptr && row < table.rows(); ++row) {
    const bool wide = deviation->number_at(row) > mean.number_at(row) && mean.number_at(row) > 0;
    const Fact* centre = wide ? cell_fact(book, table, mean, row) : nullptr;
    const Fact* around = wide ? cell_fact(book, table, *deviation, row) : nullptr;
    if (centre == nullptr || around == nullptr || row_name(table, row).empty()) {
      continue;
    }
    names.push_back(row_name(table, row));
    values.push_back(join({row_name(table, row), say(" ("), measured(*around), say(" beside "),
                           measured(*centre), say(")")}));
  }
  if (names.empty()) {
    return std::nullopt;
  }
  Finding finding{.kind = FindingKind::kSpread};
  finding.about = {mean.name, {}, {{"file", table.file}}};
  finding.strength = 0.4 * book.share_of(ok_trials(table));
  finding.lattice.chains = {
      {fixed(join({say("In "), called(table.file),
                   say(" the standard deviation exceeds the mean for "), listed(values)})),
       one_of({": a few samples dominate, and the file does not say which.",
               ", so a few samples dominate; which and how many is not recorded."})}};
  finding.consequences = {
      {kConclusion, join({say("The means of "), listed(names), say(" in "), called(table.file),
                          say(" should not be relied on.")})},
      {kRecommendation, join({say("Measure "), listed(names),
                              say(" again after a warm-up and keep the single samples.")})}};
  return finished(std::move(finding));
}

/// Rows that are alternatives to each other: they differ in one subject only, and no sample of
/// them dominates the others.
struct Race {
  const Table* table = nullptr;
  const Column* mean = nullptr;
  std::size_t fast = 0;
  std::size_t slow = 0;
};

/// A size ("512x512") is an input, no alternative.
bool is_size(const std::string& level) {
  return !level.empty() && level.find_first_not_of("0123456789xX*.,_ ") == std::string::npos;
}

bool dominated(const Table& table, const Column& mean, std::size_t row) {
  const Column* deviation = deviation_of(table, mean);
  return deviation != nullptr && deviation->number_at(row) > mean.number_at(row);
}

/// Rows by the levels of all subjects but the last, which tells the alternatives.
std::map<std::string, std::vector<std::size_t>> alternatives(const Table& table,
                                                             const Column& mean) {
  std::map<std::string, std::vector<std::size_t>> groups;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto where = row_conditions(table, row);
    const bool usable = where.size() > 1 && !table.state[row].failed && mean.number_at(row) > 0 &&
                        !is_size(where.back().value) && !dominated(table, mean, row);
    if (!usable) {
      continue;
    }
    std::string key;
    for (std::size_t i = 1; i + 1 < where.size(); ++i) {
      const bool repeats_last = where[i].value == where.back().value;
      key += repeats_last ? "" : where[i].value + "\n";
    }
    groups[key].push_back(row);
  }
  return groups;
}

std::vector<Race> races(const Table& table, const Column& mean) {
  std::vector<Race> found;
  for (const auto& [key, rows] : alternatives(table, mean)) {
    const auto [fast, slow] = std::minmax_element(
        rows.begin(), rows.end(),
        [&](std::size_t a, std::size_t b) { return mean.number_at(a) < mean.number_at(b); });
    if (rows.size() >= 2 && mean.number_at(*fast) < mean.number_at(*slow)) {
      found.push_back({&table, &mean, *fast, *slow});
    }
  }
  return found;
}

Phrase last_name(const Race& race, std::size_t row) {
  return called(row_conditions(*race.table, row).back().value);
}

const Fact* ratio_of(FactBook& book, const Race& race) {
  Query query{.metric = race.mean->name, .statistics = {Statistic::kRatio}};
  query.where = row_conditions(*race.table, race.slow);
  query.against = row_conditions(*race.table, race.fast);
  query.against.erase(query.against.begin());
  return book.ask(query);
}

/// "`a` most often, to `b` and `c` else"; the levels alone where none is ahead.
Phrase winners(const std::vector<Race>& group) {
  std::map<std::string, std::size_t> won;
  for (const Race& race : group) {
    ++won[row_conditions(*race.table, race.fast).back().value];
  }
  const auto most = std::max_element(
      won.begin(), won.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  const auto ahead = std::count_if(won.begin(), won.end(),
                                   [&](const auto& entry) { return entry.second == most->second; });
  std::vector<Phrase> others;
  for (const auto& [winner, times] : won) {
    if (ahead > 1 || winner != most->first) {
      others.push_back(called(winner));
    }
  }
  if (ahead > 1) {
    return listed(others, " or ");
  }
  const Phrase first = called(most->first);
  return others.empty() ? first
                        : join({first, say(" most often, else to "), listed(others, " or ")});
}

const Race* widest_race(FactBook& book, const std::vector<Race>& group) {
  const Race* widest = nullptr;
  double most = 0;
  for (const Race& race : group) {
    const Fact* ratio = ratio_of(book, race);
    if (ratio != nullptr && ratio->value > most) {
      widest = &race;
      most = ratio->value;
    }
  }
  return widest;
}

std::size_t rows_of(const std::vector<Race>& group) {
  std::set<const Table*> tables;
  std::size_t rows = 0;
  for (const Race& race : group) {
    rows += tables.insert(race.table).second ? ok_trials(*race.table) : 0;
  }
  return rows;
}

/// One sentence for all tables of a folder that state the same mean.
std::optional<Finding> stated_comparison(FactBook& book, const std::vector<Race>& group) {
  const Race* widest = widest_race(book, group);
  if (widest == nullptr) {
    return std::nullopt;
  }
  const Fact* ratio = ratio_of(book, *widest);
  const Fact* fast = cell_fact(book, *widest->table, *widest->mean, widest->fast);
  const Fact* slow = cell_fact(book, *widest->table, *widest->mean, widest->slow);
  if (fast == nullptr || slow == nullptr) {
    return std::nullopt;
  }
  const Phrase file = called(widest->table->file);
  const Phrase metric = called(last_key(widest->mean->name));
  Finding finding{.kind = FindingKind::kComparison};
  finding.about = {widest->mean->name, {}, {{"file", widest->table->file}}};
  finding.strength = std::min(0.2, std::log(ratio->value) / 20) * book.share_of(rows_of(group));
  const Phrase gap =
      join({measured(*fast),
            say(" for "),
            last_name(*widest, widest->fast),
            say(" and "),
            measured(*slow),
            say(" for "),
            last_name(*widest, widest->slow),
            say(", a ratio of "),
            {value(*ratio)},
            say("; these are stated means without their trials, so nothing is tested.")});
  if (group.size() == 1) {
    finding.lattice.chains = {{fixed(join({say("In "), file, say(" ")})),
                               one_of({"the lowest and the highest ", "the ends of "}),
                               fixed(join({metric, say(" are "), gap}))}};
  } else {
    finding.lattice.chains = {{fixed(join({say("In "), called(folder_of(widest->table->file)),
                                           say(" the lowest "), metric})),
                               one_of({" belongs to ", " goes to "}),
                               fixed(join({winners(group), say(". The widest gap, in "), file,
                                           say(", is between "), gap}))}};
  }
  finding.consequences = {
      {kRecommendation,
       join({say("Keep the single times behind "), metric, say(" in "),
             group.size() == 1 ? file : called(folder_of(widest->table->file)),
             say(", so that the alternatives can be tested against each other.")})}};
  return finished(std::move(finding));
}

std::vector<Finding> accuracies(const FactBook& book, const Table& table) {
  const auto accuracy =
      std::find_if(table.columns.begin(), table.columns.end(), [](const Column& column) {
        return column.definition != nullptr && column.definition->name == "accuracy";
      });
  if (accuracy == table.columns.end() || table.rows() < 2) {
    return {};
  }
  Finding finding{.kind = FindingKind::kUndecidable};
  finding.about = {accuracy->name, {}, {{"file", table.file}}};
  finding.strength = 0.35 * book.share_of(ok_trials(table));
  finding.lattice.chains = {
      {fixed(join({called(table.file), say(" gives "), called(accuracy->name)})),
       one_of({" without the number of cases behind it: which level is better is undecidable.",
               " and not how many cases it rests on, so its levels can't be told apart."})}};
  finding.consequences = {
      {kRecommendation, join({say("Record how many cases stand behind "), called(accuracy->name),
                              say(" in "), called(table.file), say(".")})},
      {kConclusion, join({say("About "), called(accuracy->name), say(" in "), called(table.file),
                          say(" nothing can be decided.")})}};
  return {finished(std::move(finding))};
}

void append(std::vector<Finding>& all, std::vector<Finding> more) {
  std::move(more.begin(), more.end(), std::back_inserter(all));
}

}  // namespace

std::vector<Finding> find_stated(FactBook& book) {
  std::vector<Finding> findings;
  for (const TableKind kind : {TableKind::kMeasured, TableKind::kSummary}) {
    for (const Table* table : distinct_tables(book.observations(), kind)) {
      append(findings, accuracies(book, *table));
    }
  }
  std::map<std::pair<std::string, std::string>, std::vector<Race>> folders;
  for (const auto& [table, mean] : stated_means(book.observations())) {
    if (auto wide = spread(book, *table, *mean)) {
      findings.push_back(*std::move(wide));
    }
    for (const Race& race : races(*table, *mean)) {
      folders[{folder_of(race.table->file), last_key(mean->name)}].push_back(race);
    }
  }
  for (const auto& [where, group] : folders) {
    if (auto finding = stated_comparison(book, group)) {
      findings.push_back(*std::move(finding));
    }
  }
  return findings;
}

}  // namespace chimera::findings
