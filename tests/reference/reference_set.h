// The form of stats_reference.txt (make_stats_reference.py explains it): data sets, and what other
// programs computed of them.
#pragma once

#include <iosfwd>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace chimera::stats {

struct Expectation {
  std::string function;
  std::vector<std::string> arguments;
  std::vector<std::optional<double>> values;
};

struct ReferenceSet {
  std::string name;
  std::map<std::string, std::vector<double>> vectors;
  std::vector<Expectation> expectations;
};

std::vector<ReferenceSet> read_reference_sets(std::istream& in);

/// The whole text as a number; NaN where it is none.
double number_of(const std::string& text);

/// What src/stats gives for an expectation; empty where it has no such function.
std::vector<std::optional<double>> computed(const ReferenceSet& set, const Expectation& wanted);

}  // namespace chimera::stats
