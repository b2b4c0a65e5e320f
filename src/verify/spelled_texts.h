// Each text that the files' tables spell (names of columns, texts of cells), once, with the files
// where it stands: what thousands of files have in common is searched once. Measured numbers are
// kept apart, since they are many and hold no name.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "data/table.h"

namespace chimera::verify {

class SpelledTexts {
 public:
  /// Of each column its name and its first 2,000 spellings. Points into `table`.
  void add(const Table& table, std::size_t file);

  /// Marks the files where a text holds `lower`, whatever the text's case; in measured numbers only
  /// what has no letter is looked for. `marks` has a place for each file. O(bytes of the texts).
  void mark_files_with(std::string_view lower, std::vector<bool>& marks) const;

 private:
  void add(std::string_view text, std::size_t file);

  std::unordered_map<std::string_view, std::vector<std::uint32_t>> files_;
  std::vector<std::pair<const Column*, std::uint32_t>> measured_;
};

}  // namespace chimera::verify
