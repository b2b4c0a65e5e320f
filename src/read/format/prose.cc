// Tables of a prose document: somebody's claims. They are listed and never pooled.
#include "read/format/format.h"
#include "read/table_builder.h"
#include "text/markdown.h"

namespace chimera::read {

std::optional<FormatOutput> read_markdown(const Source& source) {
  if (source.type != ArtifactType::kMarkdown) {
    return std::nullopt;
  }
  FormatOutput output;
  for (const text::MarkdownTable& found : text::markdown_tables(source.text)) {
    TableBuilder builder(source.path, "", "markdown");
    for (const text::MarkdownRow& row : found.rows) {
      Record cells;
      for (std::size_t i = 0; i < row.cells.size() && i < found.head.size(); ++i) {
        cells.emplace_back(found.head[i], row.cells[i]);
      }
      builder.add_row(row.line, cells);
    }
    Table table = builder.take();
    table.kind = TableKind::kClaim;
    output.tables.push_back(std::move(table));
  }
  return output;
}

}  // namespace chimera::read
