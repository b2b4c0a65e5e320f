// Numbers that a report itself binds to a query: by a comment behind the number
// (`<!-- chimera: --metric tokens_s --stat median -->`), or in a table whose row names the query.
// They are checked exactly, and first.
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

/// A number with a comment behind it.
struct BoundNumber {
  std::size_t line = 0;  ///< index
  Range number;          ///< bytes of the line: sign and digits
  Numeral numeral;       ///< places are those of `plain`
  Plain plain;           ///< the line up to the comment
  std::string arguments;
};

inline constexpr std::string_view kCommentStart = "<!-- chimera:";

/// In the order of the document. A comment without a number before it on its line binds none.
std::vector<BoundNumber> find_bound_numbers(const Document& document);

/// The claims of all bound numbers.
std::vector<Claim> judge_bound_numbers(const Document& document, const Observations& observations);

/// The claims of a row that names a query ("chimera query DIR --metric …"); whether it is one.
bool judge_query_row(const Block& table, const TableRow& row, const Observations& observations,
                     const Lines& lines, std::vector<Claim>& claims);

}  // namespace chimera::verify
