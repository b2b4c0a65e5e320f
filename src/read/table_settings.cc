#include "read/table_settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "text/unicode.h"

namespace chimera::read {

namespace {

std::string evidence_of(const Mapping& mapping, std::size_t line) {
  const std::string name = mapping.file.substr(mapping.file.rfind('/') + 1);
  return fmt::format("the mapping file {}, line {}", text::one_line(name, 120), line);
}

void merge(const Mapping& mapping, const ColumnRule& rule, ColumnSettings& settings) {
  ColumnRule& merged = settings.rule;
  if (rule.role || rule.definition) {
    settings.evidence = evidence_of(mapping, rule.line);
  }
  merged.role = rule.role ? rule.role : merged.role;
  merged.unit = rule.unit ? rule.unit : merged.unit;
  merged.definition = rule.definition ? rule.definition : merged.definition;
  merged.direction = rule.direction ? rule.direction : merged.direction;
}

void apply_to_column(const ColumnSettings& settings, Column& column) {
  const ColumnRule& rule = settings.rule;
  const bool defined = rule.definition && *rule.definition != nullptr;
  const bool has_role = rule.role || defined;
  if (has_role) {
    column.role = rule.role.value_or(Role::kMetric);
    column.evidence = settings.evidence;
  }
  if (column.role != Role::kMetric) {
    column.definition = has_role ? nullptr : column.definition;
  } else if (rule.definition) {
    column.definition = *rule.definition;
  } else if (rule.role && column.definition == nullptr) {
    column.definition = definition_of_column(column.name);
  }
  column.direction = rule.direction ? rule.direction : column.direction;
  if (rule.unit) {
    column.unit = *rule.unit;
  } else if (has_role && column.definition != nullptr && column.unit.empty()) {
    column.unit = column.definition->unit;
  }
}

}  // namespace

void TableSettings::add(const Mapping& mapping, const FileRule& rule) {
  if (rule.model) {
    model_ = *rule.model;
    model_evidence_ = evidence_of(mapping, rule.line);
  }
  for (const ColumnRule& column : rule.columns) {
    merge(mapping, column, columns_[column.column]);
  }
}

void TableSettings::set_model(Table& table) const {
  const auto known = std::find_if(table.columns.begin(), table.columns.end(),
                                  [](const Column& column) { return column.name == "model"; });
  if (known != table.columns.end() && known->shared && known->text.front() == model_) {
    known->role = Role::kSubject;
    known->evidence = model_evidence_;
    return;
  }
  Column model{.name = "model",
               .role = Role::kSubject,
               .evidence = model_evidence_,
               .text = {model_},
               .number = {std::numeric_limits<double>::quiet_NaN()},
               .shared = true};
  if (known != table.columns.end()) {
    *known = std::move(model);
  } else {
    table.columns.push_back(std::move(model));
  }
}

void TableSettings::apply(Table& table) const {
  if (!model_evidence_.empty()) {
    set_model(table);
  }
  for (Column& column : table.columns) {
    const auto said = columns_.find(column.name);
    if (said == columns_.end()) {
      continue;
    }
    apply_to_column(said->second, column);
    const bool measures =
        !said->second.evidence.empty() && column.role == Role::kMetric && !column.shared;
    table.kind = measures && table.kind == TableKind::kSummary ? TableKind::kMeasured : table.kind;
  }
}

}  // namespace chimera::read
