// The query beside a value gives that value: parsed again and answered by what `chimera query`
// uses.
#include "verify/sample_query.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "verify/bound_query.h"
#include "verify/sample_trials.h"

namespace chimera::verify {
namespace {

using sample::metric;
using sample::setting;

// A baseline and a sweep, whose names alone tell which is which. Tables stand in order of their
// files.
Observations observations() {
  Observations data;
  const auto add = [&](std::string file, std::vector<double> values) {
    data.artifacts.push_back({file, ArtifactType::kCsv, 100, 0});
    Table& table = data.tables.emplace_back(sample::table(std::move(file), values.size()));
    std::vector<std::string_view> settings = {"20", "40", "60", "80"};
    settings.resize(values.size());
    table.columns = {setting("model", Role::kSubject, {"toy:8b"}, true),
                     setting("num_gpu", Role::kFactor, settings),
                     metric("tokens_s", "tok/s", std::move(values), "throughput")};
  };
  add("toy_8b_baseline.csv", {40.5, 41.25, 43.75});
  add("toy_8b_sweep.csv", {50.25, 52.5, 54.75});
  add("toy_8b_trace.csv", {30.25, 31.5, 34.75, 39.25});
  return data;
}

struct Asked {
  std::string query;
  double found = 0;
  double answer = 0;
};

Asked asked_of(const std::string& report) {
  const Observations data = observations();
  const auto claims = sample::claims(data, report);
  if (claims.size() != 1 || !claims.front().found) {
    return {};
  }
  Asked asked{claims.front().found->query, claims.front().found->value};
  const auto query = parse_query(asked.query);
  const auto fact = query ? evaluate(*query, data) : std::nullopt;
  asked.answer = fact ? fact->value : std::nan("");
  return asked;
}

void expect_asked(const std::string& report, double value) {
  const Asked asked = asked_of(report);
  EXPECT_DOUBLE_EQ(asked.found, value) << report;
  EXPECT_DOUBLE_EQ(asked.answer, value) << asked.query;
}

TEST(SampleQuery, SaysFilesWhereOnlyTheirNamesTell) {
  expect_asked("In the sweep the mean throughput of toy:8b is 52.5 tok/s.", 52.5);
  expect_asked("In the baseline the mean throughput of toy:8b is 41.8 tok/s.", 125.5 / 3);
}

// The second of four is neither a mean, a median nor an end.
TEST(SampleQuery, SaysTheSettingsOfOneRow) {
  expect_asked("In `toy_8b_trace.csv` a throughput of 31.5 tok/s was seen.", 31.5);
}

TEST(SampleQuery, SaysLevels) {
  expect_asked("With num_gpu=60 the highest throughput of toy:8b is 54.75 tok/s.", 54.75);
}

}  // namespace
}  // namespace chimera::verify
