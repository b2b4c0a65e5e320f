// A finding is a statement over facts with a truth value and a strength; it can say itself in plain
// words, in all the ways that its lattice holds.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "data/fact.h"
#include "data/lattice.h"
#include "data/plan.h"
#include "data/table_design.h"

namespace chimera {

enum class FindingKind {
  kUndecidable,
  kComparison,
  kEffect,
  kNoEffect,
  kConfounded,
  kExtreme,
  kOutlier,
  kColdStart,
  kTrend,
  kChangePoint,
  kTradeOff,
  kGap,
  kFailure,
  kSpread,
  kDuplicate,
  kInconsistency
};

/// "comparison", "no_effect", … as in chimera.facts/1.
std::string_view finding_kind_name(FindingKind kind);

struct About {
  std::string metric;
  std::vector<std::string> factors;
  std::vector<Condition> where;
};

struct TestResult {
  std::string name;
  double statistic = 0;
  std::vector<double> df;
  double p = 1;
  double p_adjusted = 1;
  std::string effect_name;
  double effect = 0;
  std::optional<double> effect_low;
  std::optional<double> effect_high;
};

/// The sections in which a consequence of a finding, or advice, can stand.
enum class Section { kSummary, kRecommendation, kConclusion };

/// A true sentence that follows from the finding, and the section that it suits by rule: the
/// summary or the conclusion, since what to do is advice of the plan. A model may choose another of
/// the same section.
struct Consequence {
  Section section = Section::kSummary;
  Phrase sentence;
};

struct Finding {
  std::string id;  ///< "F" and twelve hexadecimal digits of kind, about and facts' ids
  FindingKind kind = FindingKind::kComparison;
  About about;
  std::string statement;  ///< the lattice's plain path as text
  std::vector<std::string> facts;
  double strength = 0;  ///< orders the report; higher first, ties by id
  std::optional<TestResult> test;
  Lattice lattice;
  std::vector<Consequence> consequences;
};

/// A table of facts for the report: heads, and rows of cells.
struct FactTable {
  std::string title;
  std::vector<std::string> head;
  std::vector<std::vector<Phrase>> rows;
  std::string note;  ///< one sentence without numerals; "" if there is nothing to say
};

/// All that the data say: what `facts --json` prints and what a report may use.
struct Analysis {
  std::vector<Fact> facts;           ///< sorted by id, no id twice
  std::vector<Finding> findings;     ///< strongest first
  std::vector<FactTable> tables;     ///< performance tables in the order of the report
  FactTable inventory;               ///< counts by type
  std::vector<TableDesign> designs;  ///< of the measured tables, by file
  FactTable design_table;            ///< the same in words
  Plan plan;                         ///< what to do next
  Lattice coverage;                  ///< what the collector may say first: files, types, trials
  std::vector<std::string> names;    ///< models, files, options and levels the data hold; sorted
};

}  // namespace chimera
