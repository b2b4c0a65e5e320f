#include "query/apart.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace chimera::query {
namespace {

Row row(std::string model, std::string definition, std::string unit) {
  return {.group = {{"model", std::move(model)}},
          .definition = std::move(definition),
          .unit = std::move(unit)};
}

using Notes = std::vector<std::string>;

TEST(Apart, RowsOfOneGroupThatMeanDifferentThings) {
  std::vector<Row> rows = {row("a", "tpot.decode", "s"), row("a", "tpot.e2e", "s"),
                           row("b", "tpot.e2e", "s")};
  note_what_came_apart(rows);
  const Notes apart = {"tpot.decode and tpot.e2e mean different things: not pooled"};
  EXPECT_EQ(rows[0].notes, apart);
  EXPECT_EQ(rows[1].notes, apart);
  EXPECT_EQ(rows[2].notes, (Notes{"tpot.decode and tpot.e2e mean different things: not to be "
                                  "compared across these rows"}));
  EXPECT_EQ(definitions_of(rows), (std::vector<std::string>{"tpot.decode", "tpot.e2e"}));
}

TEST(Apart, UnitsThatDoNotConvert) {
  std::vector<Row> rows = {row("a", "", "s"), row("a", "", "tok/s")};
  note_what_came_apart(rows);
  EXPECT_EQ(rows[0].notes, (Notes{"the units s and tok/s don't convert: not pooled"}));
}

TEST(Apart, UnknownMeanings) {
  std::vector<Row> rows = {row("a", "", "s"), row("a", "itl", "s"), row("a", "itl.chunk", "s")};
  note_what_came_apart(rows);
  EXPECT_EQ(rows[2].notes, (Notes{"a metric whose meaning is not known, itl and itl.chunk mean "
                                  "different things: not pooled"}));
}

TEST(Apart, OneMeaningNeedsNoNote) {
  std::vector<Row> rows = {row("a", "ttft", "s"), row("b", "ttft", "ms")};
  note_what_came_apart(rows);
  EXPECT_TRUE(rows[0].notes.empty());
  EXPECT_TRUE(rows[1].notes.empty());
}

}  // namespace
}  // namespace chimera::query
