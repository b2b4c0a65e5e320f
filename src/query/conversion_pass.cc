#include "query/conversion_pass.h"

#include <algorithm>
#include <set>
#include <utility>

namespace chimera::query {

namespace {

template <typename Names>
std::string joined(const Names& names, std::string_view between) {
  std::string text;
  for (const auto& name : names) {
    text += text.empty() ? "" : between;
    text += name;
  }
  return text;
}

}  // namespace

std::string refusals_text(const std::map<std::string, std::size_t>& refused) {
  std::size_t all = 0;
  std::vector<std::string> reasons;
  for (const auto& [reason, trials] : refused) {
    all += trials;
    reasons.push_back(reason + (refused.size() > 1 ? " (" + std::to_string(trials) + ")" : ""));
  }
  return all == 0 ? "" : std::to_string(all) + " refused: " + joined(reasons, "; ");
}

ConversionPass::ConversionPass(const Query& query, const Definition& target, std::string unit)
    : query_(query), target_(target), unit_(std::move(unit)) {
  query_.metric = target.name;
  query_.by.emplace_back(kRefusedBecause);
}

void ConversionPass::add(const Source& source) {
  tables_.tables.push_back(converted_table(source, target_, unit_));
  sources_.push_back(source);
}

std::vector<ConversionPass::Outcome> ConversionPass::outcomes() const {
  std::vector<Outcome> outcomes;
  for (Row& row : rows_of(query_, tables_)) {
    const std::string reason = row.group.back().value;
    row.group.pop_back();
    if (outcomes.empty() || outcomes.back().row.group != row.group) {
      outcomes.emplace_back();
      outcomes.back().row.group = row.group;
    }
    if (reason.empty()) {
      outcomes.back().row = std::move(row);
    } else if (row.n > 0) {
      outcomes.back().refused[reason] += row.n;
    }
  }
  for (Outcome& outcome : outcomes) {
    describe(outcome);
  }
  return outcomes;
}

bool ConversionPass::converts() const {
  return std::any_of(sources_.begin(), sources_.end(),
                     [](const Source& source) { return source.conversion != nullptr; });
}

bool ConversionPass::takes(std::string_view definition) const {
  return std::any_of(sources_.begin(), sources_.end(), [&](const Source& source) {
    return source.conversion != nullptr && source.conversion->from == definition;
  });
}

void ConversionPass::describe(Outcome& outcome) const {
  std::set<std::string_view> from;
  std::set<std::string> ways;
  for (const Source& source : sources_) {
    if (source.conversion != nullptr) {
      from.insert(source.conversion->from);
      ways.insert("converted from " + std::string(source.conversion->from) + " by " +
                  std::string(source.conversion->name) + ": " +
                  std::string(source.conversion->formula) + ", of " +
                  joined(columns_of(source), ", "));
    }
  }
  Row& row = outcome.row;
  row.converted_from = joined(from, ", ");
  row.notes.insert(row.notes.end(), ways.begin(), ways.end());
  const std::string refusals = refusals_text(outcome.refused);
  row.notes.push_back(std::to_string(row.n) + " converted" + (refusals.empty() ? "" : ", ") +
                      refusals);
  for (const auto& [reason, trials] : outcome.refused) {
    row.excluded["refused"] += trials;
  }
  name_columns(row);
}

// The cells stand in the columns of the file, not in the one that was worked out.
void ConversionPass::name_columns(Row& row) const {
  std::vector<TrialCells> named;
  for (const TrialCells& each : row.cells) {
    const auto source = std::find_if(sources_.begin(), sources_.end(), [&](const Source& one) {
      return one.table->file == each.file && one.table->pointer == each.pointer;
    });
    for (const std::string& column : columns_of(*source)) {
      named.push_back({each.file, column, each.pointer, each.places});
    }
  }
  row.cells = std::move(named);
}

}  // namespace chimera::query
