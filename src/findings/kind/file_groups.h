// Tables of one shape in several files, by the one thing in which they differ: a subject, or the
// level of a factor, which each of them has for all its rows.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "data/observations.h"

namespace chimera::findings {

/// Tables that differ in one column only.
struct FileGroup {
  std::string column;
  bool is_subject = false;
  std::map<std::string, std::vector<const Table*>> levels;  ///< several of one are its runs
};

/// All that share the rest, of one level too; copies once, tables of fewer than three rows or
/// without a main metric left out. A subject that follows from another one, as a tag does from the
/// model, may differ along with it. Views into `observations`.
std::vector<FileGroup> file_groups(const Observations& observations);

/// As file_groups, of tables that state means: measured and summed up ones, of the same means.
std::vector<FileGroup> stated_file_groups(const Observations& observations);

/// The folder that all have in common; "." where they have none.
std::string common_folder(const std::vector<const Table*>& tables);

/// Whether no other table of the folder that they have in common measures the metric.
bool fill_their_folder(const std::vector<const Table*>& tables, const std::string& metric,
                       const Observations& observations);

/// "dir/*_baseline.csv", if the pattern names these files and no other; "" else.
std::string pattern_of(const std::vector<const Table*>& tables, const Observations& observations);

}  // namespace chimera::findings
