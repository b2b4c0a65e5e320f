#include "findings/fact_book.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <string_view>
#include <utility>

#include "base/large_pages.h"
#include "base/parallel.h"
#include "query/compute.h"
#include "query/select.h"

namespace chimera::findings {

namespace {

constexpr std::size_t kPiece = 128;  ///< entries
constexpr unsigned kPartShift = 43;  ///< the upper five bits: the lower ones are places in tables

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
      trials_(trials_of(observations)),
      looked_at_(observations.tables.size()) {}

double FactBook::share_of(std::size_t trials) const {
  return trials_ == 0
             ? 0.0
             : static_cast<double>(std::min(trials, trials_)) / static_cast<double>(trials_);
}

const Fact* FactBook::ask(Query query) {
  return ask_all(std::move(query)).front();
}

std::vector<const Fact*> FactBook::ask_all(Query query) {
  std::vector<std::string> ids;
  std::vector<const Fact*> known;
  const std::vector<Statistic> statistics = query.statistics;
  for (const Statistic statistic : statistics) {
    query.statistics.assign(1, statistic);
    ids.push_back(fact_id(query));
    if (const auto fact = recall(number_of(ids.back()))) {
      known.push_back(*fact);
    }
  }
  if (known.size() == ids.size()) {
    return known;
  }
  query.statistics = statistics;
  std::vector<Fact> facts = query::facts_of(std::move(query), observations_, settings_);
  std::vector<const Fact*> entered;
  auto fact = facts.begin();
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const std::uint64_t number = number_of(ids[i]);
    if (fact == facts.end() || fact->statistic() != statistics[i]) {
      entered.push_back(enter(number, std::nullopt));
      continue;
    }
    fact->id = std::move(ids[i]);
    entered.push_back(enter(number, std::move(*fact++)));
  }
  return entered;
}

std::vector<const Fact*> FactBook::ask_some(Query query, const Keep& keep) {
  const std::vector<Statistic> asked = query.statistics;
  Query first = query;
  first.statistics.resize(1);
  std::vector<Fact> found = query::facts_of(std::move(query), observations_, settings_);
  std::vector<const Fact*> facts(asked.size(), nullptr);
  if (found.empty() || found.front().statistic() != asked.front()) {
    enter(number_of(fact_id(first)), std::nullopt);
    return facts;
  }
  for (Fact& fact : found) {
    if (facts.front() != nullptr && !keep(*facts.front(), fact)) {
      continue;
    }
    const auto place = std::ranges::find(asked, fact.statistic()) - asked.begin();
    fact.id = fact_id(fact.query);
    const std::uint64_t number = number_of(fact.id);
    facts[static_cast<std::size_t>(place)] = enter(number, std::move(fact));
  }
  return facts;
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
  const Entry* const known = part.by_id.find(id);
  return known == nullptr ? std::nullopt : std::optional(known->get());
}

const Fact* FactBook::enter(std::uint64_t id, std::optional<Fact> fact) {
  Part& part = part_of(id);
  const std::scoped_lock lock(part.mutex);
  Entry& entry = part.entry_of(id);
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
  return known == nullptr ? nullptr : known->get();
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

FactBook::LookedAt& FactBook::looked_at(const Table& table) const {
  return looked_at_[static_cast<std::size_t>(&table - observations_.tables.data())];
}

std::vector<FactBook::LevelMean>& FactBook::level_means(const Table& table, const Column& metric,
                                                        const Column& column) {
  return looked_at(table).means[{&metric, &column}];
}

const TableColumns& FactBook::columns(const Table& table) const {
  LookedAt& known = looked_at(table);
  std::call_once(known.once, [&] { known.columns = columns_of(table); });
  return known.columns;
}

const Fact* FactBook::keep(Fact fact) {
  const std::uint64_t number = number_of(fact.id);
  return enter(number, std::move(fact));
}

std::vector<Fact> FactBook::take() {
  // The parts hold ranges of ids that follow each other.
  std::array<std::vector<Entry*>, kParts> sorted;
  for_each_index(kParts, 0, [&](std::size_t i) { sorted.at(i) = parts_.at(i).by_id.sorted(); });
  std::array<std::size_t, kParts + 1> begin{};
  for (std::size_t i = 0; i < kParts; ++i) {
    std::erase_if(sorted.at(i), [](const Entry* entry) { return !entry->fact.has_value(); });
    begin.at(i + 1) = begin.at(i) + sorted.at(i).size();
  }
  std::vector<Fact> all;
  reserve_in_large_pages(begin.back(), all);
  all.resize(begin.back());
  for_each_index(kParts, 0, [&](std::size_t i) {
    std::ranges::transform(sorted.at(i), all.begin() + static_cast<std::ptrdiff_t>(begin.at(i)),
                           [](Entry* entry) -> Fact&& { return std::move(*entry->fact); });
    parts_.at(i).by_id.clear();
    parts_.at(i).entries.clear();
  });
  return all;
}

}  // namespace chimera::findings
