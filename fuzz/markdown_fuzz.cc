// Markdown: every row is as wide as its head, lines rise and lie within the document.
#include <algorithm>
#include <string_view>

#include "target.h"
#include "text/markdown.h"

namespace {

using chimera::fuzz::require;

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = chimera::fuzz::as_text(data, size);
  for (const auto& table : chimera::text::markdown_tables(bytes)) {
    require(!table.head.empty(), "a table has a head");
    require(table.line > 0 && table.line <= size, "a table has a line");
    std::size_t line = table.line;
    for (const auto& row : table.rows) {
      require(row.cells.size() == table.head.size(), "a row is as wide as its head");
      require(row.line > line, "lines rise");
      line = row.line;
    }
  }
  return 0;
}
