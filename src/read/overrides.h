// Mapping files laid over the files that were found: which rules speak of which file, and what they
// change in its tables. Later rules win over earlier ones, key by key.
#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "data/table.h"
#include "read/format/format.h"
#include "read/mapping.h"

namespace chimera::read {

/// A file that a mapping may speak of, under the path that it calls it by.
struct MappedFile {
  std::size_t file = 0;  ///< the caller's number of the file
  std::string path;
};

/// A table, and where it comes from.
struct PlacedTable {
  std::size_t file = 0;
  std::size_t number = 1;  ///< of the file's tables, from 1
  const Table* table = nullptr;
};

/// Movable; not copyable, since rules are held by address.
class Overrides {
 public:
  Overrides() = default;
  Overrides(Overrides&&) noexcept = default;
  Overrides& operator=(Overrides&&) noexcept = default;
  Overrides(const Overrides&) = delete;
  Overrides& operator=(const Overrides&) = delete;
  ~Overrides() = default;

  /// Lays a mapping over these files, on top of those before. A pattern that is the path of a file
  /// means that file alone. kInput with the nearest path if a pattern matches no file.
  /// O(patterns · log files + globs · files).
  Result<void> add(Mapping mapping, std::span<const MappedFile> files);

  /// The format that the file is read by; nullptr if none is said.
  [[nodiscard]] const Format* format_of(std::size_t file) const;

  /// Whether any rule is laid over the file.
  [[nodiscard]] bool speaks_of(std::size_t file) const { return rules_.contains(file); }

  /// Changes a table as the rules say. To be called before the guesses, so that they build on it,
  /// and after, so that it stands. `number` is the table's in its file, from 1.
  void apply(std::size_t file, std::size_t number, Table& table) const;

  /// kInput with the nearest column if a rule speaks of a table or column that none of its files
  /// has. REQUIRES: all guesses are made.
  [[nodiscard]] Result<void> check(std::span<const PlacedTable> tables) const;

 private:
  /// A rule of one mapping.
  struct Laid {
    const Mapping* mapping = nullptr;
    const FileRule* rule = nullptr;
  };

  [[nodiscard]] std::vector<Laid> rules_for(std::size_t file, std::size_t number) const;
  /// The FileRules and ColumnRules, by address, that speak of something in these tables.
  [[nodiscard]] std::set<const void*> entries_met(std::span<const PlacedTable> tables) const;
  [[nodiscard]] Error no_column(const Laid& at, const ColumnRule& column,
                                std::span<const PlacedTable> tables) const;

  std::deque<Mapping> mappings_;  ///< a deque: `rules_` points into it
  std::map<std::size_t, std::vector<Laid>> rules_;
};

}  // namespace chimera::read
