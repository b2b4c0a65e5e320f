// A string of a JSON text, decoded for the tolerant reader: what is odd in it is replaced or kept,
// and said.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace chimera::text {

struct JsonString {
  std::string value;
  std::size_t end = 0;  ///< offset behind the closing quote, or the text's end
  bool closed = false;  ///< false where the text ends inside the string
  // The first place of each oddity.
  std::optional<std::size_t> half_pair;       ///< of a surrogate pair; became U+FFFD
  std::optional<std::size_t> control;         ///< a bare control character; kept
  std::optional<std::size_t> unknown_escape;  ///< "\q"; the letter is kept
};

/// Reads the string whose opening quote stands at `start`. Linear; never fails.
JsonString read_json_string(std::string_view bytes, std::size_t start);

}  // namespace chimera::text
