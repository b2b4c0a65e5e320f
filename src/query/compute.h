// Query × observations → rows. Failed trials are left out and counted, cold ones stay in unless
// excluded; among the tables that a query selects, whole-table copies count once. This is what
// `chimera query` prints, and what every fact is made of.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "data/fact.h"
#include "data/observations.h"
#include "data/query.h"

namespace chimera::query {

class SettingsCache;

/// What rows tell besides their answers: each costs time where there are millions of trials.
struct Told {
  bool mixes = true;  ///< notes say which settings the trials mix
  bool cells = true;  ///< where the trials stand
};

/// One statistic of one group. Absent statistics are not listed.
struct Answer {
  Statistic statistic = Statistic::kMean;
  double value = 0;  ///< unused for kCi95: see interval
  std::optional<Interval> interval;
  std::string test;  ///< for ratio, difference, p: how it was computed
  std::optional<TestValue> tested = std::nullopt;  ///< of p
};

/// Where the trials of a row stand in one table: in the column, the lines or elements.
struct TrialCells {
  std::string file;
  std::string column;
  std::string pointer;
  std::vector<std::size_t> places;
};

struct Row {
  std::vector<Condition> group;  ///< one per --by column; "" where the table lacks it
  std::string definition;        ///< the catalogue's name of the metric; "" where none is known
  std::string converted_from;    ///< the definition that the trials had; "" as they were measured
  std::string unit;
  std::vector<Answer> answers;
  std::size_t n = 0;
  std::size_t n_against = 0;
  std::vector<std::string> notes;
  std::map<std::string, std::size_t> excluded;  ///< failed, missing, copies (cold if excluded)
  std::vector<TrialCells> cells;
  std::vector<double> values;  ///< the trials, in the order of the cells
};

/// All rows, sorted by group (numbers as numbers). Without --by one row, also when nothing was
/// left. Rows whose metrics mean something else, or whose units don't convert, come apart. kUsage
/// for a metric or column that no table has, with the nearest name.
Result<std::vector<Row>> answer(const Query& query, const Observations& observations,
                                Told told = {});

/// As answer, whatever the names: no row where no table has the metric, and nothing is noted of
/// what came apart.
std::vector<Row> rows_of(const Query& query, const Observations& observations);

/// The same where many queries are asked of the observations.
std::vector<Row> rows_of(const Query& query, const Observations& observations, SettingsCache& cache,
                         Told told);

/// A fact from a query with one statistic and no --by; nullopt where that is undefined.
std::optional<Fact> fact_of(const Query& query, const Observations& observations);

/// The facts of a query with several statistics, one each, from the same trials; those that are
/// undefined are missing. Their ids are still to be given: each costs a hash, and whoever asks may
/// know one.
std::vector<Fact> facts_of(Query query, const Observations& observations, SettingsCache& cache);

/// Where the row's trials stand, in words. O(trials).
std::vector<Evidence> evidence_of(const Row& row);

/// "2-61,70" of sorted places.
std::string ranges_text(const std::vector<std::size_t>& places);

}  // namespace chimera::query
