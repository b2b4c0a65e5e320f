#include "read/format/json_tables.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <set>
#include <utility>

#include "read/format/json_items.h"
#include "read/format/json_row.h"
#include "read/format/json_shape.h"
#include "read/format/leaf_ledger.h"
#include "read/roles.h"
#include "read/table_builder.h"

namespace chimera::read {

namespace {

using text::JsonKind;
using text::JsonValue;

/// Where a table stands and what its rows share.
struct Site {
  std::string pointer;
  std::string key;
  const Record* context = nullptr;  ///< scalars above it
};

/// A list says under what something was measured or what it holds; it is no level to compare.
void note_lists(Table& table, const std::set<std::string, std::less<>>& lists) {
  for (Column& column : table.columns) {
    const bool no_number = std::all_of(column.number.begin(), column.number.end(),
                                       [](double value) { return std::isnan(value); });
    if (no_number && lists.contains(column.name) && role_of_name(column.name) != Role::kError) {
      column.role = Role::kNote;
      column.evidence = "a list of values";
    }
  }
}

class Reader {
 public:
  Reader(std::string file, std::size_t leaves, const JsonKnowledge& knowledge)
      : file_(std::move(file)), ledger_(leaves), knowledge_(knowledge) {}

  void read(const JsonValue& root, const std::vector<std::size_t>& lines) {
    const Record nothing;
    const Site site{"", "", &nothing};
    if (root.kind == JsonKind::kArray) {
      root_array(root, site, lines);
    } else if (knowledge_.maps == Maps::kApart && is_map(root)) {
      map(root, {"", "key", &nothing});
    } else if (root.kind == JsonKind::kObject) {
      object(root, site);
    } else {
      ledger_.skip(root, "", "a value alone");
    }
  }

  JsonTables take() {
    JsonTables result{std::move(tables_), std::move(repeated_), ledger_.account(), narrowed_};
    result.account.file = file_;
    return result;
  }

 private:
  void root_array(const JsonValue& root, const Site& site, const std::vector<std::size_t>& lines) {
    switch (shape_of(root)) {
      case ArrayShape::kEmpty:
        return;
      case ArrayShape::kNested:
        ledger_.skip(root, "", "in an array of arrays");
        return;
      case ArrayShape::kList:
        ledger_.skip(root, "", "in a list that belongs to nothing");
        return;
      case ArrayShape::kRecords:
      case ArrayShape::kSamples:
        break;
    }
    std::vector<Item> items = items_of(root, "", 0);
    for (std::size_t i = 0; i < items.size() && i < lines.size(); ++i) {
      items[i].place = lines[i];
    }
    array(std::move(items), site, {});
  }

  void object(const JsonValue& value, const Site& site) {
    RowReader reader(ledger_, repeated_, knowledge_, 1);
    const JsonRow row = reader.read(value, site.pointer, {});
    lists_.insert(reader.lists().begin(), reader.lists().end());
    if (!row.cells.empty()) {
      TableBuilder builder(file_, site.pointer, "json");
      builder.add_row(0, row.cells);
      finish(builder, *site.context);
    }
    Record shared = *site.context;
    shared.insert(shared.end(), row.cells.begin(), row.cells.end());
    for (const Below& below : row.below) {
      const Site inner{site.pointer + below.path, below.key, &shared};
      if (below.value->kind == JsonKind::kArray) {
        array(items_of(*below.value, inner.pointer, 0), inner, {});
      } else {
        map(*below.value, inner);
      }
    }
  }

  /// Objects become records, the numbers of a sample rows; what else stands among objects is none.
  void array(std::vector<Item> items, const Site& site, const Owners& owners) {
    const auto is_object = [](const Item& item) { return item.value->kind == JsonKind::kObject; };
    if (std::none_of(items.begin(), items.end(), is_object)) {
      samples(items, site, owners);
      return;
    }
    for (const Item& item : items) {
      if (!is_object(item)) {
        ledger_.skip(*item.value, item.pointer, "stands among objects and is none");
      }
    }
    items.erase(std::remove_if(items.begin(), items.end(), std::not_fn(is_object)), items.end());
    records(items, site, owners);
  }

  void samples(const std::vector<Item>& items, const Site& site, const Owners& owners) {
    if (full(items)) {
      return;
    }
    const std::string name = site.key.empty() ? "value" : site.key;
    TableBuilder builder(file_, site.pointer, "json");
    for (const Item& item : items) {
      const bool number = item.value->kind == JsonKind::kNumber;
      builder.add_row(item.place, {{name, number ? item.value->text : ""}});
    }
    ledger_.use(items.size());
    narrowed_ = !carry_settings(builder, items, owners, ledger_) || narrowed_;
    finish(builder, *site.context);
  }

  /// Arrays at one path inside the records are one table.
  struct Group {
    std::string key;
    std::vector<Item> items;
  };

  using Groups = std::map<std::pair<std::string, bool>, Group>;

  void records(const std::vector<Item>& items, const Site& site, const Owners& owners) {
    if (full(items)) {
      return;
    }
    TableBuilder builder(file_, site.pointer, "json");
    RowReader reader(ledger_, repeated_, {Maps::kInside, knowledge_.known}, items.size());
    for (const Item& item : items) {
      reader.note_samples(*item.value);
    }
    Groups inner;
    Owners inner_owners;
    bool any_cell = false;
    for (const Item& item : items) {
      JsonRow row = reader.read(*item.value, item.pointer, item.keys);
      builder.add_row(item.place, row.cells);
      any_cell = any_cell || !row.cells.empty();
      if (!row.below.empty()) {
        if (!owners.empty()) {
          const Record& above = owners[item.owner];
          row.settings.insert(row.settings.end(), above.begin(), above.end());
        }
        inner_owners.push_back(std::move(row.settings));
        gather(row.below, item, inner_owners.size() - 1, inner);
      }
    }
    lists_.insert(reader.lists().begin(), reader.lists().end());
    if (any_cell) {
      narrowed_ = !carry_settings(builder, items, owners, ledger_) || narrowed_;
      finish(builder, *site.context);
    }
    for (auto& [path, group] : inner) {
      array(std::move(group.items), {site.pointer + "/*" + path.first, group.key, site.context},
            inner_owners);
    }
  }

  static void gather(const std::vector<Below>& below, const Item& row, std::size_t owner,
                     Groups& groups) {
    for (const Below& entry : below) {
      const bool numbers = is_numbers(*entry.value);
      Group& group = groups[{entry.path, numbers}];
      group.key = entry.key;
      for (Item& item : items_of(*entry.value, row.pointer + entry.path, owner)) {
        item.place = group.items.size();
        group.items.push_back(std::move(item));
      }
    }
  }

  void map(const JsonValue& value, const Site& site) {
    std::vector<Item> items;
    add_map_items(value, {.pointer = site.pointer}, site.key, items);
    records(items, site, {});
  }

  /// Skips the items' leaves if no more tables may be made.
  bool full(const std::vector<Item>& items) {
    if (tables_.size() < kJsonTablesMax) {
      return false;
    }
    for (const Item& item : items) {
      ledger_.skip(*item.value, item.pointer, "one table too many");
    }
    return true;
  }

  void finish(TableBuilder& builder, const Record& context) {
    for (const auto& [name, cell] : context) {
      if (!ledger_.spend(kCellBytes + cell.size() + sizeof(Column))) {
        narrowed_ = true;
        break;
      }
      builder.add_shared(name, cell);
    }
    tables_.push_back(builder.take());
    note_lists(tables_.back(), lists_);
  }

  std::string file_;
  LeafLedger ledger_;
  JsonKnowledge knowledge_;
  std::vector<Table> tables_;
  std::vector<std::string> repeated_;
  std::set<std::string, std::less<>> lists_;
  bool narrowed_ = false;
};

}  // namespace

JsonTables json_tables(const JsonValue& root, const std::string& file,
                       const std::vector<std::size_t>& lines, const JsonKnowledge& knowledge) {
  Reader reader(file, count_leaves(root), knowledge);
  reader.read(root, lines);
  return reader.take();
}

}  // namespace chimera::read
