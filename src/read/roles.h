// What each column is, guessed from its name, its cells and its neighbours, with the evidence in
// words. The rules stand in roles.cc as one table; a mapping file (mapping.h) overrules each.
#pragma once

#include <optional>
#include <string_view>

#include "data/table.h"

namespace chimera::read {

/// Gives every column without evidence a role, and metrics their definition; makes the table a
/// summary where it holds only stated statistics. Columns that a format explained are left alone.
void assign_roles(Table& table);

/// What the name alone says of a column; nullopt if nothing.
std::optional<Role> role_of_name(std::string_view name);

}  // namespace chimera::read
