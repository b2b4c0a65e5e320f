#include "data/query.h"

#include <gtest/gtest.h>

namespace chimera {
namespace {

TEST(Query, StatisticNamesGoBothWays) {
  for (const Statistic statistic : all_statistics()) {
    EXPECT_EQ(find_statistic(statistic_name(statistic)), statistic);
  }
  EXPECT_EQ(find_statistic("average"), std::nullopt);
}

TEST(Query, CanonicalTextDoesNotDependOnTheOrderOfConditions) {
  Query a{.metric = "tokens_s", .statistics = {Statistic::kMean}};
  a.where = {{"num_gpu", "40"}, {"file", "a b.csv"}};
  Query b = a;
  std::swap(b.where[0], b.where[1]);
  EXPECT_EQ(canonical_text(a), canonical_text(b));
  EXPECT_EQ(canonical_text(a),
            "--metric tokens_s --stat mean --where 'file=a b.csv' --where num_gpu=40");
}

TEST(Query, CanonicalTextIsSafeToPasteIntoAShell) {
  Query query{.metric = "a'; rm -rf $HOME", .statistics = {Statistic::kMax}};
  EXPECT_EQ(canonical_text(query), "--metric 'a'\\''; rm -rf $HOME' --stat max");
}

}  // namespace
}  // namespace chimera
