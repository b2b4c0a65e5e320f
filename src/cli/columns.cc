#include "cli/columns.h"

#include <algorithm>
#include <cstddef>

#include "text/number.h"
#include "text/unicode.h"

namespace chimera::cli {
namespace {

constexpr std::size_t kCellMax = 200;

struct Layout {
  std::size_t width = 0;
  bool numbers = true;  ///< all cells below the head are numbers or empty
};

std::vector<Layout> layouts_of(const std::vector<TextRow>& rows) {
  std::vector<Layout> layouts;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    layouts.resize(std::max(layouts.size(), rows[i].size()));
    for (std::size_t j = 0; j < rows[i].size(); ++j) {
      const std::string& cell = rows[i][j];
      layouts[j].width = std::max(layouts[j].width, text::code_points(cell));
      if (i > 0 && !cell.empty() && cell != "n/a" && !text::read_plain_number(cell)) {
        layouts[j].numbers = false;
      }
    }
  }
  return layouts;
}

}  // namespace

std::vector<std::string> aligned_lines(const std::vector<TextRow>& rows) {
  const std::vector<Layout> layouts = layouts_of(rows);
  std::vector<std::string> lines;
  lines.reserve(rows.size());
  for (const TextRow& row : rows) {
    std::string line;
    for (std::size_t j = 0; j < row.size(); ++j) {
      const std::string fill(layouts[j].width - text::code_points(row[j]), ' ');
      line += j == 0 ? "" : "  ";
      line += layouts[j].numbers ? fill + row[j] : row[j] + fill;
    }
    line.erase(line.find_last_not_of(' ') + 1);
    lines.push_back(line + "\n");
  }
  return lines;
}

std::string clean(std::string_view text) {
  return text::one_line(text, kCellMax);
}

std::string shell_word(std::string_view text) {
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view{"_-./:=,+%@"}.find(c) != std::string_view::npos;
  };
  if (!text.empty() && std::all_of(text.begin(), text.end(), plain)) {
    return std::string(text);
  }
  std::string quoted = "'";
  for (const char c : text) {
    quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  }
  return quoted + "'";
}

std::string counted(std::size_t count, std::string_view noun) {
  std::string text = std::to_string(count) + " " + std::string(noun);
  return count == 1 ? text : text + "s";
}

}  // namespace chimera::cli
