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

/// Ratio, p and what could have been seen of two selections rest on the same trials, and whoever
/// asks for one mostly asks for another.
std::vector<Statistic> computed_together(const Query& query) {
  using enum Statistic;
  const Statistic asked = query.statistics.front();
  const bool together = asked == kRatio || asked == kP || asked == kDetectable;
  return together && !query.against.empty() ? std::vector{kRatio, kP, kDetectable}
                                            : std::vector{asked};
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
  if (const auto known = recall(id)) {
    return *known;
  }
  Query all = query;
  all.statistics = computed_together(query);
  std::vector<Fact> facts = query::facts_of(all, observations_, settings_);
  const std::scoped_lock lock(mutex_);
  Entry& asked = entries_[id];
  asked.asked = true;
  for (Fact& fact : facts) {
    Entry& entry = fact.id == id ? asked : entries_[fact.id];
    if (!entry.fact) {
      entry.fact = std::move(fact);
    }
  }
  return asked.get();
}

std::optional<const Fact*> FactBook::recall(const std::string& id) {
  const std::scoped_lock lock(mutex_);
  const auto known = entries_.find(id);
  if (known == entries_.end()) {
    return std::nullopt;
  }
  known->second.asked = true;
  return known->second.get();
}

const Fact* FactBook::find(const std::string& id) const {
  const std::scoped_lock lock(mutex_);
  const auto known = entries_.find(id);
  return known == entries_.end() || !known->second.asked ? nullptr : known->second.get();
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
  const std::scoped_lock lock(mutex_);
  Entry& entry = entries_[fact.id];
  entry.asked = true;
  if (!entry.fact) {
    entry.fact = std::move(fact);
  }
  return entry.get();
}

std::vector<Fact> FactBook::take() {
  std::vector<Fact*> sorted;
  sorted.reserve(entries_.size());
  for (auto& known : entries_) {
    Entry& entry = known.second;
    if (entry.asked && entry.fact.has_value()) {
      sorted.push_back(&entry.fact.value());
    }
  }
  std::ranges::sort(sorted, {}, &Fact::id);
  std::vector<Fact> all;
  all.reserve(sorted.size());
  for (Fact* fact : sorted) {
    all.push_back(std::move(*fact));
  }
  entries_.clear();
  return all;
}

}  // namespace chimera::findings
