#include "read/column_texts.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace chimera::read {
namespace {

CellTexts texts_of(const std::vector<std::string>& cells) {
  ColumnTexts texts(cells.size());
  for (const std::string& cell : cells) {
    texts.push_back(cell);
  }
  return texts.take();
}

TEST(ColumnTexts, FewSpellingsAreNumbered) {
  std::vector<std::string> cells;
  cells.reserve(50);
  for (std::size_t i = 0; i < 50; ++i) {
    cells.push_back(i % 3 == 0 ? "" : "level " + std::to_string(i % 2));
  }
  const CellTexts texts = texts_of(cells);
  EXPECT_EQ(texts, CellTexts(cells));
  EXPECT_EQ(texts.spellings(), 3U);
  EXPECT_EQ(texts.codes().size(), cells.size());
}

TEST(ColumnTexts, ManySpellingsAreKeptCellByCell) {
  for (const std::size_t count : {1U, 12U, 13U, 14U, 100U, 2'000U}) {
    std::vector<std::string> cells;
    cells.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
      cells.push_back(std::to_string(i) + std::string(i % 40, 'x'));
    }
    const CellTexts texts = texts_of(cells);
    EXPECT_EQ(texts, CellTexts(cells)) << count;
    EXPECT_EQ(texts.codes().empty(), count > 12) << count;
  }
}

}  // namespace
}  // namespace chimera::read
