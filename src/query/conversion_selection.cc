#include "query/conversion_selection.h"

#include <algorithm>

#include "query/collect.h"
#include "query/select.h"

namespace chimera::query {

ConversionSelection select_for_conversion(const Query& query, std::string_view family,
                                          const Observations& observations) {
  ConversionSelection selected;
  const auto against = against_selection(query);
  for (const Table& table : observations.tables) {
    const bool matches = file_matches(table, query.where) ||
                         (!query.against.empty() && file_matches(table, against));
    if (table.kind == TableKind::kClaim || !matches) {
      continue;
    }
    selected.tables.push_back(&table);
    for (const Column& column : table.columns) {
      if (column.definition != nullptr && column.definition->family == family &&
          measures(column.role) && !column.shared) {
        selected.files.insert(table.file);
        selected.columns[column.definition->name].insert(column.name);
      }
    }
  }
  return selected;
}

const Definition* target_of(const Definition& asked, std::size_t meanings) {
  const bool is_family = asked.name == asked.family;
  if (is_family && meanings > 0) {
    return meanings > 1 ? find_definition(common_definition(asked.family)) : nullptr;
  }
  const auto all = conversions();
  const bool leads_there = std::any_of(
      all.begin(), all.end(), [&](const Conversion& each) { return each.to == asked.name; });
  return leads_there ? &asked : nullptr;
}

std::optional<Source> source_of(const Table& table, const Definition& target,
                                const ConversionSelection& selected,
                                std::span<const Conversion> ways) {
  const auto measured =
      std::find_if(table.columns.begin(), table.columns.end(), [&](const Column& column) {
        return column.definition == &target && column.role == Role::kMetric && !column.shared;
      });
  if (measured != table.columns.end()) {
    return Source{&table, nullptr, {.from = &*measured}};
  }
  const bool has_family = selected.files.contains(table.file);
  const bool works_out =
      target.name == target.family ? !has_family : has_family || selected.files.empty();
  for (const Conversion& each : ways) {
    const bool related = works_out || find_definition(each.from)->family == target.family;
    if (each.to != target.name || !related) {
      continue;
    }
    if (const auto inputs = inputs_of(table, each)) {
      return Source{&table, &each, *inputs};
    }
  }
  return std::nullopt;
}

}  // namespace chimera::query
