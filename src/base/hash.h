// Ids from content: the same bytes give the same id on every machine. SHA-256 from OpenSSL.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace chimera {

/// SHA-256 of the bytes, 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

/// SHA-256 of a file of any size, read in pieces.
Result<std::string> sha256_of_file(const std::string& path);

/// `prefix` and the first `digits` (at most 64) hexadecimal digits of the text's SHA-256.
std::string content_id(std::string_view prefix, std::string_view text, std::size_t digits = 12);

}  // namespace chimera
