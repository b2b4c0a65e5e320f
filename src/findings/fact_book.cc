#include "findings/fact_book.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "query/compute.h"
#include "query/select.h"

namespace chimera::findings {

namespace {

std::size_t trials_of(const Observations& observations) {
  std::size_t trials = 0;
  std::set<std::string_view> seen;
  for (const Table& table : observations.tables) {
    const bool counts = table.kind != TableKind::kClaim &&
                        (table.content.empty() || seen.insert(table.content).second);
    trials += counts ? ok_trials(table) : 0;
  }
  return trials;
}

}  // namespace

FactBook::FactBook(const Observations& observations)
    : observations_(observations), trials_(trials_of(observations)) {}

double FactBook::share_of(std::size_t trials) const {
  return trials_ == 0
             ? 0.0
             : static_cast<double>(std::min(trials, trials_)) / static_cast<double>(trials_);
}

const Fact* FactBook::ask(const Query& query) {
  const std::string id = fact_id(query);
  if (const auto known = facts_.find(id); known != facts_.end()) {
    return &known->second;
  }
  auto fact = query::fact_of(query, observations_);
  return fact ? keep(std::move(*fact)) : nullptr;
}

const Fact* FactBook::find(const std::string& id) const {
  const auto known = facts_.find(id);
  return known == facts_.end() ? nullptr : &known->second;
}

std::string FactBook::metric_name(const Table& table, const Column& metric) const {
  const auto& tables = observations_.tables;
  const auto begin = std::lower_bound(
      tables.begin(), tables.end(), table.file,
      [](const Table& known, const std::string& file) { return known.file < file; });
  for (auto other = begin; other != tables.end() && other->file == table.file; ++other) {
    const Column* same = query::metric_column(*other, metric.name);
    if (same != nullptr && same->definition != metric.definition && metric.definition != nullptr) {
      return std::string(metric.definition->name);
    }
  }
  return metric.name;
}

const Fact* FactBook::keep(Fact fact) {
  std::string id = fact.id;
  return &facts_.emplace(std::move(id), std::move(fact)).first->second;
}

std::vector<Fact> FactBook::facts() const {
  std::vector<Fact> all;
  all.reserve(facts_.size());
  for (const auto& [id, fact] : facts_) {
    all.push_back(fact);
  }
  return all;
}

}  // namespace chimera::findings
