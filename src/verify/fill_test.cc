#include "verify/fill.h"

#include <gtest/gtest.h>

namespace chimera::verify {
namespace {

// Three files with 10,240,000 bytes in all.
Observations observations() {
  Observations out;
  for (const char* path : {"a.csv", "b.csv", "c.json"}) {
    const bool json = std::string_view(path).ends_with("json");
    out.artifacts.push_back(
        {path, json ? ArtifactType::kJson : ArtifactType::kCsv, json ? 240'000U : 5'000'000U, 0});
  }
  return out;
}

TEST(Fill, PutsTheValueAsTheNumberStands) {
  const std::string text =
      "We read **7 files** <!-- chimera: --metric files --stat count --> of\n"
      "1,024 bytes <!-- chimera: --metric bytes --stat count --> and\n"
      "2 CSV <!-- chimera: --metric files --stat count --where type=CSV -->; 9 stays.\n";
  const auto filled = fill(text, observations());
  ASSERT_TRUE(filled);
  EXPECT_EQ(filled->text,
            "We read **3 files** <!-- chimera: --metric files --stat count --> of\n"
            "10,240,000 bytes <!-- chimera: --metric bytes --stat count --> and\n"
            "2 CSV <!-- chimera: --metric files --stat count --where type=CSV -->; 9 stays.\n");
  ASSERT_EQ(filled->changes.size(), 2U);
  EXPECT_EQ(filled->changes[1].stood, "1,024");
  const auto again = fill(filled->text, observations());
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->changes.empty());
  EXPECT_EQ(again->text, filled->text);
}

TEST(Fill, ConvertsUnits) {
  const auto filled = fill("0.1 MB <!-- chimera: --metric bytes --stat count --where type=JSON -->",
                           observations());
  ASSERT_TRUE(filled);
  EXPECT_TRUE(filled->text.starts_with("0.2 MB "));
}

TEST(Fill, SaysWhatFindsNothing) {
  const auto filled = fill("5 <!-- chimera: --metric nonsense -->\n6 <!-- chimera: --stat mean -->",
                           observations());
  ASSERT_TRUE(filled);
  ASSERT_EQ(filled->failures.size(), 2U);
  EXPECT_EQ(filled->failures[1].line, 2U);
  EXPECT_TRUE(filled->changes.empty());
}

}  // namespace
}  // namespace chimera::verify
