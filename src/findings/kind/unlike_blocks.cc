#include "findings/kind/unlike_blocks.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "query/rows.h"

namespace chimera::findings {

namespace {

using Texts = std::vector<std::string_view>;

bool counts(const LevelTrials& level, std::size_t row) {
  const TrialState& state = level.table->state[row];
  return !state.failed && !(level.warm && state.cold) &&
         !std::isnan(level.metric->number_at(row)) &&
         (level.column == nullptr || level.column->text_at(row) == level.level);
}

/// Sorted, each once.
Texts blocks_of(const LevelTrials& level, const std::string& name) {
  const Column* block = find_column(*level.table, name);
  if (block == nullptr) {
    return {};
  }
  const query::Levels spellings(*block, level.table->rows());
  std::vector<bool> met(spellings.count(), false);
  std::size_t unmet = met.size();
  for (std::size_t row = 0; row < level.table->rows() && unmet > 0; ++row) {
    if (!met[spellings.at(row)] && counts(level, row)) {
      met[spellings.at(row)] = true;
      --unmet;
    }
  }
  Texts texts;
  texts.reserve(met.size());
  for (std::size_t spelling = 0; spelling < met.size(); ++spelling) {
    if (met[spelling] && !spellings.spelling(spelling).empty()) {
      texts.push_back(spellings.spelling(spelling));
    }
  }
  std::ranges::sort(texts);
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
  return texts;
}

bool share_some_only(const std::vector<LevelTrials>& levels, const std::string& name) {
  Texts common = blocks_of(levels.front(), name);
  Texts any = common;
  for (const LevelTrials& level : std::span(levels).subspan(1)) {
    const Texts own = blocks_of(level, name);
    if (own == common && own == any) {
      continue;
    }
    Texts both;
    std::ranges::set_intersection(common, own, std::back_inserter(both));
    common = std::exchange(both, {});
    std::ranges::set_union(any, own, std::back_inserter(both));
    any = std::move(both);
  }
  return !common.empty() && common.size() < any.size();
}

}  // namespace

std::string unlike_block(const std::vector<LevelTrials>& levels) {
  if (levels.empty()) {
    return "";
  }
  const std::vector<Column>& columns = levels.front().table->columns;
  const auto found = std::find_if(columns.begin(), columns.end(), [&](const Column& column) {
    return column.role == Role::kBlock && !column.shared && share_some_only(levels, column.name);
  });
  return found == columns.end() ? "" : found->name;
}

}  // namespace chimera::findings
