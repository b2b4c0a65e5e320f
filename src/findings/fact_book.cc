#include "findings/fact_book.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <string_view>
#include <utility>

#include "base/parallel.h"
#include "query/compute.h"
#include "query/select.h"

namespace chimera::findings {

namespace {

constexpr std::size_t kPiece = 1024;  ///< entries, or facts that a thread takes at once

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
/// asks for one mostly asks for another; who wants all three asks for the last one first.
std::vector<Statistic> computed_together(const Query& query) {
  using enum Statistic;
  const Statistic asked = query.statistics.front();
  const bool together = asked == kRatio || asked == kP || asked == kDetectable;
  if (!together || query.against.empty()) {
    return {asked};
  }
  return asked == kDetectable ? std::vector{kRatio, kP, kDetectable} : std::vector{kRatio, kP};
}

/// The hexadecimal digits of an id as the number that they are; in the order of the ids.
std::uint64_t number_of(std::string_view id) {
  std::uint64_t number = 0;
  std::from_chars(id.data() + 1, id.data() + id.size(), number, 16);
  return number;
}

}  // namespace

FactBook::FactBook(const Observations& observations, const Cancel* cancel, Wording wording)
    : observations_(observations),
      cancel_(cancel),
      wording_(wording),
      trials_(trials_of(observations)) {}

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
  std::vector<Fact> facts = query::facts_of(std::move(all), observations_, settings_);
  for (Fact& fact : facts) {
    fact.id = fact.statistic() == query.statistics.front() ? id : fact_id(fact.query);
  }
  const std::scoped_lock lock(mutex_);
  Entry& asked = entry_of(id);
  asked.asked = true;
  for (Fact& fact : facts) {
    Entry& entry = fact.id == id ? asked : entry_of(fact.id);
    if (!entry.fact) {
      entry.fact = std::move(fact);
    }
  }
  return asked.get();
}

FactBook::Entry& FactBook::entry_of(const std::string& id) {
  const std::uint64_t number = number_of(id);
  Entry* entry = by_id_.find(number);
  if (entry == nullptr) {
    if (entries_.empty() || entries_.back().size() == kPiece) {
      entries_.emplace_back().reserve(kPiece);
    }
    entry = &entries_.back().emplace_back();
    by_id_.add(number, entry);
  }
  return *entry;
}

FactBook::Entry* FactBook::known_entry(const std::string& id) const {
  return by_id_.find(number_of(id));
}

std::optional<const Fact*> FactBook::recall(const std::string& id) {
  const std::scoped_lock lock(mutex_);
  Entry* const known = known_entry(id);
  if (known == nullptr) {
    return std::nullopt;
  }
  known->asked = true;
  return known->get();
}

const Fact* FactBook::find(const std::string& id) const {
  const std::scoped_lock lock(mutex_);
  const Entry* const known = known_entry(id);
  return known == nullptr || !known->asked ? nullptr : known->get();
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
  Entry& entry = entry_of(fact.id);
  entry.asked = true;
  if (!entry.fact) {
    entry.fact = std::move(fact);
  }
  return entry.get();
}

std::vector<Fact> FactBook::take() {
  std::vector<std::pair<std::uint64_t, Entry*>> sorted;
  for (std::vector<Entry>& piece : entries_) {
    for (Entry& entry : piece) {
      if (entry.asked && entry.fact.has_value()) {
        sorted.emplace_back(number_of(entry.fact->id), &entry);
      }
    }
  }
  std::ranges::sort(sorted);
  std::vector<Fact> all(sorted.size());
  for_each_index((all.size() + kPiece - 1) / kPiece, 0, [&](std::size_t stretch) {
    const std::size_t end = std::min(all.size(), (stretch + 1) * kPiece);
    for (std::size_t i = stretch * kPiece; i < end; ++i) {
      all[i] = std::move(*sorted[i].second->fact);
    }
  });
  by_id_.clear();
  for_each_index(entries_.size(), 0, [&](std::size_t i) { entries_[i].clear(); });
  entries_.clear();
  return all;
}

}  // namespace chimera::findings
