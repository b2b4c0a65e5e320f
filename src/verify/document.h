// Markdown → the blocks in which claims stand, by lines: headings, paragraphs, list items, tables,
// fences. Positions stay exact, nothing is executed, and what no claim can stand in (front matter,
// HTML comments, code that is no summary of data) is known as such.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "verify/plain.h"

namespace chimera::verify {

/// A document larger than this is refused.
inline constexpr std::size_t kDocumentBytesMax = 100'000'000;

enum class BlockKind { kHeading, kParagraph, kItem, kTable, kFence };

struct TableRow {
  std::vector<Plain> cells;
};

struct Block {
  BlockKind kind = BlockKind::kParagraph;
  std::size_t line = 0;               ///< index of its first line
  Plain text;                         ///< of headings, paragraphs, items
  std::vector<std::string> headings;  ///< it stands below, outermost first, in lower case
  std::string lead;                   ///< of an item: the text of the paragraph above its list
  std::size_t depth = 0;              ///< of an item: blanks before its sign
  bool quoted = false;
  std::vector<Plain> head;     ///< of a table
  std::vector<TableRow> rows;  ///< of a table
  std::string info;            ///< of a fence: what stands behind the opening sign
  std::vector<Plain> code;     ///< of a fence: its lines
};

struct Document {
  Lines lines;  ///< views into the text
  std::vector<Block> blocks;
};

/// kInput with the reason where the text is no Markdown that can be read: too large, or binary.
/// The text must outlive the document. O(bytes).
Result<Document> read_document(std::string_view text);

}  // namespace chimera::verify
