// Files → observations: the only way into the program for measured data. Walks the trees, asks each
// format in turn, gives every column its role and every row its state, and finds copies by value.
// A file that can't be read is a problem in the result, never a failure.
#pragma once

#include <string>
#include <vector>

#include "base/cancel.h"
#include "base/files.h"
#include "base/result.h"
#include "data/observations.h"

namespace chimera::read {

/// Reads the trees (or single files). Paths in the result are relative to the tree; with several
/// trees the tree's name comes first. kInput if one is missing or can't be listed, or if none holds
/// a file of a type that is read; kInterrupted when cancelled. O(bytes).
Result<Observations> read_trees(const std::vector<std::string>& trees, const Disk& disk,
                                const Cancel& cancel);

}  // namespace chimera::read
