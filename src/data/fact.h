// A fact is a query with its value: unit, interval or why there is none, n, what was left out, and
// the cells behind it. Its id is the hash of the query, so the same question has the same id on any
// data, and `explain` can re-run it.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "data/query.h"

namespace chimera {

struct Interval {
  double level = 0.95;
  double low = 0;
  double high = 0;
  std::string method;  ///< "t interval over 5 replicates", …
};

/// The cells of one column of one file. `rows` are lines from 1 ("2-61,70"), or for JSON indices
/// from 0 below `pointer`.
struct Evidence {
  std::string file;
  std::string column;
  std::string pointer;
  std::string rows;
};

/// What a p rests on: t and its degrees of freedom, F and its two, …
struct TestValue {
  double statistic = 0;
  std::vector<double> df;
};

struct Fact {
  std::string id;
  Query query;  ///< one statistic; counts of the inventory are metrics "files", "trials", …
  double value = 0;
  std::string unit;
  std::optional<Interval> interval;
  std::string no_interval;  ///< why there is none; "" where there is one
  std::size_t n = 0;
  std::map<std::string, std::size_t> excluded;  ///< "failed", "missing", "copies" → trials
  std::vector<Evidence> evidence;
  std::string test;  ///< for p, ratio and difference: the test or method used
  std::optional<TestValue> tested = std::nullopt;  ///< of p

  [[nodiscard]] Statistic statistic() const { return query.statistics.front(); }
};

/// The id that a query with one statistic gives its fact: "f" and twelve hexadecimal digits.
std::string fact_id(const Query& query);

}  // namespace chimera
