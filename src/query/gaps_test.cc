#include "query/gaps.h"

#include <gtest/gtest.h>

#include <limits>

namespace chimera::query {
namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

Column column(const std::string& name, Role role, const std::vector<std::string>& cells) {
  Column made{.name = name, .role = role, .text = cells};
  for (const std::string& cell : cells) {
    made.number.push_back(cell.empty() || std::isalpha(cell[0]) != 0 ? kMissing : std::stod(cell));
  }
  return made;
}

Table table(const std::string& file, std::vector<Column> columns) {
  Table made{.file = file};
  made.state.resize(columns.front().text.size());
  made.place.resize(made.rows());
  made.columns = std::move(columns);
  return made;
}

TEST(Gaps, TheCellOfAGridThatWasNeverRunIsNamed) {
  Observations observations;
  observations.tables.push_back(
      table("g.csv", {column("num_gpu", Role::kFactor, {"1", "1", "2", "2", "3"}),
                      column("num_ctx", Role::kFactor, {"512", "1024", "512", "1024", "512"}),
                      column("ttft_s", Role::kMetric, {"1", "2", "3", "4", "5"})}));
  // Three levels do not repeat twice in five rows: no grid yet.
  EXPECT_TRUE(find_gaps(observations).empty());
  observations.tables[0] = table(
      "g.csv", {column("num_gpu", Role::kFactor, {"1", "1", "2", "1", "1", "2"}),
                column("num_ctx", Role::kFactor, {"512", "1024", "512", "512", "1024", "512"}),
                column("ttft_s", Role::kMetric, {"1", "2", "3", "4", "5", "6"})});
  const auto gaps = find_gaps(observations);
  ASSERT_EQ(gaps.size(), 1U);
  EXPECT_EQ(gaps[0].kind, GapKind::kConfiguration);
  ASSERT_EQ(gaps[0].missing.size(), 1U);
  EXPECT_EQ(gaps[0].missing[0], (std::vector<std::string>{"num_gpu=2", "num_ctx=1024"}));
}

TEST(Gaps, AModelThatTheSiblingLacksIsNamed) {
  Observations observations;
  observations.tables.push_back(
      table("d/a.csv", {column("model", Role::kSubject, {"x", "y", "z"}),
                        column("ttft_s", Role::kMetric, {"1", "2", "3"})}));
  observations.tables.push_back(table("d/b.csv", {column("model", Role::kSubject, {"x", "y"}),
                                                  column("tokens_s", Role::kMetric, {"1", "2"})}));
  const auto gaps = find_gaps(observations);
  ASSERT_EQ(gaps.size(), 1U);
  EXPECT_EQ(gaps[0].file, "d/b.csv");
  EXPECT_EQ(gaps[0].sibling, "d/a.csv");
  EXPECT_EQ(gaps[0].missing, (std::vector<std::vector<std::string>>{{"z"}}));
}

TEST(Gaps, AColumnThatIsAlwaysEmptyIsNamed) {
  Observations observations;
  observations.tables.push_back(table("a.csv", {column("ttft_s", Role::kMetric, {"", ""}),
                                                column("tokens_s", Role::kMetric, {"1", "2"})}));
  const auto gaps = find_gaps(observations);
  ASSERT_EQ(gaps.size(), 1U);
  EXPECT_EQ(gaps[0].missing, (std::vector<std::vector<std::string>>{{"ttft_s"}}));
}

}  // namespace
}  // namespace chimera::query
