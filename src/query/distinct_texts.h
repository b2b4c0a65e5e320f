// Texts, each to be counted once: a few are kept as they come and told apart at the end, which
// costs least where a table is asked alone; many are told apart at once.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "data/spellings.h"

namespace chimera::query {

/// Views, into what outlives it.
class DistinctTexts {
 public:
  /// What comes until the next call is told apart already.
  void begin_source(std::size_t texts) {
    ++sources_;
    if (!many_) {
      few_.reserve(std::min(few_.size() + texts, kFew));
    }
  }

  /// Amortised O(bytes).
  void add(std::string_view text) {
    if (many_) {
      many_->number_of(text);
      return;
    }
    few_.push_back(text);
    if (few_.size() == kFew) {
      tell_apart();
    }
  }

  /// How many differ.
  [[nodiscard]] std::size_t count() const {
    if (many_) {
      return many_->size();
    }
    if (sources_ == 1) {
      return few_.size();
    }
    std::vector<std::string_view> sorted = few_;
    std::sort(sorted.begin(), sorted.end());
    const auto differ = std::unique(sorted.begin(), sorted.end()) - sorted.begin();
    return static_cast<std::size_t>(differ);
  }

 private:
  static constexpr std::size_t kFew = 256;

  void tell_apart() {
    Spellings& many = many_.emplace();
    for (const std::string_view text : few_) {
      many.number_of(text);
    }
    few_.clear();
  }

  std::size_t sources_ = 0;
  std::vector<std::string_view> few_;  ///< none once there are many
  std::optional<Spellings> many_;
};

}  // namespace chimera::query
