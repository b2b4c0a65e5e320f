#include "engine/text_pieces.h"

#include <gtest/gtest.h>

namespace chimera::engine {
namespace {

TEST(TextPieces, PassesAsciiThrough) {
  TextPieces pieces;
  EXPECT_EQ(pieces.add(" tok/s"), " tok/s");
  EXPECT_EQ(pieces.add(""), "");
}

TEST(TextPieces, HoldsBackAnyPartOfACodePoint) {
  for (const std::string whole : {"\u00b1", "\u2013", "\U0001f600"}) {
    for (std::size_t cut = 1; cut < whole.size(); ++cut) {
      TextPieces pieces;
      EXPECT_EQ(pieces.add("a" + whole.substr(0, cut)), "a") << whole << " cut at " << cut;
      EXPECT_EQ(pieces.add(whole.substr(cut) + "b"), whole + "b") << whole << " cut at " << cut;
    }
  }
}

TEST(TextPieces, LetsBytesThroughThatAreNoText) {
  TextPieces pieces;
  EXPECT_EQ(pieces.add("\x80\x80\x80\x80"), "\x80\x80\x80\x80");
  EXPECT_EQ(pieces.add("\xff"), "\xff");
}

TEST(TextPieces, ClearForgets) {
  TextPieces pieces;
  EXPECT_EQ(pieces.add("\xe2\x80"), "");
  pieces.clear();
  EXPECT_EQ(pieces.add("x"), "x");
}

}  // namespace
}  // namespace chimera::engine
