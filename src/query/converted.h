// Rows of an answer whose metrics mean different things, once more under one definition, where each
// trial's own counts and times allow it (conversion.h). What was measured stays apart as it is:
// converted rows come beside it, say so, and are never pooled with it. Facts are never made of
// them.
#pragma once

#include <vector>

#include "query/compute.h"

namespace chimera::query {

/// Whether some table has what the query's metric, a definition that none measured, can be
/// converted from.
bool is_convertible(const Query& query, const Observations& observations);

/// Appends the converted rows, and to the others the notes why they have none. Does nothing where
/// the metric isn't asked by the catalogue's name or all mean the same. O(rows of the tables).
/// With --against, trials that have the common definition stand beside the converted ones, so that
/// the two selections can be compared.
void add_converted_rows(const Query& query, const Observations& observations,
                        std::vector<Row>& rows);

}  // namespace chimera::query
