// What is there: counts by type, latest change, first names, trials ok, failed and cold, copies,
// problems. The numbers are facts like any other (metrics files, trials, …).
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "data/fact.h"
#include "data/observations.h"

namespace chimera::query {

struct TypeCount {
  ArtifactType type = ArtifactType::kOther;
  std::size_t files = 0;
  std::size_t bytes = 0;
  std::int64_t latest_utc_s = 0;
  std::vector<std::string> first_paths;  ///< five at most
};

struct Inventory {
  std::size_t files_analyzed = 0;  ///< of a type that is read
  std::size_t files_other = 0;
  std::size_t bytes = 0;
  std::vector<TypeCount> types;  ///< CSV, JSON, Markdown, log; those that occur
  std::size_t trials = 0;        ///< measured rows, copies once
  std::size_t failed = 0;
  std::size_t cold = 0;
  std::size_t rows_csv = 0;  ///< rows of delimited text, copies too
  std::size_t rows_csv_failed = 0;
  /// Groups of tables with the same values: (file, file, …), each sorted.
  std::vector<std::vector<std::string>> copies;
};

Inventory take_inventory(const Observations& observations);

/// One fact per number: metric files|bytes|trials|failed|cold|copies|problems, where type=CSV etc.
std::vector<Fact> inventory_facts(const Inventory& inventory, const Observations& observations);

}  // namespace chimera::query
