#include "findings/kind/failure_levels.h"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>

#include "findings/kind/levels.h"
#include "findings/level_numbers.h"
#include "query/rows.h"
#include "stats/fisher.h"

namespace chimera::findings {

namespace {

double share_of(const FailureLevel& level) {
  return static_cast<double>(level.failed) / static_cast<double>(level.trials);
}

bool fails_more(const FailureLevel& a, const FailureLevel& b) {
  // a.failed / a.trials > b.failed / b.trials, in whole numbers.
  const std::size_t left = a.failed * b.trials;
  const std::size_t right = b.failed * a.trials;
  return std::tie(right, b.trials, a.value) < std::tie(left, a.trials, b.value);
}

FailureLevel others_of(const FailureLevels& levels) {
  FailureLevel others;
  for (std::size_t i = 1; i < levels.sorted.size(); ++i) {
    others.failed += levels.sorted[i].failed;
    others.trials += levels.sorted[i].trials;
  }
  return others;
}

double fisher_p(const FailureLevel& a, const FailureLevel& b) {
  return stats::fisher_exact_test({a.failed, a.trials - a.failed, b.failed, b.trials - b.failed}).p;
}

std::string common_reason(const Table& table) {
  std::optional<std::string_view> common;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (!table.state[row].failed) {
      continue;
    }
    const std::string_view reason = table.reason_of(row);
    if (common && *common != reason) {
      return "";
    }
    common = reason;
  }
  return std::string(common.value_or(""));
}

/// Rows without a level are left out.
std::vector<FailureLevel> counted(const Table& table, const Column& column) {
  const query::Levels spellings(column, table.rows());
  std::vector<FailureLevel> sorted(spellings.count());
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    sorted[i].value = spellings.spelling(i);
  }
  for (std::size_t row = 0; row < table.rows(); ++row) {
    FailureLevel& level = sorted[spellings.at(row)];
    ++level.trials;
    level.failed += table.state[row].failed ? 1U : 0U;
  }
  std::erase_if(sorted, [](const FailureLevel& level) { return level.value.empty(); });
  std::sort(sorted.begin(), sorted.end(), fails_more);
  return sorted;
}

std::optional<FailureLevels> levels_of_column(const Table& table, const Column& column) {
  FailureLevels levels{.column = &column, .sorted = counted(table, column)};
  const std::size_t count = levels.sorted.size();
  const bool repeated = count >= 2 && count <= kLevelsMax && 2 * count <= table.rows();
  if (!repeated || !(share_of(levels.least()) < share_of(levels.most()))) {
    return std::nullopt;
  }
  levels.against_rest = count > 2 && levels.only_one_fails();
  levels.p = fisher_p(levels.most(), levels.against_rest ? others_of(levels) : levels.least());
  levels.reason = common_reason(table);
  return levels;
}

}  // namespace

const FailureLevel& FailureLevels::least() const {
  return *std::find_if(sorted.begin(), sorted.end(), [&](const FailureLevel& level) {
    return !(share_of(sorted.back()) < share_of(level));
  });
}

double FailureLevels::p_of_choice() const {
  const std::size_t count = sorted.size();
  const std::size_t choices = count == 2 ? 1 : count * (count - 1) / 2 + count;
  return std::min(1.0, p * static_cast<double>(choices));
}

double FailureLevels::difference() const {
  return share_of(most()) - share_of(against_rest ? others_of(*this) : least());
}

std::size_t FailureLevels::trials() const {
  std::size_t all = 0;
  for (const FailureLevel& level : sorted) {
    all += level.trials;
  }
  return all;
}

std::vector<FailureLevels> failure_levels(const Table& table) {
  std::vector<FailureLevels> all;
  std::set<std::vector<std::uint32_t>> splits;
  std::vector<std::size_t> rows(table.rows());
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  for (const Role role : {Role::kSubject, Role::kFactor}) {
    for (const Column& column : table.columns) {
      auto levels =
          column.role == role && !column.shared ? levels_of_column(table, column) : std::nullopt;
      if (levels && splits.insert(number_levels(table, column, rows).codes).second) {
        all.push_back(*std::move(levels));
      }
    }
  }
  return all;
}

}  // namespace chimera::findings
