// What is steady. Coefficients of variation by hand: of 99, 100 and 101 tok/s 1 %, of 90, 100 and
// 110 tok/s 10 %, of 60, 100 and 140 tok/s 40 %.
#include "verify/steadiness_said.h"

#include <gtest/gtest.h>

#include <string>

#include "verify/sample_trials.h"

namespace chimera::verify {
namespace {

Observations observations() {
  Observations out;
  const auto add = [&](std::string file, std::string_view model, std::vector<double> values) {
    out.artifacts.push_back({file, ArtifactType::kCsv, 1000, 0});
    Table& table = out.tables.emplace_back(sample::table(std::move(file), values.size()));
    table.columns = {sample::setting("model", Role::kSubject, {model}, true),
                     sample::setting("num_gpu", Role::kFactor, {"20", "40", "60"}),
                     sample::metric("tokens_s", "tok/s", std::move(values), "throughput")};
  };
  add("toy_8b.csv", "toy:8b", {99, 101, 100});
  add("toy_1b.csv", "toy:1b", {90, 100, 110});
  add("other.csv", "other:3b", {60, 100, 140});
  return out;
}

std::string verdicts_of(const std::string& report) {
  return sample::verdicts(observations(), report);
}

TEST(Steadiness, IsTheLeastCoefficientOfVariation) {
  EXPECT_EQ(verdicts_of("toy:8b is the most consistent model."), "s");
  EXPECT_EQ(verdicts_of("toy:1b is the most consistent model."), "c");
  EXPECT_EQ(verdicts_of("other:3b has the highest coefficient of variation of throughput."), "s");
  EXPECT_EQ(verdicts_of("toy:1b has the highest coefficient of variation of throughput."), "c");
}

TEST(Steadiness, OfTwo) {
  EXPECT_EQ(verdicts_of("toy:1b is steadier than other:3b."), "s");
  EXPECT_EQ(verdicts_of("toy:1b is steadier than toy:8b."), "c");
}

TEST(Steadiness, OfSoManyAsAreSaid) {
  EXPECT_EQ(verdicts_of("toy:1b is the least stable of the two."), "s");
  EXPECT_EQ(verdicts_of("toy:1b is the least stable of the three."), "c");
  EXPECT_EQ(verdicts_of("toy:8b is the steadiest of the four."), "u");
}

TEST(Steadiness, ATrendIsSteadyIfEachStepIs) {
  EXPECT_EQ(verdicts_of("The throughput of toy:1b rises steadily with num_gpu."), "s");
  EXPECT_EQ(verdicts_of("The throughput of toy:8b rises steadily with num_gpu."), "c");
}

TEST(Steadiness, OfEachStep) {
  EXPECT_EQ(verdicts_of("The throughput of toy:1b keeps rising with every step of num_gpu."), "s");
  EXPECT_EQ(verdicts_of("The throughput of toy:8b keeps rising with every step of num_gpu."), "c");
  EXPECT_EQ(verdicts_of("A larger num_gpu consistently increases the throughput of toy:8b."), "c");
  // Up on the whole, and not at each step.
  EXPECT_EQ(verdicts_of("The throughput of toy:8b rises with num_gpu."), "u");
}

// 100 of toy:1b and 100 of toy:8b; toy_8b.csv holds nothing of the other.
TEST(Steadiness, ARemarkMayHoldAgainstAnotherFile) {
  const std::string head = "| Model | Mean tok/s | File | Remark |\n|---|---|---|---|\n";
  EXPECT_EQ(verdicts_of(head + "| toy:8b | 100.0 | toy_8b.csv | Steadiest of the three |\n"),
            "s s");
  EXPECT_EQ(verdicts_of(head + "| toy:1b | 100.0 | toy_1b.csv | Steadiest of the three |\n"),
            "s c");
}

TEST(Steadiness, OfFilesThatStateIt) {
  Observations data;
  for (const auto& [file, cv] : {std::pair{"a_1.json", 0.3}, {"b_2.json", 1.2}, {"c_3.json", 31}}) {
    sample::add_table(data, file, 1).columns = {
        sample::metric("coefficient_of_variation", "%", {cv}, "")};
  }
  const auto of = [&](const std::string& report) { return sample::verdicts(data, report); };
  EXPECT_EQ(of("`a_1.json` is the most stable of the three."), "s");
  EXPECT_EQ(of("`b_2.json` is the most stable of the three."), "c");
  EXPECT_EQ(of("`c_3.json` is the least stable of the three."), "s");
}

}  // namespace
}  // namespace chimera::verify
