// The trials that a query selects, in groups: by the --by columns, and apart where metrics mean
// something else or units don't convert. Failed, missing, copied and (if asked) cold trials are
// counted and left out here, and nowhere else.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "data/observations.h"
#include "data/query.h"
#include "query/compute.h"
#include "query/grouped_trials.h"
#include "query/settings_cache.h"

namespace chimera::query {

struct GroupKey {
  std::vector<std::string> values;
  std::string definition;  ///< what means something else is never pooled
  std::string unit;        ///< rows whose units don't convert come apart
};

/// By values, numbers as numbers, then by definition and unit.
struct GroupLess {
  bool operator()(const GroupKey& a, const GroupKey& b) const;
};

struct Group {
  Trials trials;
  Trials against;
  std::map<std::string, std::size_t> excluded;
  std::vector<TrialCells> evidence;  ///< in the order of the tables
  /// The values that the trials have of each setting; views into the observations.
  std::map<std::string_view, DistinctTexts> settings;
  std::size_t cold = 0;
};

using Groups = std::map<GroupKey, Group, GroupLess>;

/// The conditions of the selection that --against names: `where` with the others in place of those
/// on the same column.
std::vector<Condition> against_selection(const Query& query);

/// Both selections' trials: the query's own and, if it has one, the one against it; the trials
/// carry their settings if there is one, or an effect is asked for. Of the query's own trials the
/// groups know what is to be told. O(rows).
Groups collect(const Query& query, const Observations& observations, SettingsCache& cache,
               Told told);

}  // namespace chimera::query
