// Where a text stops being JSON, and why, in words: simdjson says only that it does. Runs after
// simdjson refused a text, so it need not be fast.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace chimera::text {

struct JsonBreak {
  std::size_t offset = 0;  ///< in bytes; the text's size where it ends too early
  std::string what;        ///< "',' or '}' expected"
};

/// The first place where `bytes` break the grammar of one JSON document (in which NaN and Infinity
/// are let pass), nest deeper than `depth_max`, hold a number beyond a double or half a surrogate
/// pair; nullopt if there is none.
std::optional<JsonBreak> find_json_break(std::string_view bytes, std::size_t depth_max);

}  // namespace chimera::text
