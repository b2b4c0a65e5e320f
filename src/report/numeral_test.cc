#include "report/numeral.h"

#include <gtest/gtest.h>

#include <string>

namespace chimera::report {
namespace {

std::string found(std::string_view line) {
  std::string out;
  for (const FoundNumeral& n : find_numerals(line)) {
    out += (out.empty() ? "" : " ") + std::string(line.substr(n.begin, n.end - n.begin));
  }
  return out;
}

// Expected: Python's re.findall with the pattern in numeral.h, code spans blanked first.
TEST(FindNumerals, AgreesWithThePattern) {
  struct Case {
    std::string_view line;
    std::string_view numerals;
  };

  const Case cases[] = {{"mean 42.1 tok/s", "42.1"},
                        {"1,234.5 and 1,2345", "1,234.5 1 2345"},
                        {"1,234x 5", "1 5"},
                        {"gemma3 270m 18:53 v1.2.3", ""},
                        {"2025-11-24", "2025"},
                        {"p < 1e-05, 3E2", "1e-05 3E2"},
                        {"-5 +3 \u22122.5 a-4", "-5 +3 \u22122.5"},
                        {"`12` 13 `14", "13 14"},
                        {"(7) [8, 9] 10%", "7 8 9 10"},
                        {"temp=0.8, n=5.", "0.8 5"},
                        {"0.5\u20131.2", "0.5 1.2"},
                        {"5 \u00b5s 5\u00b5s", "5"},
                        {"## 1. Title", "1"},
                        {"", ""},
                        {"3.", "3"},
                        {"12e 12e+ 1.5.2", ""},
                        {"2\u00a0340 \u00d73", "2\u00a0340 3"}};
  for (const Case& c : cases) {
    EXPECT_EQ(found(c.line), c.numerals) << c.line;
  }
}

TEST(FindNumerals, ColumnsAreCodePoints) {
  const auto numerals = find_numerals("\u00e9\u2026 \u221212");
  ASSERT_EQ(numerals.size(), 1U);
  EXPECT_EQ(numerals[0].column, 4U);
  EXPECT_EQ(numerals[0].begin, 6U);
  EXPECT_EQ(numerals[0].digits, 9U);
}

TEST(FindNumerals, SurvivesBytesThatAreNoText) {
  const auto numerals = find_numerals("\xff\xe2 5");
  ASSERT_EQ(numerals.size(), 1U);
  EXPECT_EQ(numerals[0].column, 4U);
}

}  // namespace
}  // namespace chimera::report
