// Numbers that a report binds to a query by a comment: one number by a comment behind it
// (`<!-- chimera: --metric tokens_s --stat median -->`), or a whole table by one with --by on the
// line below it, whose first columns are those of --by and the next ones the statistics, a row a
// group. They are checked exactly, and first.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/result.h"
#include "data/observations.h"
#include "data/query.h"
#include "verify/document.h"
#include "verify/judgement.h"

namespace chimera::verify {

struct BoundNumber {
  std::size_t line = 0;  ///< index
  Range number;          ///< bytes of the line: sign and digits
  Numeral numeral;       ///< places are those of `plain`
  Plain plain;           ///< the line up to the comment, or the cell
  std::string unit;      ///< stated behind the number or in its column's head; "" for none
  Result<Query> query;   ///< of one statistic, without --by
};

/// REQUIRES: as many cells in each row as there are columns, or fewer.
struct BoundTable {
  std::size_t comment = 0;       ///< index of its line
  const Block* table = nullptr;  ///< of the document
  Result<Query> query;           ///< as typed
};

/// In the order of the document. A comment without a number before it on its line binds none.
std::vector<BoundNumber> find_bound_numbers(const Document& document);

/// A view of the document: REQUIRES that it outlives them.
std::vector<BoundTable> find_bound_tables(const Document& document);

/// The numbers of a bound table that stand; none where its query is wrong.
std::vector<BoundNumber> numbers_of(const BoundTable& bound);

/// What a row's first cells say, as the values of --by.
std::vector<std::string> group_of(const TableRow& row, const Query& query);

/// The claims of all bound numbers and tables.
std::vector<Claim> judge_bound_numbers(const Document& document, const Observations& observations);

}  // namespace chimera::verify
