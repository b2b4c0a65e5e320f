// The trials of one group: their values and what each was run under. Cells are numbers of their
// spelling, column by column, so that a trial costs a few bytes and no text. Filled by `collect`,
// read by whatever compares trials.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "data/table.h"
#include "query/rows.h"
#include "stats/mean_difference.h"

namespace chimera::query {

/// Levels in the order of their texts.
using LevelOrder = std::shared_ptr<const std::vector<std::uint32_t>>;

/// The cells of one column of role factor, block or subject. Views into the tables.
class SettingColumn {
 public:
  /// Of trials that all lack it.
  SettingColumn(std::string name, Role role, std::size_t trials)
      : name_(std::move(name)), role_(role), codes_(trials, kAbsent) {}

  /// Adds a trial for each of these rows of a table. O(rows + levels). `order`: the levels by text.
  void add(const Levels& levels, LevelOrder order, std::span<const std::size_t> rows);

  /// Adds trials of a table that lacks the column, up to so many.
  void add_absent(std::size_t trials) { codes_.resize(trials, kAbsent); }

  /// Trials so far.
  [[nodiscard]] std::size_t size() const { return codes_.size(); }

  [[nodiscard]] const std::string& name() const { return name_; }

  /// That of the first table that has the column.
  [[nodiscard]] Role role() const { return role_; }

  /// No fewer than trials have.
  [[nodiscard]] std::size_t levels_at_most() const { return levels_.size(); }

  struct Ranked {
    std::vector<std::string_view> levels;  ///< the texts that trials have, sorted
    /// Of each trial: 0 where the cell is empty or its table lacks the column, else from 1 in the
    /// order of the texts.
    std::vector<std::uint32_t> codes;
  };

  /// O(trials + levels), of several tables · log levels.
  [[nodiscard]] Ranked ranked() const;

 private:
  static constexpr std::uint32_t kAbsent = std::numeric_limits<std::uint32_t>::max();

  /// The levels for which `seen` isn't 0, in the order of their texts.
  [[nodiscard]] std::vector<std::uint32_t> sorted_among(
      const std::vector<std::uint32_t>& seen) const;

  std::string name_;
  Role role_;
  std::vector<std::string_view> levels_;  ///< each once; some may be of no trial
  LevelOrder order_;                      ///< of levels_; none where they are of several tables
  std::vector<std::uint32_t> codes_;      ///< of each trial
  std::unordered_map<std::string_view, std::uint32_t> known_;  ///< levels_; from a second table on
};

struct Trials {
  std::vector<double> values;
  std::vector<SettingColumn> settings;  ///< by name; empty where nothing is to be compared
  std::vector<stats::Summary> stated;   ///< of each value that is a stated mean with all it takes
  std::vector<std::uint32_t> runs;      ///< of each value, where settings are known
  std::vector<std::string> run_names;   ///< of each number in `runs`: the file, and what names it
};

/// Adds what the trials of these rows were run under, and the runs that they belong to: a file is a
/// run, unless a column names the runs in it.
void add_settings(const Table& table, const Settings& settings, std::span<const std::size_t> rows,
                  Trials& trials);

}  // namespace chimera::query
