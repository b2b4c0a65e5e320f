#include "read/copies.h"

#include <gtest/gtest.h>

#include "read/roles.h"
#include "read/table_builder.h"
#include "read/trials.h"

namespace chimera::read {
namespace {

using Values = std::vector<std::string>;

Table table_of(const std::string& column, const Values& values) {
  TableBuilder builder("f", "", "csv");
  for (std::size_t i = 0; i < values.size(); ++i) {
    builder.add_row(i, {{"prompt", "p" + std::to_string(i)}, {column, values[i]}});
  }
  Table table = builder.take();
  assign_roles(table);
  judge_trials(table);
  return table;
}

bool are_copies(const Table& a, const Table& b) {
  const std::vector<Fingerprint> prints{fingerprint_of(a), fingerprint_of(b)};
  const auto contents = contents_of(prints);
  return !contents[0].empty() && contents[0] == contents[1];
}

TEST(Copies, SameValuesAreOneMeasurementHoweverSpelledAndNamed) {
  const Table csv = table_of("ttft_s", {"0.1230", "0.234", "3.45e-1"});
  EXPECT_TRUE(are_copies(csv, table_of("ttft_s", {"0.123", "0.234", "0.345"})));
  EXPECT_TRUE(are_copies(csv, table_of("TTFT (s)", {"0.123", "0.234", "0.345"})));
  EXPECT_FALSE(are_copies(csv, table_of("ttft_s", {"0.123", "0.235", "0.345"})));
}

TEST(Copies, TheOrderOfRowsSaysNothing) {
  const Table csv = table_of("ttft_s", {"0.1230", "0.234", "0.345", ""});
  EXPECT_TRUE(are_copies(csv, table_of("ttft_s", {"", "0.345", "0.123", "0.234"})));
  EXPECT_FALSE(are_copies(csv, table_of("ttft_s", {"0.345", "0.345", "0.123", "0.234"})));
}

TEST(Copies, ATableThatWasRoundedIsOne) {
  const Table fine = table_of("ttft_s", {"0.12341", "0.23449", "0.34562"});
  EXPECT_TRUE(are_copies(fine, table_of("ttft_s", {"0.123", "0.234", "0.346"})));
  EXPECT_FALSE(are_copies(fine, table_of("ttft_s", {"0.123", "0.235", "0.346"})));
}

TEST(Copies, TooFewDigitsProveNothing) {
  EXPECT_FALSE(
      are_copies(table_of("ttft_s", {"0.123", "0.234"}), table_of("ttft_s", {"0.123", "0.234"})));
  EXPECT_FALSE(are_copies(table_of("ttft_s", {"0.1", "0.2", "0.3"}),
                          table_of("ttft_s", {"0.1", "0.2", "0.3"})));
}

TEST(Copies, CountsAndSettingsProveNothing) {
  const Values counts{"12345", "23456", "34567"};
  EXPECT_FALSE(are_copies(table_of("eval_count", counts), table_of("eval_count", counts)));
}

}  // namespace
}  // namespace chimera::read
