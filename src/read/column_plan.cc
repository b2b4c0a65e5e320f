#include "read/column_plan.h"

#include <algorithm>
#include <utility>

#include "read/trials.h"

namespace chimera::read {

namespace {

Kept with_numbers(Kept kept) {
  return keeps_texts(kept) ? Kept::kAll : Kept::kNumbers;
}

/// The columns' meaning without their cells, and what is kept of each.
Table meaning_of(const Table& shape, const ChooseCells& choose) {
  Table meaning{.file = shape.file,
                .pointer = shape.pointer,
                .format = shape.format,
                .kind = shape.kind,
                .columns = {}};
  const Column* const cold = tells_cold(shape);
  for (const Column& column : shape.columns) {
    const Kept chosen = choose(column);
    meaning.columns.push_back({.name = column.name,
                               .role = column.role,
                               .evidence = column.evidence,
                               .unit = column.unit,
                               .definition = column.definition,
                               .direction = column.direction,
                               .kept = &column == cold ? with_numbers(chosen) : chosen});
  }
  return meaning;
}

bool tells_failures(const Column& column) {
  return column.role == Role::kError || column.role == Role::kNote;
}

}  // namespace

ColumnPlan plan_columns(const Table& shape, const ChooseCells& choose) {
  ColumnPlan plan{.meaning = meaning_of(shape, choose)};
  const std::vector<Column>& columns = plan.meaning.columns;
  const bool any_measured = std::any_of(columns.begin(), columns.end(), [](const Column& column) {
    return measures(column.role) && keeps_numbers(column.kept);
  });
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const Column& column = columns[i];
    const ColumnPlan::Part part{i, plan.wanted.size()};
    const bool looked_at = !any_measured && measures(column.role);
    if (column.kept == Kept::kNothing && !tells_failures(column) && !looked_at) {
      continue;
    }
    plan.wanted.push_back(i);
    if (keeps_numbers(column.kept)) {
      plan.numbers.push_back(part);
    }
    if (keeps_texts(column.kept)) {
      plan.texts.push_back(part);
    }
    if (tells_failures(column)) {
      plan.errors.push_back(part);
    }
    if (looked_at) {
      plan.measured.push_back(part);
    }
  }
  return plan;
}

bool same_plan(const ColumnPlan& a, const ColumnPlan& b) {
  const std::vector<Column>& one = a.meaning.columns;
  const std::vector<Column>& other = b.meaning.columns;
  return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                    [](const Column& x, const Column& y) {
                      return x.kept == y.kept && x.role == y.role && x.unit == y.unit;
                    });
}

void keep_cells(const ChooseCells& choose, Table& table) {
  for (Column& column : table.columns) {
    column.kept = choose(column);
    if (!keeps_texts(column.kept)) {
      column.text.clear();
    }
    if (!keeps_numbers(column.kept)) {
      column.number = std::vector<double>();  // and its memory, which {} would keep
    }
  }
}

void take_meaning(const Table& meaning, Table& table) {
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    Column& column = table.columns[i];
    const Column& known = meaning.columns[i];
    column.role = known.role;
    column.evidence = known.evidence;
    column.unit = known.unit;
    column.definition = known.definition;
    column.direction = known.direction;
  }
  table.kind = meaning.kind;
}

}  // namespace chimera::read
