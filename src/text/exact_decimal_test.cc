#include "text/exact_decimal.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <bit>
#include <charconv>
#include <random>
#include <string>

namespace chimera::text {
namespace {

std::uint64_t bits_of(double value) {
  return std::bit_cast<std::uint64_t>(value);
}

TEST(ReadExactDecimal, IsWhatFromCharsMakesOfIt) {
  std::mt19937_64 random(5);
  std::size_t exact = 0;
  for (int i = 0; i < 200'000; ++i) {
    const std::size_t whole = 1 + random() % 9;
    const std::size_t fraction = random() % 12;
    std::string text = random() % 4 == 0 ? "-" : "";
    for (std::size_t digit = 0; digit < whole + fraction; ++digit) {
      text += digit == whole ? "." : "";
      text += static_cast<char>('0' + random() % 10);
    }
    double expected = 0;
    std::from_chars(text.data(), text.data() + text.size(), expected);
    const auto value = read_exact_decimal(text);
    exact += value.has_value() ? 1U : 0U;
    ASSERT_EQ(bits_of(value.value_or(expected)), bits_of(expected)) << text;
  }
  EXPECT_GT(exact, 100'000U);
}

TEST(ReadExactDecimal, ReadsWhatProgramsWrite) {
  for (const std::string_view text :
       {"0", "7", "-0", "0.5", "12", "123", "-1234.5", "1234567", "12345678", "123456789",
        "0.1353352832366", "9007199254740991", "-0.0000000000000001"}) {
    double expected = 0;
    std::from_chars(text.data(), text.data() + text.size(), expected);
    const auto value = read_exact_decimal(text);
    ASSERT_TRUE(value.has_value()) << text;
    EXPECT_EQ(bits_of(*value), bits_of(expected)) << text;
  }
}

TEST(ReadExactDecimal, LeavesTheRestToOthers) {
  for (const std::string_view text : {"",
                                      "-",
                                      ".",
                                      "5.",
                                      ".5",
                                      "-.5",
                                      "+5",
                                      "1e3",
                                      "1.5e3",
                                      "0x10",
                                      "1,5",
                                      "1 ",
                                      " 1",
                                      "1.2.3",
                                      "9007199254740993",
                                      "0.0000000000000000001",
                                      "12345678901234567890",
                                      "nan",
                                      "1:2",
                                      "1/2"}) {
    EXPECT_FALSE(read_exact_decimal(text).has_value()) << text;
  }
}

}  // namespace
}  // namespace chimera::text
