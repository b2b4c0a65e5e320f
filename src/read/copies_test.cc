#include "read/copies.h"

#include <gtest/gtest.h>

#include "read/roles.h"
#include "read/table_builder.h"
#include "read/trials.h"

namespace chimera::read {
namespace {

std::string content_of(const std::vector<std::string>& ttft, const std::string& format) {
  TableBuilder builder("f." + format, "", format);
  for (std::size_t i = 0; i < ttft.size(); ++i) {
    builder.add_row(i, {{"prompt", "p" + std::to_string(i)}, {"ttft_s", ttft[i]}});
  }
  Table table = builder.take();
  assign_roles(table);
  judge_trials(table);
  set_content(table);
  return table.content;
}

TEST(Copies, SameValuesAreOneMeasurementHoweverSpelled) {
  const auto csv = content_of({"0.10", "0.2", "3e-1"}, "csv");
  EXPECT_EQ(csv, content_of({"0.1", "0.2", "0.3"}, "json"));
  EXPECT_NE(csv, content_of({"0.2", "0.1", "0.3"}, "csv"));
  EXPECT_NE(csv, "");
}

TEST(Copies, TooFewValuesProveNothing) {
  EXPECT_EQ(content_of({"0.1", "0.2"}, "csv"), "");
}

}  // namespace
}  // namespace chimera::read
