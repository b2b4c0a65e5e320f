#include "verify/single_runs.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "verify/sample_trials.h"

namespace chimera::verify {
namespace {

struct Trial {
  std::string_view threads;
  std::string_view batch;
};

void add_run(Observations& out, const std::string& file, const std::vector<Trial>& trials) {
  out.artifacts.push_back({file, ArtifactType::kCsv, 1000, 0});
  std::vector<std::string_view> threads;
  std::vector<std::string_view> batches;
  std::vector<double> rates;
  for (const Trial& trial : trials) {
    threads.push_back(trial.threads);
    batches.push_back(trial.batch);
    rates.push_back(100 + static_cast<double>(rates.size()));
  }
  Table table = sample::table(file, trials.size());
  table.columns = {sample::setting("threads", Role::kFactor, threads),
                   sample::setting("batch_size", Role::kFactor, batches),
                   sample::metric("tokens_s", "tok/s", std::move(rates), "")};
  out.tables.push_back(std::move(table));
}

std::string verdict_of(const Observations& data) {
  const auto claims = sample::claims(
      data, "About `threads=2` against `threads=1` the data hold one run for each setting.");
  EXPECT_EQ(claims.size(), 1U);
  return claims.empty() ? "" : std::string(verdict_name(claims.front().verdict));
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
    const std::string said =
        std::string("About ") + pair + " the data hold one run for each setting.";
    for (const Claim& claim : sample::claims(once, said)) {
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
