// The rows that a table of JSON will have, before they are read: what each is, where it stands, and
// the settings of the record around it, which its row carries so that a sample knows its model.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "read/format/leaf_ledger.h"
#include "read/table_builder.h"
#include "text/json.h"

namespace chimera::read {

/// Columns that rows carry from the records around them at most.
inline constexpr std::size_t kCarriedMax = 64;

/// One row to be: an object, or a number of a sample.
struct Item {
  const text::JsonValue* value = nullptr;
  std::size_t place = 0;
  std::size_t owner = 0;  ///< whose settings it carries
  std::string pointer = {};
  Record keys = {};  ///< names of the maps it stands in
};

/// The settings of each record that has arrays inside.
using Owners = std::vector<Record>;

/// The items of an array that stands at `pointer`.
std::vector<Item> items_of(const text::JsonValue& array, const std::string& pointer,
                           std::size_t owner);

/// The members of a map, and of the maps in it. `above`: the item that the map itself would be;
/// `column`: the name for its keys, for the next level's with "_2" behind it.
void add_map_items(const text::JsonValue& map, const Item& above, const std::string& column,
                   std::vector<Item>& items);

/// Adds to the table, whose rows are `items`, their owners' settings. False if some are left out
/// since they'd be too many columns or cells.
bool carry_settings(TableBuilder& builder, const std::vector<Item>& items, const Owners& owners,
                    LeafLedger& ledger);

}  // namespace chimera::read
