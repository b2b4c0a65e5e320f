// Findings about the data themselves: what failed, was cold, stands twice or is missing.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "findings/kind/kinds.h"
#include "findings/phrases.h"
#include "findings/shorten.h"
#include "query/select.h"

namespace chimera::findings {

namespace {

using enum Section;

std::string most_frequent_reason(const Observations& observations) {
  std::map<std::string, std::size_t> reasons;
  for (const Table* table : distinct_tables(observations, TableKind::kMeasured)) {
    for (const TrialState& state : table->state) {
      if (state.failed) {
        ++reasons[state.reason];
      }
    }
  }
  const auto most =
      std::max_element(reasons.begin(), reasons.end(),
                       [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == reasons.end() ? "" : shortened(most->first);
}

Query ttft_query(const Table& table, const Column& metric, bool warm) {
  Query query{.metric = metric.name, .statistics = {Statistic::kMean}};
  query.where = {{"file", table.file}};
  query.exclude_cold = warm;
  return query;
}

const Column* ttft_column(const Table& table) {
  const Column* column = query::metric_column(table, "ttft");
  return column == nullptr || column->definition == nullptr ? nullptr : column;
}

std::size_t cold_count(const Table& table) {
  return static_cast<std::size_t>(std::count_if(
      table.state.begin(), table.state.end(), [](const TrialState& state) { return state.cold; }));
}

std::string empty_columns(const Table& table) {
  for (const Column& column : table.columns) {
    const bool measures = column.role == Role::kMetric || column.role == Role::kSummary;
    if (measures && !column.shared &&
        std::all_of(column.number.begin(), column.number.end(),
                    [](double number) { return std::isnan(number); })) {
      return column.name;
    }
  }
  return "";
}

}  // namespace

std::vector<Finding> find_failures(FactBook& book, const query::Inventory& inventory) {
  const Fact* failed = inventory_fact(book, "failed");
  const Fact* trials = inventory_fact(book, "trials");
  if (inventory.failed == 0 || failed == nullptr || trials == nullptr) {
    return {};
  }
  const std::string reason = most_frequent_reason(book.observations());
  Finding finding{.kind = FindingKind::kFailure, .about = {.metric = "failed"}};
  finding.strength = 0.9;
  finding.lattice.chains = {
      {fixed(join({say("Of "), {value(*trials)}, say(" distinct trials, "), {value(*failed)}})),
       one_of({" failed and are left out of every statistic", " failed and count in no statistic"}),
       fixed(reason.empty()
                 ? say(".")
                 : join({say("; the most frequent reason is "), called(reason), say(".")}))},
  };
  finding.consequences = {
      {kSummary, say("What is said here describes successful trials only, since a part of the "
                     "trials failed.")},
      {kRecommendation, say("Repeat the failed trials once their cause is mended, so that the "
                            "comparison covers what was planned.")},
      {kConclusion, say("What the failed trials would have shown is unknown, so a comparison may "
                        "miss its worst case.")}};
  return {finished(std::move(finding))};
}

std::vector<Finding> find_cold_starts(FactBook& book) {
  const Table* most = nullptr;
  for (const Table* table : distinct_tables(book.observations(), TableKind::kMeasured)) {
    if (ttft_column(*table) != nullptr && cold_count(*table) > 0 &&
        (most == nullptr || cold_count(*table) > cold_count(*most))) {
      most = table;
    }
  }
  const Fact* cold = inventory_fact(book, "cold");
  if (most == nullptr || cold == nullptr) {
    return {};
  }
  const Column& metric = *ttft_column(*most);
  const Fact* all = book.ask(ttft_query(*most, metric, false));
  const Fact* warm = book.ask(ttft_query(*most, metric, true));
  if (all == nullptr || warm == nullptr || !(all->value > warm->value)) {
    return {};
  }
  Finding finding{.kind = FindingKind::kColdStart};
  finding.about = {metric.name, {}, {{"file", most->file}}};
  finding.strength = 0.85;
  finding.lattice.chains = {
      {fixed(join({{value(*cold)},
                   say(" trials are cold starts, in which the model was loaded: in "),
                   called(most->file),
                   say(" the mean time to first token is "),
                   measured(*all),
                   say(" with them and "),
                   measured(*warm)})),
       one_of({" without.", " when they are left out."})}};
  finding.consequences = {
      {kSummary, say("Keep the model loaded: the first request after a load waits far longer than "
                     "the others.")},
      {kRecommendation, say("Send a request for warm-up before each configuration is measured.")},
      {kConclusion, say("A mean that holds cold starts says nothing about a server in steady "
                        "state.")}};
  return {finished(std::move(finding))};
}

std::vector<Finding> find_duplicates(FactBook& book, const query::Inventory& inventory) {
  const Fact* copies = inventory_fact(book, "copies");
  if (inventory.copies.empty() || copies == nullptr) {
    return {};
  }
  Finding finding{.kind = FindingKind::kDuplicate, .about = {.metric = "copies"}};
  finding.strength = 0.3;
  finding.lattice.chains = {
      {fixed(join({say("Sets of the same values that stand in more than one file: "),
                   {value(*copies)},
                   say("; "),
                   called(inventory.copies.front()[0]),
                   say(" and "),
                   called(inventory.copies.front()[1])})),
       one_of({" are an example. Copies are not counted again.",
               ", for instance. None is counted again."})}};
  finding.consequences = {
      {kRecommendation, say("Keep one file per measurement and let the others point to it.")}};
  return {finished(std::move(finding))};
}

std::vector<Finding> find_gaps(FactBook& book) {
  std::vector<Finding> findings;
  std::set<std::string> said;
  for (const Problem& problem : book.observations().problems) {
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
  for (const Table* table : distinct_tables(book.observations(), TableKind::kMeasured)) {
    const std::string column = empty_columns(*table);
    const bool all_failed = std::all_of(table->state.begin(), table->state.end(),
                                        [](const TrialState& state) { return state.failed; });
    if (column.empty() || all_failed || findings.size() >= 4) {
      continue;
    }
    Finding finding{.kind = FindingKind::kGap};
    finding.about = {column, {}, {{"file", table->file}}};
    finding.strength = 0.2;
    finding.lattice.chains = {
        {fixed(join({say("The column "), called(column), say(" of "), called(table->file)})),
         one_of({" is always empty.", " never holds a value."})}};
    findings.push_back(finished(std::move(finding)));
  }
  return findings;
}

}  // namespace chimera::findings
