// Elements of arrays, as a program flattens them. The runs' means are 5.6, 5.5 and 5.4 ms.
#include "verify/element_said.h"

#include <gtest/gtest.h>

#include <string>

#include "verify/sample_trials.h"

namespace chimera::verify {
namespace {

using sample::metric;

TEST(Element, IsAWordWithAnIndex) {
  ASSERT_TRUE(element_said("json_run_results.0.mean_ms"));
  EXPECT_EQ(element_said("json_run_results.0.mean_ms")->array, "json_run_results");
  EXPECT_EQ(element_said("of `runs[12].mean_ms`")->index, 12U);
  for (const char* text :
       {"vllm 0.11.0", "llama3.1:8b", "5.5.6", "a.0", ".0.a", "1.2.mean", "runs[x]"}) {
    EXPECT_FALSE(element_said(text)) << text;
  }
}

TEST(Element, IsOfTheArrayThatAPointerEndsWith) {
  const Element element{"json_run_results", 0};
  EXPECT_TRUE(is_array_at(element, "/timing_stats/run_results"));
  EXPECT_FALSE(is_array_at(element, "/timing_stats/results_run"));
  EXPECT_FALSE(is_array_at(element, ""));
}

std::string verdicts_of_row(const std::string& row) {
  Observations out;
  out.artifacts.push_back({"base.json", ArtifactType::kJson, 1000, 0});
  Table& table = out.tables.emplace_back(sample::table("base.json", 3));
  table.format = "json";
  table.pointer = "/timing_stats/run_results";
  table.place = {0, 1, 2};
  table.columns = {metric("mean_ms", "ms", {5.6, 5.5, 5.4}, "")};
  return sample::verdicts(out, "| Metric | Value | Source File |\n|---|---|---|\n" + row + "\n");
}

TEST(Element, OfARowIsTheOneWithThatIndex) {
  EXPECT_EQ(verdicts_of_row("| `json_run_results.0.mean_ms` | 5.600 | base.json |"), "s");
  EXPECT_EQ(verdicts_of_row("| `json_run_results.0.mean_ms` | 5.500 | base.json |"), "c");
  EXPECT_EQ(verdicts_of_row("| `run_results[1].mean_ms` | 5.500 | base.json |"), "s");
}

}  // namespace
}  // namespace chimera::verify
