#include "report/pieces.h"

#include <gtest/gtest.h>

#include <limits>

namespace chimera::report {
namespace {

Fact fact_in(std::string unit) {
  Fact fact;
  fact.id = "f1";
  fact.unit = std::move(unit);
  return fact;
}

TEST(ValueOf, ShowsSixDigitsAndWholeNumbersInFull) {
  const Fact fact = fact_in("B");
  EXPECT_EQ(value_of(fact, "value", 15.50216512).text, "15.5022");
  EXPECT_EQ(value_of(fact, "value", 4415170).text, "4415170");
  EXPECT_EQ(value_of(fact, "value", -0.0).text, "0");
  EXPECT_EQ(value_of(fact, "low", 1.5).part, "low");
  EXPECT_EQ(value_of(fact, "low", 1.5).unit, "B");
}

TEST(ValueOf, NotANumberIsAbsent) {
  const Piece piece = value_of(fact_in(""), "value", std::numeric_limits<double>::quiet_NaN());
  EXPECT_EQ(piece.kind, PieceKind::kWords);
  EXPECT_EQ(piece.text, "n/a");
}

TEST(Label, MarksLevelsAndHidesOtherNumerals) {
  const Phrase levels = label("interval at 95 %");
  ASSERT_EQ(levels.size(), 3U);
  EXPECT_EQ(levels[1].kind, PieceKind::kLevel);
  EXPECT_EQ(levels[1].text, "95");
  const Phrase hidden = label("seed 7, 95 %");
  ASSERT_EQ(hidden.size(), 1U);
  EXPECT_EQ(hidden[0].kind, PieceKind::kName);
  EXPECT_EQ(label("p95 of gemma3")[0].kind, PieceKind::kWords);
}

TEST(RunMetric, RoundsToItsDecimals) {
  EXPECT_EQ(run_metric(57.6103, 2).text, "57.61");
  EXPECT_EQ(run_metric(2270, 0).text, "2270");
  EXPECT_DEATH(run_metric(std::numeric_limits<double>::infinity(), 2), "no number");
}

}  // namespace
}  // namespace chimera::report
