#include "text/unicode.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace chimera::text {
namespace {

using namespace std::string_view_literals;

struct Coded {
  std::string_view bytes;
  std::string_view utf8;
  std::string_view encoding;
  std::size_t replaced = 0;
};

TEST(Decode, TellsEncodingsApart) {
  const std::vector<Coded> table = {
      {"", "", "UTF-8"},
      {"plain", "plain", "UTF-8"},
      {"\xEF\xBB\xBFmark", "mark", "UTF-8"},
      {"caf\xC3\xA9", "café", "UTF-8"},
      {"a long line of caf\xE9, 5 \x80", "a long line of café, 5 €", "Windows-1252"},
      {"caf\xC3\xA9 and a long line of caf\xE9", "café and a long line of caf\uFFFD", "UTF-8", 1},
      {"a long line of caf\xE9 \x81", "a long line of caf\uFFFD \uFFFD", "UTF-8", 2},
      {"\xFF\xFE=\0\xE9\0\x3D\xD8\x00\xDE"sv, "=é\U0001F600", "UTF-16LE"},
      {"\xFE\xFF\0=\0\xE9\xD8\x3D\xDE\x00"sv, "=é\U0001F600", "UTF-16BE"},
      {"\xFF\xFE=\0\x3D\xD8="sv, "=\uFFFD\uFFFD", "UTF-16LE", 2},
      {"a\0b\0c\0\n\0"sv, "abc\n", "UTF-16LE"},
      {"\0a\0b\0c\0\n"sv, "abc\n", "UTF-16BE"},
      {"\xC3\xBF\xC3\xBE=\0=\0 \0\xC3\xA9\0"sv, "== é", "UTF-16LE (re-encoded)"},
      {"\xEF\xBF\xBD\xEF\xBF\xBD=\0\xEF\xBF\xBD\0a\0"sv, "=\uFFFDa", "UTF-16LE (re-encoded)", 1},
      {"\xC3\xBF\xC3\xBE is no mark"sv, "ÿþ is no mark", "UTF-8"},
      {"\x7F\x45LF\0\0\1\2\0\0\0\0"sv, "\x7F\x45LF\0\0\1\2\0\0\0\0"sv, "binary"},
      {"\x89\x90\xFF\xFEz"sv, "\uFFFD\uFFFD\uFFFD\uFFFDz", "binary", 4},
  };
  for (const Coded& row : table) {
    const Decoded decoded = decode(std::string(row.bytes));
    EXPECT_EQ(decoded.utf8, row.utf8) << row.utf8;
    EXPECT_EQ(decoded.encoding, row.encoding) << row.utf8;
    EXPECT_EQ(decoded.replaced, row.replaced) << row.utf8;
    EXPECT_TRUE(is_utf8(decoded.utf8)) << row.utf8;
  }
}

// Table 3-7 of the Unicode standard, its edges from both sides.
TEST(IsUtf8, HoldsTheEdges) {
  for (const std::string_view good :
       {""sv, "\0"sv, "\x7F"sv, "\xC2\x80"sv, "\xDF\xBF"sv, "\xE0\xA0\x80"sv, "\xED\x9F\xBF"sv,
        "\xEE\x80\x80"sv, "\xEF\xBF\xBF"sv, "\xF0\x90\x80\x80"sv, "\xF4\x8F\xBF\xBF"sv}) {
    EXPECT_TRUE(is_utf8(good));
  }
  for (const std::string_view bad :
       {"\x80"sv, "\xC1\xBF"sv, "\xC2"sv, "\xC2\xC0"sv, "\xE0\x9F\xBF"sv, "\xED\xA0\x80"sv,
        "\xE2\x82"sv, "\xF0\x8F\xBF\xBF"sv, "\xF4\x90\x80\x80"sv, "\xF5\x80\x80\x80"sv, "\xFF"sv}) {
    EXPECT_FALSE(is_utf8(bad)) << testing::PrintToString(bad);
  }
}

TEST(CodePoints, CountsInvalidBytesOneEach) {
  EXPECT_EQ(code_points(""), 0U);
  EXPECT_EQ(code_points("aé€\U0001F600"), 4U);
  EXPECT_EQ(code_points("a\xFF\xE2\x82"), 4U);
}

TEST(OneLine, MakesPrintableText) {
  EXPECT_EQ(one_line("a\r\nb\tc\x1B[31m", 99), "a  b c [31m");
  EXPECT_EQ(one_line("x\u202Ey\u2066z\u200F\u2028\u0085!", 99), "x y z   !");
  EXPECT_EQ(one_line("bad \xFF", 99), "bad \uFFFD");
  EXPECT_EQ(one_line("née", 99), "née");
}

TEST(OneLine, CutsToTheLimit) {
  EXPECT_EQ(one_line("abcde", 5), "abcde");
  EXPECT_EQ(one_line("abcdef", 5), "abcd…");
  EXPECT_EQ(one_line("ééé", 2), "é…");
  EXPECT_EQ(one_line("ab", 1), "…");
  EXPECT_EQ(one_line("ab", 0), "");
  EXPECT_EQ(one_line("", 0), "");
}

}  // namespace
}  // namespace chimera::text
