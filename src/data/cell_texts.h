// The cells of one column as the file spells them, without a string for each: all bytes stand one
// after another, or, where few spellings repeat, each cell is the number of its spelling.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <iterator>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "data/spelling_numbers.h"

namespace chimera {

class CellTexts {
 public:
  /// Over the cells in their order; what it yields lives as long as the cells stay unchanged.
  class Iterator {
   public:
    // NOLINTBEGIN(readability-identifier-naming): the names that std::iterator_traits asks for
    using iterator_category = std::forward_iterator_tag;
    using value_type = std::string_view;
    using difference_type = std::ptrdiff_t;
    using pointer = const std::string_view*;
    using reference = std::string_view;
    // NOLINTEND(readability-identifier-naming)

    Iterator() = default;

    Iterator(const CellTexts* cells, std::size_t at) : cells_(cells), at_(at) {}

    std::string_view operator*() const { return (*cells_)[at_]; }

    Iterator& operator++() {
      ++at_;
      return *this;
    }

    Iterator operator++(int) {
      Iterator before = *this;
      ++at_;
      return before;
    }

    bool operator==(const Iterator& other) const { return at_ == other.at_; }

   private:
    const CellTexts* cells_ = nullptr;
    std::size_t at_ = 0;
  };

  CellTexts() = default;
  // NOLINTNEXTLINE(google-explicit-constructor): a column's cells are written as a list
  CellTexts(std::initializer_list<std::string_view> cells);
  // NOLINTNEXTLINE(google-explicit-constructor)
  CellTexts(const std::vector<std::string>& cells);

  /// Cells as numbers of their spelling: cell i is `spellings[codes[i]]`.
  CellTexts(std::span<const std::string_view> spellings, SpellingNumbers codes);

  [[nodiscard]] std::size_t size() const { return coded_ ? codes_.size() : ends_.size(); }

  [[nodiscard]] bool empty() const { return size() == 0; }

  /// Lives as long as the cells stay unchanged. REQUIRES: at < size().
  [[nodiscard]] std::string_view operator[](std::size_t at) const {
    return coded_ ? spelling(codes_[at]) : spelling(at);
  }

  [[nodiscard]] std::string_view front() const { return (*this)[0]; }

  [[nodiscard]] Iterator begin() const { return {this, 0}; }

  [[nodiscard]] Iterator end() const { return {this, size()}; }

  /// Adds a cell behind the last. Amortised O(bytes); the first one after codes O(all bytes).
  void push_back(std::string_view cell) {
    if (coded_) {
      spell_out();
    }
    append(cell);
  }

  /// Adds empty cells up to `size`. REQUIRES: size >= size().
  void resize(std::size_t size);

  /// For so many cells, or spellings, with so many bytes in all.
  void reserve(std::size_t cells, std::size_t bytes = 0);

  void assign(std::size_t count, std::string_view cell);

  /// Keeps each cell as the number of its spelling, unless more than half of them differ. O(bytes).
  void number_spellings();

  /// Gives the memory back too, which an assignment of no cells would keep.
  void clear() {
    CellTexts none;
    std::swap(*this, none);
  }

  /// The number of each cell's spelling; empty where the bytes are kept cell by cell.
  [[nodiscard]] const SpellingNumbers& codes() const { return codes_; }

  /// How many spellings there are: where cells are kept one by one, as many as cells.
  [[nodiscard]] std::size_t spellings() const { return ends_.size(); }

  /// The spelling of that number. REQUIRES: below spellings().
  [[nodiscard]] std::string_view spelling(std::size_t number) const {
    const std::size_t begin = number == 0 ? 0 : ends_[number - 1];
    return {bytes_.data() + begin, ends_[number] - begin};
  }

  bool operator==(const CellTexts& other) const;

 private:
  void append(std::string_view cell) {
    bytes_ += cell;
    ends_.push_back(bytes_.size());
  }

  void spell_out();

  std::string bytes_;
  std::vector<std::size_t> ends_;  ///< in bytes_, of each cell or of each spelling
  SpellingNumbers codes_;
  bool coded_ = false;
};

}  // namespace chimera
