#include "query/grouped_trials.h"

#include <algorithm>
#include <utility>

namespace chimera::query {

namespace {

SettingColumn& column_of(const Column& column, std::size_t trials,
                         std::vector<SettingColumn>& columns) {
  const auto at = std::ranges::lower_bound(columns, column.name, {}, &SettingColumn::name);
  return at != columns.end() && at->name() == column.name
             ? *at
             : *columns.emplace(at, column.name, column.role, trials);
}

void add_runs(const Table& table, std::span<const std::size_t> rows, Trials& trials) {
  std::vector<std::string> by;
  for (const Column& column : table.columns) {
    if (column.role == Role::kRun) {
      by.push_back(column.name);
    }
  }
  const RowGroups groups(table, by);
  const auto before = static_cast<std::uint32_t>(trials.run_names.size());
  for (std::size_t group = 0; group < groups.count(); ++group) {
    std::string& name = trials.run_names.emplace_back(table.file);
    for (const std::string& value : groups.values(group)) {
      name.append("\n").append(value);
    }
  }
  if (groups.count() == 1) {
    trials.runs.resize(trials.runs.size() + rows.size(), before);
    return;
  }
  trials.runs.reserve(trials.runs.size() + rows.size());
  for (const std::size_t row : rows) {
    trials.runs.push_back(before + static_cast<std::uint32_t>(groups.group_of(row)));
  }
}

}  // namespace

void SettingColumn::add(const Levels& levels, LevelOrder order, std::span<const std::size_t> rows) {
  const SpellingNumbers& numbers = levels.codes();
  const std::size_t before = codes_.size();
  codes_.resize(before + rows.size());
  const auto added = codes_.begin() + static_cast<std::ptrdiff_t>(before);
  if (levels_.empty()) {
    order_ = std::move(order);
    levels_.assign(levels.spellings().begin(), levels.spellings().end());
    if (levels.count() > 1) {
      std::ranges::transform(rows, added, [&](std::size_t row) { return numbers[row]; });
    }
    return;
  }
  order_.reset();
  for (std::size_t level = known_.size(); level < levels_.size(); ++level) {
    known_.emplace(levels_[level], static_cast<std::uint32_t>(level));
  }
  std::vector<std::uint32_t> code_of(levels.count());
  for (std::size_t level = 0; level < levels.count(); ++level) {
    const auto next = static_cast<std::uint32_t>(levels_.size());
    const auto [at, is_new] = known_.try_emplace(levels.spelling(level), next);
    if (is_new) {
      levels_.push_back(levels.spelling(level));
    }
    code_of[level] = at->second;
  }
  std::ranges::transform(rows, added, [&](std::size_t row) { return code_of[levels.at(row)]; });
}

SettingColumn::Ranked SettingColumn::ranked() const {
  constexpr std::uint32_t kSeen = 1;
  std::vector<std::uint32_t> rank(levels_.size(), 0);
  for (const std::uint32_t code : codes_) {
    if (code != kAbsent) {
      rank[code] = kSeen;
    }
  }
  Ranked made;
  made.levels.reserve(rank.size());
  std::uint32_t next = 0;
  const auto take = [&](std::uint32_t level) {
    made.levels.push_back(levels_[level]);
    rank[level] = levels_[level].empty() ? 0 : ++next;
  };
  const auto own = order_ == nullptr ? sorted_among(rank) : std::vector<std::uint32_t>{};
  for (const std::uint32_t level : order_ == nullptr ? std::span(own) : std::span(*order_)) {
    if (rank[level] == kSeen) {
      take(level);
    }
  }
  made.codes.resize(codes_.size());
  std::ranges::transform(codes_, made.codes.begin(),
                         [&](std::uint32_t code) { return code == kAbsent ? 0 : rank[code]; });
  return made;
}

std::vector<std::uint32_t> SettingColumn::sorted_among(
    const std::vector<std::uint32_t>& seen) const {
  std::vector<std::uint32_t> order;
  order.reserve(seen.size());
  for (std::uint32_t level = 0; level < seen.size(); ++level) {
    if (seen[level] != 0) {
      order.push_back(level);
    }
  }
  std::ranges::sort(order, {}, [&](std::uint32_t level) { return levels_[level]; });
  return order;
}

void add_settings(const Table& table, const Settings& settings, std::span<const std::size_t> rows,
                  Trials& trials) {
  const std::size_t before = trials.runs.size();
  trials.settings.reserve(std::max(trials.settings.size(), settings.size()));
  for (std::size_t i = 0; i < settings.size(); ++i) {
    SettingColumn& column = column_of(settings.column(i), before, trials.settings);
    // Of two columns of one name the first counts.
    if (column.size() == before) {
      column.add(settings.levels(i), settings.order(i), rows);
    }
  }
  for (SettingColumn& column : trials.settings) {
    column.add_absent(before + rows.size());
  }
  add_runs(table, rows, trials);
}

}  // namespace chimera::query
