// Queries that a report itself names, as `chimera query` takes them: in comments (bound_number.h)
// and in tables with a command in each row. What they answer is held against what stands there.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "data/fact.h"
#include "data/observations.h"
#include "verify/document.h"
#include "verify/judgement.h"

namespace chimera::verify {

/// The arguments of `chimera query` as typed, quotes as in a shell; words that are no options (the
/// name of a folder) are passed over. kUsage for an option or a statistic that doesn't exist, or
/// without a metric.
Result<Query> parse_query(std::string_view arguments);

/// What the query answers with its first statistic, in the data's unit; nullopt where it is
/// undefined or finds nothing.
std::optional<Fact> evaluate(const Query& query, const Observations& observations);

/// What a number that the query's first statistic should have is judged as. `unit`: the stated one.
Judgement judge_by_query(const Numeral& stated, const std::string& unit, const Query& query,
                         const Observations& observations);

/// The claims of a row that names a query ("chimera query DIR --metric …"); whether it is one.
bool judge_query_row(const Block& table, const TableRow& row, const Observations& observations,
                     const Lines& lines, std::vector<Claim>& claims);

}  // namespace chimera::verify
