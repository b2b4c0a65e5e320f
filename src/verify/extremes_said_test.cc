// Extremes of a grid that was run once, two of them in one sentence, each with the settings at
// which it was measured. Expected verdicts are read off the eight rows.
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "verify/sample_trials.h"

namespace chimera::verify {
namespace {

using sample::setting;

Observations grid() {
  Observations out;
  out.artifacts.push_back({"grid.csv", ArtifactType::kCsv, 1000, 0});
  out.artifacts.push_back({"warm.csv", ArtifactType::kCsv, 1000, 0});
  std::string_view model = "toy:8b";
  const auto add = [&](std::string file, std::vector<double> values) {
    Table table = sample::table(std::move(file), values.size());
    table.columns = {
        setting("num_gpu", Role::kFactor, {"60", "60", "60", "60", "999", "999", "999", "999"}),
        setting("batch_size", Role::kFactor, {"1", "2", "4", "8", "1", "2", "4", "8"}),
        setting("model", Role::kSubject, {model}, true),
        sample::metric("tokens_s", "tok/s", std::move(values), "throughput")};
    out.tables.push_back(std::move(table));
  };
  add("grid.csv", {100.5, 118, 141, 161, 104, 119, 150, 163.5});
  model = "toy:1b";
  add("warm.csv", {90, 91, 92, 93, 94, 95, 96, 97});
  return out;
}

const std::string kMost = "`num_gpu=999`, `batch_size=8`";
const std::string kLeast = "`num_gpu=60`, `batch_size=1`";

struct Said {
  std::string most = "163.5";
  std::string at_most = kMost;
  std::string least = "100.5";
  std::string at_least = kLeast;
};

std::string with(std::string pattern, const Said& said) {
  for (const auto& [key, value] : {std::pair{"{most}", said.most},
                                   {"{at most}", said.at_most},
                                   {"{least}", said.least},
                                   {"{at least}", said.at_least}}) {
    pattern.replace(pattern.find(key), std::string_view(key).size(), value);
  }
  return pattern;
}

std::string verdicts_of(const std::string& report) {
  return sample::verdicts(grid(), report);
}

struct Wording {
  const char* pattern;
  bool most_apart;   ///< the place of the most is a claim of its own
  bool least_apart;  ///< and that of the least
};

class TwoExtremes : public testing::TestWithParam<Wording> {};

// A number that is the extreme, and its place: "s c", or both in one.
std::string extreme(bool apart, char place) {
  return apart ? std::string("s ") + place : std::string(1, place);
}

TEST_P(TwoExtremes, EachHasItsOwnSettings) {
  const auto& [spelled, most_apart, least_apart] = GetParam();
  const std::string pattern = spelled;
  const auto both = [&](char most, char least) {
    return extreme(most_apart, most) + " " + extreme(least_apart, least);
  };
  EXPECT_EQ(verdicts_of(with(pattern, {})), both('s', 's'));
  EXPECT_EQ(verdicts_of(with(pattern, {.at_most = kLeast, .at_least = kMost})), both('c', 'c'));
  EXPECT_EQ(verdicts_of(with(pattern, {.most = "100.5", .least = "163.5"})), "c c");
  EXPECT_EQ(verdicts_of(with(pattern, {.at_most = "`num_gpu=60`, `batch_size=8`"})),
            both('c', 's'));
  EXPECT_EQ(verdicts_of(with(pattern, {.at_least = "`num_gpu=999`, `batch_size=1`"})),
            both('s', 'c'));
  EXPECT_EQ(verdicts_of(with(pattern, {.most = "161", .at_most = "`num_gpu=60`, `batch_size=8`"})),
            "c " + extreme(least_apart, 's'));
  EXPECT_EQ(verdicts_of(with(pattern, {.most = "165.5", .least = "101.5"})), "c c");
}

INSTANTIATE_TEST_SUITE_P(
    Wordings, TwoExtremes,
    testing::Values(
        Wording{"In `grid.csv` the highest throughput, {most} tok/s, was measured with {at most} "
                "and the lowest, {least} tok/s, with {at least}; neither was repeated.",
                true, false},
        Wording{"In `grid.csv` the highest throughput, {most} tok/s, was measured with {at most}; "
                "the lowest, {least} tok/s, with {at least}; neither was repeated.",
                true, false},
        Wording{"In `grid.csv` the highest throughput was {most} tok/s at {at most}, the lowest "
                "{least} tok/s at {at least}.",
                true, true},
        Wording{"In `grid.csv` the highest throughput is {most} tok/s with {at most}, while the "
                "lowest is {least} tok/s with {at least}.",
                true, true},
        Wording{"In `grid.csv` throughput was highest at {at most} ({most} tok/s) and lowest at "
                "{at least} ({least} tok/s).",
                false, false}));

TEST(OneExtreme, AmongOtherSettingsNamedBehind) {
  EXPECT_EQ(verdicts_of("In `grid.csv` the highest throughput, 163.5 tok/s, was measured with " +
                        kMost + ", and nothing tells the best from " + kLeast + "."),
            "s s");
}

TEST(OneExtreme, BehindAParagraphWithOtherSettings) {
  EXPECT_EQ(verdicts_of("In `grid.csv` `num_gpu=60`, `batch_size=4` was run.\n\nIn `grid.csv` the "
                        "highest throughput, 163.5 tok/s, was measured with " +
                        kMost + "; that is one trial."),
            "s s s s");
}

TEST(TwoExtremesOfModels, TheOneBesideANamedModelIsOfAnyModel) {
  const std::string most = "The highest throughput is 163.5 tok/s (toy:8b), ";
  EXPECT_EQ(verdicts_of(most + "the lowest 90 tok/s."), "s s s");
  EXPECT_EQ(verdicts_of(most + "the lowest 91.5 tok/s."), "s s u");
}

TEST(TwoExtremesOfOneSetting, ShareIt) {
  EXPECT_EQ(verdicts_of("In `grid.csv` the highest throughput with `num_gpu=60` is 161 tok/s, the "
                        "lowest 100.5 tok/s."),
            "s s");
}

TEST(Extremes, APlaceBehindACommaIsASecondClaim) {
  EXPECT_EQ(verdicts_of("toy:8b peaks at 163.5 tok/s, with `num_gpu=60`."), "s c");
  EXPECT_EQ(verdicts_of("The highest throughput of toy:8b is 163.5 tok/s, with `num_gpu=60`."),
            "s c");
}

TEST(Extremes, TheFileThatHoldsIt) {
  EXPECT_EQ(verdicts_of("The highest throughput is 163.5 tok/s, and it belongs to `grid.csv`."),
            "s s");
  EXPECT_EQ(verdicts_of("The highest throughput is 163.5 tok/s, and it belongs to `warm.csv`."),
            "s c");
}

TEST(ExtremesSaid, WhatItWasIsAnotherClaim) {
  Observations data;
  Table& builds = sample::add_table(data, "builds.csv", 4);
  builds.columns = {setting("model", Role::kSubject, {"heron", "heron", "ibis", "ibis"}),
                    setting("precision", Role::kFactor, {"fp32", "fp16", "fp32", "fp16"}),
                    sample::metric("build_time_s", "s", {120, 210, 140, 318.46}, "")};
  const std::string first = "The longest build, 318.5 s, was the ";
  EXPECT_EQ(sample::verdicts(data, first + "ibis fp16 engine."), "s s");
  EXPECT_EQ(sample::verdicts(data, first + "heron fp16 engine."), "s c");
}

TEST(ExtremesSaid, OfMeansThatFilesState) {
  Observations data;
  Table& serving = sample::add_table(data, "serving.csv", 4);
  serving.columns = {setting("engine", Role::kFactor, {"swift", "swift", "wader", "wader"}),
                     setting("concurrency", Role::kFactor, {"1", "8", "1", "8"}),
                     sample::metric("mean_ttft_ms", "ms", {36.11, 90, 41.5, 80}, "ttft.mean")};
  EXPECT_EQ(sample::verdicts(data, "The lowest mean TTFT is 36.11 ms."), "s");
  EXPECT_EQ(sample::verdicts(data, "The lowest mean TTFT is 71.9 ms."), "c");
}

// Two models in files of their own: 10 and 12 ms, 20 and 30 ms; a file of no model: 5 ms.
std::string of_files(const std::string& text) {
  Observations data;
  Table& ant = sample::add_table(data, "raw/ant_fixed.csv", 2);
  ant.columns = {sample::setting("model", Role::kSubject, {"ant:1b", "ant:1b"}),
                 sample::metric("ttft_ms", "ms", {10, 12}, "ttft")};
  Table& bee = sample::add_table(data, "raw/bee_gelled.csv", 2);
  bee.columns = {sample::setting("model", Role::kSubject, {"bee:7b", "bee:7b"}),
                 sample::metric("ttft_ms", "ms", {20, 30}, "ttft")};
  Table& demo = sample::add_table(data, "raw/demo.json", 1);
  demo.columns = {sample::metric("latency_ms", "ms", {5}, "latency")};
  return sample::verdicts(data, text);
}

TEST(ExtremesSaid, OfTheWholeDataset) {
  EXPECT_EQ(of_files("The highest TTFT in the dataset is 12 ms (ant:1b)."), "c");
  EXPECT_EQ(of_files("The highest TTFT in the dataset is 30 ms (bee:7b)."), "s s");
  EXPECT_EQ(of_files("The highest TTFT of ant:1b is 12 ms."), "s");
}

TEST(ExtremesSaid, ATimeOfNoModelIsNotThatOfOne) {
  EXPECT_EQ(of_files("The mean latency of ant:1b is 5 ms."), "c");
  EXPECT_EQ(of_files("The mean TTFT of ant:1b is 11 ms."), "s");
}

TEST(ExtremesSaid, AWordOfAFilesNameSaysWhere) {
  EXPECT_EQ(of_files("The largest TTFT is 30 ms in the gelled run."), "s");
  EXPECT_EQ(of_files("The largest TTFT is 12 ms in the gelled run."), "c");
  EXPECT_EQ(of_files("The largest TTFT is 12 ms in the fixed run."), "s");
}

}  // namespace
}  // namespace chimera::verify
