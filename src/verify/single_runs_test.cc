#include "verify/single_runs.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "verify/verify.h"

namespace chimera::verify {
namespace {

struct Trial {
  std::string_view threads;
  std::string_view batch;
};

void add_run(Observations& out, const std::string& file, const std::vector<Trial>& trials) {
  out.artifacts.push_back({file, ArtifactType::kCsv, 1000, 0});
  Table table;
  table.file = file;
  table.format = "csv";
  table.content = file;
  Column threads;
  threads.name = "threads";
  threads.role = Role::kFactor;
  Column batch = threads;
  batch.name = "batch_size";
  Column rate;
  rate.name = "tokens_s";
  rate.role = Role::kMetric;
  rate.unit = "tok/s";
  for (const Trial& trial : trials) {
    threads.text.push_back(trial.threads);
    batch.text.push_back(trial.batch);
    rate.number.push_back(100 + static_cast<double>(rate.number.size()));
    rate.text.push_back(std::to_string(rate.number.back()));
    table.place.push_back(table.place.size() + 2);
    table.state.emplace_back();
  }
  threads.number.assign(trials.size(), std::nan(""));
  batch.number = threads.number;
  table.columns = {std::move(threads), std::move(batch), std::move(rate)};
  out.tables.push_back(std::move(table));
}

std::string verdict_of(const Observations& data) {
  const auto verified =
      verify_report("About `threads=2` against `threads=1` the data hold one run for each setting.",
                    data, {}, {});
  EXPECT_TRUE(verified);
  EXPECT_EQ(verified->claims.size(), 1U);
  return verified->claims.empty() ? ""
                                  : std::string(verdict_name(verified->claims.front().verdict));
}

TEST(SingleRuns, WithinATable) {
  Observations once;
  add_run(once, "a.csv", {{"1", "8"}, {"1", "16"}, {"2", "8"}, {"2", "16"}});
  EXPECT_EQ(verdict_of(once), "supported");
  Observations twice;
  add_run(twice, "a.csv", {{"1", "8"}, {"1", "8"}, {"2", "8"}, {"2", "8"}});
  EXPECT_EQ(verdict_of(twice), "contradicted");
}

TEST(SingleRuns, OfWhatCannotBeHeldAgainstEachOther) {
  Observations once;
  add_run(once, "a.csv", {{"1", "8"}, {"1", "16"}, {"2", "8"}, {"2", "16"}});
  for (const char* pair : {"`threads=2` against `threads=2`", "`threads=2` against `batch_size=8`",
                           "`threads` against `threads=1`"}) {
    const auto verified = verify_report(
        std::string("About ") + pair + " the data hold one run for each setting.", once, {}, {});
    ASSERT_TRUE(verified);
    for (const Claim& claim : verified->claims) {
      EXPECT_EQ(claim.verdict, Verdict::kUnsupported) << pair;
    }
  }
}

// Repetitions within a run are one run.
TEST(SingleRuns, BetweenTables) {
  Observations data;
  add_run(data, "one.csv", {{"1", "8"}, {"1", "8"}, {"1", "8"}});
  add_run(data, "two.csv", {{"2", "8"}, {"2", "8"}, {"2", "8"}});
  EXPECT_EQ(verdict_of(data), "supported");
  add_run(data, "one_again.csv", {{"1", "8"}, {"1", "8"}, {"1", "8"}});
  EXPECT_EQ(verdict_of(data), "contradicted");
}

}  // namespace
}  // namespace chimera::verify
