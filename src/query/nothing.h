// Why an answer holds nothing: what a reader should ask instead.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "data/observations.h"
#include "query/compute.h"

namespace chimera::query {

/// Columns that state the metric, computed by somebody; they answer under their own names. Sorted.
std::vector<std::string> stated_columns(const Query& query, const Observations& observations);

/// Adds to the notes of rows without a trial: conditions that no trial meets (with the level that
/// comes nearest), what is stated instead, what reading said of the column; and of contrasts whose
/// other side is empty.
void note_what_is_missing(std::vector<Row>& rows, const Query& query,
                          const Observations& observations);

}  // namespace chimera::query
