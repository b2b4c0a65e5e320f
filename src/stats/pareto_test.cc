#include "stats/pareto.h"

#include <gtest/gtest.h>

#include <vector>

namespace chimera::stats {
namespace {

using Indices = std::vector<std::size_t>;

TEST(Pareto, KeepsWhatNothingBeats) {
  // Latency and throughput of six settings: the third is beaten by the second, the fifth by both.
  const std::vector<double> latency = {1, 2, 3, 4, 4, 1};
  const std::vector<double> throughput = {10, 30, 30, 50, 20, 10};
  const std::vector<Objective> objectives = {{latency, Better::kLower},
                                             {throughput, Better::kHigher}};
  EXPECT_EQ(pareto_front(objectives), (Indices{0, 1, 3, 5}));
}

TEST(Pareto, OneObjectiveKeepsTheBestAndItsEquals) {
  const std::vector<double> values = {2, 1, 1, 3};
  EXPECT_EQ(pareto_front(std::vector<Objective>{{values, Better::kLower}}), (Indices{1, 2}));
  EXPECT_EQ(pareto_front(std::vector<Objective>{{values, Better::kHigher}}), (Indices{3}));
}

TEST(Pareto, AThirdObjectiveSavesAPoint) {
  const std::vector<double> a = {1, 2, 2};
  const std::vector<double> b = {1, 2, 2};
  const std::vector<double> c = {1, 0, 1};
  EXPECT_EQ(pareto_front(std::vector<Objective>{{a}, {b}, {c}}), (Indices{0, 1}));
  EXPECT_TRUE(pareto_front({}).empty());
}

}  // namespace
}  // namespace chimera::stats
