// The cells of a column as they come: numbers of their spelling as long as few spellings repeat,
// else one after another. So the level of a factor is kept, and looked at, once.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "data/cell_texts.h"
#include "data/spelling_numbers.h"
#include "data/spellings.h"

namespace chimera::read {

class ColumnTexts {
 public:
  /// Of a table that is likely to have so many rows: memory for a small one's is taken at once.
  explicit ColumnTexts(std::size_t rows)
      : rows_(std::min(rows, kRowsAtOnce)), spellings_(std::make_unique<Spellings>()) {
    codes_.reserve(rows_);
  }

  /// Amortised O(bytes).
  void push_back(std::string_view cell) {
    if (spellings_ == nullptr) {
      plain_.push_back(cell);
      return;
    }
    codes_.push_back(spellings_->number_of(cell));
    if (spellings_->size() > kFew + codes_.size() / 2) {
      spell_out();
    }
  }

  /// The cells; none are left.
  CellTexts take();

 private:
  static constexpr std::size_t kFew = 6;
  static constexpr std::size_t kRowsAtOnce = 1'000;

  void spell_out();

  std::size_t rows_;
  std::unique_ptr<Spellings> spellings_;  ///< none once too many were met
  SpellingNumbers codes_;
  CellTexts plain_;
};

}  // namespace chimera::read
