// What is not there: cells of a grid that were never run, a model that one table has and its
// sibling lacks, a metric's column that is always empty.
#pragma once

#include <string>
#include <vector>

#include "data/observations.h"

namespace chimera::query {

enum class GapKind { kConfiguration, kModel, kEmptyColumn };

/// "configuration never run", "model missing", "column always empty".
std::string_view gap_kind_name(GapKind kind);

struct Gap {
  GapKind kind = GapKind::kConfiguration;
  std::string file;     ///< where it is missing
  std::string sibling;  ///< kModel: the file that has it
  /// One entry for each missing thing: the levels of a configuration ("num_gpu=999"), a model, a
  /// column's name; at most ten, `more` says that there are others.
  std::vector<std::vector<std::string>> missing;
  bool more = false;
};

/// All gaps, by file. A grid is one of which three quarters were run; siblings stand in one folder
/// and share two models at least. O(rows + cells of the grids + siblings² in a folder).
std::vector<Gap> find_gaps(const Observations& observations);

}  // namespace chimera::query
