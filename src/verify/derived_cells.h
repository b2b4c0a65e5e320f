// Cells of a table that are worked out of others: "+3.1 %", "1.32x vs. the first row". They are
// held against what the data say in the place of those others, so that right arithmetic on wrong
// numbers is found out.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/cancel.h"
#include "verify/cell_changes.h"
#include "verify/judgement.h"
#include "verify/scope.h"

namespace chimera::verify {

struct DerivedCell {
  std::size_t row = 0;
  std::size_t column = 0;
  Numeral numeral;
  std::string head;                           ///< in lower case
  std::vector<Mention> in_head;               ///< "vs llama": what it is held against
  std::optional<Sense> sense = std::nullopt;  ///< of a word behind the number: "4.3 % lower"
  bool beside = false;                        ///< "165.0 (1.63x)": behind the number that it is of
};

/// What the data say in the place of a cell, in the unit of its column, and what its head says.
struct ReadCell {
  FoundValue found;
  std::string head;
  std::vector<Mention> in_head;
};

class DerivedCells {
 public:
  explicit DerivedCells(const Dataset& dataset) : dataset_(dataset) {}

  void add(DerivedCell cell) {
    if (cell.beside) {
      beside_.insert({cell.row, cell.column});
    }
    cells_.push_back(std::move(cell));
  }

  /// What the row is of.
  void name_row(std::size_t row, std::vector<Mention> mentions) {
    rows_[row] = std::move(mentions);
  }

  /// What a cell of words names.
  void name_cell(std::size_t row, std::size_t column, std::vector<Mention> mentions) {
    named_cells_[{row, column}] = std::move(mentions);
  }

  [[nodiscard]] std::vector<Mention> names_of_row(std::size_t row) const {
    const auto at = rows_.find(row);
    return at == rows_.end() ? std::vector<Mention>() : at->second;
  }

  void found(std::size_t row, std::size_t column, ReadCell cell);

  /// A verdict for each added cell; the rest is left where it is cancelled. Takes them.
  [[nodiscard]] std::vector<std::pair<DerivedCell, Judgement>> judge(const Cancel& cancel);

 private:
  /// More of them leave open against which a number stands.
  static constexpr std::size_t kBasesMax = 32;

  struct Pair {
    double value = 0;
    double base = 0;
  };

  [[nodiscard]] DerivedCell without_shared_names(DerivedCell cell) const;
  [[nodiscard]] Judgement judge(const DerivedCell& as_written) const;
  [[nodiscard]] bool is_of_time(std::size_t row) const;
  [[nodiscard]] std::vector<std::pair<std::size_t, double>> before(const DerivedCell& cell) const;
  [[nodiscard]] std::vector<Pair> within_row(const DerivedCell& cell) const;
  [[nodiscard]] std::optional<double> column_of(const DerivedCell& cell,
                                                const std::vector<Mention>& names) const;
  [[nodiscard]] std::optional<Pair> columns_of_two(const DerivedCell& cell) const;
  [[nodiscard]] std::vector<double> columns_of_one(const DerivedCell& cell) const;
  [[nodiscard]] std::vector<Pair> named_columns(const DerivedCell& cell) const;
  [[nodiscard]] bool names_metric_of(const std::string& head, const FoundValue& found) const;
  [[nodiscard]] std::optional<std::size_t> main_column_before(const DerivedCell& cell) const;
  [[nodiscard]] std::vector<Pair> between_rows(const DerivedCell& cell, std::size_t base) const;
  [[nodiscard]] std::optional<Pair> against_level(const ReadCell& cell, const Mention& base) const;
  [[nodiscard]] std::vector<Pair> outside_table(const DerivedCell& cell) const;
  [[nodiscard]] std::vector<Pair> against_named(const DerivedCell& cell) const;
  [[nodiscard]] Judgement judge_pairs(const DerivedCell& cell, const std::vector<Pair>& pairs,
                                      bool sure) const;
  void find_bases_beside();
  [[nodiscard]] std::vector<Pair> pairs_beside(const DerivedCell& cell) const;
  [[nodiscard]] bool compares_two(const DerivedCell& cell) const;
  [[nodiscard]] bool compares_levels(const DerivedCell& cell) const;
  [[nodiscard]] std::vector<std::size_t> named_rows(const DerivedCell& cell) const;

  const Dataset& dataset_;
  std::vector<DerivedCell> cells_;
  std::set<std::pair<std::size_t, std::size_t>> beside_;     ///< rows and columns
  std::map<std::size_t, std::vector<double>> bases_beside_;  ///< by column: those without a bracket
  std::map<std::size_t, std::vector<Mention>> rows_;
  std::map<std::size_t, std::map<std::size_t, ReadCell>> read_;  ///< by row and column
  std::map<std::pair<std::size_t, std::size_t>, std::vector<Mention>> named_cells_;
};

/// Whether both say the same thing of its kind.
bool names_same(const Mention& a, const Mention& b);

/// Whether one of these is one of those.
bool name_one(const std::vector<Mention>& a, const std::vector<Mention>& b);

/// "A100 scaling": from the first row on.
bool goes_down(std::string_view head);

}  // namespace chimera::verify
