// Which tables of a query's selection converted.h goes through, and how each gets the common
// definition: by which conversion, of which columns.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "data/observations.h"
#include "data/query.h"
#include "query/converted_table.h"

namespace chimera::query {

/// The tables that a query selects by their file, and what they say of the metric's family. Views
/// into the observations.
struct ConversionSelection {
  std::vector<const Table*> tables;
  std::set<std::string_view> files;  ///< in which the family is measured or stated
  std::map<std::string_view, std::set<std::string>> columns;  ///< by definition
};

ConversionSelection select_for_conversion(const Query& query, std::string_view family,
                                          const Observations& observations);

/// What metrics asked by that name are converted into: the one that was asked for, or, where the
/// family's `several` meanings are in the selection, the common one. nullptr if into nothing.
const Definition* target_of(const Definition& asked, bool several);

/// How the table gets the target: as measured, from another of its family, or worked out of the
/// latency where its file has the family at all. nullopt where it can't.
std::optional<Source> source_of(const Table& table, const Definition& target,
                                const ConversionSelection& selected);

}  // namespace chimera::query
