#include "read/format/plain_csv.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace chimera::read {
namespace {

using Rows = std::vector<std::vector<std::string>>;

/// The rows with the cells that are wanted; nullopt where a line is not plain.
std::optional<Rows> cut(std::string_view lines, std::size_t columns,
                        const std::vector<std::size_t>& wanted) {
  const PlainHeader header{std::vector<std::string>(columns, "x"), 0};
  Rows rows;
  const bool plain = plain_rows(header).make_cutter()->cut(
      lines, wanted, [&](std::string_view, std::span<const std::string_view> cells) {
        rows.emplace_back(cells.begin(), cells.end());
        return true;
      });
  return plain ? std::optional(rows) : std::nullopt;
}

TEST(PlainCsvCutter, CutsWhatIsWantedWhateverEndsTheLines) {
  const Rows expected{{"a", "c"}, {"", ""}, {"dd", "ff"}};
  EXPECT_EQ(cut("a,b,c\n,,\ndd,ee,ff\n", 3, {0, 2}), expected);
  EXPECT_EQ(cut("a,b,c\n,,\ndd,ee,ff", 3, {0, 2}), expected);
  EXPECT_EQ(cut("a,b,c\r\n,,\r\ndd,ee,ff\r\n", 3, {0, 2}), expected);
  EXPECT_EQ(cut("a,b,c\r\n,,\ndd,ee,ff\r", 3, {0, 2}), expected);
  EXPECT_EQ(cut("a,b,c\n", 3, {}), Rows{{}});
  EXPECT_EQ(cut("", 3, {1}), Rows{});
}

TEST(PlainCsvCutter, RefusesLinesOfOtherShapes) {
  for (const std::string_view lines :
       {"a,b\n", "a,b,c,d\n", "a,b,c\n\na,b,c\n", "a,b,c,d\na,b\n", "a,b\na,b,c,d\n",
        "a,b\n\na,b,c\n", "#a,b,c\n", "a,\"b\",c\n", "a,b\r,c\n", "a,b,c\r\r\n", "\n", "\r\n"}) {
    EXPECT_FALSE(cut(lines, 3, {0, 1, 2}).has_value()) << lines;
  }
}

TEST(PlainCsvCutter, CutsLinesOfAnyLength) {
  std::mt19937_64 random(2);
  for (int round = 0; round < 200; ++round) {
    Rows expected;
    std::string lines;
    for (std::size_t row = 0; row < random() % 60; ++row) {
      std::vector<std::string> cells;
      for (std::size_t column = 0; column < 4; ++column) {
        cells.emplace_back(random() % (random() % 8 == 0 ? 200 : 9), 'c');
        lines += cells.back() + (column < 3 ? "," : "\n");
      }
      expected.push_back(cells);
    }
    ASSERT_EQ(cut(lines, 4, {0, 1, 2, 3}), expected) << lines;
  }
}

}  // namespace
}  // namespace chimera::read
