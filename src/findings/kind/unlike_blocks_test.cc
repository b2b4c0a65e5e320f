#include "findings/kind/unlike_blocks.h"

#include <gtest/gtest.h>

#include "findings/findings.h"
#include "findings/test_tree.h"

namespace chimera::findings {
namespace {

std::string statement_of(const std::vector<std::string>& models, const std::vector<double>& prompts,
                         const std::vector<double>& speed) {
  const Analysis analysis =
      analyze(tree_of({sample::column("model", Role::kSubject, models),
                       setting("prompt_index", Role::kBlock, prompts), metric("tokens_s", speed)}));
  const auto comparisons = found(analysis, FindingKind::kComparison);
  return comparisons.empty() ? "" : comparisons.front().statement;
}

TEST(UnlikeBlock, IsToldWhereOneLevelLacksAPrompt) {
  // Means by hand: (10 + 20 + 30) / 3 = 20 and (11 + 22) / 2 = 16.5, though m2 is faster at both.
  const std::string lacking =
      statement_of({"m1", "m1", "m1", "m2", "m2"}, {1, 2, 3, 1, 2}, {10, 20, 30, 11, 22});
  EXPECT_NE(lacking.find("20.00 tok/s for `m1`"), std::string::npos) << lacking;
  EXPECT_NE(lacking.find("16.50 tok/s for `m2`"), std::string::npos) << lacking;
  EXPECT_NE(lacking.find("; not each of these means holds a trial of every `prompt_index`"),
            std::string::npos)
      << lacking;
  const std::string whole = statement_of({"m1", "m1", "m1", "m2", "m2", "m2"}, {1, 2, 3, 1, 2, 3},
                                         {10, 20, 30, 11, 22, 33});
  EXPECT_NE(whole.find("22.00 tok/s for `m2`"), std::string::npos) << whole;
  EXPECT_EQ(whole.find("not each of these means"), std::string::npos) << whole;
}

TEST(UnlikeBlock, LevelsWithoutACommonPromptAreNoBlocks) {
  const Table table = [] {
    Table made;
    made.columns.resize(2);
    made.columns[0].name = "prompt";
    made.columns[0].role = Role::kBlock;
    made.columns[0].text = {"a", "b", "c", "d"};
    made.columns[0].number.resize(4);
    made.columns[1].name = "model";
    made.columns[1].text = {"m", "m", "n", "n"};
    made.columns[1].number = {1, 2, 3, 4};
    made.state.resize(4);
    return made;
  }();
  const Column& model = table.columns[1];
  EXPECT_EQ(unlike_block({{&table, &model, &model, "m"}, {&table, &model, &model, "n"}}), "");
  EXPECT_EQ(unlike_block({}), "");
}

}  // namespace
}  // namespace chimera::findings
