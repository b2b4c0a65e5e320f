// Whether the means of two levels compare like with like: over the settings at which both were
// tried, all other things that were varied being the same.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "findings/fact_book.h"
#include "findings/kind/levels.h"

namespace chimera::findings {

/// The mean, over the settings at which both levels of a column were tried, of the logarithm of
/// the ratio of their means there. A setting is a combination of the levels of what else was varied
/// and repeats (prompts, too). nullopt where nothing else was, where no setting has both, or where
/// values aren't positive. O(rows · columns + rows · log rows).
std::optional<double> log_ratio_at_like_settings(const FactBook& book, const Compared& compared,
                                                 const std::string& high, const std::string& low,
                                                 bool warm);

/// Whether the means of two levels say another thing than their trials at the same settings: the
/// opposite, or a difference of more than twice the size. `high` has the higher mean. False where
/// that can't be told.
bool means_mislead(const FactBook& book, const Compared& compared, const Scope& scope,
                   const Level& high, const Level& low);

/// That they do. REQUIRES: means of both.
Finding misleading_means(const FactBook& book, const Compared& compared, const Scope& scope,
                         const Level& high, const Level& low);

}  // namespace chimera::findings
