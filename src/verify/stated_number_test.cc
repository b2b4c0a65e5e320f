#include "verify/stated_number.h"

#include <gtest/gtest.h>

#include "verify/judgement.h"

namespace chimera::verify {
namespace {

Plain plain_of(std::string_view text) {
  Plain plain;
  plain.add(text, 0, {0, text.size()});
  return plain;
}

std::vector<Numeral> numerals_of(std::string_view text) {
  return find_numerals(plain_of(text));
}

struct Case {
  const char* text;
  double value;
  const char* unit;
  NumeralKind kind = NumeralKind::kNumber;
  Bound bound = Bound::kExact;
};

TEST(Numeral, EverySpelling) {
  const std::vector<Case> cases = {
      {"it took 1,234 ms", 1234, "ms"},
      {"1.2k tokens", 1200, ""},
      {"**13.12 tok/s** in all", 13.12, "tok/s"},
      {"13.12 tokens per second", 13.12, "tok/s"},
      {"34 % of them", 34, "", NumeralKind::kPercent},
      {"34 percent", 34, "", NumeralKind::kPercent},
      {"2.5× faster", 2.5, "", NumeralKind::kTimes},
      {"twice as fast", 2, "", NumeralKind::kTimes, Bound::kAbout},
      {"two thirds of the runs", 2.0 / 3, "", NumeralKind::kShare, Bound::kAbout},
      {"at least 5 runs", 5, "", NumeralKind::kNumber, Bound::kAtLeast},
      {"158+ runs", 158, "", NumeralKind::kNumber, Bound::kAtLeast},
      {"~0.3 s", 0.3, "s", NumeralKind::kNumber, Bound::kAbout},
      {"under 200 ms", 200, "ms", NumeralKind::kNumber, Bound::kBelow},
      {"over 9,000", 9000, "", NumeralKind::kNumber, Bound::kAbove},
      {"a drop of −12.5 ms", -12.5, "ms"},
      {"441517 bytes", 441517, "B"},
      {"three models", 3, ""},
      {"1e-3 s", 0.001, "s"},
      {"57.61s", 57.61, "s"},
  };
  for (const Case& each : cases) {
    const auto found = numerals_of(each.text);
    ASSERT_EQ(found.size(), 1U) << each.text;
    EXPECT_NEAR(found[0].value, each.value, 1e-12) << each.text;
    EXPECT_EQ(found[0].unit, each.unit) << each.text;
    EXPECT_EQ(found[0].kind, each.kind) << each.text;
    EXPECT_EQ(found[0].bound, each.bound) << each.text;
  }
}

TEST(Numeral, DigitsInNamesAreNone) {
  for (const char* text :
       {"gemma3", "q4_0", "the 270m model", "v1.2.3", "Python 3.13", "Section 4", "1b-it-qat",
        "conv_bench_20251002-170837", "RTX 4080", "at 12:30", "Agent 2 was late"}) {
    EXPECT_TRUE(numerals_of(text).empty()) << text;
  }
}

TEST(Numeral, SpreadAndRange) {
  const auto spread = numerals_of("57.3 ± 0.4 ms");
  ASSERT_EQ(spread.size(), 1U);
  EXPECT_DOUBLE_EQ(spread[0].plus_minus.value_or(0), 0.4);
  const auto range = numerals_of("between 102–104 tok/s");
  ASSERT_EQ(range.size(), 1U);
  EXPECT_DOUBLE_EQ(range[0].value, 102);
  EXPECT_DOUBLE_EQ(range[0].upper.value_or(0), 104);
  EXPECT_EQ(range[0].unit, "tok/s");
}

TEST(Numeral, Dates) {
  const auto moment = numerals_of("Latest modified: 2025-10-08 17:20:51 UTC");
  ASSERT_EQ(moment.size(), 1U);
  EXPECT_EQ(moment[0].kind, NumeralKind::kDate);
  EXPECT_EQ(moment[0].first_utc_s, 1759944051);  // date -u -d '2025-10-08 17:20:51' +%s
  const auto day = numerals_of("October 26, 2025");
  ASSERT_EQ(day.size(), 1U);
  EXPECT_EQ(day_text(day[0].first_utc_s), "2025-10-26");
  const auto two = numerals_of("late October/early November 2025");
  ASSERT_EQ(two.size(), 2U);
  EXPECT_EQ(day_text(two[0].first_utc_s), "2025-10-20");
  EXPECT_EQ(day_text(two[1].last_utc_s), "2025-11-13");
  EXPECT_TRUE(numerals_of("this may be so").empty());
}

TEST(Numeral, InvisibleCharactersAreKnown) {
  const std::string text = "mean 10\u200B2.5 ms";
  const Plain plain = plain_of(text);
  const auto found = find_numerals(plain);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_TRUE(plain.is_odd(found[0].range));
  EXPECT_FALSE(plain_of("mean 102.5 ms").is_odd({0, 12}));
  const Plain wide = plain_of("mean １２ ms");
  EXPECT_TRUE(wide.is_odd({5, 7}));
}

TEST(Numerals, WhatDeniesABoundTurnsIt) {
  EXPECT_EQ(numerals_of("never exceeds 5 ms").at(0).bound, Bound::kAtMost);
  EXPECT_EQ(numerals_of("it did not drop below 5 ms").at(0).bound, Bound::kAtLeast);
  EXPECT_EQ(numerals_of("not in the other file, above 5 ms").at(0).bound, Bound::kAbove);
  EXPECT_TRUE(numerals_of("up to 5 ms").at(0).reached);
  EXPECT_FALSE(numerals_of("it adds up to 5 ms").at(0).reached);
}

TEST(Agreement, RoundingRules) {
  const auto agrees = [](const char* text, double value) {
    return agreement(numerals_of(text).at(0), value) >= Agreement::kRounded;
  };
  EXPECT_TRUE(agrees("0.086", 0.0865));
  EXPECT_TRUE(agrees("0.087", 0.0865));
  EXPECT_TRUE(agrees("182.667", 182.66758));
  EXPECT_TRUE(agrees("3.87", 3.875));
  EXPECT_FALSE(agrees("34", 33.4));
  EXPECT_TRUE(agrees("3750 ms", 3754));
  EXPECT_FALSE(agrees("3750 ms", 3756));
  EXPECT_TRUE(agrees("about 100", 104));
  EXPECT_FALSE(agrees("about 100", 106));
  EXPECT_TRUE(agrees("at least 5", 6));
  EXPECT_FALSE(agrees("under 5", 6));
  EXPECT_FALSE(count_agreement(numerals_of("100 files").at(0), 101) >= Agreement::kRounded);
  EXPECT_TRUE(count_agreement(numerals_of("100+ files").at(0), 101) >= Agreement::kRounded);
}

TEST(Numeral, WhatAScaleStandsForIsRounded) {
  const Numeral millions = numerals_of("93.4 million items per second").front();
  EXPECT_EQ(agreement(millions, 93'381'240), Agreement::kRounded);
  EXPECT_EQ(agreement(millions, 93'460'000), Agreement::kNear);
  const Numeral tokens = numerals_of("1.2k tokens").front();
  EXPECT_EQ(count_agreement(tokens, 1231), Agreement::kRounded);
  EXPECT_EQ(count_agreement(tokens, 1270), Agreement::kNo);
}

TEST(Numeral, PointsAreADifferenceOfShares) {
  for (const char* text : {"loses 0.4 points on MMLU", "by 1.5 points", "is 2.1 pp lower"}) {
    const Numeral points = numerals_of(text).front();
    EXPECT_TRUE(points.points) << text;
    EXPECT_EQ(points.kind, NumeralKind::kPercent) << text;
  }
  EXPECT_FALSE(numerals_of("120 points were plotted").front().points);
}

}  // namespace
}  // namespace chimera::verify
