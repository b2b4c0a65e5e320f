// The rows of one table as a query goes over them: which meet its conditions, which belong
// together, and under what settings they were run. Columns are looked up once, and a spelling that
// repeats is looked at once, so that a row costs a few comparisons of numbers.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "data/query.h"
#include "data/table.h"
#include "query/distinct_texts.h"

namespace chimera::query {

/// The cells of a column as numbers of their spelling, each spelling once. Views into the table.
class Levels {
 public:
  /// O(rows) where the column doesn't keep such numbers itself.
  explicit Levels(const Column& column, std::size_t rows);

  /// The same value for all rows.
  explicit Levels(std::string_view value) : spellings_{value} {}

  Levels(const Levels&) = delete;
  Levels& operator=(const Levels&) = delete;
  Levels(Levels&&) noexcept = default;
  Levels& operator=(Levels&&) noexcept = default;
  ~Levels() = default;

  [[nodiscard]] std::size_t count() const { return spellings_.size(); }

  [[nodiscard]] std::size_t at(std::size_t row) const { return codes().empty() ? 0 : codes()[row]; }

  [[nodiscard]] std::string_view spelling(std::size_t level) const { return spellings_[level]; }

  /// By level.
  [[nodiscard]] std::span<const std::string_view> spellings() const { return spellings_; }

  /// The level of each row; empty where it is the first for all.
  [[nodiscard]] const SpellingNumbers& codes() const { return kept_ == nullptr ? own_ : *kept_; }

 private:
  const SpellingNumbers* kept_ = nullptr;  ///< the column's; none: own_
  SpellingNumbers own_;
  std::vector<std::string_view> spellings_;
};

/// A row that counts, and for which of several.
struct CountedRow {
  std::size_t row = 0;
  std::size_t share = 0;
};

/// The columns that say how a trial was set up.
class Settings {
 public:
  /// Which levels were seen, column after column; bytes, since a bit must be read to be set.
  using Seen = std::vector<char>;

  explicit Settings(const Table& table);

  [[nodiscard]] Seen none_seen() const { return Seen(levels_in_all_, '\0'); }

  /// Marks the rows' levels, each row's in what its share has seen; one with no room has no rows.
  /// O(rows) a column at most: it ends where all are seen.
  void see(std::span<const CountedRow> rows, std::span<Seen> seen) const;

  /// Adds the levels that were seen to those of the column's name.
  void add_seen(const Seen& seen, std::map<std::string_view, DistinctTexts>& values) const;

  /// How many columns there are.
  [[nodiscard]] std::size_t size() const { return columns_.size(); }

  [[nodiscard]] const Column& column(std::size_t i) const { return *columns_[i]; }

  [[nodiscard]] const Levels& levels(std::size_t i) const { return levels_[i]; }

  /// nullptr where the column is none of them.
  [[nodiscard]] const Levels* find(const Column& column) const;

  /// The levels of column i in the order of their texts, worked out when it is first asked for.
  /// Several threads may ask at once.
  [[nodiscard]] std::shared_ptr<const std::vector<std::uint32_t>> order(std::size_t i) const;

 private:
  struct Order {
    std::once_flag once;
    std::atomic<bool> known = false;  ///< set behind `levels`: cheaper to ask than `once`
    std::shared_ptr<const std::vector<std::uint32_t>> levels;
  };

  std::vector<const Column*> columns_;
  std::vector<Levels> levels_;
  mutable std::deque<Order> orders_;
  std::vector<std::size_t> first_;  ///< of each column, where its levels begin in Seen
  std::size_t levels_in_all_ = 0;
};

/// Whether a row meets all conditions; one on a column that the table lacks is not met.
class RowFilter {
 public:
  /// `settings` are the table's and outlive the filter.
  RowFilter(const Table& table, std::span<const Condition> where, const Settings& settings);

  [[nodiscard]] bool matches(std::size_t row) const;

  /// Those of the rows from `begin` to `end` that meet all, ascending.
  [[nodiscard]] std::vector<std::size_t> matching(std::size_t begin, std::size_t end) const;

 private:
  struct Test {
    const Levels* levels;   ///< among the settings, or own_
    std::vector<char> met;  ///< by level; bytes, since one is looked up for each row
  };

  void add(const Condition& condition, const Levels& levels);

  bool never_ = false;
  std::vector<Test> tests_;
  std::list<Levels> own_;
};

/// The groups that the --by columns make of the rows, numbered as they first appear; a column that
/// the table lacks has the value "".
class RowGroups {
 public:
  RowGroups(const Table& table, std::span<const std::string> by);

  [[nodiscard]] std::size_t count() const { return group_.empty() ? 1 : first_row_.size(); }

  [[nodiscard]] std::size_t group_of(std::size_t row) const {
    return group_.empty() ? 0 : group_[row];
  }

  [[nodiscard]] std::size_t rows_in(std::size_t group) const {
    return group_.empty() ? rows_ : rows_in_[group];
  }

  [[nodiscard]] std::vector<std::string> values(std::size_t group) const;

 private:
  void number(std::size_t rows);

  std::vector<Levels> levels_;
  std::vector<std::uint32_t> group_;    ///< of each row; empty where there is one for all
  std::vector<std::size_t> first_row_;  ///< of each group, where there are several
  std::vector<std::size_t> rows_in_;    ///< likewise
  std::size_t rows_ = 0;                ///< in all
};

}  // namespace chimera::query
