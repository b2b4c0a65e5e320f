// The files of all trees together, and the mapping files that speak of them.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "base/cancel.h"
#include "base/files.h"
#include "base/result.h"
#include "read/overrides.h"
#include "read/walk.h"

namespace chimera::read {

/// A file, the tree that it is in, and what it is called there.
struct TreeFile {
  FoundFile found;
  std::size_t tree = 0;
  std::string path;
};

struct TreeFiles {
  std::vector<TreeFile> files;                  ///< sorted by the artifact's path
  std::map<std::size_t, std::string> mappings;  ///< tree → its own chimera.toml on the disk
  std::vector<Problem> problems;                ///< folders that can't be listed
};

/// Walks all trees; with several, a tree's name comes first in its artifacts' paths. kInput if one
/// can't be read, kInterrupted when cancelled.
Result<TreeFiles> find_files(const std::vector<std::string>& trees, const Disk& disk,
                             const Cancel& cancel);

/// Reads the trees' own mappings, whose paths are those in the tree, and on top of them `map_file`
/// ("" for none), whose paths are the artifacts'. kInput if one is missing, broken, or has a
/// pattern that matches no file.
Result<Overrides> lay_mappings(const TreeFiles& found, const std::string& map_file,
                               const Disk& disk);

}  // namespace chimera::read
