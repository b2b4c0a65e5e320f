#include "read/mapping.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "read/mapping_values.h"
#include "text/glob.h"
#include "text/toml.h"
#include "text/unicode.h"

namespace chimera::read {

namespace {

using text::TomlKind;
using text::TomlValue;

constexpr std::size_t kShown = 80;

template <typename T>
Result<void> keep(Result<T> found, std::optional<T>& target) {
  return std::move(found).map([&](T&& value) { target = std::move(value); });
}

Result<void> read_column_key(const std::string& key, const TomlValue& value, ColumnRule& rule) {
  if (key == "role") {
    return keep(role_of(value), rule.role);
  }
  if (key == "unit") {
    return keep(unit_of(value), rule.unit);
  }
  if (key == "definition") {
    return keep(definition_of(value), rule.definition);
  }
  if (key == "direction") {
    return keep(direction_named(value), rule.direction);
  }
  if (value.kind == TomlKind::kTable) {
    return broken(value,
                  fmt::format("unknown key '{0}' in column '{1}': a column's name with dots "
                              "stands in quotes, \"{1}.{0}\"",
                              text::one_line(key, kShown), text::one_line(rule.column, kShown)));
  }
  return unknown(value, "key", key, {"role", "unit", "definition", "direction"});
}

/// Reads one [[file]].
class RuleReader {
 public:
  Result<FileRule> read(const TomlValue& entry) {
    rule_.line = entry.line;
    for (const auto& [key, value] : entry.members) {
      if (auto done = read_key(key, value); !done) {
        return tl::unexpected(done.error());
      }
    }
    if (rule_.match.empty()) {
      return broken(entry, "'match' is missing: a path in the tree, or a glob over paths");
    }
    return std::move(rule_);
  }

 private:
  Result<void> read_key(const std::string& key, const TomlValue& value) {
    if (key == "match") {
      return strings_of(value, key).map([&](std::vector<PathPattern>&& all) {
        rule_.match = std::move(all);
      });
    }
    if (key == "format") {
      return keep(format_of(value), rule_.format);
    }
    if (key == "model") {
      return keep(string_of(value, key), rule_.model);
    }
    if (key == "table") {
      return read_table(value);
    }
    if (key == "run" || key == "block") {
      return read_role_list(key, value);
    }
    if (key == "column") {
      return read_columns(value);
    }
    return unknown(value, "key", key,
                   {"match", "format", "model", "table", "run", "block", "column"});
  }

  Result<void> read_table(const TomlValue& value) {
    if (value.kind != TomlKind::kInteger || value.integer < 1) {
      return broken(value, "'table' takes the number of a table in the file, from 1");
    }
    rule_.table = static_cast<std::size_t>(value.integer);
    return {};
  }

  Result<void> read_role_list(const std::string& key, const TomlValue& value) {
    const auto names = strings_of(value, key);
    if (!names) {
      return tl::unexpected(names.error());
    }
    for (const PathPattern& name : *names) {
      auto done =
          set_role(column(name.text, name.line), key == "run" ? Role::kRun : Role::kBlock, value);
      if (!done) {
        return done;
      }
    }
    return {};
  }

  Result<void> read_columns(const TomlValue& value) {
    if (value.kind != TomlKind::kTable) {
      return broken(value, "'column' takes tables: [file.column.NAME]");
    }
    for (const auto& [name, keys] : value.members) {
      if (keys.kind != TomlKind::kTable) {
        return broken(keys,
                      fmt::format("column '{}' takes a table, not {}", text::one_line(name, kShown),
                                  text::toml_kind_name(keys.kind)));
      }
      if (auto done = read_column(name, keys); !done) {
        return done;
      }
    }
    return {};
  }

  Result<void> read_column(const std::string& name, const TomlValue& keys) {
    ColumnRule& rule = column(name, keys.line);
    const auto listed_role = rule.role;
    for (const auto& [key, value] : keys.members) {
      if (auto done = read_column_key(key, value, rule); !done) {
        return done;
      }
    }
    return listed_role && rule.role ? set_role(rule, *listed_role, keys) : Result<void>();
  }

  /// Two roles at once are a mistake, wherever the other one stands.
  static Result<void> set_role(ColumnRule& rule, Role role, const TomlValue& at) {
    if (rule.role && *rule.role != role) {
      return broken(at, fmt::format("column '{}' is given two roles: {} and {}",
                                    text::one_line(rule.column, kShown), role_name(*rule.role),
                                    role_name(role)));
    }
    rule.role = role;
    return {};
  }

  ColumnRule& column(const std::string& name, std::size_t line) {
    const auto [at, is_new] = index_.try_emplace(name, rule_.columns.size());
    if (is_new) {
      rule_.columns.push_back({.column = name, .line = line});
    }
    return rule_.columns[at->second];
  }

  FileRule rule_;
  std::map<std::string, std::size_t> index_;
};

Result<Mapping> rules_of(const TomlValue& document) {
  Mapping mapping;
  std::size_t globs = 0;
  for (const auto& [key, value] : document.members) {
    if (key != "file") {
      return unknown(value, "key", key, {"file"});
    }
    if (value.kind != TomlKind::kArray) {
      return broken(value, "'file' takes entries with two brackets: [[file]]");
    }
    for (const TomlValue& entry : value.items) {
      if (entry.kind != TomlKind::kTable) {
        return broken(entry, "'file' takes entries with two brackets: [[file]]");
      }
      auto rule = RuleReader().read(entry);
      if (!rule) {
        return tl::unexpected(rule.error());
      }
      globs += static_cast<std::size_t>(
          std::count_if(rule->match.begin(), rule->match.end(),
                        [](const PathPattern& path) { return text::is_glob(path.text); }));
      if (globs > kMappingGlobsMax) {
        return broken(entry, fmt::format("more than {} globs", kMappingGlobsMax));
      }
      mapping.rules.push_back(std::move(*rule));
    }
  }
  return mapping;
}

}  // namespace

Result<Mapping> parse_mapping(std::string_view text, const std::string& file) {
  auto mapping = text::parse_toml(text).and_then(rules_of);
  if (!mapping) {
    mapping.error().place.file = file;
    return mapping;
  }
  mapping->file = file;
  return mapping;
}

}  // namespace chimera::read
