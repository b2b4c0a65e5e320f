// One object of a JSON document as a row: its scalars under dotted names, short lists as one cell,
// and what stands below it as a table of its own. A RowReader reads all rows of one table, so that
// it knows the table's columns and which arrays are samples.
#pragma once

#include <cstddef>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "read/format/known_columns.h"
#include "read/format/leaf_ledger.h"
#include "read/table_builder.h"
#include "text/json.h"

namespace chimera::read {

/// What a row's object holds that is a table of its own.
struct Below {
  std::string key;
  std::string path;  ///< pointer from the row's object on
  const text::JsonValue* value = nullptr;
};

struct JsonRow {
  Record cells;
  Record settings;  ///< of the cells those that say under what it was measured, not what came out
  std::vector<Below> below;
};

/// Whether objects that name things stand apart as tables or stay in the row, under dotted names.
enum class Maps { kApart, kInside };

/// What a tool's format knows before its file is read.
struct JsonKnowledge {
  Maps maps = Maps::kApart;
  /// Decide which cells are settings; numbers under a metric's name are samples however few.
  std::span<const KnownColumn> known = {};
};

class RowReader {
 public:
  /// `rows`: how many the table will have at most. The ledger is the caller's and outlives this.
  RowReader(LeafLedger& ledger, std::vector<std::string>& repeated, const JsonKnowledge& knowledge,
            std::size_t rows)
      : ledger_(ledger), repeated_(repeated), knowledge_(knowledge), rows_(rows) {}

  /// Makes arrays of numbers at the same path samples in all rows where they are in this one.
  void note_samples(const text::JsonValue& object);

  /// The next row: `keys`, cells that don't stand in the object, then the object's own. Every leaf
  /// outside `below` is used or skipped. Keys that stand twice go to `repeated`, as pointers.
  JsonRow read(const text::JsonValue& object, const std::string& pointer, const Record& keys);

  /// Columns whose cells are lists.
  [[nodiscard]] const std::set<std::string, std::less<>>& lists() const { return lists_; }

 private:
  struct At {
    std::string name;  ///< dotted, with a dot at its end
    std::string path;  ///< pointer from the row's object on
  };

  void note_samples(const text::JsonValue& object, const std::string& path);
  void members(const text::JsonValue& object, const At& at, JsonRow& row);
  void member(std::string_view key, const text::JsonValue& value, const At& at, JsonRow& row);
  void scalar(const std::string& name, const text::JsonValue& value, const At& at, JsonRow& row);
  void list(const std::string& name, const text::JsonValue& value, const At& at, JsonRow& row);
  bool accept_column(const std::string& name, const text::JsonValue& value,
                     const std::string& path);

  LeafLedger& ledger_;
  std::vector<std::string>& repeated_;
  JsonKnowledge knowledge_;
  std::size_t rows_;
  std::size_t row_ = 0;  ///< of the current row, from 1
  std::string pointer_;  ///< of the current row
  std::set<std::string, std::less<>> samples_;
  std::set<std::string, std::less<>> lists_;
  std::unordered_map<std::string, std::size_t> columns_;  ///< the last row that has the column
};

}  // namespace chimera::read
