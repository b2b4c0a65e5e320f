#include "read/overrides.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <string_view>
#include <utility>

#include "read/table_settings.h"
#include "text/glob.h"
#include "text/nearest.h"
#include "text/unicode.h"

namespace chimera::read {

namespace {

constexpr std::size_t kShown = 120;

std::string shown(std::string_view text) {
  return text::one_line(text, kShown);
}

std::set<std::string_view> names_of(const Table& table) {
  std::set<std::string_view> names;
  for (const Column& column : table.columns) {
    names.insert(column.name);
  }
  return names;
}

using PathIndex = std::multimap<std::string_view, std::size_t>;

std::vector<std::size_t> files_met(const std::string& pattern, const PathIndex& by_path) {
  std::vector<std::size_t> files;
  const auto [begin, end] = by_path.equal_range(pattern);
  std::transform(begin, end, std::back_inserter(files),
                 [](const auto& entry) { return entry.second; });
  if (!files.empty() || !text::is_glob(pattern)) {
    return files;
  }
  for (const auto& [path, file] : by_path) {
    if (text::glob_matches(pattern, path)) {
      files.push_back(file);
    }
  }
  return files;
}

Error no_file(const Mapping& mapping, const PathPattern& pattern, const PathIndex& by_path) {
  std::set<std::string> paths;
  for (const auto& [path, file] : by_path) {
    paths.emplace(path);
  }
  const auto nearest = text::nearest_match(pattern.text, paths);
  return {ErrorCode::kInput,
          fmt::format("no file matches '{}'{}", shown(pattern.text),
                      nearest ? ": did you mean '" + shown(*nearest) + "'?" : ""),
          {.file = mapping.file, .line = pattern.line}};
}

Error no_table(const Mapping& mapping, const FileRule& rule) {
  return {ErrorCode::kInput,
          fmt::format("no file that '{}' matches has a table {}", shown(rule.match.front().text),
                      rule.table.value_or(0)),
          {.file = mapping.file, .line = rule.line}};
}

}  // namespace

Result<void> Overrides::add(Mapping mapping, std::span<const MappedFile> files) {
  const Mapping& kept = mappings_.emplace_back(std::move(mapping));
  PathIndex by_path;
  for (const MappedFile& file : files) {
    by_path.emplace(file.path, file.file);
  }
  for (const FileRule& rule : kept.rules) {
    std::set<std::size_t> met;
    for (const PathPattern& pattern : rule.match) {
      const auto more = files_met(pattern.text, by_path);
      if (more.empty()) {
        return tl::unexpected(no_file(kept, pattern, by_path));
      }
      met.insert(more.begin(), more.end());
    }
    for (const std::size_t file : met) {
      rules_[file].push_back({&kept, &rule});
    }
  }
  return {};
}

const Format* Overrides::format_of(std::size_t file) const {
  const auto found = rules_.find(file);
  const Format* format = nullptr;
  if (found != rules_.end()) {
    for (const Laid& laid : found->second) {
      if (const auto& name = laid.rule->format; name) {
        format = find_format(*name);
      }
    }
  }
  return format;
}

std::vector<Overrides::Laid> Overrides::rules_for(std::size_t file, std::size_t number) const {
  std::vector<Laid> fitting;
  const auto found = rules_.find(file);
  if (found != rules_.end()) {
    std::copy_if(found->second.begin(), found->second.end(), std::back_inserter(fitting),
                 [&](const Laid& laid) { return laid.rule->table.value_or(number) == number; });
  }
  return fitting;
}

void Overrides::apply(std::size_t file, std::size_t number, Table& table) const {
  TableSettings settings;
  for (const Laid& laid : rules_for(file, number)) {
    settings.add(*laid.mapping, *laid.rule);
  }
  settings.apply(table);
}

Error Overrides::no_column(const Laid& at, const ColumnRule& column,
                           std::span<const PlacedTable> tables) const {
  std::set<std::string> known;
  for (const PlacedTable& placed : tables) {
    const auto rules = rules_for(placed.file, placed.number);
    if (std::any_of(rules.begin(), rules.end(),
                    [&](const Laid& laid) { return laid.rule == at.rule; })) {
      for (const Column& existing : placed.table->columns) {
        known.insert(existing.name);
      }
    }
  }
  const auto nearest = text::nearest_name(column.column, known);
  const std::string why = known.empty() ? ": no table was read there"
                          : nearest     ? ": did you mean '" + shown(*nearest) + "'?"
                                        : "";
  return {ErrorCode::kInput,
          fmt::format("no file that '{}' matches has a column '{}'{}",
                      shown(at.rule->match.front().text), shown(column.column), why),
          {.file = at.mapping->file, .line = column.line}};
}

std::set<const void*> Overrides::entries_met(std::span<const PlacedTable> tables) const {
  std::set<const void*> met;
  for (const PlacedTable& placed : tables) {
    const auto rules = rules_for(placed.file, placed.number);
    const auto names = rules.empty() ? std::set<std::string_view>() : names_of(*placed.table);
    for (const Laid& laid : rules) {
      met.insert(laid.rule);
      for (const ColumnRule& column : laid.rule->columns) {
        met.insert(names.contains(column.column) ? &column : nullptr);
      }
    }
  }
  return met;
}

Result<void> Overrides::check(std::span<const PlacedTable> tables) const {
  const std::set<const void*> met = entries_met(tables);
  for (const Mapping& mapping : mappings_) {
    for (const FileRule& rule : mapping.rules) {
      if (rule.table && !met.contains(&rule)) {
        return tl::unexpected(no_table(mapping, rule));
      }
      const auto strange =
          std::find_if(rule.columns.begin(), rule.columns.end(),
                       [&](const ColumnRule& column) { return !met.contains(&column); });
      if (strange != rule.columns.end()) {
        return tl::unexpected(no_column({&mapping, &rule}, *strange, tables));
      }
    }
  }
  return {};
}

}  // namespace chimera::read
