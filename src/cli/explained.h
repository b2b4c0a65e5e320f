// What `explain` shows of a fact beyond the fact: the command that asks for it again, and the cells
// of the selection that it is held against.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/options.h"
#include "data/finding.h"
#include "data/observations.h"

namespace chimera::cli {

/// The trials behind one side of a query.
struct Side {
  std::size_t n = 0;
  std::map<std::string, std::size_t> excluded;
  std::vector<Evidence> evidence;
};

struct ExplainedFact {
  const Fact* fact = nullptr;
  std::string command;      ///< as one would type it in a shell
  std::vector<Side> sides;  ///< of the selection; of --against second, where there is one
};

/// A finding and its facts, or one fact (`finding` is null). Pointers into the analysis and the
/// observations.
struct Explained {
  const Finding* finding = nullptr;
  std::vector<const Problem*> problems;  ///< of a finding without facts: those of its files
  std::vector<ExplainedFact> facts;
};

/// What the id names: whole, or the beginning of one that is no other's. kUsage where there is no
/// such id (with the nearest one), or several.
Result<Explained> explained(const Analysis& analysis, const Observations& observations,
                            const CommandLine& line);

/// chimera.explain/1; of each side's evidence `cells_max` cells.
std::string explained_json(const Explained& explained, const Observations& observations,
                           std::size_t cells_max);

}  // namespace chimera::cli
