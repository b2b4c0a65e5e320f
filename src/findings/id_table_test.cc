#include "findings/id_table.h"

#include <gtest/gtest.h>

#include <vector>

namespace chimera::findings {
namespace {

TEST(IdTable, FindsWhatWasAddedAndNothingElse) {
  std::vector<int> entries(5000);
  IdTable<int> table;
  EXPECT_EQ(table.find(0), nullptr);
  // Ids that meet in their low digits stand side by side.
  for (std::size_t i = 0; i < entries.size(); ++i) {
    table.add(i << 20U, &entries[i]);
  }
  for (std::size_t i = 0; i < entries.size(); i += 7) {
    EXPECT_EQ(table.find(i << 20U), &entries[i]);
  }
  EXPECT_EQ(table.find(1), nullptr);
  EXPECT_EQ(table.find(entries.size() << 20U), nullptr);
  table.clear();
  EXPECT_EQ(table.find(0), nullptr);
}

}  // namespace
}  // namespace chimera::findings
