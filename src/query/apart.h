// Why the rows of an answer are more than one: metrics of one family that mean different things,
// and units that don't convert, are never pooled, and the answer says so.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "query/compute.h"

namespace chimera::query {

/// The definitions of all rows, each once, sorted; "" stands for one that is not known.
std::vector<std::string> definitions_of(const std::vector<Row>& rows);

/// Adds the reasons to the notes of the rows that share their group with another one, and, where
/// the rows of all groups mean different things, to those of the others. O(rows log rows).
void note_what_came_apart(std::vector<Row>& rows);

/// Names in every row the definitions that none of them has: what the columns only state.
void note_what_is_stated(const std::map<std::string_view, std::set<std::string>>& columns,
                         std::vector<Row>& rows);

}  // namespace chimera::query
