// What a finding rests on, read off its facts: the tables, the two levels that were held against
// each other, and whether their difference can be relied on. What advice and experiments start
// from.
#pragma once

#include <string>
#include <vector>

#include "data/finding.h"
#include "findings/fact_book.h"

namespace chimera::findings {

/// How far a finding carries. Of kinds that compare nothing always kAsItIs.
enum class State {
  kAsItIs,
  kDecided,
  kConfounded,    ///< clear, but something else changed with the factor
  kContradicted,  ///< clear, and so is the opposite elsewhere
  kUnrepeated,    ///< clear, from settings of which not each was run twice
  kInOneGo,       ///< clear, but each level ran in one go
  kUndecided,
  kNegligible,  ///< no effect of interest is left within the interval
  kStated,      ///< without trials
  kUndirected,  ///< clear, but which direction is better is not known
};

struct Basis {
  const Finding* finding = nullptr;
  std::vector<const Table*> tables;  ///< by file, one each
  const Definition* definition = nullptr;
  Direction direction = Direction::kUnknown;  ///< of the metric; of any time lower is better
  const Fact* ratio = nullptr;  ///< of the higher level to the lower; nullptr if there is none
  std::string factor;           ///< whose levels are compared, as a reader names it
  std::string better;           ///< the two levels; without a known direction the higher first
  std::string worse;
  bool is_subject = false;     ///< the factor is a model, a kernel, …
  bool between_runs = false;   ///< each level is a file of its own
  bool runs_repeated = false;  ///< each level is several files
  State state = State::kAsItIs;
};

/// Of all findings, in their order; their states are still to be judged (standing.h).
std::vector<Basis> bases_of(const FactBook& book, const std::vector<Finding>& findings);

/// The level that a column has in all of the table; "" where there are several, or none.
std::string only_level(const Table& table, const std::string& column);

/// The level in a sentence: "`num_gpu=1`", of a subject "`q4_0`".
Phrase level_phrase(const Basis& basis, const std::string& level);

/// " in `a.csv`", of many files " in `folder/`"; nothing where no file is known.
Phrase place_of(const std::vector<const Table*>& tables);

}  // namespace chimera::findings
