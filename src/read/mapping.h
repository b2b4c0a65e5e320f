// A mapping file: what a person says about the files of a tree where the guesses are wrong. This is
// its text as plain rules; overrides.h lays them over a tree. docs/mapping.md is the manual.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "data/table.h"

namespace chimera::read {

inline constexpr std::string_view kMappingName = "chimera.toml";  ///< found at the top of a tree
inline constexpr std::size_t kMappingBytesMax = std::size_t{16} << 20U;
inline constexpr std::size_t kMappingGlobsMax = 1000;  ///< patterns with * or ?

/// What is said of one column; what is absent stays a guess.
struct ColumnRule {
  std::string column;  ///< its exact name
  std::size_t line = 0;
  std::optional<Role> role = std::nullopt;
  std::optional<std::string> unit = std::nullopt;              ///< canonical; "" for none
  std::optional<const Definition*> definition = std::nullopt;  ///< nullptr for none
  std::optional<Direction> direction = std::nullopt;
};

/// A path in the tree or a glob over paths.
struct PathPattern {
  std::string text;
  std::size_t line = 0;
};

/// One [[file]].
struct FileRule {
  std::size_t line = 0;
  std::vector<PathPattern> match;  ///< not empty
  std::optional<std::size_t> table =
      std::nullopt;  ///< only the file's table of that number, from 1
  std::optional<std::string> format = std::nullopt;  ///< a name of formats()
  std::optional<std::string> model = std::nullopt;
  std::vector<ColumnRule> columns;  ///< no column twice
};

struct Mapping {
  std::string file;  ///< for error messages
  std::vector<FileRule> rules;
};

/// Reads a mapping file's text (UTF-8). kInput with file, line and the nearest known name if it is
/// no TOML, or holds a key or value that means nothing. O(bytes · log).
Result<Mapping> parse_mapping(std::string_view text, const std::string& file);

}  // namespace chimera::read
