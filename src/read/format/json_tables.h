// JSON as a person would read it. An array of objects is a table, and the scalars above it are
// shared by its rows. An object whose members are alike objects is a table too, its keys the values
// of a column named by the parent. What is left of an object is a table of one row. An array of
// numbers is a sample: a row each. Arrays inside rows become tables of their own, the arrays of all
// rows together, and each of their rows carries the settings of the row it stood in.
#pragma once

#include <string>
#include <vector>

#include "data/observations.h"
#include "data/table.h"
#include "read/format/json_row.h"
#include "text/json.h"

namespace chimera::read {

/// Tables made of one document at most; the leaves of the rest are skipped, with that reason.
inline constexpr std::size_t kJsonTablesMax = 1000;

struct JsonTables {
  std::vector<Table> tables;
  std::vector<std::string> repeated;  ///< pointers of members whose key their object already has
  Account account;                    ///< of the leaves; its file is `file`
  bool narrowed = false;  ///< some tables lack settings: they'd have been too many cells
};

/// The tables of `root`. `lines`: if not empty, the line of each item of `root`, which is then the
/// place of its row instead of its index. `knowledge`: where a tool is known; its maps
/// are those of the document itself.
JsonTables json_tables(const text::JsonValue& root, const std::string& file,
                       const std::vector<std::size_t>& lines = {},
                       const JsonKnowledge& knowledge = {});

}  // namespace chimera::read
