// Kinds of experiments by two words of files' names, what is said of every run, and headings in
// bold below each other. The expected verdicts are computed by hand beside the rows.
#include <gtest/gtest.h>

#include <string>

#include "verify/sample_trials.h"

namespace chimera::verify {
namespace {

using sample::metric;
using sample::setting;

// q4 and q8 in the bench: 40, 42 and 20, 22 tok/s for heron, 30 and 41 against 21 and 23 for ibis;
// in the sweep q4 alone, much slower.
Observations observations() {
  Observations data;
  for (const bool heron : {true, false}) {
    const std::string model = heron ? "heron" : "ibis";
    Table& bench = sample::add_table(data, model + "_quant_bench.csv", 4);
    bench.columns = {setting("model", Role::kSubject, {model, model, model, model}),
                     setting("quant", Role::kFactor, {"q4", "q4", "q8", "q8"}),
                     setting("prompt_id", Role::kFactor, {"p1", "p2", "p1", "p2"}),
                     heron ? metric("tokens_s", "tok/s", {40, 42, 20, 22}, "throughput")
                           : metric("tokens_s", "tok/s", {30, 41, 21, 23}, "throughput")};
    Table& sweep = sample::add_table(data, model + "_ctx_sweep.csv", 3);
    sweep.columns = {setting("model", Role::kSubject, {model, model, model}),
                     setting("quant", Role::kFactor, {"q4", "q4", "q4"}, true),
                     setting("n_ctx", Role::kFactor, {"1024", "2048", "4096"}),
                     metric("tokens_s", "tok/s", {9, 8, 4}, "throughput")};
  }
  return data;
}

std::string verdicts_of(const std::string& report) {
  return sample::verdicts(observations(), report);
}

TEST(Experiments, GoByTwoWordsOfTheirFiles) {
  EXPECT_EQ(verdicts_of("In the quant bench heron at q4 averages 41.0 tok/s."), "s");
  EXPECT_EQ(verdicts_of("In the quantisation bench heron at q4 averages 41.0 tok/s."), "s");
  EXPECT_EQ(verdicts_of("In the context sweep heron at q4 averages 7.0 tok/s."), "s");
  EXPECT_EQ(verdicts_of("In the context sweep heron at q4 averages 41.0 tok/s."), "c");
}

TEST(Experiments, EndAHeading) {
  const std::string heading = "# Results\n\n**1.1 Ollama quantisation bench**\n\n";
  const std::string remarks = "**Observations:**\n\n* ";
  const std::string at_q4 = "At q4 heron is faster than ibis in every matched run.";
  EXPECT_EQ(verdicts_of(heading + remarks + at_q4), "s");
  EXPECT_EQ(verdicts_of("# Results\n\n" + at_q4), "c");
  EXPECT_EQ(verdicts_of(heading + remarks + "Heron is faster than ibis in every matched run."),
            "c");
}

TEST(Experiments, RemarksMayBeOfAllSections) {
  const std::string heading = "# Results\n\n**1.1 Context sweep**\n\n**Observations:**\n\n* ";
  EXPECT_EQ(verdicts_of(heading + "Heron averages 31.0 tok/s over its quant bench."), "s");
}

TEST(EveryRun, IsHeldAgainstSingleRuns) {
  Observations data = observations();
  Table& sums = sample::add_table(data, "summary.csv", 4);
  sums.columns = {setting("model", Role::kSubject, {"heron", "heron", "ibis", "ibis"}),
                  setting("quant", Role::kFactor, {"q4", "q8", "q4", "q8"}),
                  metric("mean_tokens_s", "tok/s", {41, 22.5, 35.5, 22}, "")};
  sums.columns.back().role = Role::kSummary;
  const std::string said = "In the quant bench heron is faster than ibis in every matched run.";
  EXPECT_EQ(sample::verdicts(data, said), "c");
}

TEST(EveryRun, SeriesBySeries) {
  Observations data;
  Table& load = sample::add_table(data, "load.csv", 6);
  load.columns = {
      setting("model", Role::kSubject, {"heron", "heron", "heron", "ibis", "ibis", "ibis"}),
      setting("concurrency", Role::kFactor, {"1", "4", "16", "1", "4", "16"}),
      metric("ttft_ms", "ms", {10, 20, 90, 30, 29, 80}, "ttft")};
  EXPECT_EQ(sample::verdicts(data, "TTFT increases with concurrency."), "s");
  EXPECT_EQ(sample::verdicts(data, "TTFT increases with concurrency in every series."), "c");
  load.columns.back() = metric("ttft_ms", "ms", {10, 20, 90, 30, 39, 80}, "ttft");
  EXPECT_EQ(sample::verdicts(data, "TTFT increases with concurrency in every series."), "s");
}

TEST(EveryRun, EachModelHasItsOwnLevels) {
  Observations data;
  Table& sweep = sample::add_table(data, "sweep.csv", 6);
  sweep.columns = {
      setting("model", Role::kSubject, {"heron", "heron", "heron", "ibis", "ibis", "ibis"}),
      setting("n_gpu_layers", Role::kFactor, {"0", "8", "16", "0", "7", "14"}),
      metric("cpu_pct", "%", {90, 60, 30, 80, 50, 20}, "")};
  EXPECT_EQ(sample::verdicts(data, "CPU load drops steadily with the number of layers."), "s");
  EXPECT_EQ(sample::verdicts(data, "CPU load rises steadily with the number of layers."), "c");
}

TEST(TrialPlaces, AFirstRequestThatIsKeptIsNoPlace) {
  Observations data;
  Table& runs = sample::add_table(data, "runs.csv", 3);
  runs.columns = {setting("model", Role::kSubject, {"heron", "heron", "heron"}),
                  setting("request", Role::kFactor, {"1", "2", "3"}),
                  metric("ttft_ms", "ms", {900, 120, 180}, "ttft")};
  const std::string lead =
      "Failed rows are left out; the cold first request of each model is kept.\n\n";
  const std::string table = "| Model | Mean TTFT (ms) |\n|---|---|\n| heron | 400.0 |\n";
  EXPECT_EQ(sample::verdicts(data, lead + table), "s");
}

TEST(Scopes, OfAllRunsWhateverAnotherClauseNames) {
  Observations data;
  Table& runs = sample::add_table(data, "runs.csv", 3);
  runs.columns = {setting("model", Role::kSubject, {"heron", "ibis", "owl"}),
                  metric("weights_gb", "GB", {6.1, 7.2, 8.3}, ""),
                  metric("gpu_mem_gb", "GB", {21.43, 21.55, 21.70}, "")};
  const std::string first = "The heron weights take 6.1 GB, yet the GPU memory stays between ";
  EXPECT_EQ(sample::verdicts(data, first + "21.43 and 21.70 GB in all successful runs."), "s s s");
  EXPECT_EQ(sample::verdicts(data, first + "21.43 and 21.60 GB in all successful runs."), "s s c");
}

TEST(Scopes, ASentenceGoesOnFromAFile) {
  Observations data;
  Table& requests = sample::add_table(data, "requests_heron.csv", 4);
  requests.columns = {setting("model", Role::kSubject, {"heron", "heron", "heron", "heron"}),
                      metric("ttft_ms", "ms", {50, 60, 70, 80}, "ttft")};
  Table& other = sample::add_table(data, "run.csv", 1);
  other.columns = {setting("model", Role::kSubject, {"heron"}),
                   metric("mean_ttft_ms", "ms", {67.5}, "ttft")};
  const std::string first = "In `requests_heron.csv` 4 requests succeeded. ";
  EXPECT_EQ(sample::verdicts(data, first + "TTFT has a mean of 65.0 ms.").back(), 's');
  EXPECT_EQ(sample::verdicts(data, first + "TTFT has a mean of 67.5 ms.").back(), 'c');
}

TEST(Statistics, TotalMemoryIsNoSum) {
  Observations data;
  Table& runs = sample::add_table(data, "runs.csv", 3);
  runs.columns = {setting("model", Role::kSubject, {"heron", "ibis", "owl"}),
                  metric("gpu_mem_gb", "GB", {21.43, 21.55, 21.70}, "")};
  EXPECT_EQ(sample::verdicts(data, "Total GPU memory stays between 21.43 and 21.70 GB."), "s s");
}

}  // namespace
}  // namespace chimera::verify
