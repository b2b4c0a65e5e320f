#include "verify/spelled_texts.h"

#include <gtest/gtest.h>

#include <array>

namespace chimera::verify {
namespace {

Column column(std::string name, Role role, std::string_view text) {
  Column made;
  made.name = std::move(name);
  made.role = role;
  made.text = CellTexts(std::array{text}, {0, 0});
  return made;
}

TEST(SpelledTexts, MarkTheFilesWhereATextHoldsAWord) {
  Table first;
  first.columns = {column("Model", Role::kSubject, "Alpha-7B"),
                   column("ttft_ms", Role::kMetric, "20251002")};
  Table second;
  second.columns = {column("model", Role::kSubject, "beta")};
  SpelledTexts texts;
  texts.add(first, 0);
  texts.add(second, 2);
  const auto marked = [&texts](std::string_view lower) {
    std::vector<bool> marks(3, false);
    texts.mark_files_with(lower, marks);
    return marks;
  };
  EXPECT_EQ(marked("alpha"), (std::vector<bool>{true, false, false})) << "whatever its case";
  EXPECT_EQ(marked("model"), (std::vector<bool>{true, false, true})) << "a column's name";
  EXPECT_EQ(marked("2025"), (std::vector<bool>{true, false, false})) << "a measured number";
  EXPECT_EQ(marked("gamma"), (std::vector<bool>{false, false, false}));
}

}  // namespace
}  // namespace chimera::verify
