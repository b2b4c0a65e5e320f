// Cells of a table that are worked out of others: "+3.1 %", "1.32x vs. the first row". They are
// held against what the data say in the place of those others, so that right arithmetic on wrong
// numbers is found out.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "verify/judgement.h"
#include "verify/scope.h"

namespace chimera::verify {

struct DerivedCell {
  std::size_t row = 0;
  std::size_t column = 0;
  Numeral numeral;
  std::string head;              ///< in lower case
  std::vector<Mention> in_head;  ///< "vs llama": what it is held against
};

class DerivedCells {
 public:
  void add(DerivedCell cell) { cells_.push_back(std::move(cell)); }

  /// What the row is of.
  void name_row(std::size_t row, std::vector<Mention> mentions) {
    rows_[row] = std::move(mentions);
  }

  /// What the data say in the place of a cell, in the unit of its column.
  void found(std::size_t row, std::size_t column, const FoundValue& value, const std::string& head,
             const std::vector<Mention>& in_head);

  /// A verdict for each added cell. Takes them.
  [[nodiscard]] std::vector<std::pair<DerivedCell, Judgement>> judge();

 private:
  struct Pair {
    double value = 0;
    double base = 0;
  };

  [[nodiscard]] Judgement judge(const DerivedCell& cell) const;
  [[nodiscard]] std::vector<std::pair<std::size_t, double>> before(const DerivedCell& cell) const;
  [[nodiscard]] std::vector<Pair> within_row(const DerivedCell& cell) const;
  [[nodiscard]] std::vector<Pair> named_columns(const DerivedCell& cell) const;
  [[nodiscard]] std::vector<Pair> between_rows(const DerivedCell& cell, std::size_t base) const;
  [[nodiscard]] bool compares_levels(const DerivedCell& cell) const;
  [[nodiscard]] std::vector<std::size_t> named_rows(const DerivedCell& cell) const;

  std::vector<DerivedCell> cells_;
  std::map<std::size_t, std::vector<Mention>> rows_;
  std::map<std::size_t, std::map<std::size_t, double>> values_;  ///< by row and column
  std::map<std::size_t, std::string> heads_;                     ///< of columns with values
  std::map<std::size_t, std::string> units_;                     ///< of the same
  std::map<std::size_t, std::vector<Mention>> in_heads_;         ///< of the same
};

}  // namespace chimera::verify
