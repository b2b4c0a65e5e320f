#include "read/format/json_items.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "read/format/json_shape.h"

namespace chimera::read {

namespace {

using text::JsonValue;

/// The names of all settings in the order in which they are met; at most one more than kCarriedMax.
std::vector<std::string> names_of(const Owners& owners) {
  std::vector<std::string> names;
  std::set<std::string, std::less<>> known;
  for (const Record& settings : owners) {
    for (const auto& [name, cell] : settings) {
      if (names.size() > kCarriedMax) {
        return names;
      }
      if (known.insert(name).second) {
        names.push_back(name);
      }
    }
  }
  return names;
}

const std::string* setting(const Record& settings, const std::string& name) {
  const auto found = std::find_if(settings.begin(), settings.end(),
                                  [&](const auto& cell) { return cell.first == name; });
  return found == settings.end() ? nullptr : &found->second;
}

/// The cells of one setting beside all items; nullopt where they'd be too many.
std::optional<std::vector<std::string>> cells_of(const std::string& name,
                                                 const std::vector<Item>& items,
                                                 const Owners& owners, LeafLedger& ledger) {
  std::vector<const std::string*> settings;
  settings.reserve(owners.size());
  for (const Record& owner : owners) {
    settings.push_back(setting(owner, name));
  }
  std::size_t bytes = 0;
  for (const Item& item : items) {
    const std::string* cell = settings[item.owner];
    bytes += kCellBytes + (cell == nullptr ? 0 : cell->size());
  }
  if (!ledger.spend(bytes)) {
    return std::nullopt;
  }
  std::vector<std::string> cells;
  cells.reserve(items.size());
  for (const Item& item : items) {
    const std::string* cell = settings[item.owner];
    cells.push_back(cell == nullptr ? "" : *cell);
  }
  return cells;
}

}  // namespace

std::vector<Item> items_of(const JsonValue& array, const std::string& pointer, std::size_t owner) {
  std::vector<Item> items;
  items.reserve(array.items.size());
  for (std::size_t i = 0; i < array.items.size(); ++i) {
    items.push_back({&array.items[i], i, owner, pointer + "/" + std::to_string(i), {}});
  }
  return items;
}

void add_map_items(const JsonValue& map, const Item& above, const std::string& column,
                   std::vector<Item>& items) {
  const bool deeper = names_one_level_more(map);
  for (const auto& [key, member] : map.members) {
    Item item{&member, items.size(), 0, pointer_to(above.pointer, key), above.keys};
    item.keys.emplace_back(column, key);
    if (deeper) {
      add_map_items(member, item, column + "_2", items);
    } else {
      items.push_back(std::move(item));
    }
  }
}

bool carry_settings(TableBuilder& builder, const std::vector<Item>& items, const Owners& owners,
                    LeafLedger& ledger) {
  std::vector<std::string> names = names_of(owners);
  const bool all = names.size() <= kCarriedMax;
  names.resize(std::min(names.size(), kCarriedMax));
  for (const std::string& name : names) {
    auto cells = cells_of(name, items, owners, ledger);
    if (!cells) {
      return false;
    }
    builder.add_column(name, *cells);
  }
  return all;
}

}  // namespace chimera::read
