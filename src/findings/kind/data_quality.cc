// Findings about the data themselves: what failed, was cold or stands twice.
#include <algorithm>
#include <cmath>
#include <map>

#include "findings/kind/kinds.h"
#include "findings/phrases.h"
#include "findings/shorten.h"
#include "query/measure.h"
#include "query/select.h"

namespace chimera::findings {

namespace {

using enum Section;

std::string most_frequent_reason(const Observations& observations) {
  std::map<std::string, std::size_t> reasons;
  for (const Table* table : distinct_tables(observations, TableKind::kMeasured)) {
    for (std::size_t row = 0; row < table->rows(); ++row) {
      if (table->state[row].failed) {
        ++reasons[std::string(table->reason_of(row))];
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

/// ", a share of 0.2 (95 % interval …)"; nothing where the query counts others.
Phrase share_phrase(FactBook& book, const Fact& trials) {
  const Fact* rate =
      book.ask({.metric = std::string(query::kFailureRate), .statistics = {Statistic::kMean}});
  return rate == nullptr || rate->n != trials.n
             ? Phrase{}
             : join({say(", a share of "), {value(*rate)}, interval(*rate)});
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
      {fixed(join({say("Of "),
                   {value(*trials)},
                   say(" distinct trials, "),
                   {value(*failed)},
                   say(" failed"),
                   share_phrase(book, *trials)})),
       one_of(
           {"; no statistic holds a failed one", ", and every statistic leaves failed ones out"}),
       fixed(reason.empty()
                 ? say(".")
                 : join({say("; the most frequent reason is "), called(reason), say(".")}))},
  };
  finding.consequences = {
      {kSummary, say("What is said here describes successful trials only, since a part of the "
                     "trials failed.")},
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
  finding.lattice.chains =
      one_chain({fixed(join({{value(*cold)},
                             say(" trials are cold starts, in which the model was loaded: in "),
                             called(most->file),
                             say(" the mean time to first token is "),
                             measured(*all),
                             say(" with them and "),
                             measured(*warm)})),
                 one_of({" without.", " when they are left out."})});
  finding.consequences = {
      {kSummary, say("Keep the model loaded: the first request after a load waits far longer than "
                     "the others.")},
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
  finding.lattice.chains =
      one_chain({fixed(join({say("Sets of the same values that stand in more than one file: "),
                             {value(*copies)},
                             say("; "),
                             called(inventory.copies.front()[0]),
                             say(" and "),
                             called(inventory.copies.front()[1])})),
                 one_of({" are an example. Copies are not counted again.",
                         ", for instance. None is counted again."})});
  return {finished(std::move(finding))};
}

}  // namespace chimera::findings
