// Files in which every trial failed: nothing in them was measured (failure).
#include <algorithm>
#include <set>
#include <utility>

#include "findings/kind/kinds.h"
#include "findings/kind/levels.h"
#include "findings/phrases.h"
#include "query/measure.h"

namespace chimera::findings {

namespace {

using enum Section;

/// Files of several trials of which none succeeded, with the share that says so.
std::vector<std::pair<std::string, const Fact*>> failed_files(FactBook& book) {
  std::set<std::string> files;
  for (const Table* table : distinct_tables(book.observations(), TableKind::kMeasured)) {
    if (table->rows() > 1 && ok_trials(*table) == 0) {
      files.insert(table->file);
    }
  }
  std::vector<std::pair<std::string, const Fact*>> found;
  for (const std::string& file : files) {
    Query query{.metric = std::string(query::kFailureRate), .statistics = {Statistic::kMean}};
    query.where = {{"file", file}};
    const Fact* rate = book.ask(query);
    if (rate != nullptr && !(rate->value < 1) && rate->n > 1) {
      found.emplace_back(file, rate);
    }
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.second->n > b.second->n; });
  return found;
}

}  // namespace

std::vector<Finding> find_failed_files(FactBook& book) {
  constexpr std::size_t kNamed = 4;
  const auto files = failed_files(book);
  if (files.empty()) {
    return {};
  }
  std::vector<Phrase> named;
  std::size_t trials = 0;
  for (const auto& [file, rate] : files) {
    trials += rate->n;
    if (named.size() < kNamed) {
      named.push_back(join({called(file), say(" ("), {value(*rate, "n")}, say(" trials)")}));
    }
  }
  const bool more = files.size() > kNamed;
  if (more) {
    named.push_back(say("other files"));
  }
  Finding finding{.kind = FindingKind::kFailure};
  finding.about = {std::string(query::kFailureRate), {"file"}, {}};
  finding.strength = book.share_of(trials);
  finding.lattice.chains = one_chain({one_of({"No trial succeeded in ", "Every trial failed in "}),
                                      fixed(join({listed(named), say(".")}))});
  finding.consequences = {
      {kConclusion, say("Files in which every trial failed say nothing about what they were meant "
                        "to measure.")}};
  return {finished(std::move(finding))};
}

}  // namespace chimera::findings
