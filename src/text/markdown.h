// The tables of a Markdown document (md4c finds them), cells without markup, each with its line.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace chimera::text {

struct MarkdownRow {
  std::size_t line = 0;
  std::vector<std::string> cells;
};

struct MarkdownTable {
  std::size_t line = 0;  ///< of the head
  std::vector<std::string> head;
  std::vector<MarkdownRow> rows;
};

/// All tables in document order. O(bytes); never fails.
std::vector<MarkdownTable> markdown_tables(std::string_view document);

}  // namespace chimera::text
