// Files → observations: the only way into the program for measured data. Walks the trees, asks each
// format in turn, gives every column its role and every row its state, and finds copies by value.
// A file that can't be read is a problem in the result, never a failure. Files are read side by
// side.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/cancel.h"
#include "base/files.h"
#include "base/result.h"
#include "data/observations.h"
#include "read/column_scan.h"

namespace chimera::read {

struct ReadOptions {
  /// A mapping file whose paths are those of the result; it wins over the trees' own. "" for none.
  std::string map_file = {};
  /// Which cells of large tables are kept; empty: all. Whoever sets it asks for no others.
  ChooseCells choose = {};
  std::size_t threads = 0;  ///< that read; 0: one a core. The result is the same for any number
};

/// Reads the trees (or single files). Paths in the result are relative to the tree; with several
/// trees the tree's name comes first. A chimera.toml at the top of a tree overrules what is guessed
/// of that tree (see mapping.h) and is no artifact. kInput if a tree is missing or can't be listed,
/// if none holds a file of a type that is read, or if a mapping file is missing, broken or speaks
/// of what isn't there; kInterrupted when cancelled. O(bytes).
Result<Observations> read_trees(const std::vector<std::string>& trees, const Disk& disk,
                                const Cancel& cancel, const ReadOptions& options = {});

}  // namespace chimera::read
