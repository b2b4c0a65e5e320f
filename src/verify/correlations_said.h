// "power_draw / utilization_gpu: r = 0.98": the correlation of two metrics over the rows that have
// both.
#pragma once

#include <optional>
#include <string_view>

#include "verify/judgement.h"
#include "verify/scope.h"

namespace chimera::verify {

/// Whether the text, in lower case, speaks of a correlation, as a head does with "Pearson" or "r".
bool says_correlation(std::string_view text);

/// Of a number from −1 to 1: Pearson's or Spearman's, over the rows of each table and of all.
/// `text` names the two metrics, parted by "and", "/" or "vs". nullopt where it names no two that
/// stand in one table.
std::optional<Judgement> judge_correlation(const Dataset& dataset, const Numeral& stated,
                                           std::string_view text, const Scope& scope);

}  // namespace chimera::verify
