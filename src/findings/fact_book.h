// Collects the facts of an analysis: a query asked twice is one fact. Findings hold ids; the book
// hands out the facts behind them.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "data/fact.h"
#include "data/observations.h"

namespace chimera::findings {

class FactBook {
 public:
  /// `observations` must outlive the book.
  explicit FactBook(const Observations& observations);

  /// The fact of that query (one statistic), computed once; nullptr where it is undefined. The
  /// pointer holds for the life of the book.
  const Fact* ask(const Query& query);

  /// The fact of that id; nullptr if it was not asked for.
  [[nodiscard]] const Fact* find(const std::string& id) const;

  /// What a query calls this metric of this table: the column's name, or the catalogue's where
  /// another table of the file gives that name another meaning.
  [[nodiscard]] std::string metric_name(const Table& table, const Column& metric) const;

  /// Takes a fact that was counted elsewhere.
  const Fact* keep(Fact fact);

  [[nodiscard]] const Observations& observations() const { return observations_; }

  /// The share that so many trials are of all that were measured or stated and did not fail, copies
  /// once: what a finding rests on, for its strength.
  [[nodiscard]] double share_of(std::size_t trials) const;

  /// All facts, sorted by id.
  [[nodiscard]] std::vector<Fact> facts() const;

 private:
  const Observations& observations_;
  std::size_t trials_ = 0;
  std::map<std::string, Fact> facts_;
};

}  // namespace chimera::findings
