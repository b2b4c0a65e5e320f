// The cells of a column as numbers of their spelling, one after another.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace chimera::read {

/// The spellings that one piece has of a column, numbered as they come. What was met lately is
/// found by its length and ends, without hashing it.
class Spellings {
 public:
  std::uint32_t number_of(std::string_view cell) {
    slots_.resize(kSlots);
    Slot& slot = slots_[slot_of(cell)];
    if (slot.used && slot.cell == cell) {
      return slot.number;
    }
    auto at = number_.find(cell);
    if (at == number_.end()) {
      const std::string& kept = in_order_.emplace_back(cell);
      at = number_.emplace(kept, static_cast<std::uint32_t>(in_order_.size() - 1)).first;
    }
    slot = {at->first, at->second, true};
    return at->second;
  }

  [[nodiscard]] const std::deque<std::string>& in_order() const { return in_order_; }

  /// To be called behind the last cell: what only helps to find them is given back.
  void close() {
    slots_ = {};
    number_ = {};
  }

 private:
  static constexpr std::size_t kSlots = 256;

  struct Slot {
    std::string_view cell;
    std::uint32_t number = 0;
    bool used = false;
  };

  static std::size_t slot_of(std::string_view cell) {
    if (cell.empty()) {
      return 0;
    }
    const auto byte = [&](std::size_t i) -> std::size_t {
      return static_cast<unsigned char>(cell[i]);
    };
    const std::size_t end = cell.size() - 1;
    return (cell.size() + 7 * byte(0) + 31 * byte(end) +
            5 * byte(end - std::min<std::size_t>(end, 1))) %
           kSlots;
  }

  std::vector<Slot> slots_;
  std::unordered_map<std::string_view, std::uint32_t> number_;
  std::deque<std::string> in_order_;  ///< a deque: views stay
};

}  // namespace chimera::read
