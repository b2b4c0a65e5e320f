#include "read/derived.h"

#include <gtest/gtest.h>

#include <numeric>
#include <vector>

#include "read/roles.h"
#include "read/table_builder.h"
#include "read/trials.h"

namespace chimera::read {
namespace {

Table table_of(const std::string& file, const std::vector<Record>& records) {
  TableBuilder builder(file, "", "csv");
  std::size_t line = 2;
  for (const Record& record : records) {
    builder.add_row(line++, record);
  }
  Table table = builder.take();
  assign_roles(table);
  judge_trials(table);
  return table;
}

Table runs() {
  return table_of("d/runs.csv", {{{"model", "a"}, {"ttft_s", "0.1234"}},
                                 {{"model", "a"}, {"ttft_s", "0.2345"}},
                                 {{"model", "b"}, {"ttft_s", "0.3456"}},
                                 {{"model", "b"}, {"ttft_s", "0.4568"}}});
}

std::vector<std::size_t> all_of(const std::vector<Table>& tables) {
  std::vector<std::size_t> numbers(tables.size());
  std::iota(numbers.begin(), numbers.end(), std::size_t{0});
  return numbers;
}

TEST(Derived, MeansOfEachModelAreTiedToTheRows) {
  // By hand: (0.1234 + 0.2345) / 2 = 0.17895, (0.3456 + 0.4568) / 2 = 0.4012.
  std::vector<Table> tables{
      runs(), table_of("d/summary.csv", {{{"model", "a"}, {"mean_ttft_s", "0.17895"}},
                                         {{"model", "b"}, {"mean_ttft_s", "0.4012"}}})};
  find_derived(tables, all_of(tables));
  EXPECT_EQ(tables[1].derived_from, "d/runs.csv");
  EXPECT_EQ(tables[1].kind, TableKind::kSummary);
  EXPECT_EQ(tables[0].derived_from, "");
}

TEST(Derived, OtherValuesOrAnotherFolderAreNotTied) {
  const auto other = [](const std::string& file, const std::string& value) {
    return table_of(file, {{{"model", "a"}, {"mean_ttft_s", value}},
                           {{"model", "b"}, {"mean_ttft_s", "0.4012"}}});
  };
  std::vector<Table> tables{runs(), other("d/summary.csv", "0.18895"),
                            other("e/summary.csv", "0.17895")};
  find_derived(tables, all_of(tables));
  EXPECT_EQ(tables[1].derived_from, "");
  EXPECT_EQ(tables[2].derived_from, "");
}

}  // namespace
}  // namespace chimera::read
