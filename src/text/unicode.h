// Encodings: makes UTF-8 of what a file holds and cleans text for display. Never fails.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace chimera::text {

struct Decoded {
  std::string utf8;          ///< valid UTF-8 without BOM; bytes that were none are U+FFFD
  std::string encoding;      ///< "UTF-8", "UTF-16LE", "UTF-16BE", "UTF-16LE (re-encoded)",
                             ///< "Windows-1252", "binary"
  std::size_t replaced = 0;  ///< how many places were no text
};

/// Decodes by BOM and by the pattern of zero bytes. A BOM that was itself re-encoded as UTF-8
/// ("ÿþ" before zero-interleaved text) is recognised; text that is no UTF-8 and holds nothing that
/// only UTF-8 can be is Windows-1252.
Decoded decode(std::string whole);

/// Whether the bytes are valid UTF-8.
bool is_utf8(std::string_view bytes);

/// Number of code points; invalid bytes count one each.
std::size_t code_points(std::string_view utf8);

/// One printable line: control characters, line breaks and bidirectional marks become spaces, cut
/// to `limit` code points with "…".
std::string one_line(std::string_view utf8, std::size_t limit);

}  // namespace chimera::text
