// How each trial ended. A failed trial is never a zero: it is kept with its reason and left out of
// every statistic. A cold trial is ok and tagged.
//
// Failed: the error column has text; a success flag is false, or one of failure true; a status says
// so; an exit code is not 0; a text begins with "Error"; every metric is empty; every metric is
// zero though one of them is a time or a rate. Cold: its load time is over five times the table's
// median load time and over 0.2 s; where no load time is given, the first trial if its TTFT is over
// five times the median of the others.
#pragma once

#include "data/table.h"

namespace chimera::read {

inline constexpr double kColdFactor = 5;
inline constexpr double kColdLoadMinSeconds = 0.2;

/// Sets `state` of every row. REQUIRES: roles are assigned.
void judge_trials(Table& table);

}  // namespace chimera::read
