// The inventory for programs: chimera.inventory/1.
#pragma once

#include <string>

#include "data/observations.h"
#include "query/inventory.h"

namespace chimera::cli {

std::string inventory_json(const query::Inventory& inventory, const Observations& observations);

}  // namespace chimera::cli
