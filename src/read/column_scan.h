// A large plain file of rows (CSV, JSON Lines) of which only some columns are wanted: looked over
// and read in pieces on all cores, so that memory goes by the cells that are kept and not by the
// file. What its columns mean is taken from the same sample of rows as if it were read whole
// (sampled_rows.h), and its rows are judged by the same rules (trials.h).
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "base/files.h"
#include "read/column_plan.h"
#include "read/copies.h"
#include "read/format/format.h"

namespace chimera::read {

/// Tables of fewer rows are read whole.
inline constexpr std::size_t kScannedRowsMin = 100'000;

struct ScanSettings {
  ChooseCells choose;
  std::size_t threads = 0;  ///< 0: one a core
  std::size_t rows_min = kScannedRowsMin;
};

struct ScannedFile {
  std::string path;  ///< in the tree
  ArtifactType type = ArtifactType::kOther;
  std::string disk_path;
  std::size_t size_bytes = 0;
};

struct ScannedTable {
  FormatOutput output;
  Fingerprint print;
};

/// The file's one table with the cells that are chosen (and those that cold starts are told by),
/// its meaning and states set; nullopt for one that is not plain, has fewer rows, or changes while
/// it is read. O(bytes).
std::optional<ScannedTable> scan_lines(const ScannedFile& file, const Disk& disk,
                                       const ScanSettings& settings);

}  // namespace chimera::read
