#include "findings/kind/unlike_blocks.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>
#include <string_view>

#include "query/rows.h"

namespace chimera::findings {

namespace {

using Texts = std::set<std::string_view>;

bool counts(const LevelTrials& level, std::size_t row) {
  const TrialState& state = level.table->state[row];
  return !state.failed && !(level.warm && state.cold) &&
         !std::isnan(level.metric->number_at(row)) &&
         (level.column == nullptr || level.column->text_at(row) == level.level);
}

Texts blocks_of(const LevelTrials& level, const std::string& name) {
  const Column* block = find_column(*level.table, name);
  if (block == nullptr) {
    return {};
  }
  const query::Levels spellings(*block, level.table->rows());
  std::vector<bool> met(spellings.count(), false);
  for (std::size_t row = 0; row < level.table->rows(); ++row) {
    met[spellings.at(row)] = met[spellings.at(row)] || counts(level, row);
  }
  Texts texts;
  for (std::size_t spelling = 0; spelling < met.size(); ++spelling) {
    if (met[spelling] && !spellings.spelling(spelling).empty()) {
      texts.insert(spellings.spelling(spelling));
    }
  }
  return texts;
}

bool share_some_only(const std::vector<LevelTrials>& levels, const std::string& name) {
  Texts common = blocks_of(levels.front(), name);
  Texts any = common;
  for (const LevelTrials& level : levels) {
    const Texts own = blocks_of(level, name);
    std::erase_if(common, [&](std::string_view text) { return !own.contains(text); });
    any.insert(own.begin(), own.end());
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
