// Texts, each to be counted once: a few are kept as they come and told apart at the end, which
// costs least where a table is asked alone; many are told apart at once.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace chimera::query {

/// Views, into what outlives it.
class DistinctTexts {
 public:
  /// What comes until the next call is told apart already.
  void begin_source(std::size_t texts) {
    ++sources_;
    few_.reserve(std::min(few_.size() + texts, kFew));
  }

  /// Amortised O(bytes).
  void add(std::string_view text) {
    if (!many_.empty()) {
      many_.insert(text);
      return;
    }
    few_.push_back(text);
    if (few_.size() == kFew) {
      many_.insert(few_.begin(), few_.end());
      few_.clear();
    }
  }

  /// How many differ.
  [[nodiscard]] std::size_t count() const {
    if (sources_ == 1) {
      return many_.size() + few_.size();
    }
    std::vector<std::string_view> sorted = few_;
    std::sort(sorted.begin(), sorted.end());
    const auto few = std::unique(sorted.begin(), sorted.end()) - sorted.begin();
    return many_.size() + static_cast<std::size_t>(few);
  }

 private:
  static constexpr std::size_t kFew = 256;

  std::size_t sources_ = 0;
  std::vector<std::string_view> few_;  ///< none once there are many
  std::unordered_set<std::string_view> many_;
};

}  // namespace chimera::query
