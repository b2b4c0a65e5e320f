// What the collector may say first: files by type, trials, folders; and the table of counts.
#pragma once

#include "data/finding.h"
#include "findings/fact_book.h"
#include "query/inventory.h"

namespace chimera::findings {

/// Each chain is one sentence.
Lattice coverage_sentences(FactBook& book, const query::Inventory& inventory);

FactTable inventory_table(FactBook& book, const query::Inventory& inventory);

}  // namespace chimera::findings
