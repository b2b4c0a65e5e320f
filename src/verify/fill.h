// Numbers that keep themselves true: puts a query's value in front of the comment that binds it,
// with the digits, the grouping and the unit that stand there; a bound table loses the rows of
// groups that are gone and gets those that are new. Nothing else is touched.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "data/observations.h"

namespace chimera::verify {

/// A number, or a whole row of a table.
struct Refill {
  std::size_t line = 0;  ///< from 1; of a row that is added the comment's
  std::string stood;     ///< "" for a row that is added
  std::string stands;    ///< "" for a row whose group is gone
};

/// A bound number that no query answers.
struct Unfilled {
  std::size_t line = 0;  ///< from 1
  std::string why;
};

struct Filled {
  std::string text;
  std::vector<Refill> changes;
  std::vector<Unfilled> failures;
};

/// A second time it changes nothing. kInput where the document can't be read.
Result<Filled> fill(std::string_view text, const Observations& observations);

}  // namespace chimera::verify
