// Gives every table a `model` column where anything tells the model: a column or key of that name,
// llama-bench's model file, or the file's own name if it begins with a model that the tree names,
// or as one of them alone does ("qwen2.5_7b_sweep.csv").
#pragma once

#include <vector>

#include "data/table.h"

namespace chimera::read {

/// Adds the column, with its evidence, to the tables that lack one. REQUIRES: roles are assigned.
void assign_models(std::vector<Table>& tables);

}  // namespace chimera::read
