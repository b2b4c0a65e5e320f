// A number of a JSON text, by JSON's grammar, for the tolerant reader.
#pragma once

#include <cstddef>
#include <string_view>

namespace chimera::text {

struct JsonNumber {
  std::size_t end = 0;         ///< offset behind it, or where it breaks
  std::string_view break_off;  ///< why it breaks there; empty if it doesn't
  double value = 0;            ///< the nearest double; 0 where it is too small for one
  bool too_large = false;      ///< for a double
};

/// Reads the number at `start`, where a '-' or a digit stands. Linear.
JsonNumber read_json_number(std::string_view bytes, std::size_t start);

}  // namespace chimera::text
