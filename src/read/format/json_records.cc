// JSON and JSON Lines as a person would read them: an array of objects is a table, the scalars
// above it are shared by its rows; an object whose members are alike objects is a table too, its
// keys the values of a column named by the parent; what is left is one row.
#include <algorithm>
#include <set>
#include <string>

#include "read/format/format.h"
#include "read/table_builder.h"
#include "text/json.h"

namespace chimera::read {

namespace {

using text::JsonKind;
using text::JsonValue;

constexpr std::size_t kTextCellMax = 4096;  ///< bytes kept of a long text; the rest says nothing
constexpr std::size_t kSamplesMin = 3;      ///< a shorter array of numbers is no sample

std::string cell_of(const JsonValue& value) {
  return value.kind == JsonKind::kNull ? "" : value.text.substr(0, kTextCellMax);
}

std::string escaped(std::string_view key) {
  std::string out;
  for (const char c : key) {
    out += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
  }
  return out;
}

void leaf_names(const JsonValue& value, std::set<std::string>& names) {
  for (const auto& [key, member] : value.members) {
    if (member.is_scalar()) {
      names.insert(key);
    } else {
      leaf_names(member, names);
    }
  }
}

bool alike(const JsonValue& a, const JsonValue& b) {
  std::set<std::string> left;
  std::set<std::string> right;
  leaf_names(a, left);
  leaf_names(b, right);
  std::size_t common = 0;
  for (const std::string& name : left) {
    common += right.count(name);
  }
  return common > 0 && 2 * common >= std::min(left.size(), right.size());
}

bool all_objects(const JsonValue& value) {
  return value.kind == JsonKind::kObject && !value.members.empty() &&
         std::all_of(value.members.begin(), value.members.end(),
                     [](const auto& member) { return member.second.kind == JsonKind::kObject; });
}

/// Keys that name things: at least two members, all objects, all alike.
bool is_map(const JsonValue& value) {
  return all_objects(value) && value.members.size() >= 2 &&
         std::all_of(value.members.begin() + 1, value.members.end(), [&](const auto& member) {
           return alike(value.members.front().second, member.second);
         });
}

/// Whether the members of a map are maps again: all hold objects only, under keys that differ from
/// member to member. The same keys everywhere are fields, not names.
bool names_one_level_more(const JsonValue& map) {
  const auto keys_of = [](const JsonValue& value) {
    std::set<std::string> keys;
    for (const auto& [key, member] : value.members) {
      keys.insert(key);
    }
    return keys;
  };
  const auto first = keys_of(map.members.front().second);
  return std::all_of(map.members.begin(), map.members.end(),
                     [](const auto& member) { return all_objects(member.second); }) &&
         std::any_of(map.members.begin(), map.members.end(),
                     [&](const auto& member) { return keys_of(member.second) != first; });
}

bool is_array_of(const JsonValue& value, JsonKind kind) {
  return value.kind == JsonKind::kArray && !value.items.empty() &&
         std::all_of(value.items.begin(), value.items.end(),
                     [&](const JsonValue& item) { return item.kind == kind; });
}

class JsonReader {
 public:
  explicit JsonReader(std::string path) : path_(std::move(path)) {}

  void read(const JsonValue& root) {
    if (root.kind == JsonKind::kArray) {
      array(root, "", "", {});
    } else if (is_map(root)) {
      map(root, "", "key", {});
    } else if (root.kind == JsonKind::kObject) {
      object(root, "", {});
    }
  }

  std::vector<Table> take() { return std::move(tables_); }

 private:
  struct Below {
    std::string key;
    std::string pointer;
    const JsonValue* value = nullptr;
  };

  static bool stands_apart(const JsonValue& value) {
    return value.kind == JsonKind::kArray || is_map(value);
  }

  // Scalars into `record` under dotted names; tables below are collected for later.
  static void flatten(const JsonValue& value, const std::string& prefix, const std::string& pointer,
                      Record& record, std::vector<Below>& below) {
    for (const auto& [key, member] : value.members) {
      const std::string here = pointer + "/" + escaped(key);
      if (member.is_scalar()) {
        record.emplace_back(prefix + key, cell_of(member));
      } else if (stands_apart(member)) {
        below.push_back({key, here, &member});
      } else {
        flatten(member, prefix + key + ".", here, record, below);
      }
    }
  }

  void tables_below(const std::vector<Below>& below, const Record& context) {
    for (const Below& entry : below) {
      if (entry.value->kind == JsonKind::kArray) {
        array(*entry.value, entry.pointer, entry.key, context);
      } else {
        map(*entry.value, entry.pointer, entry.key, context);
      }
    }
  }

  void object(const JsonValue& value, const std::string& pointer, const Record& context) {
    Record record;
    std::vector<Below> below;
    flatten(value, "", pointer, record, below);
    if (!record.empty()) {
      TableBuilder builder = start(pointer, context);
      builder.add_row(0, record);
      tables_.push_back(builder.take());
    }
    Record shared = context;
    shared.insert(shared.end(), record.begin(), record.end());
    tables_below(below, shared);
  }

  void array(const JsonValue& value, const std::string& pointer, const std::string& key,
             const Record& context) {
    if (is_array_of(value, JsonKind::kObject)) {
      records(value, pointer, context);
    } else if (is_array_of(value, JsonKind::kNumber) && value.items.size() >= kSamplesMin) {
      TableBuilder builder = start(pointer, context);
      for (std::size_t i = 0; i < value.items.size(); ++i) {
        builder.add_row(i, {{key.empty() ? "value" : key, cell_of(value.items[i])}});
      }
      tables_.push_back(builder.take());
    }
  }

  // Arrays inside the records become tables of their own, all records' together.
  void records(const JsonValue& value, const std::string& pointer, const Record& context) {
    TableBuilder builder = start(pointer, context);
    std::vector<std::pair<std::string, JsonValue>> inner;
    for (std::size_t i = 0; i < value.items.size(); ++i) {
      Record record;
      std::vector<Below> below;
      flatten(value.items[i], "", "", record, below);
      for (const Below& entry : below) {
        if (entry.value->kind == JsonKind::kArray) {
          gather(inner, entry);
        } else {
          std::vector<Below> ignored;
          flatten(*entry.value, entry.key + ".", "", record, ignored);
        }
      }
      builder.add_row(i, record);
    }
    tables_.push_back(builder.take());
    const std::string each = pointer + "/*";
    for (const auto& [path, joined] : inner) {
      array(joined, each + path, path.substr(path.rfind('/') + 1), context);
    }
  }

  static void gather(std::vector<std::pair<std::string, JsonValue>>& inner, const Below& entry) {
    auto found = std::find_if(inner.begin(), inner.end(),
                              [&](const auto& known) { return known.first == entry.pointer; });
    if (found == inner.end()) {
      inner.emplace_back(entry.pointer, JsonValue{.kind = JsonKind::kArray});
      found = std::prev(inner.end());
    }
    found->second.items.insert(found->second.items.end(), entry.value->items.begin(),
                               entry.value->items.end());
  }

  void map(const JsonValue& value, const std::string& pointer, const std::string& name,
           const Record& context) {
    TableBuilder builder = start(pointer, context);
    std::size_t index = 0;
    map_rows(value, {name, {}}, builder, index);
    tables_.push_back(builder.take());
  }

  struct Level {
    std::string name;  ///< the column that holds the keys
    Record outer;      ///< keys of the levels above
  };

  void map_rows(const JsonValue& value, const Level& level, TableBuilder& builder,
                std::size_t& index) {
    const bool deeper = names_one_level_more(value);
    for (const auto& [key, member] : value.members) {
      Record record = level.outer;
      record.emplace_back(level.name, key);
      if (deeper) {
        map_rows(member, {level.name + "_2", record}, builder, index);
        continue;
      }
      std::vector<Below> ignored;
      flatten(member, "", "", record, ignored);
      builder.add_row(index++, record);
    }
  }

  TableBuilder start(const std::string& pointer, const Record& context) const {
    TableBuilder builder(path_, pointer, "json");
    for (const auto& [name, cell] : context) {
      builder.add_shared(name, cell);
    }
    return builder;
  }

  std::string path_;
  std::vector<Table> tables_;
};

bool is_lines(const Source& source) {
  return source.path.ends_with(".jsonl") || source.path.ends_with(".ndjson");
}

FormatOutput read_lines(const Source& source) {
  FormatOutput output;
  const text::JsonLines document = text::parse_json_lines(source.text);
  for (const Error& problem : document.problems) {
    output.problems.push_back(
        {source.path, "line " + std::to_string(problem.place.line), problem.message});
  }
  JsonValue array{.kind = JsonKind::kArray};
  for (const text::JsonLine& line : document.lines) {
    array.items.push_back(line.value);
  }
  JsonReader reader(source.path);
  reader.read(array);
  output.tables = reader.take();
  // One record a line: lines are the better place. Inner arrays keep their index.
  if (!output.tables.empty() && output.tables.front().rows() == document.lines.size()) {
    for (std::size_t i = 0; i < document.lines.size(); ++i) {
      output.tables.front().place[i] = document.lines[i].line;
    }
  }
  return output;
}

}  // namespace

std::optional<FormatOutput> read_json(const Source& source) {
  if (source.type != ArtifactType::kJson) {
    return std::nullopt;
  }
  if (is_lines(source)) {
    return read_lines(source);
  }
  FormatOutput output;
  const auto root = text::parse_json(source.text);
  if (!root) {
    const std::size_t line = root.error().place.line;
    output.problems.push_back(
        {source.path, line == 0 ? "" : "line " + std::to_string(line), root.error().message});
    return output;
  }
  JsonReader reader(source.path);
  reader.read(*root);
  output.tables = reader.take();
  return output;
}

}  // namespace chimera::read
