// Levels of one column against each other: their means, and the ratio, interval and p of two of
// them. What comparisons of subjects and effects of factors have in common.
#pragma once

#include <string>
#include <vector>

#include "data/finding.h"
#include "findings/fact_book.h"

namespace chimera::findings {

inline constexpr double kSignificance = 0.05;
inline constexpr std::size_t kLevelsMax = 8;  ///< more are no comparison that a sentence can tell

/// What is compared, and where.
struct Scope {
  std::string metric;  ///< as a query names it
  const Definition* definition = nullptr;
  Direction direction = Direction::kUnknown;
  std::vector<Condition> where;  ///< that all levels share
  std::string column;            ///< whose levels are compared
  bool warm = false;             ///< cold starts are left out
  Phrase place;                  ///< " in `file`"
};

/// Whose levels are compared, by which metric.
struct Compared {
  const Table& table;
  const Column& metric;
  const Column& column;
};

struct Level {
  std::string value;  ///< of the column
  Phrase called;      ///< in a sentence
  const Fact* mean = nullptr;
};

/// By a metric of the table, without saying what is compared where.
Scope metric_scope(const FactBook& book, const Table& table, const Column& metric);

/// Levels of a column of the table by a metric of it: in its file, cold starts left out.
Scope table_scope(const FactBook& book, const Table& table, const Column& metric,
                  const Column& column);

/// Gives the levels of a column of the table their means by a metric of it; nullptr where there is
/// none. `scope`: that of table_scope. For the thread that looks at the table.
void give_means(FactBook& book, const Table& table, const Column& metric, const Column& column,
                const Scope& scope, std::vector<Level>& levels);

/// The levels that have a mean, the highest first.
std::vector<Level> sorted_by_mean(std::vector<Level> levels);

/// As sorted_by_mean, of levels whose means are asked for first.
std::vector<Level> levels_by_mean(FactBook& book, const Scope& scope, std::vector<Level> levels);

/// Whether lower values of the metric are better.
bool lower_is_better(const Scope& scope);

/// Of the higher of two levels against the lower; nullptr where undefined.
struct ContrastFacts {
  const Fact* ratio = nullptr;
  const Fact* p = nullptr;  ///< of the two, or that the column's levels do not differ
};

ContrastFacts contrast(FactBook& book, const Scope& scope, const Level& high, const Level& low);

const Fact* contrast_p(FactBook& book, const Scope& scope, const Level& high, const Level& low);

const Fact* ratio_of(FactBook& book, const Scope& scope, const Level& high, const Level& low);

/// Of the F test that the levels of the scope's column do not differ.
struct EffectFacts {
  const Fact* p = nullptr;            ///< nullptr where there is no test
  const Fact* detectable = nullptr;   ///< the smallest ratio that it would show four times in five;
                                      ///< asked for only where p shows no effect
  const Fact* interaction = nullptr;  ///< p that it does the same whatever the other factors are;
                                      ///< only where it does not
};

EffectFacts effect_of(FactBook& book, const Scope& scope);

/// 1 where there is no test.
double p_of(const ContrastFacts& facts);

/// "a ratio of 1.2 (95 % interval …), p = …, `Welch's t-test`", and what holds of all of them.
Phrase ratio_phrase(const Scope& scope, const ContrastFacts& facts);

/// The result of the test for `facts --json`. REQUIRES: a ratio and a p.
TestResult test_result(const ContrastFacts& facts, double adjusted);

/// |log| of the ratio's limit nearest to no effect, at least `least`, times the share of trials
/// that the levels cover.
double strength_of(const FactBook& book, const ContrastFacts& facts,
                   const std::vector<Level>& levels, double least);

/// "; each level ran in one go, not in turn with the others", where that is so.
Phrase order_phrase(const Table& table, const Column& column);

/// "`a`, `b` and `c`".
Phrase listed(const std::vector<Phrase>& phrases, std::string_view last_word = " and ");

}  // namespace chimera::findings
