#include "data/table.h"

#include <algorithm>
#include <array>

#include "base/check.h"

namespace chimera {

namespace {

constexpr std::uint32_t kReasonBits = (1U << 30U) - 1;

}  // namespace

std::string_view role_name(Role role) {
  switch (role) {
    case Role::kMetric:
      return "metric";
    case Role::kFactor:
      return "factor";
    case Role::kBlock:
      return "block";
    case Role::kSubject:
      return "subject";
    case Role::kRun:
      return "run";
    case Role::kTime:
      return "time";
    case Role::kError:
      return "error";
    case Role::kSummary:
      return "summary";
    case Role::kNote:
      return "note";
  }
  CHIMERA_CHECK(false, "a role without a name");
}

std::span<const Role> all_roles() {
  using enum Role;
  static constexpr std::array kRoles{kMetric, kFactor, kBlock,   kSubject, kRun,
                                     kTime,   kError,  kSummary, kNote};
  return kRoles;
}

void Table::judge(std::size_t row, bool failed, bool cold, std::string_view reason) {
  if (!reason.empty() && (reasons.empty() || reasons.back() != reason)) {
    reasons.emplace_back(reason);
  }
  const auto number = reason.empty() ? 0U : static_cast<std::uint32_t>(reasons.size());
  state[row].failed = failed;
  state[row].cold = cold;
  state[row].reason = number & kReasonBits;
}

std::size_t ok_trials(const Table& table) {
  const auto count = std::count_if(table.state.begin(), table.state.end(),
                                   [](const TrialState& state) { return !state.failed; });
  return static_cast<std::size_t>(count);
}

bool is_whole(const Table& table) {
  return std::all_of(table.columns.begin(), table.columns.end(),
                     [](const Column& column) { return column.kept == Kept::kAll; });
}

bool sets_the_trial(Role role) {
  return role == Role::kFactor || role == Role::kSubject || role == Role::kBlock;
}

bool measures(Role role) {
  return role == Role::kMetric || role == Role::kSummary;
}

std::string folder_of(std::string_view path) {
  return std::string(path.substr(0, path.rfind('/') + 1));
}

Direction direction_of(const Column& column) {
  const Direction defined =
      column.definition == nullptr ? Direction::kUnknown : column.definition->direction;
  return column.direction.value_or(defined);
}

const Column* find_column(const Table& table, std::string_view name) {
  const auto found = std::find_if(table.columns.begin(), table.columns.end(),
                                  [&](const Column& column) { return column.name == name; });
  return found == table.columns.end() ? nullptr : &*found;
}

std::optional<std::string> check_consistency(const Table& table) {
  const std::size_t rows = table.rows();
  if (table.place.size() != rows) {
    return "a table of " + table.file + " has rows without a place";
  }
  for (const Column& column : table.columns) {
    const std::size_t cells = column.shared ? 1 : rows;
    if (column.text.size() != (keeps_texts(column.kept) ? cells : 0) ||
        column.number.size() != (keeps_numbers(column.kept) ? cells : 0)) {
      return "column '" + column.name + "' of " + table.file + " has not one cell per row";
    }
  }
  return std::nullopt;
}

}  // namespace chimera
