// Ids of facts → where the facts are: one look into memory for most, of many hundred thousand. An
// id is a hash already, so its digits are the place.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <vector>

namespace chimera::findings {

/// `Entry*` by the number that an id is. Not for several threads at once.
template <typename Entry>
class IdTable {
 public:
  /// nullptr where the id is not known.
  [[nodiscard]] Entry* find(std::uint64_t id) const {
    return slots_.empty() ? nullptr : slots_[slot_of(id)].entry;
  }

  /// REQUIRES: the id is not known, and the entry is one.
  void add(std::uint64_t id, Entry* entry) {
    if (2 * (count_ + 1) > slots_.size()) {
      grow();
    }
    slots_[slot_of(id)] = {id, entry};
    ++count_;
  }

  /// All entries, by id.
  [[nodiscard]] std::vector<Entry*> sorted() const {
    std::vector<Slot> used;
    used.reserve(count_);
    std::ranges::copy_if(slots_, std::back_inserter(used),
                         [](const Slot& slot) { return slot.entry != nullptr; });
    std::ranges::sort(used, {}, &Slot::id);
    std::vector<Entry*> entries(used.size());
    std::ranges::transform(used, entries.begin(), &Slot::entry);
    return entries;
  }

  void clear() {
    slots_.clear();
    count_ = 0;
  }

 private:
  struct Slot {
    std::uint64_t id = 0;
    Entry* entry = nullptr;  ///< nullptr: free
  };

  /// The slot that holds the id, or the free one where it would go.
  [[nodiscard]] std::size_t slot_of(std::uint64_t id) const {
    std::size_t at = id & (slots_.size() - 1);
    while (slots_[at].entry != nullptr && slots_[at].id != id) {
      at = (at + 1) & (slots_.size() - 1);
    }
    return at;
  }

  void grow() {
    constexpr std::size_t kFirst = 1024;
    std::vector<Slot> old(slots_.empty() ? kFirst : 2 * slots_.size());
    old.swap(slots_);
    for (const Slot& slot : old) {
      if (slot.entry != nullptr) {
        slots_[slot_of(slot.id)] = slot;
      }
    }
  }

  std::vector<Slot> slots_;  ///< a power of two, at most half of them used
  std::size_t count_ = 0;
};

}  // namespace chimera::findings
