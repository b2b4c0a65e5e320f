// What a piece of JSON is to a reader of benchmarks: a table, a sample, a list, names of things.
// Pure functions over the parsed tree; each is linear in what it looks at, and what it looks at is
// bounded where it would be asked again one level further down.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "text/json.h"

namespace chimera::read {

/// Fewer numbers are a pair or an interval, no sample.
inline constexpr std::size_t kSamplesMin = 3;

/// Leaves of a map's member that are looked at to see whether it is like the first.
inline constexpr std::size_t kAlikeLeavesMax = 4096;

enum class ArrayShape {
  kEmpty,
  kRecords,  ///< has objects
  kNested,   ///< has arrays, and no objects
  kSamples,  ///< numbers, of which some may be null, at least kSamplesMin
  kList,     ///< other scalars
};

ArrayShape shape_of(const text::JsonValue& array);

/// Whether all items are numbers or null, and at least one is a number.
bool is_numbers(const text::JsonValue& array);

/// Keys that name things: at least two members, all objects, all like the first one: half of the
/// names of the smaller one's scalars are names of the other's, or of its fields where one has null
/// in place of the other's record, or both have the same fields.
bool is_map(const text::JsonValue& value);

/// Whether the members of a map are maps again: all hold objects only, under keys that differ from
/// member to member. The same keys everywhere are fields, not names.
bool names_one_level_more(const text::JsonValue& map);

/// Scalars in the tree, null included; keys are none.
std::size_t count_leaves(const text::JsonValue& value);

/// The pointer of a member: `pointer` + "/" + key, with '~' and '/' escaped (RFC 6901).
std::string pointer_to(std::string_view pointer, std::string_view key);

}  // namespace chimera::read
