#include "text/number.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace chimera::text {
namespace {

struct Good {
  std::string_view text;
  double value;
  std::string_view unit;
  std::optional<double> plus_minus = std::nullopt;
};

TEST(ReadNumber, ReadsWhatFilesSpell) {
  const std::vector<Good> table = {
      {"0", 0, ""},
      {"-1.5e3", -1500, ""},
      {"+7", 7, ""},
      {"\u22123.5", -3.5, ""},
      {"  42 \r", 42, ""},
      {".5", 0.5, ""},
      {"5.", 5, ""},
      {"1,234.5", 1234.5, ""},
      {"1,234,567", 1234567, ""},
      {"22,80,000", 2280000, ""},
      {"1,00,00,000", 10000000, ""},
      {"-12,345", -12345, ""},
      {"74 %", 74, "%"},
      {"74%", 74, "%"},
      {"1,234.5 MiB", 1234.5, "MiB"},
      {"57.31tok/s", 57.31, "tok/s"},
      {"57.31 tokens per second", 57.31, "tokens per second"},
      {"12 GB/s", 12, "GB/s"},
      {"3 /s", 3, "/s"},
      {"3\u00A0µs", 3, "µs"},
      {"3\u202F°C", 3, "°C"},
      {"9.8 m/s^2", 9.8, "m/s^2"},
      {"2×", 2, "×"},
      {"2x", 2, "x"},
      {"1e3ms", 1000, "ms"},
      {"3 e", 3, "e"},
      {"57.31 ± 0.4", 57.31, "", 0.4},
      {"57.31±0.4 tok/s", 57.31, "tok/s", 0.4},
      {"57.31 tok/s ± 0.4", 57.31, "tok/s", 0.4},
      {"74 % ± 2 %", 74, "%", 2},
      {"1,000 +/- 5", 1000, "", 5},
      {"1.5 +- .5 s", 1.5, "s", 0.5},
  };
  for (const Good& row : table) {
    const std::optional<SpelledNumber> read = read_number(row.text);
    if (!read) {
      ADD_FAILURE() << row.text;
      continue;
    }
    EXPECT_DOUBLE_EQ(read->value, row.value) << row.text;
    EXPECT_EQ(read->unit, row.unit) << row.text;
    EXPECT_EQ(read->plus_minus.has_value(), row.plus_minus.has_value()) << row.text;
    EXPECT_DOUBLE_EQ(read->plus_minus.value_or(-1), row.plus_minus.value_or(-1)) << row.text;
  }
}

TEST(ReadNumber, ReadsGroupsByApostropheAndUnbreakableBlank) {
  for (const std::string_view text :
       {"1'234.5", "1\u2019234.5", "1\u00A0234.5", "1\u202F234.5", "1\u2009234.5"}) {
    const std::optional<SpelledNumber> read = read_number(text);
    ASSERT_TRUE(read.has_value()) << text;
    EXPECT_DOUBLE_EQ(read->value, 1234.5) << text;
  }
  for (const std::string_view text : {"1'23", "1'2345", "0'123", "1234'567", "1'234\u2019567"}) {
    EXPECT_FALSE(read_number(text).has_value()) << text;
  }
}

TEST(ReadNumber, ReadsTheDecimalComma) {
  constexpr NumberStyle kStyle{.decimal_comma = true, .blank_groups = true};
  const std::vector<Good> table = {
      {"1,5", 1.5, ""},
      {"-0,25", -0.25, ""},
      {",5", 0.5, ""},
      {"1.234", 1234, ""},
      {"1.234,5", 1234.5, ""},
      {"1.234.567", 1234567, ""},
      {"1 234,5 ms", 1234.5, "ms"},
      {"12 345 678", 12345678, ""},
      {"1'234,5", 1234.5, ""},
      {"1,5e3", 1500, ""},
      {"7,5 % ± 0,5 %", 7.5, "%", 0.5},
  };
  for (const Good& row : table) {
    const std::optional<SpelledNumber> read = read_number(row.text, kStyle);
    ASSERT_TRUE(read.has_value()) << row.text;
    EXPECT_DOUBLE_EQ(read->value, row.value) << row.text;
    EXPECT_EQ(read->unit, row.unit) << row.text;
    EXPECT_DOUBLE_EQ(read->plus_minus.value_or(-1), row.plus_minus.value_or(-1)) << row.text;
  }
  for (const std::string_view text :
       {"1.5", "0.123", "1,234,567", "1,234.5", "1.234.5", "22.80.000", ",", "1,", "1,5,2", "1 23",
        "1 2345", "1 234.567", "1.234 567", "5,\u00A0ms"}) {
    EXPECT_FALSE(read_number(text, kStyle).has_value()) << text;
  }
}

TEST(ReadNumber, RefusesWhatIsNone) {
  const std::vector<std::string_view> table = {
      "",
      " ",
      "-",
      "%",
      "abc",
      "nan",
      "NaN",
      "inf",
      "-Infinity",
      ".",
      ",",
      "--5",
      "+-5",
      "1,23",
      "1,2345",
      "1,2,3",
      "12,34,56",
      "0,123",
      ",123",
      "1234,567",
      "1,234,56",
      "1.2.3",
      "2025-01-15",
      "10:32",
      "0x1F",
      "1/2",
      "3 of 5",
      "5 - 7",
      "5\u20137",
      "1 234",
      "7 apples and pears",
      "Q4",
      "1e999",
      "4x4",
      "5 ± ",
      "5 ± x",
      "5 s ± 1 ms",
      "5 ± -1",
      "5 ± 1 ± 1",
      "5 tok/s.",
      "5 %ile",
      "$5",
      "5 \u2713",
      "5 tokens per second and then some",
      "1 abcdefghijklmnopqrstuvwxyzabcdefghijk",
  };
  for (const std::string_view text : table) {
    EXPECT_FALSE(read_number(text).has_value()) << text;
  }
}

TEST(ReadPlainNumber, ReadsOnlyThePlainForm) {
  EXPECT_DOUBLE_EQ(read_plain_number("-1.5e3").value_or(0), -1500);
  EXPECT_DOUBLE_EQ(read_plain_number("+2").value_or(0), 2);
  EXPECT_DOUBLE_EQ(read_plain_number("0.30").value_or(0), 0.3);
  for (const std::string_view text : {"", "+", "+-5", "++5", "-", " 1", "1 ", "1,000", "1 %", "nan",
                                      "inf", "1e999", "0x10", "1e"}) {
    EXPECT_FALSE(read_plain_number(text).has_value()) << text;
  }
}

/// What the C library makes of it, which rounds rightly.
double by_strtod(const std::string& text) {
  return std::strtod(text.c_str(), nullptr);
}

std::string drawn_digits(std::size_t count, std::mt19937& random) {
  std::string digits;
  for (std::size_t i = 0; i < count; ++i) {
    digits += static_cast<char>('0' + random() % 10);
  }
  return digits;
}

TEST(PlainNumber, RoundsAsTheCLibraryForEveryNumberOfDigits) {
  std::mt19937 random(7);
  for (std::size_t whole = 1; whole <= 22; ++whole) {
    for (std::size_t behind = 0; behind <= 22; ++behind) {
      for (const std::string_view sign : {"", "-"}) {
        std::string text(sign);
        text += drawn_digits(whole, random);
        text += behind == 0 ? "" : "." + drawn_digits(behind, random);
        EXPECT_EQ(plain_number_or_nan(text), by_strtod(text)) << text;
      }
    }
  }
}

TEST(PlainNumber, IsExactAroundTheLargestWholeDouble) {
  for (const std::string text :
       {"9007199254740991", "9007199254740992", "9007199254740993", "9007199254740995",
        "900719925474099.3", "0.9007199254740993", "90071.99254740993", "18446744073709551615",
        "99999999999999999999", "0000000000000000001", "00000.00000000001", "5.", "12345678.",
        "0.1234567890123456", "1.12345678901234567", "-0", "-0.00000000", "1234567.8"}) {
    EXPECT_EQ(plain_number_or_nan(text), by_strtod(text)) << text;
    EXPECT_EQ(std::signbit(plain_number_or_nan(text)), text.starts_with('-')) << text;
  }
}

TEST(PlainNumber, IsNoneWhereOneByteIsNoDigit) {
  for (const std::string text : {"1.5", "123.4567", "84.9434863338707", "1234567.12345678901"}) {
    for (std::size_t at = 0; at < text.size(); ++at) {
      for (const char odd : {'/', ':', ' ', 'x', '.', ',', '-', '\0', '\x7f', '\xb5'}) {
        std::string broken = text;
        broken[at] = odd;
        std::size_t end = 0;
        const char* const begin = broken.c_str();
        char* stop = nullptr;
        std::strtod(begin, &stop);
        end = static_cast<std::size_t>(stop - begin);
        const bool is_number = end == broken.size() && broken.front() != ' ';
        EXPECT_EQ(!std::isnan(plain_number_or_nan(broken)), is_number) << broken;
      }
    }
  }
}

}  // namespace
}  // namespace chimera::text
