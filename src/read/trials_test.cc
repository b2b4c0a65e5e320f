#include "read/trials.h"

#include <gtest/gtest.h>

#include "read/roles.h"
#include "read/table_builder.h"

namespace chimera::read {
namespace {

Table judged(const std::vector<Record>& records) {
  TableBuilder builder("t.csv", "", "csv");
  std::size_t line = 2;
  for (const Record& record : records) {
    builder.add_row(line++, record);
  }
  Table table = builder.take();
  assign_roles(table);
  judge_trials(table);
  return table;
}

TEST(Trials, FailedOnesAreToldFromOkOnes) {
  const struct {
    Record record;
    bool failed;
    std::string reason;
  } cases[] = {
      {{{"ttft_s", "0"}, {"tokens_s", "0.00"}, {"error", "refused"}}, true, "refused"},
      {{{"ttft_s", "0"}, {"tokens_s", "0.00"}, {"error", ""}}, true, "every value is zero"},
      {{{"ttft_s", ""}, {"tokens_s", ""}, {"error", ""}}, true, "no value"},
      {{{"ttft_s", "1"}, {"tokens_s", "5"}, {"success", "false"}}, true, "success is false"},
      {{{"ttft_s", "1"}, {"tokens_s", "5"}, {"status", "Timeout"}}, true, "status is Timeout"},
      {{{"ttft_s", "1"}, {"tokens_s", "5"}, {"text", "Error generating: refused"}},
       true,
       "Error generating: refused"},
      {{{"ttft_s", "1"}, {"tokens_s", "5"}, {"text", "Errors happen to everybody"}}, false, ""},
      {{{"ttft_s", "0"}, {"tokens_s", "5"}, {"error", "none"}, {"success", "TRUE"}}, false, ""},
      {{{"ttft_s", ""}, {"tokens_s", "5"}, {"error", ""}}, false, ""},
      {{{"ttft_s", "1"}, {"tokens_s", "5"}, {"errors", R"(["", "refused"])"}}, false, ""},
      {{{"ttft_s", "1"}, {"tokens_s", "5"}, {"errors", "3"}}, false, ""},
      {{{"duration_s", "7.4"}, {"mean_ttft_ms", "0"}, {"completed", "0"}},
       true,
       "no request completed"},
      {{{"duration_s", "7.4"}, {"mean_ttft_ms", "9"}, {"completed", "3"}}, false, ""},
  };

  for (const auto& c : cases) {
    const Table table = judged({c.record});
    EXPECT_EQ(table.state[0].failed, c.failed) << c.reason;
    EXPECT_EQ(table.reason_of(0), c.reason);
  }
}

TEST(Trials, AStateThatSaysHowTheyEnded) {
  const Table table = judged({{{"tokens_s", "5"}, {"state", "ok"}},
                              {{"tokens_s", "6"}, {"state", "partial"}},
                              {{"tokens_s", "7"}, {"state", "failed"}}});
  EXPECT_EQ(table.columns[1].role, Role::kError);
  EXPECT_FALSE(table.state[1].failed);
  EXPECT_EQ(table.reason_of(2), "state is failed");
  const Table other =
      judged({{{"tokens_s", "5"}, {"state", "cold"}}, {{"tokens_s", "6"}, {"state", "warm"}}});
  EXPECT_NE(other.columns[1].role, Role::kError);
}

TEST(Trials, AReloadMakesATrialCold) {
  const Table table = judged({{{"load_s", "6.2"}, {"ttft_s", "6.4"}},
                              {{"load_s", "0.06"}, {"ttft_s", "0.1"}},
                              {{"load_s", "0.07"}, {"ttft_s", "0.1"}}});
  EXPECT_TRUE(table.state[0].cold);
  EXPECT_FALSE(table.state[0].failed);
  EXPECT_FALSE(table.state[1].cold);
}

TEST(Trials, EverySecondReloadIsCold) {
  const Table table = judged(
      {{{"load_s", "0.9"}}, {{"load_s", "0.02"}}, {{"load_s", "0.8"}}, {{"load_s", "0.018"}}});
  EXPECT_TRUE(table.state[0].cold);
  EXPECT_FALSE(table.state[1].cold);
  EXPECT_TRUE(table.state[2].cold);
  EXPECT_FALSE(table.state[3].cold);
}

TEST(Trials, LoadsOfTwoModelsAreNotCold) {
  const Table table =
      judged({{{"load_s", "6.4"}}, {{"load_s", "0.5"}}, {{"load_s", "6.1"}}, {{"load_s", "0.6"}}});
  EXPECT_FALSE(table.state[0].cold);
  EXPECT_FALSE(table.state[2].cold);
}

TEST(Trials, WithoutLoadTimeTheFirstSlowRequestIsCold) {
  const Table table = judged({{{"ttft_s", "6.4"}}, {{"ttft_s", "0.1"}}, {{"ttft_s", "0.1"}}});
  EXPECT_TRUE(table.state[0].cold);
  const Table even = judged({{{"ttft_s", "0.2"}}, {{"ttft_s", "0.1"}}, {{"ttft_s", "0.1"}}});
  EXPECT_FALSE(even.state[0].cold);
}

TEST(Trials, AFailedFirstRequestDoesNotHideTheColdOne) {
  const Table table =
      judged({{{"ttft_s", ""}}, {{"ttft_s", "6.4"}}, {{"ttft_s", "0.1"}}, {{"ttft_s", "0.1"}}});
  EXPECT_TRUE(table.state[0].failed);
  EXPECT_TRUE(table.state[1].cold);
}

}  // namespace
}  // namespace chimera::read
