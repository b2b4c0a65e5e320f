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

/// What metrics asked by that name are converted into: the one that was asked for, or, where it is
/// the family's name too and the selection has several `meanings`, the common one; then none where
/// it has one. nullptr if into nothing.
const Definition* target_of(const Definition& asked, std::size_t meanings);

/// How the table gets the target: as measured, or by the first of `ways` that it has the columns
/// for: from another of its family, or worked out of counts and times. The latter where its file
/// has the family, or none has; of a target with the family's own name, where its file has not.
/// nullopt where it can't.
std::optional<Source> source_of(const Table& table, const Definition& target,
                                const ConversionSelection& selected,
                                std::span<const Conversion> ways = conversions());

}  // namespace chimera::query
