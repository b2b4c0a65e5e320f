// Rows of cells → aligned text. What comes from foreign files is cleaned, so that a file can't
// steer the terminal.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace chimera::cli {

using TextRow = std::vector<std::string>;

/// Two spaces between columns, numbers to the right, the rest to the left; widths in code points.
/// The first row is the head and decides nothing. Each line ends with a line break.
std::vector<std::string> aligned_lines(const std::vector<TextRow>& rows);

/// One printable line of foreign text, cut where it gets too long for a table.
std::string clean(std::string_view text);

/// The text as one word of a shell command, quoted where it has to be.
std::string shell_word(std::string_view text);

/// "1 file", "2 files".
std::string counted(std::size_t count, std::string_view noun);

}  // namespace chimera::cli
