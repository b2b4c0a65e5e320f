// The words of the tidy table that writer and reader share.
#pragma once

#include <string_view>

#include "data/table.h"

namespace chimera::read {

inline constexpr std::string_view kArtifact = "artifact";
inline constexpr std::string_view kProblem = "problem";
inline constexpr std::string_view kAccount = "account";
inline constexpr std::string_view kTable = "table";
inline constexpr std::string_view kTrial = "trial";

inline constexpr std::string_view kOk = "ok";
inline constexpr std::string_view kFailed = "failed";
inline constexpr std::string_view kCold = "cold";

constexpr std::string_view table_kind_name(TableKind kind) {
  return kind == TableKind::kSummary ? "summary" : "measured";
}

/// Whether the column gets rows of its own: what is measured or stated row by row.
inline bool is_measured(const Column& column) {
  return !column.shared && measures(column.role);
}

/// Whether cells of the role stand in `configuration`, `block` or `run`; else they are `other`.
constexpr bool stands_in_the_setting(Role role) {
  return role == Role::kFactor || role == Role::kSubject || role == Role::kBlock ||
         role == Role::kRun;
}

}  // namespace chimera::read
