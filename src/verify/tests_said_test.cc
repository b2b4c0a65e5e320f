// Tests of factors, what trials could have shown, and gains in pairs of files. Expected numbers are
// by statsmodels 0.14 and scipy 1.x: ols('log(y) ~ C(num_gpu) + C(batch_size)') with anova_lm of
// type II; ratios of means by the delta method in logarithms with t limits.
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "verify/sample_trials.h"

namespace chimera::verify {
namespace {

using sample::setting;

Table table_of(std::string file, std::vector<double> values) {
  Table table = sample::table(std::move(file), values.size());
  table.columns.push_back(sample::metric("tokens_s", "tok/s", std::move(values), "throughput"));
  return table;
}

// A grid of two factors with one trial a setting.
Observations grid() {
  Observations out;
  out.artifacts.push_back({"grid.csv", ArtifactType::kCsv, 1000, 0});
  Table table = table_of("grid.csv", {100, 118, 141, 160, 104, 119, 150, 163});
  table.columns.push_back(
      setting("num_gpu", Role::kFactor, {"60", "60", "60", "60", "999", "999", "999", "999"}));
  table.columns.push_back(
      setting("batch_size", Role::kFactor, {"1", "2", "4", "8", "1", "2", "4", "8"}));
  out.tables.push_back(std::move(table));
  return out;
}

// Two models in two pairs of files: 1.481 (1.392 to 1.576) in one, 1.425 (1.311 to 1.548) in the
// other.
Observations pairs() {
  Observations out;
  const auto add = [&](std::string file, std::string_view model, std::vector<double> values) {
    out.artifacts.push_back({file, ArtifactType::kCsv, 1000, 0});
    out.tables.push_back(table_of(std::move(file), std::move(values)));
    out.tables.back().columns.push_back(setting("model", Role::kSubject, {model}, true));
  };
  add("runs/large_chat.csv", "toy:8b", {100, 104, 106, 110});
  add("runs/large_code.csv", "toy:8b", {99, 103, 107, 110});
  add("runs/small_chat.csv", "toy:1b", {150, 154, 157, 161});
  add("runs/small_code.csv", "toy:1b", {140, 148, 151, 158});
  return out;
}

std::string of_grid(const std::string& behind) {
  return sample::verdicts(
      grid(),
      "The throughput of `num_gpu=999` beside `num_gpu=60` is a ratio of 1.033, " + behind + ".");
}

TEST(TestsSaid, FTestBesideTheOtherFactor) {
  EXPECT_EQ(of_grid("p = 0.07336, `F test (type II) of logarithms beside batch_size`"), "s s");
  EXPECT_EQ(of_grid("p = 0.07436, `F test (type II) of logarithms beside batch_size`"), "s c");
  EXPECT_EQ(of_grid("p = 0.07336, `F test (type II) of logarithms beside num_gpu`"), "s u");
  EXPECT_EQ(of_grid("p = 0.07336, `F test (type II) of logarithms beside batch_size, with two-way "
                    "interactions`"),
            "s u");
  // Somebody else's may be of another model.
  EXPECT_EQ(of_grid("an F test gives p = 0.0734"), "s s");
  EXPECT_EQ(of_grid("an F test gives p = 0.0834"), "s u");
}

TEST(TestsSaid, FTestOfTheNextFactorInTheSentence) {
  const std::string first =
      "p = 0.07336, `F test (type II) of logarithms beside batch_size`; between "
      "`batch_size=8` and `batch_size=1` a ratio of 1.583, p = ";
  EXPECT_EQ(of_grid(first + "0.00032"), "s s s s");
  EXPECT_EQ(of_grid(first + "0.0032"), "s s s c");
}

TEST(TestsSaid, FTestOfAFactorThatIsNamedAlone) {
  EXPECT_EQ(sample::verdicts(grid(), "By an F test of `num_gpu` on throughput, p = 0.0734."), "s");
}

TEST(TestsSaid, WhatSoManyTrialsWouldShow) {
  EXPECT_EQ(of_grid("so many trials would show a ratio of 1.053 four times in five"), "s s");
  EXPECT_EQ(of_grid("so many trials would show a ratio of 1.063 four times in five"), "s c");
}

TEST(TestsSaid, TheBetterOneIsTakenRatherThanTheOther) {
  const auto advice = [](const std::string& taken, const std::string& left, const char* way) {
    return sample::verdicts(grid(), "Where throughput decides, take `num_gpu=" + taken +
                                        "` rather than `num_gpu=" + left +
                                        "`; expect a mean throughput " + way +
                                        " by a factor of 1.033 in `grid.csv`.");
  };
  EXPECT_EQ(advice("999", "60", "higher"), "s");
  EXPECT_EQ(advice("60", "999", "higher"), "u");
  EXPECT_EQ(advice("999", "60", "lower"), "u");
}

TEST(TestsSaid, EndsOfAnInterval) {
  EXPECT_EQ(of_grid("a 95 % interval of 0.9929 to 1.074"), "s s s");
  // The other way round 60 and 999 have 0.9309 to 1.007.
  EXPECT_EQ(of_grid("a 95 % interval of 0.9929 to 0.9309"), "s s u");
  EXPECT_EQ(of_grid("a 95 % interval of 1.007 to 1.074"), "s u s");
}

TEST(TestsSaid, TheLeastGainOfSeveralPairsOfFiles) {
  const auto advice = [](const std::string& better, const std::string& worse,
                         const std::string& gain, const std::string& behind) {
    return sample::verdicts(
        pairs(), "Where throughput decides, take `" + better + "` rather than `" + worse +
                     "`; expect a mean throughput " + gain + " in `runs/`" + behind + ".");
  };
  const std::string least = ", the least that several results on it show";
  const std::string gain = "higher by a factor of 1.425 (95 % interval 1.311 to 1.548)";
  EXPECT_EQ(advice("toy:1b", "toy:8b", gain, least), "s s s");
  EXPECT_EQ(advice("toy:8b", "toy:1b", gain, least).find('s'), std::string::npos);
  const std::string larger = "higher by a factor of 1.481 (95 % interval 1.392 to 1.576)";
  EXPECT_EQ(advice("toy:1b", "toy:8b", larger, least).find('s'), std::string::npos);
  EXPECT_EQ(advice("toy:1b", "toy:8b", larger, ""), "s s s");
}

TEST(Effects, OfOneRunEachThereIsNoTest) {
  EXPECT_EQ(sample::verdicts(grid(),
                             "`num_gpu=60` with `batch_size=1` is significantly faster than "
                             "`num_gpu=999` with `batch_size=1`.")
                .front(),
            'u');
}

TEST(Effects, OfAFactorByItsFTests) {
  // By statsmodels' anova_lm (logarithms) and scipy's f_oneway: of num_gpu p = 0.073 beside
  // batch_size and 0.83 alone, of batch_size 0.00032 and 0.00029.
  EXPECT_EQ(sample::verdicts(grid(), "batch_size has a significant effect on throughput."), "s");
  EXPECT_EQ(
      sample::verdicts(grid(), "The effect of batch_size on throughput is significant (p < 0.01)."),
      "s");
  EXPECT_EQ(sample::verdicts(grid(),
                             "The effect of batch_size on throughput is significant (p < 0.0001)."),
            "c");
  EXPECT_EQ(sample::verdicts(grid(), "num_gpu has a significant effect on throughput."), "c");
  EXPECT_EQ(sample::verdicts(grid(), "num_gpu does not significantly affect throughput."), "s");
}

}  // namespace
}  // namespace chimera::verify
