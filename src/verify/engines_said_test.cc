// Engines and models by parts of their names, runs that were broken off, parts of what failed. The
// expected verdicts are computed by hand beside the rows.
#include <gtest/gtest.h>

#include <string>

#include "verify/sample_trials.h"

namespace chimera::verify {
namespace {

using sample::metric;
using sample::setting;

// Two servers at 1, 4 and 16 clients: 60, 100, 250 against 50, 90, 150 tok/s; a run of the first
// was broken off at 20 tok/s.
Observations servers() {
  Observations data;
  for (const char* path :
       {"load/heron_swift.csv", "load/heron_wader.csv", "load_aborted/heron_swift.csv"}) {
    const std::string file = path;
    const bool swift = file.find("swift") != std::string::npos;
    const bool aborted = file.find("aborted") != std::string::npos;
    Table& table = sample::add_table(data, file, 3);
    const std::string server = swift ? "swift-server b4869" : "wader 0.6.0";
    table.columns = {setting("server", Role::kFactor, {server, server, server}, true),
                     setting("concurrency", Role::kFactor, {"1", "4", "16"}),
                     aborted ? metric("output_tok_s", "tok/s", {20, 21, 22}, "")
                     : swift ? metric("output_tok_s", "tok/s", {60, 100, 250}, "")
                             : metric("output_tok_s", "tok/s", {50, 90, 150}, "")};
  }
  return data;
}

TEST(Engines, GoByTheirNamesWithoutVersions) {
  const auto of = [](const std::string& report) { return sample::verdicts(servers(), report); };
  const std::string said =
      "The output throughput of swift-server is higher than that of wader at every concurrency "
      "level; ";
  EXPECT_EQ(of(said + "at 16 clients the lead is 67 %."), "s s");
  EXPECT_EQ(of(said + "at 16 clients the lead is 40 %."), "s c");  // 40 % is the way back
}

TEST(Engines, RunsThatWereBrokenOffAreLeftOut) {
  const auto of = [](const std::string& report) { return sample::verdicts(servers(), report); };
  EXPECT_EQ(of("At 1 client swift-server delivers 60 tok/s."), "s");
  EXPECT_EQ(of("At 1 client swift-server delivers 20 tok/s."), "c");
  EXPECT_EQ(of("At 1 client the aborted run of swift-server delivers 20 tok/s.").back(), 's');
}

TEST(Models, GoByAFamilyWithinTheirNames) {
  Observations data;
  Table& top = sample::add_table(data, "top.csv", 2);
  top.columns = {setting("model", Role::kSubject, {"heron_12b", "ibis_3b"}),
                 setting("rank", Role::kFactor, {"1", "2"})};
  Table& runs = sample::add_table(data, "runs.csv", 4);
  runs.columns = {setting("model", Role::kSubject,
                          {"great-heron:12b-q4", "great-heron:12b-q4", "ibis:3b-q4", "ibis:3b-q4"}),
                  setting("num_ctx", Role::kFactor, {"2048", "4096", "2048", "4096"}),
                  metric("tokens_s", "tok/s", {44, 42, 130, 120}, "throughput")};
  EXPECT_EQ(sample::verdicts(data, "Heron averages 43.0 tok/s."), "s");
  EXPECT_EQ(sample::verdicts(data, "Heron averages 86.5 tok/s."), "c");
  EXPECT_EQ(sample::verdicts(data, "The fastest row of heron uses a context length of 2048."), "s");
  EXPECT_EQ(sample::verdicts(data, "The fastest row of heron uses a context length of 4096."), "c");
}

TEST(Switches, RaiseATestOfEachModel) {
  Observations data;
  Table& bench = sample::add_table(data, "bench.csv", 8);
  bench.columns = {
      setting("model", Role::kSubject,
              {"heron", "heron", "heron", "heron", "ibis", "ibis", "ibis", "ibis"}),
      setting("test", Role::kFactor,
              {"pp512", "pp512", "tg128", "tg128", "pp512", "pp512", "tg128", "tg128"}),
      setting("flash_attn", Role::kFactor, {"0", "1", "0", "1", "0", "1", "0", "1"}),
      metric("avg_ts", "tok/s", {100, 110, 50, 49, 200, 230, 80, 81}, "")};
  EXPECT_EQ(sample::verdicts(data, "Enabling flash attention raises pp512 for both models."), "s");
  EXPECT_EQ(sample::verdicts(data, "Enabling flash attention raises tg128 for both models."), "c");
}

TEST(Ends, OfAChangeInWords) {
  const auto of = [](const std::string& report) { return sample::verdicts(servers(), report); };
  EXPECT_EQ(of("From one to four clients the throughput of wader grows by a factor of 1.8."), "s");
  EXPECT_EQ(of("From one to four clients the throughput of wader grows by a factor of 2.8."), "c");
}

// Eight trials, four of which failed: three of heron, one of ibis; noted in a list of their own.
Observations failing() {
  Observations data;
  Table& runs = sample::add_table(data, "runs.csv", 8);
  runs.columns = {setting("model", Role::kSubject,
                          {"heron", "heron", "heron", "heron", "ibis", "ibis", "ibis", "ibis"}),
                  setting("dtype", Role::kFactor,
                          {"int8", "int8", "fp16", "fp16", "int8", "int8", "fp16", "fp16"}),
                  metric("latency_ms", "ms", {0, 0, 0, 4, 0, 6, 7, 8}, "")};
  for (const std::size_t row : {0U, 1U, 2U, 4U}) {
    runs.state[row].failed = true;
  }
  return data;
}

TEST(Failures, HalfOfThem) {
  const auto of = [](const std::string& report) { return sample::verdicts(failing(), report); };
  EXPECT_EQ(of("More than half of all failures involve heron."), "s");
  EXPECT_EQ(of("Half of the failures involve heron."), "c");
  EXPECT_EQ(of("No owl run failed, and more than half of all failures involve int8.").back(), 's');
}

TEST(Failures, AnEntireSeries) {
  const auto of = [](const std::string& report) { return sample::verdicts(failing(), report); };
  EXPECT_EQ(of("The entire heron int8 series failed."), "s");
  EXPECT_EQ(of("The entire heron series failed."), "c");
}

}  // namespace
}  // namespace chimera::verify
