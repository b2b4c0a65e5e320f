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

constexpr std::size_t kPiece = 128;     ///< entries
constexpr std::size_t kStretch = 1024;  ///< facts that a thread takes at once
constexpr unsigned kPartShift = 40;     ///< by the upper bits: the lower ones are places in tables

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
  const std::uint64_t number = number_of(id);
  if (const auto known = recall(number)) {
    return *known;
  }
  Query all = query;
  all.statistics = computed_together(query);
  std::vector<Fact> facts = query::facts_of(std::move(all), observations_, settings_);
  std::optional<Fact> asked;
  for (Fact& fact : facts) {
    if (fact.statistic() == query.statistics.front()) {
      fact.id = id;
      asked = std::move(fact);
    } else {
      fact.id = fact_id(fact.query);
      const std::uint64_t other = number_of(fact.id);
      enter(other, std::move(fact), false);
    }
  }
  return enter(number, std::move(asked), true);
}

FactBook::Entry& FactBook::Part::entry_of(std::uint64_t id) {
  Entry* entry = by_id.find(id);
  if (entry == nullptr) {
    if (entries.empty() || entries.back().size() == kPiece) {
      entries.emplace_back().reserve(kPiece);
    }
    entry = &entries.back().emplace_back();
    by_id.add(id, entry);
  }
  return *entry;
}

FactBook::Part& FactBook::part_of(std::uint64_t id) {
  return parts_.at((id >> kPartShift) % parts_.size());
}

const FactBook::Part& FactBook::part_of(std::uint64_t id) const {
  return parts_.at((id >> kPartShift) % parts_.size());
}

std::optional<const Fact*> FactBook::recall(std::uint64_t id) {
  Part& part = part_of(id);
  const std::scoped_lock lock(part.mutex);
  Entry* const known = part.by_id.find(id);
  if (known == nullptr) {
    return std::nullopt;
  }
  known->asked = true;
  return known->get();
}

const Fact* FactBook::enter(std::uint64_t id, std::optional<Fact> fact, bool asked) {
  Part& part = part_of(id);
  const std::scoped_lock lock(part.mutex);
  Entry& entry = part.entry_of(id);
  entry.asked = entry.asked || asked;
  if (!entry.fact) {
    entry.fact = std::move(fact);
  }
  return entry.get();
}

const Fact* FactBook::find(const std::string& id) const {
  const std::uint64_t number = number_of(id);
  const Part& part = part_of(number);
  const std::scoped_lock lock(part.mutex);
  const Entry* const known = part.by_id.find(number);
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
  const std::uint64_t number = number_of(fact.id);
  return enter(number, std::move(fact), true);
}

std::vector<Fact> FactBook::take() {
  std::vector<std::pair<std::uint64_t, Entry*>> sorted;
  const auto list = [&](Entry& entry) {
    if (entry.asked && entry.fact.has_value()) {
      sorted.emplace_back(number_of(entry.fact->id), &entry);
    }
  };
  for (Part& part : parts_) {
    for (std::vector<Entry>& piece : part.entries) {
      std::ranges::for_each(piece, list);
    }
  }
  std::ranges::sort(sorted);
  std::vector<Fact> all(sorted.size());
  for_each_index((all.size() + kStretch - 1) / kStretch, 0, [&](std::size_t stretch) {
    const std::size_t end = std::min(all.size(), (stretch + 1) * kStretch);
    for (std::size_t i = stretch * kStretch; i < end; ++i) {
      all[i] = std::move(*sorted[i].second->fact);
    }
  });
  for_each_index(parts_.size(), 0, [&](std::size_t i) {
    parts_.at(i).by_id.clear();
    parts_.at(i).entries.clear();
  });
  return all;
}

}  // namespace chimera::findings
