#include "query/rows.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "base/large_pages.h"
#include "data/spellings.h"
#include "query/select.h"

namespace chimera::query {

namespace {

constexpr std::uint32_t kNone = UINT32_MAX;

Levels levels_of(const Table& table, const std::string& name) {
  if (name == "file") {
    return Levels(table.file);
  }
  const Column* column = any_column(table, name);
  return column == nullptr ? Levels(std::string_view()) : Levels(*column, table.rows());
}

}  // namespace

Levels::Levels(const Column& column, std::size_t rows) {
  if (column.shared) {
    spellings_.push_back(column.text_at(0));
    return;
  }
  if (!column.text.codes().empty()) {
    kept_ = &column.text.codes();
    spellings_.reserve(column.text.spellings());
    for (std::size_t code = 0; code < column.text.spellings(); ++code) {
      spellings_.push_back(column.text.spelling(code));
    }
    return;
  }
  Spellings known;
  own_.reserve(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    const std::string_view cell = column.text_at(row);
    if (row > 0 && cell == spellings_[own_.back()]) {
      own_.push_back(own_.back());
      continue;
    }
    const std::uint32_t number = known.number_of(cell);
    if (number == spellings_.size()) {
      spellings_.push_back(cell);
    }
    own_.push_back(number);
  }
}

RowFilter::RowFilter(const Table& table, std::span<const Condition> where,
                     const Settings& settings) {
  for (const Condition& condition : where) {
    if (condition.column == "file") {
      never_ = never_ || !value_matches(condition.value, table.file);
      continue;
    }
    const Column* column = any_column(table, condition.column);
    if (column == nullptr) {
      never_ = true;
      return;
    }
    const Levels* known = settings.find(*column);
    add(condition, known == nullptr ? own_.emplace_back(*column, table.rows()) : *known);
  }
}

void RowFilter::add(const Condition& condition, const Levels& levels) {
  const ValuePattern pattern(condition.value);
  Test test{&levels, std::vector<char>(levels.count())};
  std::ranges::transform(levels.spellings(), test.met.begin(), [&](std::string_view spelling) {
    return static_cast<char>(pattern.matches(spelling));
  });
  tests_.push_back(std::move(test));
}

bool RowFilter::matches(std::size_t row) const {
  return !never_ && std::all_of(tests_.begin(), tests_.end(), [row](const Test& test) {
    return test.met[test.levels->at(row)] != 0;
  });
}

std::vector<std::size_t> RowFilter::matching(std::size_t begin, std::size_t end) const {
  if (never_) {
    return {};
  }
  std::vector<std::size_t> rows(end - begin);
  std::size_t count = 0;
  if (tests_.empty()) {
    std::iota(rows.begin(), rows.end(), begin);
    return rows;
  }
  const auto take = [&](const auto& is_met) {
    // Written whether it counts or not: no branch is cheaper than one that is hard to foretell.
    for (std::size_t row = begin; row < end; ++row) {
      rows[count] = row;
      count += is_met(row) ? 1U : 0U;
    }
  };
  if (tests_.size() == 1 && !tests_.front().levels->codes().empty()) {
    // As most facts ask: one level of one column.
    const SpellingNumbers& codes = tests_.front().levels->codes();
    const std::vector<char>& met = tests_.front().met;
    take([&](std::size_t row) { return met[codes[row]] != 0; });
  } else {
    take([&](std::size_t row) { return matches(row); });
  }
  rows.resize(count);
  return rows;
}

RowGroups::RowGroups(const Table& table, std::span<const std::string> by) : rows_(table.rows()) {
  levels_.reserve(by.size());
  for (const std::string& name : by) {
    levels_.push_back(levels_of(table, name));
  }
  const bool one = std::all_of(levels_.begin(), levels_.end(),
                               [](const Levels& levels) { return levels.count() <= 1; });
  if (!one) {
    number(table.rows());
  }
}

void RowGroups::number(std::size_t rows) {
  // One column after the other: a pair of the group so far and the next level makes a group.
  reserve_in_large_pages(rows, group_);
  group_.assign(rows, 0);
  first_row_.assign(1, 0);
  for (const Levels& levels : levels_) {
    const std::size_t pairs = count() * levels.count();
    std::unordered_map<std::size_t, std::uint32_t> known;
    std::vector<std::uint32_t> dense(pairs <= 4 * rows + 64 ? pairs : 0, kNone);
    first_row_.clear();
    rows_in_.clear();
    for (std::size_t row = 0; row < rows; ++row) {
      const std::size_t pair = group_[row] * levels.count() + levels.at(row);
      std::uint32_t& number =
          dense.empty() ? known.try_emplace(pair, kNone).first->second : dense[pair];
      if (number == kNone) {
        number = static_cast<std::uint32_t>(count());
        first_row_.push_back(row);
        rows_in_.push_back(0);
      }
      group_[row] = number;
      ++rows_in_[number];
    }
  }
}

std::vector<std::string> RowGroups::values(std::size_t group) const {
  std::vector<std::string> values;
  values.reserve(levels_.size());
  const std::size_t first = group_.empty() ? 0 : first_row_[group];
  for (const Levels& levels : levels_) {
    values.emplace_back(levels.spelling(levels.at(first)));
  }
  return values;
}

Settings::Settings(const Table& table) {
  for (const Column& column : table.columns) {
    if (sets_the_trial(column.role)) {
      columns_.push_back(&column);
      levels_.emplace_back(column, table.rows());
      orders_.emplace_back();
      first_.push_back(levels_in_all_);
      levels_in_all_ += levels_.back().count();
    }
  }
}

void Settings::see(std::span<const CountedRow> rows, std::span<Seen> seen) const {
  const auto shares = static_cast<std::size_t>(
      std::ranges::count_if(seen, [](const Seen& share) { return !share.empty(); }));
  for (std::size_t i = 0; i < levels_.size(); ++i) {
    const Levels& levels = levels_[i];
    std::size_t unseen = levels.count() * shares;
    for (std::size_t at = 0; at < rows.size() && unseen > 0; ++at) {
      char& mark = seen[rows[at].share][first_[i] + levels.at(rows[at].row)];
      unseen -= mark == 0 ? 1U : 0U;
      mark = 1;
    }
  }
}

void Settings::add_seen(const Seen& seen, std::map<std::string_view, DistinctTexts>& values) const {
  for (std::size_t i = 0; i < levels_.size(); ++i) {
    DistinctTexts& known = values[columns_[i]->name];
    known.begin_source(levels_[i].count());
    for (std::size_t level = 0; level < levels_[i].count(); ++level) {
      if (seen[first_[i] + level] != 0) {
        known.add(levels_[i].spelling(level));
      }
    }
  }
}

std::shared_ptr<const std::vector<std::uint32_t>> Settings::order(std::size_t i) const {
  Order& order = orders_[i];
  if (order.known.load(std::memory_order_acquire)) {
    return order.levels;
  }
  std::call_once(order.once, [&] {
    std::vector<std::uint32_t> levels(levels_[i].count());
    std::iota(levels.begin(), levels.end(), std::uint32_t{0});
    std::ranges::sort(levels, {}, [&](std::uint32_t level) { return levels_[i].spelling(level); });
    order.levels = std::make_shared<const std::vector<std::uint32_t>>(std::move(levels));
    order.known.store(true, std::memory_order_release);
  });
  return order.levels;
}

const Levels* Settings::find(const Column& column) const {
  const auto found = std::find(columns_.begin(), columns_.end(), &column);
  return found == columns_.end() ? nullptr
                                 : &levels_[static_cast<std::size_t>(found - columns_.begin())];
}

}  // namespace chimera::query
