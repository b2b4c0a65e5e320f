#include "query/worked_out.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "query/conversion.h"
#include "query/conversion_selection.h"
#include "query/converted_table.h"

namespace chimera::query {

namespace {

/// What is worked out is no measurement: a meaning of its own, so that it is never pooled with one.
const Definition* definition_of(const Conversion& conversion) {
  static const auto all = [] {
    std::vector<std::pair<std::string, Definition>> made;
    made.reserve(conversions().size());
    for (const Conversion& each : conversions()) {
      auto& [name, definition] = made.emplace_back(called(each), *find_definition(each.to));
      definition.name = name;
      definition.meaning = each.formula;
    }
    return made;
  }();
  return &all[static_cast<std::size_t>(&conversion - conversions().data())].second;
}

/// A trial without the rate has none, whatever the reason: `query` says it.
Column rate_of(const Source& source, const Definition& target) {
  Table converted = converted_table(source, target, std::string(target.unit));
  Column rate = std::move(converted.columns[0]);
  const Column& refused = converted.columns[1];
  for (std::size_t row = 0; row < converted.rows(); ++row) {
    if (!refused.text_at(row).empty()) {
      rate.number[row] = refused.number_at(row);
    }
  }
  rate.definition = definition_of(*source.conversion);
  rate.name = rate.definition->name;
  rate.evidence = "worked out: " + std::string(source.conversion->formula);
  return rate;
}

std::set<const Definition*> rates() {
  std::set<const Definition*> targets;
  for (const Conversion& each : conversions()) {
    const Definition* to = find_definition(each.to);
    if (to->name == to->family) {
      targets.insert(to);
    }
  }
  return targets;
}

}  // namespace

std::optional<WorkedOut> work_out_rates(const Observations& observations) {
  std::optional<WorkedOut> worked_out;
  for (const Definition* target : rates()) {
    const ConversionSelection selected =
        select_for_conversion({.metric = std::string(target->name)}, target->family, observations);
    for (const Table* table : selected.tables) {
      const auto source = source_of(*table, *target, selected);
      if (!source || source->conversion == nullptr || source->inputs.tokens == nullptr) {
        continue;
      }
      if (!worked_out) {
        worked_out.emplace().observations = observations;
      }
      const auto at = static_cast<std::size_t>(table - observations.tables.data());
      worked_out->observations.tables[at].columns.push_back(rate_of(*source, *target));
      worked_out->from[{table->file, table->pointer, called(*source->conversion)}] =
          columns_of(*source);
    }
  }
  return worked_out;
}

void name_columns(const WorkedOut& worked_out, std::vector<Evidence>& evidence) {
  std::vector<Evidence> named;
  for (Evidence& each : evidence) {
    const auto found = worked_out.from.find({each.file, each.pointer, each.column});
    if (found == worked_out.from.end()) {
      named.push_back(std::move(each));
      continue;
    }
    for (const std::string& column : found->second) {
      named.push_back({each.file, column, each.pointer, each.rows});
    }
  }
  evidence = std::move(named);
}

}  // namespace chimera::query
