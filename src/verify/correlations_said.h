// "power_draw / utilization_gpu: r = 0.98", "TTFT and load time are almost perfectly correlated":
// the correlation of two metrics, or of a metric and a setting, over the rows that have both.
#pragma once

#include <optional>
#include <string_view>

#include "verify/judgement.h"
#include "verify/scope.h"

namespace chimera::verify {

/// Whether the text, in lower case, speaks of a correlation, as a head does with "Pearson" or "r".
bool says_correlation(std::string_view text);

/// Of a number from −1 to 1: Pearson's or Spearman's, over the rows of each table and of all.
/// `text` names the two, parted by "and", "/", "with" or "vs". nullopt where it names no two that
/// stand in one table.
std::optional<Judgement> judge_correlation(const Dataset& dataset, const NameFinder& names,
                                           const Numeral& stated, std::string_view text,
                                           const Scope& scope);

/// Of a clause without a number: "strongly", "negatively", "not correlated". By the limits that are
/// usual: almost perfect from 0.95, strong from 0.7, weak below 0.4, none below 0.2. Supported or
/// refuted where every way to take it agrees. nullopt where it says nothing of that.
std::optional<Judgement> judge_correlated(const Dataset& dataset, const NameFinder& names,
                                          std::string_view clause, const Scope& scope);

}  // namespace chimera::verify
