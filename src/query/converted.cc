#include "query/converted.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "data/unit.h"
#include "query/apart.h"
#include "query/conversion_pass.h"
#include "query/conversion_selection.h"

namespace chimera::query {

namespace {

struct Asked {
  ConversionPass pass;
  std::vector<ConversionPass::Outcome> outcomes;
};

/// One pass for all conversions where two selections are compared, else one for each.
std::vector<Asked> ask_passes(const Query& query, const Definition& target,
                              const ConversionSelection& selected, const std::string& unit,
                              std::span<const Conversion> ways = conversions()) {
  std::map<std::string_view, ConversionPass> passes;
  for (const Table* table : selected.tables) {
    const auto source = source_of(*table, target, selected, ways);
    const bool compares = !query.against.empty();
    if (!source || (source->conversion == nullptr && !compares)) {
      continue;
    }
    const std::string_view key = compares ? "" : source->conversion->name;
    passes.try_emplace(key, query, target, unit).first->second.add(*source);
  }
  std::vector<Asked> asked;
  for (auto& [name, pass] : passes) {
    if (pass.converts()) {
      auto outcomes = pass.outcomes();
      asked.push_back({std::move(pass), std::move(outcomes)});
    }
  }
  return asked;
}

/// The unit in which rows stand already, where the target can.
std::string unit_for(const std::vector<Row>& rows, const Definition& target) {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const Row& row) {
    return !row.unit.empty() && conversion_factor(target.unit, row.unit).has_value();
  });
  return found == rows.end() ? std::string(target.unit) : found->unit;
}

bool is_converted(const ConversionPass::Outcome& outcome) {
  return outcome.row.n + outcome.row.n_against > 0;
}

/// Why a row as it was measured has no converted one beside it; "" where it has one.
std::string why_none(const Row& row, const Definition& target, const std::vector<Asked>& asked) {
  if (const std::string_view why = why_not_converted(row.definition); !why.empty()) {
    return std::string(why);
  }
  std::map<std::string, std::size_t> refused;
  for (const auto& [pass, outcomes] : asked) {
    if (!pass.takes(row.definition) && !pass.takes("e2e_latency")) {
      continue;
    }
    const auto same = std::find_if(outcomes.begin(), outcomes.end(), [&](const auto& outcome) {
      return outcome.row.group == row.group;
    });
    if (same != outcomes.end() && is_converted(*same)) {
      return "";
    }
    if (same != outcomes.end()) {
      refused.insert(same->refused.begin(), same->refused.end());
    }
  }
  const std::string refusals = refusals_text(refused);
  return refusals.empty() ? "nothing that " + std::string(target.name) +
                                " could be worked out of was measured with it"
                          : refusals;
}

void note_why_none(const Definition& target, const std::vector<Asked>& asked,
                   std::vector<Row>& rows) {
  for (Row& row : rows) {
    if (row.definition.empty() || row.definition == target.name) {
      continue;
    }
    const std::string why = why_none(row, target, asked);
    if (!why.empty()) {
      row.notes.push_back("not converted to " + std::string(target.name) + ": " + why);
    }
  }
}

/// The row that says that there are no trials is untrue where some were converted.
void drop_empty_row(const std::vector<Asked>& asked, std::vector<Row>& rows) {
  const bool is_empty = rows.size() == 1 && rows[0].definition.empty() && rows[0].n == 0;
  const bool any = std::any_of(asked.begin(), asked.end(), [](const Asked& each) {
    return std::any_of(each.outcomes.begin(), each.outcomes.end(), is_converted);
  });
  if (is_empty && any) {
    rows.clear();
  }
}

/// Behind the rows of its group.
void insert_row(Row row, std::vector<Row>& rows) {
  const auto last = std::find_if(rows.rbegin(), rows.rend(),
                                 [&](const Row& each) { return each.group == row.group; });
  rows.insert(last == rows.rend() ? rows.end() : last.base(), std::move(row));
}

void add_rows(std::vector<Asked> asked, std::vector<Row>& rows) {
  drop_empty_row(asked, rows);
  for (auto& [pass, outcomes] : asked) {
    for (ConversionPass::Outcome& outcome : outcomes) {
      if (is_converted(outcome)) {
        insert_row(std::move(outcome.row), rows);
      }
    }
  }
}

/// A family whose members don't convert at all says why.
void note_refusals(std::vector<Row>& rows) {
  for (Row& row : rows) {
    if (const std::string_view why = why_not_converted(row.definition); !why.empty()) {
      row.notes.push_back("not converted: " + std::string(why));
    }
  }
}

}  // namespace

bool is_convertible(const Query& query, const Observations& observations) {
  const Conversion* asked = find_conversion(query.metric);
  return std::any_of(
      observations.tables.begin(), observations.tables.end(), [&](const Table& table) {
        return std::any_of(conversions().begin(), conversions().end(), [&](const auto& each) {
          return (each.to == query.metric || &each == asked) && table.kind != TableKind::kClaim &&
                 inputs_of(table, each).has_value();
        });
      });
}

void add_converted_rows(const Query& query, const Observations& observations,
                        std::vector<Row>& rows) {
  if (const Conversion* way = find_conversion(query.metric); way != nullptr) {
    const Definition& target = *find_definition(way->to);
    const auto selected = select_for_conversion(query, target.family, observations);
    add_rows(ask_passes(query, target, selected, std::string(target.unit), {way, 1}), rows);
    return;
  }
  const Definition* asked_for = find_definition(query.metric);
  if (asked_for == nullptr) {
    return;
  }
  const ConversionSelection selected =
      select_for_conversion(query, asked_for->family, observations);
  const bool several = selected.columns.size() > 1;
  const Definition* target = target_of(*asked_for, selected.columns.size());
  if (several && asked_for->name == asked_for->family) {
    note_what_is_stated(selected.columns, rows);
  }
  if (target == nullptr && several) {
    note_refusals(rows);
  }
  if (target == nullptr) {
    return;
  }
  std::vector<Asked> asked = ask_passes(query, *target, selected, unit_for(rows, *target));
  note_why_none(*target, asked, rows);
  add_rows(std::move(asked), rows);
}

}  // namespace chimera::query
