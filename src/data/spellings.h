// The cells of a column as numbers of their spelling, one after another.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "base/same_bytes.h"
#include "data/cell_texts.h"

namespace chimera {

/// The spellings of a column, numbered as they come. One of up to eight bytes is known by them
/// alone; of a longer one the last eight tell where to look.
class Spellings {
 public:
  Spellings() { known_.reserve(kSlots / 2, kSlots * kWord); }

  /// Amortised O(bytes).
  std::uint32_t number_of(std::string_view cell) {
    const Key key = key_of(cell);
    std::size_t at = key.hash >> shift_;
    for (; slots_[at].number != 0; at = (at + 1) & (slots_.size() - 1)) {
      const Slot& slot = slots_[at];
      if (slot.word == key.word && slot.size == static_cast<std::uint32_t>(cell.size()) &&
          (cell.size() <= kWord || same_text(known_[slot.number - 1], cell))) {
        return slot.number - 1;
      }
    }
    known_.push_back(cell);
    const auto number = static_cast<std::uint32_t>(known_.size());
    slots_[at] = {key.word, number, static_cast<std::uint32_t>(cell.size())};
    if (2 * known_.size() > slots_.size()) {
      grow();
    }
    return number - 1;
  }

  [[nodiscard]] std::size_t size() const { return known_.size(); }

  std::string_view operator[](std::size_t number) const { return known_[number]; }

 private:
  static constexpr std::size_t kWord = 8;
  static constexpr std::size_t kSlots = 32;  ///< to begin with: 2 ^ 5

  struct Key {
    std::uint64_t hash = 0;
    std::uint64_t word = 0;  ///< all of a short text, the end of a longer one
  };

  struct Slot {
    std::uint64_t word = 0;
    std::uint32_t number = 0;  ///< from 1; 0: free
    std::uint32_t size = 0;
  };

  template <typename Word>
  static std::uint64_t word_at(const char* bytes) {
    Word word = 0;
    std::memcpy(&word, bytes, sizeof word);
    return word;
  }

  /// Different for different texts of one size of up to eight bytes.
  static std::uint64_t end_of(std::string_view text) {
    const char* const end = text.data() + text.size();
    if (text.size() >= kWord) {
      return word_at<std::uint64_t>(end - kWord);
    }
    if (text.size() >= 4) {
      return word_at<std::uint32_t>(text.data()) | (word_at<std::uint32_t>(end - 4) << 32U);
    }
    if (text.empty()) {
      return 0;
    }
    return word_at<std::uint8_t>(text.data()) |
           (word_at<std::uint8_t>(text.data() + text.size() / 2) << 8U) |
           (word_at<std::uint8_t>(end - 1) << 16U);
  }

  static Key key_of(std::string_view cell) {
    constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15;
    std::uint64_t hash = cell.size();
    for (std::size_t at = 0; at + kWord < cell.size(); at += kWord) {
      hash = (hash ^ (hash >> 29U) ^ word_at<std::uint64_t>(cell.data() + at)) * kOdd;
    }
    const std::uint64_t word = end_of(cell);
    return {(hash ^ (hash >> 29U) ^ word) * kOdd, word};
  }

  /// Twice the slots; the top bits of a hash say where to begin.
  void grow() {
    slots_.assign(2 * slots_.size(), {});
    --shift_;
    for (std::size_t number = 0; number < known_.size(); ++number) {
      const Key key = key_of(known_[number]);
      std::size_t at = key.hash >> shift_;
      while (slots_[at].number != 0) {
        at = (at + 1) & (slots_.size() - 1);
      }
      slots_[at] = {key.word, static_cast<std::uint32_t>(number + 1),
                    static_cast<std::uint32_t>(known_[number].size())};
    }
  }

  CellTexts known_;
  unsigned shift_ = 64 - 5;
  std::vector<Slot> slots_ = std::vector<Slot>(kSlots);
};

}  // namespace chimera
